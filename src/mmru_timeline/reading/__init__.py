"""From the bytes of a log to a checked timeline."""
