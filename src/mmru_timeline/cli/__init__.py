"""The command line: options, streams and exit codes. The only user of typer; `commands` has one module per command."""
