"""Rules about the dates of events: scope, order, repetition and plausibility."""

from __future__ import annotations

from bisect import bisect_right

from mmru_timeline.dates.edtf import FOREVER, NEVER, EdtfDate, Overlap
from mmru_timeline.dates.wording import long_text
from mmru_timeline.reading.diagnostics import Severity
from mmru_timeline.reading.draft import DATES, Draft
from mmru_timeline.reading.rules.rule import Report, rule
from mmru_timeline.records.model import Event
from mmru_timeline.text import fold_words


@rule(Severity.WARNING)
def outside_scope(draft: Draft, report: Report) -> None:
    """The event is certainly outside the `scope` of the log.

    Remedy:
        Correct its date, or set `background: true`.

    Fails:
        scope: 1854
        events:
          - {id: first-edition, date: 1849-08, title: Snow publishes his theory,
             sources: [snow]}

    Passes:
        scope: 1854
        events:
          - {id: first-edition, date: 1849-08, title: Snow publishes his theory,
             sources: [snow],
             background: true}
    """
    scope: EdtfDate | None = draft.head.get("scope")
    if scope is None:
        return
    for index, event in draft.events_with(*DATES, "status", "background"):
        if event.background or event.status == "planned":
            continue
        # A rival date within the scope is enough to belong to the log.
        if event.overlap(scope.s1, scope.e2) is Overlap.NO:
            message = f"{long_text(event.date)} is outside the scope of the log, {scope.text}"
            report(("events", index, "date"), message, "correct the date, or write `background: true`")


@rule(Severity.WARNING)
def account_without_start(draft: Draft, report: Report) -> None:
    """The date of a rival account has an open or unknown start, but that of the event does not. By that account the
    event is possible in every earlier century, so searches for any earlier time find it.

    Remedy:
        Write the earliest date that the account allows before the slash.

    Fails:
        - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
           sources: [snow],
           accounts: [{says: Earlier., sources: [snow], date: ../1854-09}]}

    Passes:
        - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
           sources: [snow],
           accounts: [{says: Earlier., sources: [snow], date: 1854-08/1854-09}]}
    """
    for index, event in draft.events_with("date"):
        for position, account in enumerate(event.accounts):
            if account.date is not None and account.date.s1 == NEVER < event.date.s1:
                end = account.date.text.partition("/")[2]
                message = f"by this account, {event.id} is possible at any earlier time"
                hint = f"write EARLIEST/{end}, with the earliest date that the account allows"
                report(("events", index, "accounts", position, "date"), message, hint)


@rule(Severity.WARNING)
def same_title(draft: Draft, report: Report) -> None:
    """Two events have the same date and the same words in their titles, so they may be one event entered twice.

    Remedy:
        Merge them, or make their titles different.

    Fails:
        - {id: closure, date: 1854-09-08, title: Pump closed in Broad Street,
           sources: [snow]}
        - {id: closure-2, date: 1854-09-08, title: Pump in Broad Street closed,
           sources: [snow]}

    Passes:
        - {id: closure, date: 1854-09-08, title: Pump closed in Broad Street,
           sources: [snow]}
        - {id: closure-2, date: 1854-09-08, title: Pump in Rupert Street closed,
           sources: [snow]}
    """
    first: dict[tuple[str, frozenset[str]], int] = {}
    for index, event in draft.events_with("date", "title"):
        key = (event.date.text, frozenset(fold_words(event.title)))
        earlier = first.setdefault(key, index)
        if earlier != index:
            line = draft.node_at(("events", earlier, "title")).line
            message = f"the event on line {line} has the same date and the same words in its title"
            report(("events", index, "title"), message, "merge the two, or make their titles different")


@rule(Severity.NOTE)
def first_of_month(draft: Draft, report: Report) -> None:
    """Far more exact dates fall on the first of a month than chance would explain, which suggests that days were
    invented.

    Remedy:
        Where only the month is known, write only the month.

    Fails:
        sources:
          farr: {title: Weekly Return of Deaths, publisher: General Register Office}
        events:
          - {id: first-cases, date: 1854-07-01, title: First cholera cases,
             sources: [farr]}
          - {id: outbreak, date: 1854-08-01, title: Outbreak in Soho,
             sources: [farr]}
          - {id: closure, date: 1854-09-01, title: Broad Street pump closed,
             sources: [farr]}
          - {id: last-cases, date: 1854-11-01, title: Last cholera cases,
             sources: [farr]}

    Passes:
        sources:
          farr: {title: Weekly Return of Deaths, publisher: General Register Office}
        events:
          - {id: first-cases, date: 1854-07, title: First cholera cases,
             sources: [farr]}
          - {id: outbreak, date: 1854-08, title: Outbreak in Soho,
             sources: [farr]}
          - {id: closure, date: 1854-09, title: Broad Street pump closed,
             sources: [farr]}
          - {id: last-cases, date: 1854-11, title: Last cholera cases,
             sources: [farr]}
    """
    exact = [event.date for _, event in draft.events_with("date") if event.date.is_exact_day]
    firsts = sum(date.start.day == 1 for date in exact)
    if firsts >= 4 and firsts * 10 > len(exact):
        message = f"{firsts} of {len(exact)} exact dates fall on the first of a month; by chance, one in thirty would"
        report(("events",), message, "if only the month is known, write only the month, such as 2023-02")


@rule(Severity.NOTE)
def out_of_order(draft: Draft, report: Report) -> None:
    """In the file, the event is right after one that certainly began only when it was over. Dates that overlap, such as
    a day and its month, are in order either way. A qualified date (`?`, `~` or `%`) is never certain.

    Remedy:
        Move it up if the file should read in chronological order.

    Fails:
        - {id: closure, date: 1854-09-08, title: Broad Street pump closed,
           sources: [snow]}
        - {id: outbreak, date: 1854-08-31, title: Cholera breaks out in Soho,
           sources: [snow]}

    Passes:
        - {id: outbreak, date: 1854-08-31, title: Cholera breaks out in Soho,
           sources: [snow]}
        - {id: closure, date: 1854-09-08, title: Broad Street pump closed,
           sources: [snow]}
    """
    above: list[Event] = []
    starts: list[
        int
    ] = []  # For each event above, the earliest possible start of it or, if that is later, of one before it.
    start = NEVER
    for index, event in draft.events_with(*DATES):
        # A qualified date is never certain, and a rival date counts as much as the date of the event.
        last = max(FOREVER if each.end.mark else each.e2 for each in event.dates)
        if last < start:
            later = above[bisect_right(starts, last)]
            message = f"{long_text(event.date)} comes after {long_text(above[-1].date)} in the file"
            report(("events", index, "date"), message, f"move {event.id} up, to before {later.id}")
        start = min(NEVER if each.start.mark else each.s1 for each in event.dates)
        above.append(event)
        starts.append(max(start, starts[-1] if starts else NEVER))


RULES = (outside_scope, account_without_start, same_title, first_of_month, out_of_order)
