"""References to a log, its events and its sources, in the style of the APA's Publication Manual, seventh edition."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from mmru_timeline.analysis.csl import (
    CslItem,
    CslName,
    date_text,
    ends_of,
    event_item,
    log_item,
    months_and_days,
    source_item,
)
from mmru_timeline.records.model import Event, Source
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.text import fold

_MOST_AUTHORS = 20
_YEAR_ONLY = ("report", "dataset", "entry")
"""The types of which the manual gives only the year."""

_SENTENCE_END = re.compile(r"[.?!…。？！؟။][\"'”’»」』]*$")
_DESCRIPTION = re.compile(r" ?\[[^\[\]]*\]$")
"""A description in place of a title, or the translation that follows a title; neither is in italics."""
_HYPHEN = re.compile("[-\u2010\u2011]")
_BETWEEN_NAMES = re.compile(r"\s+|\.(?![-\u2010\u2011])\s*")

_ARTICLE = re.compile(r"^(?:a|an|the) ", re.IGNORECASE)
_UNACCENTED = str.maketrans({"æ": "ae", "đ": "d", "ð": "d", "ı": "i", "ł": "l", "œ": "oe", "ø": "o", "þ": "th"})
"""Latin letters that Unicode does not decompose into a letter and an accent."""

_Block: TypeAlias = list[tuple[str, bool]]
"""Texts that end in one full stop, each with whether it is in italics."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a list of references: texts, each with whether it is in italics. As a `str` it is plain text."""

    parts: tuple[tuple[str, bool], ...]

    def __str__(self) -> str:
        return "".join(text for text, _ in self.parts)


def log_citation(log: Timeline) -> Reference:
    """The log as a data set: Editors. (Year). Title (hash of the file; version) [Data set]."""
    return reference(log_item(log))


def event_citation(log: Timeline, event: Event) -> Reference:
    """The event as an entry in the log: Editors. (Year). Title [id, date]. In Log (version)."""
    return reference(event_item(log, event))


def source_citation(log: Timeline, source: Source) -> Reference:
    """The source: Authors. (Date). Title [Text of its origin]. Publisher. Address."""
    return reference(source_item(log, source))


def bibliography(log: Timeline, events: Iterable[Event]) -> dict[str, Reference]:
    """The references to all sources of events, those of rival accounts included, by id, in alphabetical order.

    The order is that of sections 9.44 to 9.49 of the manual, except that numerals come first; scripts other than Latin
    come last. Works of the same authors and year have letters after the year.
    """
    ids = dict.fromkeys(source_id for event in events for source_id in event.all_source_ids)
    sources = [(log.sources[source_id], source_item(log, log.sources[source_id])) for source_id in ids]
    items = [item for _, item in sorted(sources, key=lambda pair: _order(*pair))]
    alike: dict[tuple[str, str], list[str]] = {}
    for item in items:
        alike.setdefault((_first_element(item), _date(item)[0]), []).append(item["id"])
    letters = {
        source_id: _letters(number)
        for group in alike.values()
        if len(group) > 1
        for number, source_id in enumerate(group)
    }
    return {item["id"]: reference(item, letters.get(item["id"], "")) for item in items}


def reference(item: CslItem, letters: str = "") -> Reference:
    """The entry for an item, with `letters` after its year.

    Sections of the manual: 9.7 to 9.12 for authors and works without one, 9.13 to 9.17 for dates, 9.18 to 9.22 for
    titles and descriptions, 9.23 to 9.37 for publishers and addresses.
    """
    year, day = _date(item)
    if letters:
        year += letters if year[-1].isdigit() else f"-{letters}"
    date: _Block = [(f"({year}, {day})" if day else f"({year})", False)]
    title = _title(item)
    description = item.get("genre", "Data set" if item["type"] == "dataset" else "")
    described: _Block = [(f"[{description}]", False)] if description else []
    if "author" in item:
        blocks = [[(_names(item["author"]), False)], date, [*title, (" ", False), *described] if described else title]
    else:
        # The title takes the place of the author; what describes the work stays behind the date.
        blocks = [title, date, described]
    entry = [part for block in (*blocks, _publisher(item)) if block for part in _closed(block)]
    entry.append((_address(item), False))
    joined = [("".join(text for text, _ in run), italic) for italic, run in groupby(entry, key=lambda part: part[1])]
    joined[-1] = (joined[-1][0].rstrip(), joined[-1][1])
    return Reference(tuple(joined))


def _closed(block: _Block) -> _Block:
    """The block with a full stop, unless it ends like a sentence already, and a space."""
    ends = _SENTENCE_END.search("".join(text for text, _ in block))
    return [*block, (" " if ends else ". ", False)]


def _names(names: Sequence[CslName]) -> str:
    """At most 20 names; of more, the first 19 and the last."""
    texts = [_inverted(name) for name in names]
    if len(texts) > _MOST_AUTHORS:
        return f"{', '.join(texts[: _MOST_AUTHORS - 1])}, . . . {texts[-1]}"
    if len(texts) == 1:
        return texts[0]
    # Nothing is inverted in two whole names, so that they need no comma.
    comma = "" if len(texts) == 2 and all("literal" in name for name in names) else ","
    return f"{', '.join(texts[:-1])}{comma} & {texts[-1]}"


def _inverted(name: CslName) -> str:
    """ "Soldatkin, V.", "King, M. L., Jr."; a whole name as it is."""
    if "literal" in name:
        return name["literal"]
    suffix = f", {name['suffix']}" if "suffix" in name else ""
    return f"{name['family']}, {_initials(name['given']) or name['given']}{suffix}"


def _initials(given: str) -> str:
    """ "Donald M." as "D. M.", "Jean-Paul" as "J.-P.", "Ai-jun" as "A."; a particle stays as it is: "M. da"."""
    words = [word for word in _BETWEEN_NAMES.split(given) if word]
    capitals = any(word[0].isupper() for word in words)
    return " ".join(word if capitals and word[0].islower() else _initial(word) for word in words)


def _initial(word: str) -> str:
    """The initials of one given name; itself if its script has no capitals, and so no initials."""
    first, *others = _HYPHEN.split(word)
    if first.upper() == first.lower():
        return word
    return "-".join(f"{part[0]}." for part in (first, *(part for part in others if part[:1].isupper())))


def _date(item: CslItem) -> tuple[str, str]:
    """The year, and the months and days if the manual wants them: ("2023", "February 6–8"), ("ca. 1831", "")."""
    if "issued" not in item:
        return "n.d.", ""
    date = item["issued"]
    if "literal" in date:
        return date_text(date), ""
    length = 1 if item["type"] in _YEAR_ONLY else 3
    year, day = _year_first(*(parts[:length] for parts in ends_of(date)))
    return f"ca. {year}" if date.get("circa") else year, day


def _year_first(start: list[int], end: list[int]) -> tuple[str, str]:
    """The year, and what follows it: ("2023", "February 6–8"), ("2022", "December 30–2023, January 2")."""
    if len(start) == 1:
        return (f"{start[0]}" if start == end else f"{start[0]}–{end[0]}"), ""
    if start[0] == end[0]:
        return str(start[0]), months_and_days(start, end)
    return str(start[0]), f"{months_and_days(start, start)}–{end[0]}, {months_and_days(end, end)}"


def _title(item: CslItem) -> _Block:
    """The title, in italics if the work stands alone, and the numbers that identify a data set."""
    title, alone = item["title"], item["type"] not in ("article-newspaper", "entry")
    description = _DESCRIPTION.search(title)
    end = description.start() if description else len(title)
    block: _Block = [(title[:end], alone), (title[end:], False)]
    if item["type"] == "dataset" and (numbers := [*filter(None, (item.get("number"), _version(item)))]):
        block.append((f" ({'; '.join(numbers)})", False))
    return [part for part in block if part[0]]


def _version(item: CslItem) -> str:
    return f"Version {item['version']}" if "version" in item else ""


def _publisher(item: CslItem) -> _Block:
    """What the work appeared in, or who published it; a newspaper is in italics, and so is the log of an event."""
    container = item.get("container-title", "")
    if item["type"] == "entry":
        version = f" ({_version(item)})" if "version" in item else ""
        return [("In ", False), (container, True), (version, False)]
    if container:
        return [(container, item["type"] == "article-newspaper")]
    return [(item["publisher"], False)] if "publisher" in item else []


def _address(item: CslItem) -> str:
    """The address; that of a page without a date, which may change, with the day on which it was read."""
    address = item.get("URL", "")
    if address and "accessed" in item and "issued" not in item:
        return f"Retrieved {date_text(item['accessed'])}, from {address}"
    return address


def _first_element(item: CslItem) -> str:
    return _names(item["author"]) if "author" in item else item["title"]


def _order(source: Source, item: CslItem) -> tuple[object, ...]:
    """The sort key: authors or title; undated works first, then by date; then by title, and last by id."""
    if "author" in item:
        first = [(_alphabetical(_last_name(name)), _alphabetical(name.get("given", ""))) for name in item["author"]]
    else:
        first = [(_alphabetical(item["title"]), _alphabetical(""))]
    dated: tuple[int, ...] = ()
    if source.date and "issued" in item:
        # A year comes before its months, and a month before its days; an open start counts as its end.
        point = source.date.start if source.date.start.year else source.date.end
        dated = (point.year, point.month, point.day)[: 1 if item["type"] in _YEAR_ONLY else 3]
    return (first, dated, _alphabetical(item["title"]), source.id)


def _last_name(name: CslName) -> str:
    return name["literal"] if "literal" in name else name["family"]


def _alphabetical(text: str) -> tuple[bool, str]:
    """Whether the text is in another script than Latin, and its letters; an article at its beginning does not count."""
    # Marks are part of the letters of Burmese and other scripts.
    bare = "".join(each if unicodedata.category(each)[0] in "LMN" else " " for each in text).strip()
    letters = fold(_ARTICLE.sub("", bare)).translate(_UNACCENTED)
    first = next((letter for letter in letters if letter.isalpha()), "a")
    return not unicodedata.name(first, "").startswith("LATIN"), letters


def _letters(number: int) -> str:
    """a to z, then aa, ab and so on."""
    before, last = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("a") + last)
