"""A token for tests."""

TOKEN = "a-token-of-the-desk-for-tests"
