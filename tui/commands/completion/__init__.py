"""What a shell puts in when Tab is pressed behind `wirewatch`."""
