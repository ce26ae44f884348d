"""`mmru sectors`."""

from __future__ import annotations

from mmru_timeline.cli.run import Run


def sectors(run: Run) -> None:
    """List the sectors with how many events each has and from when to when."""
    timeline = run.log()
    from mmru_timeline.views.vocabularies import print_sectors

    print_sectors(timeline, run.out, run.look)
