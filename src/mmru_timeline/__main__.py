"""`python -m mmru_timeline`."""

from mmru_timeline.cli.main import main

main()
