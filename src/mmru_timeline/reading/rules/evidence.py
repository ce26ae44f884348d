"""Rules about what events are based on: status, attribution, sources and figures."""

from __future__ import annotations

from mmru_timeline.dates.edtf import EdtfDate
from mmru_timeline.dates.wording import long_text
from mmru_timeline.reading.diagnostics import Severity
from mmru_timeline.reading.draft import DATES, Draft, Path
from mmru_timeline.reading.rules.rule import Report, rule
from mmru_timeline.records.model import Figure

_NO_SOURCE_HINT = "add `sources: [id]`; for a log without sources, write `allow: [no-source]` at its top level"


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
    for index, event in draft.events_with("attributed_to"):
        if event.status == "claim" and not event.attributed_to:
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
    for index, event in draft.events_with("accounts"):
        if event.status == "disputed" and not event.accounts:
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
        Cite one in `sources`. If the whole log does without sources, write `allow: [no-source]` at its top level.

    Fails:
        - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed}

    Passes:
        - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
           sources: [snow]}
    """
    for index, event in draft.events_with("sources"):
        if not event.sources:
            report(("events", index), f"{event.id} has no source", _NO_SOURCE_HINT)


@rule(Severity.WARNING)
def source_before_event(draft: Draft, report: Report) -> None:
    """A source was published before the event, so it cannot report that the event happened.

    Remedy:
        Correct a date, set `status: planned`, or mark a citation that only gives background with `context: true`.

    Fails:
        sources:
          snow: {title: On Cholera, publisher: Churchill, date: 1849}
        events:
          - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
             sources: [snow]}

    Passes:
        sources:
          snow: {title: On Cholera, publisher: Churchill, date: 1855}
        events:
          - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
             sources: [snow]}
    """
    sources = draft.tables.get("sources", {})
    for index, event in draft.events_with(*DATES, "status"):
        if event.status == "planned":
            continue
        first = min(date.s1 for date in event.dates)
        for position, citation in enumerate(event.sources):
            date: EdtfDate | None = sources[citation.id].date if citation.id in sources else None
            # A qualified date may be off by more than it says.
            if date is not None and not citation.context and date.e2 < first and not date.end.mark:
                report(
                    ("events", index, "sources", position),
                    f"{citation.id} ({long_text(date)}) was published before the event ({long_text(event.date)})",
                    f"write {{id: {citation.id}, context: true}} if it only gives background, or correct a date",
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
        figures: list[tuple[Path, Figure]] = [
            (("figures", position), figure) for position, figure in enumerate(event.figures)
        ]
        for number, account in enumerate(event.accounts):
            figures += [
                (("accounts", number, "figures", position), figure) for position, figure in enumerate(account.figures)
            ]
        for path, figure in figures:
            if (
                figure.to is not None
                and figure.to <= figure.value
                and not draft.has_lost(("events", index, *path), "value")
            ):
                report(
                    ("events", index, *path, "to"),
                    f"`to` ({figure.to}) is not greater than `value` ({figure.value})",
                    "swap the two, or delete `to`",
                )


RULES = (
    claim_unattributed,
    disputed_without_accounts,
    statement_planned,
    no_source,
    source_before_event,
    reversed_range,
)
