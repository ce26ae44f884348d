"""The rules over a whole log: each a generator of findings over a Draft, which without errors becomes a Timeline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mmru_timeline.dates.edtf import Overlap, When, long_text
from mmru_timeline.reading.codes import CODES, diagnostic
from mmru_timeline.reading.diagnostics import Diagnostic, Place, Severity, shorten
from mmru_timeline.reading.records import Draft, Path, Reading, read
from mmru_timeline.records.model import KINDS, Actor, Event, Kind, Publisher, Sector, Status, Timeline
from mmru_timeline.records.vocabulary import Term, Vocabulary, fold, fold_words


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: where in the log, which code, what is wrong and what helps.

    `severity` is given where it is not the code's own, `place` where it is not the path's.
    """

    path: Path
    code: str
    message: str
    hint: str
    severity: Severity | None = None
    place: Place | None = None


Check = Callable[[Draft], Iterator[Finding]]

_TABLES = {
    "kinds": "kind",
    "sectors": "sector",
    "actors": "actor",
    "publishers": "publisher",
    "sources": "source",
    "events": "event",
}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MUST_BE_DECLARED = frozenset({"events", "sources", "publishers"})
_STATED = ("statement", "report", "vote")


def repeated_ids(draft: Draft) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, name in draft.event_ids:
        if first.setdefault(name, index) != index:
            line = draft.place(("events", first[name], "id")).line
            yield Finding(
                ("events", index, "id"),
                "repeated-id",
                f"another event has the id {shorten(name)}, on line {line}",
                "give this one its own id",
            )


def shared_names(draft: Draft) -> Iterator[Finding]:
    for tables in (("sectors", "actors"), ("kinds",), ("publishers",)):
        owners: dict[str, tuple[str, str]] = {}
        for table in tables:
            for term in draft.tables.get(table, {}).values():
                for path, name in _names(table, term):
                    folded = fold(name)
                    owner = owners.setdefault(folded, (table, term.id))
                    if folded and owner != (table, term.id):
                        line = draft.place((owner[0], owner[1])).line
                        yield Finding(
                            path,
                            "shared-name",
                            f"{shorten(name)} also names the {_TABLES[owner[0]]} {owner[1]}, on line {line}",
                            "make one of the two names longer, or drop the alias",
                        )


def _names(table: str, term: Term) -> Iterator[tuple[Path, str]]:
    yield (table, term.id), term.id
    yield (table, term.id, "label" if table in ("kinds", "sectors") else "name"), term.label
    for position, alias in enumerate(term.aliases):
        yield (table, term.id, "aliases", position), alias


def unknown_ids(draft: Draft) -> Iterator[Finding]:
    for table, used, node in draft.references:
        known = draft.ids.get(table, set())
        if used in known or not (table in draft.declared or table in _MUST_BE_DECLARED):
            continue
        place = Place(draft.file, node.line, node.column, node.width or 1)
        retired = draft.tables.get("retired", {}).get(used) if table == "events" else None
        if retired is not None:
            hint = f"it was retired: {shorten(retired.reason, 120)}" + (
                f"; write {retired.successor}" if retired.successor else ""
            )
        elif near := draft.suggest(used, known):
            hint = f"did you mean `{near}`?"
        else:
            hint = "add the event, or correct the id" if table == "events" else f"declare it under `{table}:`"
        yield Finding((), "unknown-id", f"there is no {_TABLES[table]} {shorten(used)}", hint, place=place)


def cycles(draft: Draft) -> Iterator[Finding]:
    events = {event.id: (index, event) for index, event in reversed(draft.events.items())}
    graphs: list[tuple[str, dict[str, Iterable[str]], Callable[[str, str], Path]]] = [
        (
            "follows",
            {name: event.follows for name, (_, event) in events.items()},
            lambda name, step: ("events", events[name][0], "follows", events[name][1].follows.index(step)),
        ),
        (
            "part_of",
            {name: (event.part_of,) if event.part_of else () for name, (_, event) in events.items()},
            lambda name, _: ("events", events[name][0], "part_of"),
        ),
    ]
    for table in ("kinds", "sectors", "actors", "publishers"):
        terms: Mapping[str, Term] = draft.tables.get(table, {})
        graphs.append(
            (
                "part_of",
                {name: (term.part_of,) if term.part_of else () for name, term in terms.items()},
                lambda name, _, table=table: (table, name, "part_of"),  # type: ignore[misc]
            )
        )
    for key, graph, path in graphs:
        for loop in _loops(graph):
            way = " → ".join([*loop, loop[0]] if len(loop) <= 6 else [*loop[:5], "…", loop[0]])
            yield Finding(
                path(loop[0], [*loop, loop[0]][1]),
                "cycle",
                f"`{key}` leads back to where it began: {way}",
                "remove the link that is wrong",
            )


def _loops(graph: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """One loop for each link that closes one, without recursion."""
    done: set[str] = set()
    for start in graph:
        if start in done:
            continue
        trail: dict[str, Iterator[str]] = {start: iter(graph[start])}
        while trail:
            here = next(reversed(trail))
            step = next(trail[here], None)
            if step is None:
                done.add(here)
                del trail[here]
            elif step in trail:
                names = list(trail)
                yield names[names.index(step) :]
            elif step in graph and step not in done:
                trail[step] = iter(graph[step])


def followers_in_time(draft: Draft) -> Iterator[Finding]:
    dates = {event.id: event.date for event in draft.events.values()}
    for index, event in draft.events.items():
        for position, earlier in enumerate(event.follows):
            before = dates.get(earlier)
            if before is not None and event.date.e2 < before.s1:
                unsure = event.date.end_mark or before.start_mark
                yield Finding(
                    ("events", index, "follows", position),
                    "follows-later",
                    f"{event.id} was over ({_on(event.date)}) before {earlier} began ({_on(before)})",
                    "correct a date, turn the link round, or follow the announcement instead",
                    Severity.WARNING if unsure else None,
                )


def parts_within_wholes(draft: Draft) -> Iterator[Finding]:
    events = {event.id: event for event in draft.events.values()}
    for index, event in draft.events.items():
        whole = events.get(event.part_of or "")
        if whole is None:
            continue
        versions = [event.date, *(account.date for account in event.accounts if account.date)]
        if all(_apart(version, whole.date) for version in versions):
            yield Finding(
                ("events", index, "part_of"),
                "outside-whole",
                f"{event.id} ({_on(event.date)}) is outside {whole.id} ({_on(whole.date)}), of which it is part",
                "correct a date, or write it under `follows`",
            )


def _apart(part: When, whole: When) -> bool:
    marked = part.start_mark or part.end_mark or whole.start_mark or whole.end_mark
    return not marked and whole.overlap(part.s1, part.e2) is Overlap.NO


def _on(date: When) -> str:
    return long_text(date)


def statuses(draft: Draft) -> Iterator[Finding]:
    for index, event in draft.events.items():
        whole = index not in draft.partial
        if whole and event.status is Status.CLAIM and not event.attributed_to:
            yield Finding(
                ("events", index, "status"),
                "claim-unattributed",
                "a claim needs somebody who makes it",
                "add `attributed_to: [who]`",
            )
        if whole and event.status is Status.DISPUTED and not event.accounts:
            yield Finding(
                ("events", index, "status"),
                "disputed-without-accounts",
                "a disputed event needs the other version too",
                "add it to `accounts:`",
            )
        if event.status is Status.PLANNED and event.kind in _STATED:
            yield Finding(
                ("events", index, "status"),
                "statement-planned",
                f"a {event.kind} that was made is a fact, whatever it announces",
                "drop `status: planned`, or give what it announces its own event",
            )


def retired_in_use(draft: Draft) -> Iterator[Finding]:
    for name in draft.tables.get("retired", {}):
        if name in draft.ids.get("events", ()):
            yield Finding(
                ("retired", name), "retired-in-use", f"{name} is retired and still an event", "delete one of the two"
            )


def reversed_ranges(draft: Draft) -> Iterator[Finding]:
    for index, event in draft.events.items():
        for position, figure in enumerate(event.figures):
            if figure.to is not None and figure.to <= figure.value:
                yield Finding(
                    ("events", index, "figures", position, "to"),
                    "reversed-range",
                    f"{figure.to} is not above {figure.value}",
                    "exchange `value` and `to`, or drop `to`",
                )


def sourcing(draft: Draft) -> Iterator[Finding]:
    sources = draft.tables.get("sources", {})
    for index, event in draft.events.items():
        if not event.sources and index not in draft.partial:
            yield Finding(("events", index), "no-source", f"{event.id} rests on no source", "add `sources: [id]`")
        dates = [sources[cite.id].date if cite.id in sources else None for cite in event.sources]
        known = [date for date in dates if date is not None]
        if known and len(known) == len(dates) and event.status is not Status.PLANNED:
            latest = max(known, key=lambda date: date.e2)
            if event.date.s1 > latest.e2:
                yield Finding(
                    ("events", index, "date"),
                    "after-its-sources",
                    f"the event ({_on(event.date)}) comes after its latest source ({_on(latest)})",
                    "correct a date, cite a later source, or write `status: planned`",
                )


def scope(draft: Draft) -> Iterator[Finding]:
    span: When | None = draft.head.get("scope")
    for index, event in draft.events.items() if span else ():
        assert span is not None
        if event.background or event.status is Status.PLANNED:
            continue
        if event.date.overlap(span.s1, span.e2) is Overlap.NO:
            yield Finding(
                ("events", index, "date"),
                "outside-scope",
                f"{_on(event.date)} is outside the scope of the log, {span.text}",
                "correct the date, or write `background: true`",
            )


def unused(draft: Draft) -> Iterator[Finding]:
    used = {(table, name) for table, name, _ in draft.references}
    actors = draft.tables.get("actors", {})
    needed: set[str] = set()
    for event in draft.events.values():
        needed.update(event.actors, event.attributed_to, *(account.attributed_to for account in event.accounts))
    needed.update(publisher.state for publisher in draft.tables.get("publishers", {}).values() if publisher.state)
    waiting = [actors[name] for name in needed if name in actors]
    while waiting:
        parent = waiting.pop().part_of
        if parent in actors and parent not in needed:
            needed.add(parent)
            waiting.append(actors[parent])
    # What was refused may have used it, so that a second mention anywhere will do.
    mentions = Counter(_ID.findall(draft.text.lower()) if draft.refused else ())
    for name in actors:
        if name not in needed and mentions[name] < 2:
            yield Finding(("actors", name), "unused-actor", f"no event names the actor {name}", "use it or delete it")
    for name in draft.tables.get("sources", {}):
        if ("sources", name) not in used and mentions[name] < 2:
            yield Finding(
                ("sources", name), "unused-source", f"nothing cites the source {name}", "cite it or delete it"
            )


def same_titles(draft: Draft) -> Iterator[Finding]:
    first: dict[tuple[str, frozenset[str]], int] = {}
    for index, event in draft.events.items():
        key = (event.date.text, frozenset(fold_words(event.title)))
        earlier = first.setdefault(key, index)
        if earlier != index:
            line = draft.place(("events", earlier, "title")).line
            yield Finding(
                ("events", index, "title"),
                "same-title",
                f"an event of the same date has a title of the same words, on line {line}",
                "fold the two into one, or tell them apart",
            )


def firsts_of_months(draft: Draft) -> Iterator[Finding]:
    exact = [event.date.text for event in draft.events.values() if event.date.is_exact_day]
    firsts = sum(text.endswith("-01") for text in exact)
    if firsts >= 4 and firsts * 10 > len(exact):
        yield Finding(
            ("events",),
            "first-of-month",
            f"{firsts} of {len(exact)} exact days are the first of a month; chance gives one in thirty",
            "where only the month is known, write only the month, such as 2023-02",
        )


def file_order(draft: Draft) -> Iterator[Finding]:
    before: Event | None = None
    for index, event in draft.events.items():
        if before is not None and event.date.order < before.date.order:
            yield Finding(
                ("events", index, "date"),
                "out-of-order",
                f"{_on(event.date)} stands after {_on(before.date)}",
                "move the event up to its place in time",
            )
        before = event


CHECKS: tuple[Check, ...] = (
    repeated_ids,
    shared_names,
    unknown_ids,
    cycles,
    followers_in_time,
    parts_within_wholes,
    statuses,
    retired_in_use,
    reversed_ranges,
    sourcing,
    scope,
    unused,
    same_titles,
    firsts_of_months,
    file_order,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All that is to be said of a log: its timeline if there is no error, its text, and its diagnostics in order."""

    timeline: Timeline | None
    text: str
    diagnostics: tuple[Diagnostic, ...]


def examine(data: bytes, file: str) -> Verdict:
    """Read a log and hold it against every rule."""
    reading: Reading = read(data, file)
    found = list(reading.diagnostics)
    draft = reading.draft
    if draft is not None and not draft.truncated:
        found += _judged(draft)
    found.sort(key=lambda each: (each.place, each.code))
    errors = any(each.severity is Severity.ERROR for each in found)
    timeline = None if errors or draft is None else _timeline(draft)
    return Verdict(timeline=timeline, text=reading.text, diagnostics=tuple(found))


def _judged(draft: Draft) -> Iterator[Diagnostic]:
    silenced: set[tuple[int, str]] = set()
    for finding in (finding for check in CHECKS for finding in check(draft)):
        severity = finding.severity or CODES[finding.code].severity
        index = finding.path[1] if finding.path[:1] == ("events",) and len(finding.path) > 1 else None
        if severity is not Severity.ERROR and isinstance(index, int) and finding.code in draft.events[index].allow:
            silenced.add((index, finding.code))
            continue
        place = finding.place or draft.place(finding.path)
        yield diagnostic(finding.code, place, finding.message, finding.hint, severity)
    for index, event in draft.events.items():
        for position, code in enumerate(event.allow):
            if (index, code) not in silenced:
                place = draft.place(("events", index, "allow", position))
                yield diagnostic("useless-allow", place, f"{code} does not occur on this event", "delete it")


def _timeline(draft: Draft) -> Timeline:
    tables = draft.tables
    events = tuple(sorted(draft.events.values(), key=lambda event: event.date.order))
    used_sectors = (name for event in events for name in event.sectors)
    used_actors = (
        name for event in events for name in (*event.actors, *(a for a in event.attributed_to if " " not in a))
    )
    head: dict[str, Any] = draft.head
    return Timeline(
        **head,
        kinds=_vocabulary(Kind, tables.get("kinds"), (*KINDS, *(event.kind for event in events))),
        sectors=_vocabulary(Sector, tables.get("sectors"), used_sectors),
        actors=_vocabulary(Actor, tables.get("actors"), used_actors),
        publishers=_vocabulary(Publisher, tables.get("publishers"), ()),
        sources=tables.get("sources", {}),
        events=events,
        retired=tables.get("retired", {}),
        sha256=draft.sha256,
    )


def _vocabulary(make: Callable[..., Any], table: dict[str, Any] | None, used: Iterable[str]) -> Vocabulary[Any]:
    """The declared terms; where none are declared, one for each id in use, named by the id's own words."""
    if table is not None:
        return Vocabulary(table)
    return Vocabulary({name: make(id=name, label=name.replace("-", " ").capitalize()) for name in used})
