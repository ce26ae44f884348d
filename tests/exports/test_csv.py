"""CSV: the columns and cells that are promised, readable by other readers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import TypeAlias

import pytest

from logs import log_of
from mmru_timeline import Timeline, UnknownTermError, select
from mmru_timeline.exports.csv import COLUMNS, write_csv
from mmru_timeline.exports.options import ExportOptions

Golden: TypeAlias = Callable[[str, str], None]


def exported(log: Timeline, *ids: str, options: ExportOptions = ExportOptions()) -> str:  # noqa: B008
    """What is written of the events with these ids, or of all."""
    hits = [hit for hit in select(log) if not ids or hit.event.id in ids]
    stream = io.StringIO(newline="")
    write_csv(log, hits, stream, options)
    return stream.getvalue()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_csv_of_the_sample_log(sample: Timeline, golden: Golden) -> None:
    golden("exports/sample.csv", exported(sample))


def test_csv_without_events_is_a_header(sample: Timeline) -> None:
    assert exported(sample, "none") == f"{_HEADER}\n"


_HEADER = (
    "id,date,earliest,latest,match,title,summary,kind,status,attributed_to,sectors,actors,place,figures,sources,urls,"
    "part_of,follows,accounts,note,milestone"
)


def test_csv_has_the_promised_header_and_one_row_per_event(sample: Timeline) -> None:
    text = exported(sample)
    assert text.splitlines()[0] == _HEADER == ",".join(COLUMNS)
    assert [row["id"] for row in rows(text)] == [event.id for event in sample.events]
    assert "\r" not in text


_CELLS: dict[str, tuple[str, dict[str, str]]] = {
    "an event with many fields": (
        "coal-treaty",
        {
            "date": "1895-03-11",
            "earliest": "1895-03-11",
            "latest": "1895-03-11",
            "kind": "agreement",
            "status": "fact",
            "sectors": "coal; trade",
            "actors": "zenda-mines; rudolf; graustark",
            "figures": "yearly delivery: about 100–110 thousand tons (1896/..); price: 8.5 crowns a ton",
            "sources": "wire-1895; times-1895",
            "urls": "https://gazette.example/1895/coal; https://times.example/coal",
            "follows": "coal-talks",
            "milestone": "true",
            "part_of": "",
        },
    ),
    "no end": ("second-railway", {"date": "1899/", "earliest": "1899-01-01", "latest": "", "milestone": "false"}),
    "a rival account": (
        "coronation",
        {"accounts": "He was crowned a day later.", "urls": "https://gazette.example/1894/coronation; "},
    ),
    "a decade": ("old-treaty", {"earliest": "1880-01-01", "latest": "1889-12-31", "summary": "", "place": ""}),
    "a claim": ("first-train", {"status": "claim", "attributed_to": "zenda-mines"}),
    "a part": ("coal-treaty-dinner", {"part_of": "coal-treaty"}),
}


@pytest.mark.parametrize("case", _CELLS)
def test_cells_of_an_event(case: str, sample: Timeline) -> None:
    event, expected = _CELLS[case]
    (row,) = rows(exported(sample, event))
    assert {name: row[name] for name in expected} == expected


def test_match_is_possible_for_a_hit_marked_with_a_question_mark(sample: Timeline) -> None:
    stream = io.StringIO(newline="")
    write_csv(sample, select(sample, on="1896-09"), stream, ExportOptions(columns=("id", "match")))
    assert stream.getvalue() == "id,match\noutput-1896,certain\nfirst-train,possible\n"


def test_match_is_certain_without_a_time(sample: Timeline) -> None:
    assert {row["match"] for row in rows(exported(sample))} == {"certain"}


def test_urls_are_in_the_order_of_the_sources(sample: Timeline) -> None:
    for row in rows(exported(sample)):
        assert len(row["urls"].split("; ")) == len(row["sources"].split("; "))


_AWKWARD = """\
schema: 1
title: T
sources: {s: {title: S, publisher: P}}
events:
  - {id: quotes, date: 2001-01-01, title: 'Say "when", twice', summary: "One\\n\\"two\\", three", sources: [s]}
  - {id: formula, date: 2001-01-02, title: "=HYPERLINK(1)", note: "-1 degree", sources: [s]}
  - {id: at, date: 2001-01-03, title: "@home", note: "+1", sources: [s]}
  - {id: inside, date: 2001-01-04, title: "1=1", sources: [s]}
"""


def test_commas_quotation_marks_and_line_ends_are_read_back() -> None:
    (row,) = rows(exported(log_of(_AWKWARD), "quotes"))
    assert (row["title"], row["summary"]) == ('Say "when", twice', 'One\n"two", three')


_FORMULAS: dict[str, tuple[bool, dict[str, tuple[str, str]]]] = {
    "escaped": (
        False,
        {"formula": ("'=HYPERLINK(1)", "'-1 degree"), "at": ("'@home", "'+1"), "inside": ("1=1", "")},
    ),
    "raw": (True, {"formula": ("=HYPERLINK(1)", "-1 degree"), "at": ("@home", "+1"), "inside": ("1=1", "")}),
}


@pytest.mark.parametrize("case", _FORMULAS)
def test_cells_that_a_spreadsheet_might_run_are_escaped_unless_raw(case: str) -> None:
    raw, expected = _FORMULAS[case]
    found = rows(exported(log_of(_AWKWARD), options=ExportOptions(raw=raw)))
    assert {row["id"]: (row["title"], row["note"]) for row in found if row["id"] in expected} == expected


def test_columns_are_those_asked_for_in_that_order(sample: Timeline) -> None:
    options = ExportOptions(columns=("title", "id", "title"))
    first, second, *_ = exported(sample, options=options).splitlines()
    assert first == "title,id,title"
    assert second == "First treaty of friendship,old-treaty,First treaty of friendship"


def test_unknown_column_raises_error(sample: Timeline) -> None:
    with pytest.raises(UnknownTermError) as caught:
        exported(sample, options=ExportOptions(columns=("id", "titel")))
    assert (caught.value.message, caught.value.hint) == ("unknown column 'titel'", "did you mean 'title'?")


def test_bom_adds_a_byte_order_mark_and_ends_lines_with_crlf(sample: Timeline) -> None:
    options = ExportOptions(bom=True, columns=("id", "milestone"))
    text = exported(sample, "coronation", "coal-treaty", options=options)
    assert text == "\ufeffid,milestone\r\ncoronation,true\r\ncoal-treaty,true\r\n"


def test_line_end_within_a_cell_is_kept() -> None:
    assert 'One\n""two""' in exported(log_of(_AWKWARD), "quotes", options=ExportOptions(bom=True))
