"""What the help tells, and how it is laid out."""
