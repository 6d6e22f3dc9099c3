"""`wirewatch alerts`: alerts of saved filters, one file a deed; and what tells them outside."""
