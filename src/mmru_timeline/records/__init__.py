"""The records of a log and the table of their fields."""
