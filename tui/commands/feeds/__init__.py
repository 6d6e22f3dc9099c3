"""`wirewatch feeds`: one file a deed."""
