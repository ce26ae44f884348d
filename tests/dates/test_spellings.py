"""The EDTF that a refused date probably means."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.dates.edtf import MONTHS, DateError, parse
from mmru_timeline.dates.spellings import remedy
from mmru_timeline.dates.typed import parse_typed

MEANT: dict[str, str] = {
    # as the command line reads them
    "31 August 1854": "1854-08-31",
    "August 31, 1854": "1854-08-31",
    "Feb 2023": "2023-02",
    "2023-Q1": "2023-01/2023-03",
    "q2/2023": "2023-04/2023-06",
    "H2 2023": "2023-07/2023-12",
    # figures in another order or without hyphens
    "2021-2-3": "2021-02-03",
    "2021-2": "2021-02",
    "20230206": "2023-02-06",
    "2023.02.06": "2023-02-06",
    "2023/02/06": "2023-02-06",
    "13.4.2023": "2023-04-13",
    "4/13/2023": "2023-04-13",
    "4-4-2023": "2023-04-04",
    "2023-02-06T10:00": "2023-02-06",
    "2023–02–06": "2023-02-06",
    "2023-02-06 ": "2023-02-06",
    # qualifiers
    "c. 1831": "1831~",
    "c1831": "1831~",
    "ca. May 1831": "1831-05~",
    "circa 1831": "1831~",
    "about 6 Feb 1831": "1831-02-06~",
    "~1831": "1831~",
    "c. 2023-Q1": "2023-01~/2023-03~",
    "probably 1831": "1831?",
    "?1831": "1831?",
    "1831 (?)": "1831?",
    "2004??": "2004?",
    "2004?~": "2004%",
    "2004?-06": "2004-06?",
    "2004-~06": "2004-06~",
    # decades, centuries, unspecified digits
    "1990s": "199X",
    "the 1990's": "199X",
    "19th century": "18XX",
    "199u": "199X",
    "18xx": "18XX",
    "1999-uu": "1999-XX",
    # intervals
    "1854-1855": "1854/1855",
    "1854–55": "1854/1855",
    "1854/55": "1854/1855",
    "1854 - 1855": "1854/1855",
    "1854 to 1855": "1854/1855",
    "from May 1854 until c. 1855": "1854-05/1855~",
    "2023 / 2024": "2023/2024",
    "2023-02-06..2023-02-09": "2023-02-06/2023-02-09",
    "Feb 2023/Mar 2023": "2023-02/2023-03",
    "6-9 Feb 2023": "2023-02-06/2023-02-09",
    "6 Feb – 9 Mar 2023": "2023-02-06/2023-03-09",
    "Feb-Mar 2023": "2023-02/2023-03",
    "open/2008": "../2008",
    "2008/unknown": "2008/",
    "2021-present": "2021/..",
    "since May 2021": "2021-05/..",
    "from 2021 on": "2021/..",
    "until 1855": "../1855",
    "between May 1854 and 1855": "1854-05/1855",
    "1956-10-29/31": "1956-10-29/1956-10-31",
    "1956-10/11": "1956-10/1956-11",
    # days with more beside them
    "10/1956": "1956-10",
    "(1956)": "1956",
    "[May 1956]": "1956-05",
    "Monday, 29 October 1956": "1956-10-29",
    "Mon. 29 October 1956": "1956-10-29",
    "night of 29-30 October 1956": "1956-10-29/1956-10-30",
    "the night of 31 October/1 November 1956": "1956-10-31/1956-11-01",
    # what only the writer can make exact
    "late September 1956": "1956-09, and say `late` in the summary",
    "mid-1950s": "195X, and say `mid` in the summary",
    "before 1956": "EARLIEST/1955 with the earliest possible date, or /1955 if none is known",
    "before 1 March 1956": "EARLIEST/1956-02-29 with the earliest possible date, or /1956-02-29 if none is known",
    "after 1956-10-29": "1956-10-30/LATEST with the latest possible date, or 1956-10-30/ if none is known",
    "after December 1956": "1957-01/LATEST with the latest possible date, or 1957-01/ if none is known",
    "23 July 1952 (O.S.)": "1952-08-05, the same day in the Gregorian calendar",
    "25 October 1917 old style": "1917-11-07, the same day in the Gregorian calendar",
    "1 February 1700 O.S.": "1700-02-11, the same day in the Gregorian calendar",
    "summer 1956": "1956-06/1956-08 if the northern summer is meant",
    "in the fall of 1956": "1956-09/1956-11 if the northern autumn is meant",
    "1956-21": "1956-03/1956-05 if the northern spring is meant",
    "1956-24": "1955-12/1956-02 or 1956-12/1957-02 if the northern winter is meant",
}


@pytest.mark.parametrize("text", MEANT)
def test_remedy_is_the_edtf_that_is_meant(text: str) -> None:
    assert remedy(text) == f"write {MEANT[text]}"


def test_both_readings_are_proposed_if_day_and_month_cannot_be_told_apart() -> None:
    assert remedy("3.4.2023") == "write 2023-04-03 or 2023-03-04"
    assert remedy("31.4.2023") is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "..", "/", "soon", "Bordeaux", "Monday", "6 Feb", "late spring 2023", "2023-21-01", "2023-02-30"),
        *("1831 or 1832", "1855-1854", "1855 to 1854", "-0044", "99", "c.", "?", "~", "to", "30 Feb 2023"),
        *("before dawn", "before 0001", "after 9999", "31 December 9999 O.S.", "1 January 0001 O.S."),
        *("x" * 100, " " * 100, "from since until", "1854-54", "0 to 1"),
        *("Tuesday, 29 October 1956", "Monday, October 1956", "1956-10/29", "1956-11/10", "1952 (O.S.)", "(soon)"),
    ],
)
def test_nothing_is_proposed_for_what_cannot_be_told(text: str) -> None:
    assert remedy(text) is None


_DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))
_MONTHS = st.sampled_from([*MONTHS, *(month[:3] for month in MONTHS), *(month.upper() for month in MONTHS)])
_SPELLED = st.one_of(
    st.builds("{} {} {}".format, st.integers(1, 31), _MONTHS, st.integers(1000, 9999)),
    st.builds("{} {}, {}".format, _MONTHS, st.integers(1, 31), st.integers(1000, 9999)),
    st.builds("{0} {1} {2}".format, st.integers(1000, 9999), _MONTHS, st.integers(1, 31)),
    st.builds("{}{}{}".format, _MONTHS, st.sampled_from([" ", ", "]), st.integers(1000, 9999)),
    st.builds("{}{}Q{}".format, st.integers(1000, 9999), st.sampled_from(["", " ", "-"]), st.integers(1, 5)),
    st.builds(
        "{}{}{}{}".format, st.sampled_from("QqHh"), st.integers(1, 4), st.sampled_from("- /"), st.integers(1000, 9999)
    ),
)


@given(_SPELLED)
def test_remedy_for_what_the_command_line_reads_has_the_same_bounds(text: str) -> None:
    try:
        meant = parse_typed(text)
    except DateError:
        return
    with pytest.raises(DateError):
        parse(text)
    proposed = parse((remedy(text) or "").removeprefix("write "))
    assert (proposed.s1, proposed.s2, proposed.e1, proposed.e2) == (meant.s1, meant.s2, meant.e1, meant.e2)


@given(st.text(max_size=30) | st.text("0123456789 .,:/-QHXTfebctojuny~?%–", max_size=20))
def test_any_proposed_date_is_valid(text: str) -> None:
    proposed = remedy(text)
    for each in re.findall(r"(?:write|or) (\.\.[^ ]*|/?[0-9][^ ,]*)", proposed or ""):
        parse(each.replace("LATEST", ""))
