"""The registry of diagnostic codes: severity, cause and remedy of each; the one maker of diagnostics."""

from __future__ import annotations

from collections.abc import Mapping

from mmru_timeline.reading.diagnostics import Code, Diagnostic, Place, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_TABLE: tuple[tuple[str, Severity, str, str], ...] = (
    ("encoding", _E, "The file is not UTF-8.", "Save it as UTF-8; every editor can."),
    ("empty-file", _E, "There is nothing in the file.", "Start from the event shown in the README."),
    (
        "refused-character",
        _E,
        "A control character, a byte order mark, a tab within a text or a mark that reverses the direction of reading "
        "stands in the file, as itself or as an escape. Such characters are invisible and can make a text show "
        "something other than it says.",
        "Delete it. A tab becomes spaces. U+200C and U+200D, which Burmese and other scripts need, are welcome.",
    ),
    (
        "yaml-syntax",
        _E,
        "From here on the file is not YAML, so nothing after this place could be read.",
        "Most often a text holds a colon and needs quotes, an indent is off, or a quote was never closed.",
    ),
    (
        "repeated-key",
        _E,
        "A key stands twice in one mapping. Other readers keep the last one silently.",
        "Keep one of the two, or give the second its own id.",
    ),
    (
        "yaml-anchor",
        _E,
        "An anchor (&name) marks a value to be repeated elsewhere.",
        "Write the value out where it is needed.",
    ),
    ("yaml-alias", _E, "An alias (*name) stands for a value written elsewhere.", "Write the value out."),
    (
        "yaml-tag",
        _E,
        "A tag (!type) or a %TAG line gives a value a type; the schema alone does that here.",
        "Delete it.",
    ),
    (
        "merge-key",
        _E,
        "The merge key << copies keys from elsewhere, so that a reader cannot see what holds.",
        "Write the keys out.",
    ),
    ("several-documents", _E, "A line --- begins a second document in the file.", "Keep one log in one file."),
    ("too-deep", _E, "Lists and mappings nest deeper than any log needs.", "Look for a missing or doubled bracket."),
    ("key-not-text", _E, "A list or a mapping stands where a key belongs.", "Write a plain word before the colon."),
    (
        "zero-width-space",
        _N,
        "A zero width space (U+200B) is in a text. Nobody sees it, and searches miss the word around it.",
        "Delete it, unless it shows where a long word may break.",
    ),
    (
        "wrong-shape",
        _E,
        "A list, a mapping or a text stands where another of the three belongs.",
        "See the field's type in docs/codebook.md.",
    ),
    (
        "unknown-key",
        _E,
        "The format has no such key here; a misspelt key would otherwise be lost silently.",
        "Correct the spelling, or move the matter to `note`.",
    ),
    ("missing-key", _E, "A key that every such record needs is not there.", "Add it."),
    ("empty-value", _E, "A key is there, but its value is empty.", "Give the value, or delete the key."),
    (
        "too-long",
        _E,
        "A text, list or id is longer than its field allows.",
        "Shorten it; what is worth more room belongs in `summary` or `note`.",
    ),
    ("line-break", _E, "A text of one line holds a line break.", "Use the folding style >- or write it on one line."),
    (
        "wrong-value",
        _E,
        "The value is not one of those that the field takes.",
        "Write one of the values that the message lists.",
    ),
    (
        "bad-id",
        _E,
        "An id is made of small letters a-z, digits and single hyphens, at most 64 characters.",
        "Write it so, for instance `fomin-visit-2021`.",
    ),
    (
        "bad-address",
        _E,
        "An address begins with http:// or https:// and holds no space.",
        "Write the full address; what is no web page is told by `title` and `kind`.",
    ),
    (
        "bad-attribution",
        _E,
        "An entry of `attributed_to` is neither an id nor a text of more than one word, so it may be a misspelt id.",
        "Write an actor's id, or free text with a space in it.",
    ),
    (
        "bad-date",
        _E,
        "The text is not a date in EDTF (ISO 8601-2): 2023, 2023-02, 2023-02-06, an interval A/B, `..` for an open end,"
        " nothing for an unknown one, ? (uncertain), ~ (approximate) or % (both) at the end, X for unknown digits.",
        "Write what the message proposes.",
    ),
    (
        "impossible-date",
        _E,
        "The date is well formed, but there is no such day, month or year.",
        "Correct it, or leave out the part that is unknown.",
    ),
    ("reversed-interval", _E, "An interval ends before it starts.", "Exchange its ends, or correct one."),
    ("repeated-id", _E, "Two events have one id, so that nothing can point at either.", "Rename the newer one."),
    (
        "shared-name",
        _E,
        "Two terms share a name (id, label or alias) once case, accents, spaces, hyphens, apostrophes and full stops "
        "are levelled, so that what a reader types would mean both. Sectors and actors count together.",
        "Make one of the names longer, for instance by its country, or drop the alias.",
    ),
    (
        "unknown-id",
        _E,
        "An id is used that nothing in the log has.",
        "Correct the spelling, or declare it in its table.",
    ),
    ("cycle", _E, "By `part_of` or `follows` something leads back to itself.", "Remove the link that is wrong."),
    (
        "follows-later",
        _E,
        "An event is said to follow another but was certainly over before that began. Where one of the two dates is "
        "qualified (? ~ %) this is a warning.",
        "Correct a date, turn the link round, or follow the announcement rather than what was announced.",
    ),
    (
        "outside-whole",
        _E,
        "An event is part of another but certainly took place before or after it.",
        "Correct a date, or make it `follows`.",
    ),
    ("claim-unattributed", _E, "An event of status claim does not say whose claim it is.", "Add `attributed_to`."),
    (
        "disputed-without-accounts",
        _E,
        "An event of status disputed gives only one version.",
        "Add the rival version to `accounts`.",
    ),
    ("retired-in-use", _E, "An id is retired and an event at the same time.", "Delete one of the two."),
    ("reversed-range", _E, "A figure's `to` is not above its `value`.", "Exchange the two, or drop `to`."),
    (
        "after-its-sources",
        _W,
        "The event happened certainly after all of its sources were published, so none of them can report it.",
        "Correct a date, cite a later source, or mark the event `planned`.",
    ),
    ("no-source", _W, "The event rests on nothing.", "Cite a source."),
    (
        "outside-scope",
        _W,
        "The event is certainly outside the log's `scope`.",
        "Correct its date, or mark it `background: true`.",
    ),
    (
        "statement-planned",
        _W,
        "A statement, report or vote is dated when it was made, and once made it is a fact, whatever it announces.",
        "Drop the status, or give the announced happening an event of its own.",
    ),
    (
        "unused-actor",
        _W,
        "No event names the actor, and nothing that an event names is part of it.",
        "Use it or delete it.",
    ),
    ("unused-source", _W, "Nothing cites the source.", "Cite it or delete it."),
    (
        "same-title",
        _W,
        "Two events have one date and titles of the same words; they may be one event entered twice.",
        "Fold them, or tell them apart in their titles.",
    ),
    ("useless-allow", _W, "`allow` names a code that does not occur on the event.", "Delete it."),
    (
        "first-of-month",
        _N,
        "Far more exact days than chance explains are the first of a month: the smell of days made up.",
        "Where only the month is known, write only the month.",
    ),
    (
        "out-of-order",
        _N,
        "The event stands in the file after one that happened later.",
        "Move it, if the file is to read like a chronology.",
    ),
)

CODES: Mapping[str, Code] = {
    name: Code(name=name, severity=severity, cause=cause, remedy=remedy) for name, severity, cause, remedy in _TABLE
}


def diagnostic(code: str, place: Place, message: str, hint: str, severity: Severity | None = None) -> Diagnostic:
    """A trouble of this code; `severity` is given where it is not the code's own."""
    return Diagnostic(place=place, code=code, severity=severity or CODES[code].severity, message=message, hint=hint)
