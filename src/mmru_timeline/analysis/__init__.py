"""What can be worked out from events without printing anything."""
