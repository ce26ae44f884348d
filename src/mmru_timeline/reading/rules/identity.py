"""Rules about ids and names: each means one thing, exists, and is used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mmru_timeline.reading.diagnostics import Severity
from mmru_timeline.reading.draft import Draft, Path
from mmru_timeline.reading.nodes import Scalar, Sequence
from mmru_timeline.reading.rules.rule import Report, rule
from mmru_timeline.records.fields import ID_PATTERN
from mmru_timeline.records.vocabulary import Term, Vocabulary
from mmru_timeline.text import fold, shorten

_NOUNS = {
    "kinds": "kind",
    "sectors": "sector",
    "actors": "actor",
    "places": "place",
    "publishers": "publisher",
    "sources": "source",
    "events": "event",
}
_ALWAYS_DECLARED = ("events", "sources", "publishers")
"""Tables whose ids must be declared even if the log does not have the table."""


@rule(Severity.ERROR)
def repeated_id(draft: Draft, report: Report) -> None:
    """Two events have the same id, so it is not clear which of them a reference means.

    Remedy:
        Rename the newer one.

    Fails:
        - {id: pump, date: 1854-09-08, title: Broad Street pump closed,
           sources: [snow]}
        - {id: pump, date: 1854-09-26, title: Broad Street pump reopened,
           sources: [snow]}

    Passes:
        - {id: pump, date: 1854-09-08, title: Broad Street pump closed,
           sources: [snow]}
        - {id: pump-reopened, date: 1854-09-26, title: Broad Street pump reopened,
           sources: [snow]}
    """
    first: dict[str, int] = {}
    for index, event_id in draft.event_ids:
        if first.setdefault(event_id, index) != index:
            line = draft.node_at(("events", first[event_id], "id")).line
            message = f"the event on line {line} already has the id {shorten(event_id)}"
            report(("events", index, "id"), message, "give this one its own id")


@rule(Severity.ERROR)
def shared_name(draft: Draft, report: Report) -> None:
    """Two terms share a name (id, label or alias) when differences in case, accents, spaces, hyphens, apostrophes and
    full stops are ignored, so that name would be ambiguous in a query. Sectors and actors are compared with each
    other too.

    Remedy:
        Make one of the names longer, for example by adding its country, or delete the alias.

    Fails:
        publishers:
          times: {name: The Times}
          times-of-india: {name: The Times of India, aliases: [Times]}

    Passes:
        publishers:
          times: {name: The Times}
          times-of-india: {name: The Times of India, aliases: [Times India]}
    """
    # Sectors and actors are compared with each other, because --with and --without take both.
    for tables in (("sectors", "actors"), ("kinds",), ("places",), ("publishers",)):
        owners: dict[str, tuple[str, str]] = {}
        for table in tables:
            for term in draft.tables.get(table, {}).values():
                for path, name in _names(table, term):
                    folded = fold(name)
                    owner = owners.setdefault(folded, (table, term.id))
                    if folded and owner != (table, term.id):
                        line = draft.node_at((owner[0], owner[1])).line
                        message = (
                            f"'{shorten(name)}' is also a name of the {_NOUNS[owner[0]]} {owner[1]}, on line {line}"
                        )
                        report(path, message, "make one of the two names longer, or delete the alias")


def _names(table: str, term: Term) -> Iterator[tuple[Path, str]]:
    yield (table, term.id), term.id
    yield (table, term.id, "label" if table in ("kinds", "sectors") else "name"), term.label
    for position, alias in enumerate(term.aliases):
        yield (table, term.id, "aliases", position), alias


@rule(Severity.ERROR)
def unknown_id(draft: Draft, report: Report) -> None:
    """Something refers to an id that does not exist in the log.

    Remedy:
        Correct the spelling, or declare the id in its table.

    Fails:
        sectors:
          water: {label: Water supply}
          wells: {label: Wells, part_of: watr}

    Passes:
        sectors:
          water: {label: Water supply}
          wells: {label: Wells, part_of: water}
    """
    for table, used, node in draft.references:
        known = draft.ids.get(table, set())
        # An event without a kind is of this one, which needs no declaration.
        if (table, used) == ("kinds", "other"):
            continue
        if used in known or not (table in draft.root.items or table in _ALWAYS_DECLARED):
            continue
        retired = draft.tables.get("retired", {}).get(used) if table == "events" else None
        if retired is not None:
            hint = f"it was retired: {shorten(retired.reason, 120)}" + (
                f"; write {retired.successor}" if retired.successor else ""
            )
        else:
            otherwise = "add the event, or correct the id" if table == "events" else f"declare it under `{table}:`"
            elsewhere = next((noun for other, noun in _NOUNS.items() if used in draft.ids.get(other, ())), None)
            if elsewhere is not None:
                article = "an" if elsewhere[0] in "ae" else "a"
                declared = f"declare the {_NOUNS[table]} under `{table}:`"
                hint = f"{shorten(used)} is {article} {elsewhere}; " + (otherwise if table == "events" else declared)
            else:
                hint = draft.document.suggestion(used, known, otherwise)
        report((), f"unknown {_NOUNS[table]} {shorten(used)}", hint, where=node)


@rule(Severity.NOTE)
def similar_ids(draft: Draft, report: Report) -> None:
    """Two ids of a table that the log does not have differ by one letter or by their hyphens, so one of them may be a
    misspelling of the other. Ids that differ in a digit, in a short word or in the first letter of a word are taken for
    different things. The same goes for the publisher of a source that is written like an id, but is not one of the
    `publishers` and is similar to one.

    Remedy:
        Correct the spelling. If the two are different, declare both in their table, or write `allow: [similar-ids]` at
        the top level of the log.

    Fails:
        - {id: advice, date: 1854-09-07, title: Snow advises,
           sources: [snow], actors: [john-snow]}
        - {id: closure, date: 1854-09-08, title: Pump closed,
           sources: [snow], actors: [jon-snow]}

    Passes:
        - {id: advice, date: 1854-09-07, title: Snow advises,
           sources: [snow], actors: [john-snow]}
        - {id: closure, date: 1854-09-08, title: Pump closed,
           sources: [snow], actors: [john-snow]}
    """
    first: dict[tuple[str, str, str], Scalar] = {}
    seen: set[tuple[str, str]] = set()
    for table, used, node in draft.references:
        if table in draft.root.items or table in _ALWAYS_DECLARED or (table, used) in seen:
            continue
        seen.add((table, used))
        joined = [re.sub("(?<=[a-z])-(?=[a-z])", "", used)]
        # In a short word, another letter makes another name: Jan and Jon, Iran and Iraq.
        shorter, changed = _without_one_letter(used, 4), _without_one_letter(used, 6)
        wanted = {"joined": joined, "id": shorter, "shorter": [used], "changed": changed}
        offered = {"joined": joined, "id": [used], "shorter": shorter, "changed": changed}
        keys = ((table, how, key) for how, found in wanted.items() for key in found)
        other = next((first[key] for key in keys if key in first), None)
        for how, found in offered.items():
            for key in found:
                first.setdefault((table, how, key), node)
        if other is not None:
            message = f"{used} is spelled almost like {other.value}, on line {other.line}"
            hint = f"write {other.value} if they are the same; otherwise declare both under `{table}:`"
            report((), message, hint, where=node)
    declared: dict[str, Term] = draft.tables.get("publishers", {})
    publishers = Vocabulary(declared, "publisher")
    for source in draft.tables.get("sources", {}).values():
        for key, name in (("publisher", source.publisher), ("origin", source.origin or "")):
            if re.fullmatch(ID_PATTERN, name) and declared and not publishers.exact(name):
                near = draft.document.nearest(name, declared)
                if near is not None:
                    message = f"{shorten(name)} is spelled almost like the publisher {near}"
                    hint = f"write {near} if they are the same; otherwise declare both under `publishers:`"
                    report(("sources", source.id, key), message, hint)


def _without_one_letter(name: str, shortest: int) -> list[str]:
    """The id without one letter, in turn for all but the first letters of its words of at least `shortest` letters."""
    words = re.finditer(f"(?<![a-z0-9])[a-z]{{{shortest},}}(?![a-z0-9])", name)
    return [name[:cut] + name[cut + 1 :] for word in words for cut in range(word.start() + 1, word.end())]


@rule(Severity.ERROR)
def retired_in_use(draft: Draft, report: Report) -> None:
    """The same id is both retired and used by an event.

    Remedy:
        Delete one of the two.

    Fails:
        events:
          - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
             sources: [snow]}
        retired:
          pump-closed: {reason: Entered twice}

    Passes:
        - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
           sources: [snow]}
    """
    for event_id in draft.tables.get("retired", {}):
        if event_id in draft.ids.get("events", ()):
            report(("retired", event_id), f"{event_id} is retired but still used by an event", "delete one of the two")


@rule(Severity.WARNING)
def unused_actor(draft: Draft, report: Report) -> None:
    """No event names the actor or anything that is part of it, and no publisher has it as its `state`.

    Remedy:
        Use the actor, or delete it.

    Fails:
        actors:
          john-snow: {name: John Snow}
        events:
          - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
             sources: [snow]}

    Passes:
        actors:
          john-snow: {name: John Snow}
        events:
          - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
             sources: [snow],
             actors: [john-snow]}
    """
    if not isinstance(draft.root.items.get("events", (None, None))[1], Sequence):
        return  # That is an error already.
    actors = draft.tables.get("actors", {})
    used = draft.unread_ids()
    for event in draft.events.values():
        used.update(event.actors, event.attributed_to, *(account.attributed_to for account in event.accounts))
    used.update(publisher.state for publisher in draft.tables.get("publishers", {}).values() if publisher.state)
    waiting = [actors[actor_id] for actor_id in used if actor_id in actors]
    while waiting:
        parent = waiting.pop().part_of
        if parent in actors and parent not in used:
            used.add(parent)
            waiting.append(actors[parent])
    for actor_id in actors:
        if actor_id not in used:
            report(("actors", actor_id), f"no event names the actor {actor_id}", "use it, or delete it")


@rule(Severity.WARNING)
def unused_source(draft: Draft, report: Report) -> None:
    """Nothing in the log cites the source.

    Remedy:
        Cite it, or delete it.

    Fails:
        sources:
          snow: {title: On Cholera, publisher: Churchill}
          whitehead: {title: The Broad Street Pump, publisher: Macmillan}
        events:
          - {id: pump-closed, date: 1854-09-08, title: Pump closed,
             sources: [snow]}

    Passes:
        sources:
          snow: {title: On Cholera, publisher: Churchill}
          whitehead: {title: The Broad Street Pump, publisher: Macmillan}
        events:
          - {id: pump-closed, date: 1854-09-08, title: Pump closed,
             sources: [snow, whitehead]}
    """
    if not isinstance(draft.root.items.get("events", (None, None))[1], Sequence):
        return  # That is an error already.
    used = {reference.id for reference in draft.references if reference.table == "sources"} | draft.unread_ids()
    for source_id in draft.tables.get("sources", {}):
        if source_id not in used:
            report(("sources", source_id), f"nothing cites the source {source_id}", "cite it, or delete it")


@rule(Severity.NOTE)
def split_name(draft: Draft, report: Report) -> None:
    """A list of names on one line has pairs of single words without quotes, such as `[Snow, John]`. Names are written
    `Family, Given`, and without quotes the comma makes two names of one.

    Remedy:
        Put each name in quotes: the whole name, or each of the two if they are different.

    Fails:
        sources:
          snow: {title: On Cholera, publisher: Churchill, author: [Snow, John]}
        events:
          - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
             sources: [snow]}

    Passes:
        sources:
          snow: {title: On Cholera, publisher: Churchill, author: ["Snow, John"]}
        events:
          - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
             sources: [snow]}
    """
    lists: list[tuple[Path, tuple[str, ...]]] = [(("editors",), draft.head.get("editors", ()))]
    lists += [(("sources", each.id, "author"), each.author) for each in draft.tables.get("sources", {}).values()]
    for path, names in lists:
        nodes = [draft.node_at((*path, position)) for position in range(len(names))]
        # A text in quotes is wider than its value.
        plain = all(isinstance(node, Scalar) and node.width == len(node.value) for node in nodes)
        on_one_line = len({node.line for node in nodes}) == 1
        if plain and on_one_line and len(names) % 2 == 0 and not any(" " in name for name in names):
            pairs = zip(names[::2], names[1::2], strict=True)
            whole = ", ".join(f'"{shorten(family)}, {shorten(given)}"' for family, given in pairs)
            each = ", ".join(f'"{shorten(name)}"' for name in names)
            message = f"without quotes, [{shorten(', '.join(names))}] is a list of {len(names)} names"
            report((*path, 0), message, f"write [{whole}], or [{each}] if that is meant")


RULES = (repeated_id, shared_name, unknown_id, similar_ids, split_name, retired_in_use, unused_actor, unused_source)
