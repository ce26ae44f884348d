"""Texts that are not EDTF: what the message says, and what the hint proposes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mmru_timeline.dates.edtf import DateError, parse

ISO_HINT = "write year-month-day, such as 2023-02-06"
MONTH_HINT = "write year-month-day, such as 2023-02-06, or 2023-02 for a month"
PLAIN_HYPHEN = "write a plain hyphen, -"
EXAMPLES = "write 2023, 2023-02, 2023-02-06, or an interval of two dates such as 2023-03/2023-06"

# text: message, hint
_MONTHS_MEANT = "write the months meant, such as 2021-03/2021-05"
REFUSED: dict[str, tuple[str, str]] = {
    "2023–02": ("2023–02: that dash is not a hyphen", PLAIN_HYPHEN),
    "2023-02-06–2023-02-09": ("2023-02-06–2023-02-09: that dash is not a hyphen", PLAIN_HYPHEN),
    "2023/−2024": ("−2024: that dash is not a hyphen", PLAIN_HYPHEN),
    "2023 / 2024": ("'2023 ': a date contains no spaces", "write it without spaces"),
    "2023\n": (r"'2023\n': a date contains no spaces", "write it without spaces"),
    "Feb 2023": ("'Feb 2023': months are written as numbers", MONTH_HINT),
    "2023-Feb-06": ("2023-Feb-06: months are written as numbers", MONTH_HINT),
    "6 FEBRUARY 2023": ("'6 FEBRUARY 2023': months are written as numbers", MONTH_HINT),
    "2004??": ("2004??: only one qualifier can follow a date", "write `%` for both uncertain and approximate"),
    "2004?-06": (
        "2004?-06: a qualifier must follow the whole date",
        "write it at the end, such as 2004-06-11~",
    ),
    "2004-~06": (
        "2004-~06: a qualifier must follow the whole date",
        "write it at the end, such as 2004-06-11~",
    ),
    "(1956)": ("(1956) is not an EDTF date", EXAMPLES),
    "199u": ("199u: an unspecified digit is written as a capital X", "write X, such as 199X or 2004-XX"),
    "1999-uu-01": ("1999-uu-01: an unspecified digit is written as a capital X", "write X, such as 199X or 2004-XX"),
    "18xx": ("18xx: an unspecified digit is written as a capital X", "write X, such as 199X or 2004-XX"),
    "open/2008": (
        "open: that word comes from an older draft of EDTF",
        "write `..` for an open end, or nothing for an unknown one",
    ),
    "2008/unknown": (
        "unknown: that word comes from an older draft of EDTF",
        "write `..` for an open end, or nothing for an unknown one",
    ),
    "2023-02-06T10:00": ("2023-02-06T10:00: a date does not include a time of day", "write only the day"),
    "-0044": ("-0044: years run from 0001 to 9999", "write a year of the common era with four digits"),
    "Y17000": ("Y17000: years run from 0001 to 9999", "write the year with four digits"),
    "20230206": ("20230206: year, month and day are joined by hyphens", "write 2023-02-06"),
    "2023.02.06": ("2023.02.06: year, month and day are joined by hyphens", "write 2023-02-06"),
    "2023/02/06": ("2023/02/06: year, month and day are joined by hyphens", "write 2023-02-06"),
    "44 BC": ("'44 BC': years run from 0001 to 9999", "write a year of the common era with four digits"),
    "3rd century BC": (
        "'3rd century BC': years run from 0001 to 9999",
        "write a year of the common era with four digits",
    ),
    "Spring 2021": ("'Spring 2021': calendars and hemispheres disagree on the days of a season", _MONTHS_MEANT),
    "late fall 1854": (
        "'late fall 1854': calendars and hemispheres disagree on the days of a season",
        _MONTHS_MEANT,
    ),
    "3.4.2023": ("3.4.2023: the year comes first", ISO_HINT),
    "3/4/2023": ("3/4/2023: the year comes first", ISO_HINT),
    "2023-02-06..2023-02-09": (
        "2023-02-06..2023-02-09: the ends of an interval are joined by a slash",
        "write 2023-02-06/2023-02-09",
    ),
    "2021-2-3": ("2021-2-3: month and day have two digits each", "write two digits for each, such as 2023-02-06"),
    "2021-02-3?": ("2021-02-3?: month and day have two digits each", "write two digits for each, such as 2023-02-06"),
    "2023-1X": (
        "2023-1X: a month or day can only be unspecified as a whole",
        "write XX for the whole month or day",
    ),
    "..": (".. is not an EDTF date", EXAMPLES),
    "": ("'' is not an EDTF date", EXAMPLES),
    "Bordeaux": ("Bordeaux is not an EDTF date", EXAMPLES),
    "1990s": ("1990s is not an EDTF date", EXAMPLES),
    "٢٠٢٣": ("٢٠٢٣ is not an EDTF date", EXAMPLES),
    "\x1b[31m2023": (r"'\x1b[31m2023' is not an EDTF date", EXAMPLES),
    "x" * 100: ("x" * 39 + "… is not an EDTF date", EXAMPLES),
}

# Texts that the parser itself refuses with a proposal; see test_edtf.py.
OTHERS = (
    "2021-02-30",
    "2021-02-00",
    "000X",
    "00XX",
    "2023-06/2023-03",
    "2023~/2022",
    "2023-21",
    "202X-02",
    "2023-XX-05",
)
ROWS = [line.split("\t") for line in (Path(__file__).parent / "edtf.tsv").read_text("utf-8").split("\n")[1:]]


@pytest.mark.parametrize("text", REFUSED)
def test_message_and_hint(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert caught.value.code == "bad-date"
    assert (caught.value.message, caught.value.hint) == REFUSED[text]


@pytest.mark.parametrize("text", [*REFUSED, *OTHERS, *(row[0] for row in ROWS if row[1:2] == ["refuse"])])
def test_dates_that_a_hint_proposes_are_valid(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    for proposed in re.findall(r"(?<![\w./-])[0-9][0-9X~/-]{3,}", caught.value.hint):
        parse(proposed.rstrip("/"))


@pytest.mark.parametrize("piece", [" ", "jan", "2023-", "?", "/"])
def test_very_long_text_is_refused_at_once(piece: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(piece * 200_000 + "a")
    assert len(caught.value.message) < 200
