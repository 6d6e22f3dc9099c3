"""`wirewatch archive`: back up, check, count and prune what is kept."""
