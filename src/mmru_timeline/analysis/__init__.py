"""What can be worked out from the events of a log; nothing is printed here."""
