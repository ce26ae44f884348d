"""`mmru show`."""

from __future__ import annotations

from typing import Annotated

import typer

from mmru_timeline.cli.run import Misuse, Run
from mmru_timeline.model import Event, Timeline
from mmru_timeline.vocabulary import nearest


def show(
    run: Run,
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Ids of events; a beginning that only one has will do.")
    ],
) -> None:
    """Show events in full: when exactly, who, figures, rival accounts, links and sources."""
    timeline = run.log()
    chosen = [event_named(timeline, name) for name in ids]
    from mmru_timeline.views.show import print_event

    for number, event in enumerate(chosen):
        if number:
            print(file=run.out)
        print_event(timeline, event, run.out, run.look)


def event_named(timeline: Timeline, name: str) -> Event:
    """The event of an id, or of a beginning that only one id has; raises Misuse."""
    wanted = name.strip().lower()
    if wanted in timeline.by_id:
        return timeline.by_id[wanted]
    if wanted in timeline.retired:
        retired = timeline.retired[wanted]
        hint = f"its matter is told by {retired.successor}: mmru show {retired.successor}" if retired.successor else ""
        raise Misuse(f"{wanted} was withdrawn: {retired.reason}", hint)
    found = [event for event in timeline.by_id if event.startswith(wanted)] if wanted else []
    if len(found) == 1:
        return timeline.by_id[found[0]]
    if found:
        more = f" and {len(found) - 8} more" if len(found) > 8 else ""
        raise Misuse(f"{name!r} begins {len(found)} ids", f"write one of {', '.join(found[:8])}{more}")
    near = nearest(wanted, timeline.by_id, 3)
    hint = (
        f"did you mean {' or '.join(near)}?" if near else "`mmru events` prints the ids; `mmru events WORDS` searches"
    )
    raise Misuse(f"there is no event {name!r}", hint)
