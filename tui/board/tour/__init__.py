"""The tour: five steps, each done by doing it."""
