"""What programs get: stable columns and keys, the same bytes from run to run. One module per family."""
