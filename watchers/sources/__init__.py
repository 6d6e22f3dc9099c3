"""Where documents come from; each source brings bytes in and knows nothing of what is in them."""
