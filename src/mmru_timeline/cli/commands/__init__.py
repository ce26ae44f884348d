"""One module per command: a function with the name of the command, and EXAMPLES for its help and the manual."""
