"""What the palette finds: every deed, name and document of the board by a few letters."""
