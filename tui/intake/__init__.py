"""What takes documents in for a board, in a process of its own: no feed and no worker ever holds a key up."""
