"""One module a command: a function with the name of the command, and EXAMPLES for its help and its manual."""
