"""The command line: one module a command; options, streams and exit codes. The only user of typer."""
