"""Calls of the public interface as its users write them. mypy --strict checks this file; it is never run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Literal, assert_type

from mmru_timeline import (
    Account,
    Actor,
    CheckedLog,
    Citation,
    DateError,
    Diagnostic,
    EdtfDate,
    Event,
    Figure,
    FileError,
    Hit,
    Location,
    LogError,
    MmruError,
    Overlap,
    Publisher,
    Query,
    Sector,
    Severity,
    Source,
    Term,
    Timeline,
    UnknownEventError,
    UnknownTermError,
    UsageError,
    Vocabulary,
    __version__,
    check,
    check_bytes,
    load,
    parse,
    select,
)
from mmru_timeline.dates.windows import EveryYear, Window

assert_type(__version__, str)


def reading(path: Path, data: bytes) -> None:
    assert_type(load(), Timeline)
    assert_type(load("mine.yaml"), Timeline)
    assert_type(load(path), Timeline)
    assert_type(check(path), CheckedLog)
    assert_type(check_bytes(data), CheckedLog)
    checked = check_bytes(data, "mine.yaml")
    assert_type(checked.name, str)
    assert_type(checked.text, str)
    assert_type(checked.timeline, Timeline | None)
    assert_type(checked.require(), Timeline)
    assert_type(checked.errors, tuple[Diagnostic, ...])
    for diagnostic in checked.diagnostics:
        assert_type(diagnostic.severity, Severity)
        assert_type(diagnostic.code, str)
        assert_type(diagnostic.message, str)
        assert_type(diagnostic.hint, str)
        assert_type(diagnostic.location, Location)
        assert_type(diagnostic.location.file, str)
        assert_type(diagnostic.location.line, int)


def errors(log: Timeline) -> None:
    try:
        select(log, actor="russia")
    except LogError as error:
        assert_type(error.checked, CheckedLog)
        assert_type(error.diagnostics, tuple[Diagnostic, ...])
    except UnknownTermError as error:
        assert_type(error.candidates, tuple[str, ...])
        assert_type(error.nearest, tuple[str, ...])
    except DateError as error:
        assert_type(error.code, str)
    except (FileError, UsageError, UnknownEventError) as error:
        assert_type(error.hint, str)
    except MmruError as error:
        assert_type(error.message, str)
        assert_type(error.hint, str)


def selecting(log: Timeline) -> None:
    query = Query(
        words=("coal", "two words"),
        sectors=("energy",),
        actors=("russia",),
        kinds=("visit",),
        statuses=("fact",),
        places=("Naypyidaw",),
        sources=("tass",),
        with_all=("energy",),
        without=("arms",),
        milestones=True,
        no_parts=True,
        since="2021",
        until="Feb 2023",
        known_by="2024",
        surely_dated=True,
    )
    assert_type(Query(around="coup-2021", days=7).days, int | None)
    assert_type(Query(on="2021").on, str | None)
    assert_type(Query(last="18m").last, str | None)
    assert_type(query.sectors, Collection[str])
    assert_type(query.milestones, bool)
    assert_type(query.window(log), Window | EveryYear)
    assert_type(select(log), list[Hit])
    assert_type(select(log, query), list[Hit])
    assert_type(select(log, sector={"energy"}, actor=["russia"], since=2023, milestones=True), list[Hit])
    for hit in select(log, actor="russia", since="2023"):
        assert_type(hit.event, Event)
        assert_type(hit.certain, bool)


def the_timeline(log: Timeline) -> None:
    assert_type(log.title, str)
    assert_type(log.version, str | None)
    assert_type(log.released, EdtfDate | None)
    assert_type(log.scope, EdtfDate | None)
    assert_type(log.editors, tuple[str, ...])
    assert_type(log.events, tuple[Event, ...])
    assert_type(log.by_id, Mapping[str, Event])
    assert_type(log.sources, Mapping[str, Source])
    assert_type(log.sectors, Vocabulary[Sector])
    assert_type(log.actors, Vocabulary[Actor])
    assert_type(log.publishers, Vocabulary[Publisher])
    assert_type(log.followers["coup-2021"], tuple[Event, ...])
    assert_type(log.parts, Mapping[str, tuple[Event, ...]])
    assert_type(log.event("coup"), Event)
    assert_type(log.originators(log.event("coup")), tuple[str, ...])
    assert_type(log.publisher_label(log.sources["a"]), str)


def vocabularies(log: Timeline) -> None:
    for sector in log.sectors:
        assert_type(sector, Sector)
        assert_type(sector.note, str | None)
    assert_type(log.actors["russia"], Actor)
    assert_type(log.actors.resolve("Russia"), str)
    assert_type(log.actors.exact("Russia"), str | None)
    assert_type(log.actors.label("russia"), str)
    assert_type(log.actors.parent("mod"), str | None)
    assert_type(log.actors.children("russia"), list[str])
    assert_type(log.actors.ancestors("mod"), list[str])
    assert_type(log.actors.with_parts(["russia"]), frozenset[str])
    assert_type(len(log.actors), int)
    assert_type("russia" in log.actors, bool)
    terms: Vocabulary[Term] = log.sectors  # A vocabulary of sectors is one of terms.
    assert_type(terms["energy"].names, tuple[str, ...])


def records(event: Event, source: Source) -> None:
    assert_type(event.id, str)
    assert_type(event.date, EdtfDate)
    assert_type(event.title, str)
    assert_type(event.summary, str | None)
    assert_type(event.status, Literal["fact", "claim", "planned", "disputed"])
    assert_type(event.sectors, tuple[str, ...])
    assert_type(event.place, str | None)
    assert_type(event.figures, tuple[Figure, ...])
    assert_type(event.sources, tuple[Citation, ...])
    assert_type(event.accounts, tuple[Account, ...])
    assert_type(event.dates, tuple[EdtfDate, ...])
    assert_type(event.source_ids, tuple[str, ...])
    assert_type(event.all_source_ids, tuple[str, ...])
    assert_type(event.overlap(1, 2), Overlap)
    assert_type(event.milestone, bool)
    for account in event.accounts:
        assert_type(account.says, str)
        assert_type(account.date, EdtfDate | None)
        assert_type(account.sources, tuple[Citation, ...])
    for figure in event.figures:
        assert_type(figure.value, int | float)
        assert_type(figure.to, int | float | None)
        assert_type(figure.unit, str | None)
        assert_type(figure.text, str)
    assert_type(source.date, EdtfDate | None)
    assert_type(source.cited_in, Mapping[str, tuple[int, ...]])
    assert_type(source.originator, str)


def dates() -> None:
    date = parse("2021-02-01/..")
    assert_type(date, EdtfDate)
    assert_type(date.text, str)
    assert_type((date.s1, date.s2, date.e1, date.e2), tuple[int, int, int, int])
    assert_type(date.year, int | None)
    assert_type(date.is_interval, bool)
    assert_type(date.start.mark, str)
    assert_type(date.overlap(1, 2), Overlap)
    assert_type(parse("2021") == date, bool)


# Mistakes that a type checker must find: an ignore that is not needed is an error of its own.
def mistakes(log: Timeline) -> None:
    load(1)  # type: ignore[arg-type]
    check_bytes("text")  # type: ignore[arg-type]
    Query(sector=("energy",))  # type: ignore[call-arg]
    Query(milestones="yes")  # type: ignore[arg-type]
    select(Query(), log)  # type: ignore[arg-type]
    log.title = "Another title"  # type: ignore[misc]
    load().events.append(log.events[0])  # type: ignore[attr-defined]
