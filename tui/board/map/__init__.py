"""A map in the cells of a terminal: where it looks, the land under it, the spots on it."""
