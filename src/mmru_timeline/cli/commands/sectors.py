"""`mmru sectors`."""

from __future__ import annotations

from mmru_timeline.cli.run import Run

EXAMPLES = {"mmru sectors": "the sectors as a tree, with counts and years"}


def sectors(run: Run) -> None:
    """List the sectors, with the number of events and the years of each."""
    log = run.log()
    from mmru_timeline.views.vocabularies import print_sectors

    print_sectors(run.page(), log)
