"""From the words and dates of a question to the events that match it."""
