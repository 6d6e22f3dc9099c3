"""What the commands and the board both do with feeds; it knows neither terminal nor screen."""
