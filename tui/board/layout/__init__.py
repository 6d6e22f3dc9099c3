"""Where the panels stand: decided in cells by pure functions, for every size of a terminal."""
