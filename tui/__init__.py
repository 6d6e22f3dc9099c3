"""What a person sees of wirewatch in the terminal: the board and the commands."""
