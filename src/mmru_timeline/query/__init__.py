"""Which events are asked for."""
