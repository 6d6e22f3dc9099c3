"""`wirewatch filters`: the saved filters, one file a deed."""
