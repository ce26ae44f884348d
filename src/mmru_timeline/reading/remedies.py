"""The very text to write instead of a value that is clear to people, but not in the form of the log."""

from __future__ import annotations

import json
import re
from collections.abc import Container

from mmru_timeline.reading.draft import probable_id
from mmru_timeline.reading.nodes import Mapping, Node, Scalar, Sequence
from mmru_timeline.records import fields
from mmru_timeline.text import shorten

_FIGURE = re.compile(
    r"(?:(?P<bound>about|around|c\.|ca\.|~|at least|more than|over|at most|up to|less than|under) ?)?"
    r"(?P<value>[0-9][0-9,]*(?:\.[0-9]+)?)(?: ?(?:[-\u2013]|to) ?(?P<to>[0-9][0-9,]*(?:\.[0-9]+)?))?(?P<what>(?: .*)?)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_NUMBER = re.compile(fields.NUMBER_PATTERN)
_PLAIN = re.compile(r"[^\W_](?:[\w ./()'\u2019?=&;~+%-]|:(?=[^\s,\[\]{}]))*")
_OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "about": ("around", "circa", "approximately", "approx", "c.", "ca.", "~"),
    "more than": ("over",),
    "at most": ("up to",),
    "less than": ("under",),
    "country": ("state", "nation"),
    "claim": ("alleged",),
    "disputed": ("contested",),
    "fact": ("confirmed",),
    "true": ("yes",),
    "false": ("no",),
    "place": ("location",),
    "summary": ("description",),
}
_MEANT = {other: word for word, others in _OTHER_WORDS.items() for other in others}
"""The value or key of the format that another word obviously means."""
_LANGUAGES = {
    "arabic": "ar",
    "burmese": "my",
    "chinese": "zh",
    "english": "en",
    "french": "fr",
    "german": "de",
    "hebrew": "he",
    "japanese": "ja",
    "russian": "ru",
    "spanish": "es",
}
_WEB = re.compile(r"https?://(?:www\.)?([^/?#]+)", re.IGNORECASE)
_SOURCE_KEYS = {field.key for field in fields.RECORDS["source"]}


def date(node: Node) -> str | None:
    """The remedy for a list or mapping of two dates, an interval, and for a date in brackets."""
    from mmru_timeline.dates.spellings import remedy  # Only needed for error messages.

    ends = node.items if isinstance(node, Sequence) else []
    if isinstance(node, Mapping):
        ends = [value for _, value in node.items.values()]
    texts = [end.value for end in ends if isinstance(end, Scalar)]
    if isinstance(node, Sequence) and len(ends) == len(texts) == 1:
        return remedy(f"[{texts[0]}]")
    return remedy(f"{texts[0]} / {texts[1]}") if len(ends) == len(texts) == 2 else None


def figure(node: Node) -> str | None:
    """The figure that "about 616 deaths" or "deaths: 616" stands for, as a mapping; None for anything else."""
    text = node.value if isinstance(node, Scalar) else ""
    if isinstance(node, Mapping) and len(node.items) == 1:
        ((what, amount),) = node.items.values()
        text = f"{amount.value} {what.value}" if isinstance(amount, Scalar) else ""
    parts = _parts_of_figure(text)
    return None if parts is None else _mapping({"what": _written(parts.pop("what")) or "…", **parts})


def number(text: str) -> str | None:
    """What "1,000", "10-20" or "c. 50" stands for: a number, or the keys of a figure; None for anything else."""
    parts = _parts_of_figure(text)
    if parts is None or parts.pop("what"):
        return None
    return parts["value"] if len(parts) == 1 else ", ".join(f"{key}: {value}" for key, value in parts.items())


def _parts_of_figure(text: str) -> dict[str, str] | None:
    match = _FIGURE.fullmatch(text) if len(text) <= 120 else None
    if match is None:
        return None
    numbers = {key: match[key] for key in ("value", "to") if match[key]}
    for key, number in numbers.items():
        numbers[key] = number.replace(",", "") if _THOUSANDS.fullmatch(number) else number
        if not _NUMBER.fullmatch(numbers[key]):
            return None
    bound = (match["bound"] or "").lower()
    return {"what": match["what"].strip(), **numbers, **({"bound": _MEANT.get(bound, bound)} if bound else {})}


def meant(word: str, allowed: Container[str]) -> str | None:
    """The allowed word that another one obviously means; None if there is none."""
    found = _MEANT.get(word.lower())
    return found if found is not None and found in allowed else None


def language(text: str) -> str | None:
    """The tag of a language that is given by its name; None for anything else."""
    return _LANGUAGES.get(text.lower())


def names(node: Node) -> str | None:
    """The remedy for a text with a comma where a list of texts is expected; None for anything else."""
    if not isinstance(node, Scalar) or ", " not in node.value:
        return None
    return f"write [{_quoted(node.value)}], or [{shorten(node.value)}] if the comma separates two"


def bracketed(node: Node) -> str | None:
    """The remedy for a text in square brackets, which YAML takes for a list; None for anything else."""
    texts = [item.value for item in node.items if isinstance(item, Scalar)] if isinstance(node, Sequence) else []
    if not isinstance(node, Sequence) or not texts or len(texts) < len(node.items):
        return None
    return f"write {_quoted('[' + ', '.join(texts) + ']')}, or leave out the brackets"


def source(node: Node) -> str | None:
    """The remedy for a source that is described or linked to where its id belongs; None for anything else."""
    given: dict[str, str] = {}
    if isinstance(node, Scalar) and _WEB.match(node.value):
        given["url"] = node.value
    elif isinstance(node, Mapping) and "id" not in node.items and node.items.keys() & _SOURCE_KEYS:
        given = {key: value.value for key, (_, value) in node.items.items() if isinstance(value, Scalar)}
    else:
        return None
    web = _WEB.match(given.get("url", ""))
    name = probable_id(given.get("title", "")) or (probable_id(web[1]) if web else "")
    name = name[: fields.MAX_ID_LENGTH].strip("-") or "my-source"
    kept = {key: _written(given[key]) for key in ("title", "publisher", "date", "url") if given.get(key)}
    declared = {"title": "\u2026", "publisher": "\u2026", **kept}
    return f"declare it under `sources:` as `{name}: {_mapping(declared)}`, and cite it as {name}"


def with_commas(text: str) -> str:
    """How a text or number with commas is written between braces."""
    return text.replace(",", "") if _THOUSANDS.fullmatch(text) else _quoted(text)


def citation(text: str, source_ids: Container[str]) -> str | None:
    """The citation that a source with the place in it, such as "snow p. 5", stands for; None for anything else."""
    source_id, _, place = text.partition(" ")
    return _mapping({"id": source_id, "at": _written(place)}) if place and source_id in source_ids else None


def _mapping(parts: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in parts.items() if value) + "}"


def _written(text: str) -> str:
    """A text as it is written between the braces of YAML, quoted where it must be."""
    text = shorten(text, 300)
    return text if not text or _PLAIN.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(shorten(text, 300), ensure_ascii=False)
