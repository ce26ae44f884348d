"""Text: how words are compared, how messages quote a value, and which characters are refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

JOINERS = "\u200c\u200d"
"""Invisible characters that Burmese and other scripts need; they are never refused or escaped."""

REFUSED_CLASS = (
    r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
)
"""Characters that no log may contain: C0 and C1 controls except white space, line and paragraph separators, bidi
overrides and isolates, the byte order mark and noncharacters. The inside of a character class, for Python's regular
expressions and for those of JSON Schema."""

_ACCENTS = re.compile("[\u0300-\u036f]")
_SEPARATORS = re.compile(r"[\s\-.'\u2019\u02bc\u2010\u2011]+")
_WORD_BREAK = re.compile(r"[\s\-.,;:!?/()\[\]\u00ab\u00bb\u2010\u2011\u2013\u2014\u2018\u201c-\u201e\"]+")


def fold(text: str) -> str:
    """The text without differences of case, accents, spaces, hyphens, apostrophes and full stops.

    Only the accents U+0300 to U+036F are dropped: the combining marks of Burmese are part of its letters.
    """
    return unicodedata.normalize("NFC", _SEPARATORS.sub("", _without_case(text)))


def fold_words(text: str) -> list[str]:
    """The words of a text, each folded, without empty ones; hyphens, quotation marks and punctuation separate words."""
    words = (_SEPARATORS.sub("", word) for word in _WORD_BREAK.split(_without_case(text)))
    return [word for word in words if word]


def _without_case(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))


def nearest(text: str, choices: Iterable[str], limit: int = 1) -> list[str]:
    """At most `limit` choices that are most similar to the text, best first; empty if none is similar."""
    import difflib  # Slow to import, and only needed for error messages.

    return difflib.get_close_matches(text, list(choices), n=limit, cutoff=0.6)


def either(names: Iterable[str]) -> str:
    """One or more alternatives for a question: "'a', 'b' or 'c'"."""
    return joined_by_or(f"'{name}'" for name in names)


def joined_by_or(texts: Iterable[str]) -> str:
    """One or more alternatives as they are: "a, b or c"."""
    *others, last = texts
    return f"{', '.join(others)} or {last}" if others else last


def counted(number: int, noun: str) -> str:
    """A number with its noun, whose plural ends in -s: "1 event", "2 events"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def escaped(text: str) -> str:
    """The text on one line, with every character that is not printable as its code, such as \\u001b.

    What users type and what files are called reaches a terminal only like this.
    """
    return "".join(c if c.isprintable() or c in JOINERS else f"\\u{ord(c):04x}" for c in text)


def shorten(text: str, limit: int = 60) -> str:
    """A value as a message quotes it: escaped, and at most `limit` characters long."""
    flat = escaped(text)
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
