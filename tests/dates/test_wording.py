"""Dates in words: in the margin of a timeline, in a sentence, and of publications."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.dates.edtf import parse
from mmru_timeline.dates.wording import heading_text, long_text, publication_text, short_text
from strategies import EDTF

# EDTF, short text under the heading 2023, short text alone, long text
TEXTS = [
    ("2023-02-06", "6 Feb", "6 Feb 2023", "6 February 2023"),
    ("2023-02-06?", "6 Feb?", "6 Feb 2023?", "6 February 2023?"),
    ("2023-02-06~", "c. 6 Feb", "c. 6 Feb 2023", "c. 6 February 2023"),
    ("2023-02-06%", "c. 6 Feb?", "c. 6 Feb 2023?", "c. 6 February 2023?"),
    ("2023-02", "in Feb", "in Feb 2023", "some day in February 2023"),
    ("2023-02-XX", "in Feb", "in Feb 2023", "some day in February 2023"),
    ("2023-02?", "in Feb?", "in Feb 2023?", "some day in February 2023?"),
    ("2023-02~", "c. Feb", "c. Feb 2023", "c. February 2023"),
    ("2023", "during 2023", "during 2023", "some day in 2023"),
    ("2023-XX", "during 2023", "during 2023", "some day in 2023"),
    ("2023-XX-XX?", "during 2023?", "during 2023?", "some day in 2023?"),
    ("2023%", "c. 2023?", "c. 2023?", "c. 2023?"),
    ("202X", "in the 2020s", "in the 2020s", "in the 2020s"),
    ("202X~", "c. 2020s", "c. 2020s", "c. 2020s"),
    ("20XX?", "within 2000–2099?", "within 2000–2099?", "within 2000–2099?"),
    ("2023-03/2023-06", "Mar – Jun", "Mar – Jun 2023", "March – June 2023"),
    ("2023-02-06/2023-02-09", "6–9 Feb", "6–9 Feb 2023", "6–9 February 2023"),
    ("2023-02-06/2023-02-06", "6 Feb", "6 Feb 2023", "6 February 2023"),
    ("2023-02-06/2023-03-09", "6 Feb – 9 Mar", "6 Feb – 9 Mar 2023", "6 February – 9 March 2023"),
    ("2023-02-06/2023-02-09?", "6 Feb – 9 Feb?", "6 Feb – 9 Feb 2023?", "6 February – 9 February 2023?"),
    ("2022-12/2023-01", "Dec 2022 – Jan 2023", "Dec 2022 – Jan 2023", "December 2022 – January 2023"),
    ("2023/2023-05", "during 2023 – May", "during 2023 – May 2023", "some day in 2023 – May 2023"),
    ("2023-05/2023", "May 2023 – during 2023", "May 2023 – during 2023", "May 2023 – some day in 2023"),
    ("2023-02-06/2023-02", "6 Feb – in Feb", "6 Feb – in Feb 2023", "6 February – some day in February 2023"),
    ("2023-02/2023-02-06", "in Feb – 6 Feb", "in Feb – 6 Feb 2023", "some day in February – 6 February 2023"),
    ("2023/2024", "2023 – 2024", "2023 – 2024", "2023 – 2024"),
    ("202X/2023-05", "2020s – May 2023", "2020s – May 2023", "2020s – May 2023"),
    ("2023-02/..", "from Feb", "from Feb 2023", "from February 2023 on"),
    ("2023-02-06~/", "c. 6 Feb – ?", "c. 6 Feb 2023 – ?", "from c. 6 February 2023, end unknown"),
    ("../2023-02", "until Feb", "until Feb 2023", "until February 2023"),
    ("/2023-02", "? – Feb", "? – Feb 2023", "until February 2023, start unknown"),
    ("../..", "always", "always", "always"),
]


@pytest.mark.parametrize(("text", "under_2023", "alone", "in_full"), TEXTS)
def test_short_and_long_texts(text: str, under_2023: str, alone: str, in_full: str) -> None:
    parsed = parse(text)
    assert (short_text(parsed, 2023), short_text(parsed), long_text(parsed)) == (under_2023, alone, in_full)


def test_the_year_is_left_out_only_under_its_own_heading() -> None:
    assert short_text(parse("2023-03/2023-06"), 2024) == "Mar – Jun 2023"
    assert short_text(parse("2023-02-06"), 2024) == "6 Feb 2023"


@pytest.mark.parametrize(
    ("text", "worded"),
    [
        *(("1894-05-04", "4 May 1894"), ("1895-03", "Mar 1895"), ("1901", "1901"), ("1901~", "c. 1901")),
        *(("190X", "1900s"), ("19XX", "1900–1999"), ("1901/1903", "1901 – 1903")),
    ],
)
def test_publication_text(text: str, worded: str) -> None:
    assert publication_text(parse(text)) == worded


@given(EDTF, st.none() | st.integers(1, 9999))
def test_every_date_has_a_text(text: str, year: int | None) -> None:
    parsed = parse(text)
    for worded in (short_text(parsed, year), short_text(parsed), long_text(parsed), publication_text(parsed)):
        assert worded
        assert "XX" not in worded
        assert "  " not in worded


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        *(("2023", "2023"), ("2023-02-06~", "2023"), ("2022-11/2023-02", "2022"), ("2021/..", "2021"), ("0430", "430")),
        *(("183X", "1830s"), ("183X?", "1830s"), ("18XX", "1800–1899"), ("183X/184X", "1839")),
        *(("../1855", "before 1855"), ("../1855-03", "before 1855"), ("../..", "Undated"), ("/1855", "1855")),
    ],
)
def test_heading_of_a_date(text: str, heading: str) -> None:
    assert heading_text(parse(text)) == heading
