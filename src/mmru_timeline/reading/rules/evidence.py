"""Rules about what events are based on: status, attribution, sources and figures."""

from __future__ import annotations

from mmru_timeline.dates.wording import long_text
from mmru_timeline.reading.diagnostics import Severity
from mmru_timeline.reading.draft import Draft
from mmru_timeline.reading.rules.rule import Report, rule


@rule(Severity.ERROR)
def claim_unattributed(draft: Draft, report: Report) -> None:
    """An event with `status: claim` does not name who makes the claim.

    Remedy:
        Add `attributed_to`.

    Fails:
        - {id: pump-blamed, date: 1854-09-07, title: Broad Street pump blamed,
           sources: [snow],
           status: claim}

    Passes:
        - {id: pump-blamed, date: 1854-09-07, title: Broad Street pump blamed,
           sources: [snow],
           status: claim, attributed_to: [John Snow]}
    """
    for index, event in draft.events.items():
        # A refused attribution was reported, and is not missing.
        if event.status == "claim" and not event.attributed_to and index not in draft.partial:
            report(("events", index, "status"), "a claim must name who makes it", "add `attributed_to: [who]`")


@rule(Severity.ERROR)
def disputed_without_accounts(draft: Draft, report: Report) -> None:
    """An event with `status: disputed` gives only one version.

    Remedy:
        Add the rival version to `accounts`.

    Fails:
        - {id: pump-closed, date: 1854-09-08, title: Pump closed in time,
           sources: [snow],
           status: disputed}

    Passes:
        - {id: pump-closed, date: 1854-09-08, title: Pump closed in time,
           sources: [snow],
           status: disputed, accounts: [{says: It closed late., sources: [snow]}]}
    """
    for index, event in draft.events.items():
        if event.status == "disputed" and not event.accounts and index not in draft.partial:
            report(("events", index, "status"), "a disputed event needs a rival version", "add one to `accounts`")


@rule(Severity.WARNING)
def statement_planned(draft: Draft, report: Report) -> None:
    """A statement, report or vote is marked `planned`. It is dated when it was made or held, and from then on it is
    a fact, whatever it announces.

    Remedy:
        Delete the status, or enter what was announced as an event of its own.

    Fails:
        - {id: order, date: 1854-09-07, title: Parish orders the pump closed,
           sources: [snow],
           kind: statement, status: planned}

    Passes:
        - {id: order, date: 1854-09-07, title: Parish orders the pump closed,
           sources: [snow],
           kind: statement}
    """
    for index, event in draft.events.items():
        if event.status == "planned" and event.kind in ("statement", "report", "vote"):
            report(
                ("events", index, "status"),
                f"once made or held, a {event.kind} is a fact, whatever it announces",
                "delete `status: planned`, or enter what was announced as an event of its own",
            )


@rule(Severity.WARNING)
def no_source(draft: Draft, report: Report) -> None:
    """The event has no source.

    Remedy:
        Cite one in `sources`.

    Fails:
        - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed}

    Passes:
        - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
           sources: [snow]}
    """
    for index, event in draft.events.items():
        if not event.sources and index not in draft.partial:
            report(("events", index), f"{event.id} has no source", "add `sources: [id]`")


@rule(Severity.WARNING)
def after_its_sources(draft: Draft, report: Report) -> None:
    """The event certainly happened after all of its sources were published, so none of them can report it.

    Remedy:
        Correct a date, cite a later source, or set `status: planned`.

    Fails:
        sources:
          snow: {title: On Cholera, publisher: Churchill, date: 1855}
        events:
          - {id: pump-closed, date: 1856-09-08, title: Broad Street pump closed,
             sources: [snow]}

    Passes:
        sources:
          snow: {title: On Cholera, publisher: Churchill, date: 1855}
        events:
          - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
             sources: [snow]}
    """
    sources = draft.tables.get("sources", {})
    for index, event in draft.events.items():
        dates = [sources[citation.id].date if citation.id in sources else None for citation in event.sources]
        known = [date for date in dates if date is not None]
        # An undated source may be later than the event.
        if known and len(known) == len(dates) and event.status != "planned":
            latest = max(known, key=lambda date: date.e2)
            if event.date.s1 > latest.e2:
                report(
                    ("events", index, "date"),
                    f"the event ({long_text(event.date)}) is later than its latest source ({long_text(latest)})",
                    "correct a date, cite a later source, or write `status: planned`",
                )


@rule(Severity.ERROR)
def reversed_range(draft: Draft, report: Report) -> None:
    """The `to` of a figure is not greater than its `value`.

    Remedy:
        Swap the two if they are in the wrong order; otherwise delete `to`.

    Fails:
        - {id: outbreak, date: 1854-08-31, title: Cholera breaks out in Soho,
           sources: [snow],
           figures: [{what: deaths, value: 616, to: 500}]}

    Passes:
        - {id: outbreak, date: 1854-08-31, title: Cholera breaks out in Soho,
           sources: [snow],
           figures: [{what: deaths, value: 500, to: 616}]}
    """
    for index, event in draft.events.items():
        for position, figure in enumerate(event.figures):
            if figure.to is not None and figure.to <= figure.value:
                report(
                    ("events", index, "figures", position, "to"),
                    f"`to` ({figure.to}) is not greater than `value` ({figure.value})",
                    "swap the two, or delete `to`",
                )


RULES = (claim_unattributed, disputed_without_accounts, statement_planned, no_source, after_its_sources, reversed_range)
