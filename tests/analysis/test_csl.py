"""Sources, logs and events as items of CSL-JSON."""

from __future__ import annotations

import pytest
from hypothesis import given

from logs import SAMPLE_LOG
from mmru_timeline.analysis.csl import CslDate, csl_date, event_item, log_item, source_item
from mmru_timeline.dates.edtf import EdtfDate, parse
from mmru_timeline.records.model import Source
from strategies import EDTF


def test_source_has_the_fields_of_its_kind() -> None:
    source = Source(
        id="s",
        title="T",
        publisher="Strelsau Gazette",
        author=("King, Martin Luther, Jr.", "Aung Zaw"),
        date=parse("1895-03~"),
        kind="article",
        origin="Hof-Korrespondenz",
        lang="de",
        url="https://a.example",
        archived="https://b.example",
        accessed=parse("2024-05-01"),
    )
    assert source_item(SAMPLE_LOG, source) == {
        "id": "s",
        "type": "article-newspaper",
        "author": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}, {"literal": "Aung Zaw"}],
        "issued": {"date-parts": [[1895, 3]], "circa": True},
        "title": "T",
        "genre": "Text of Hof-Korrespondenz",
        "container-title": "Strelsau Gazette",
        "accessed": {"date-parts": [[2024, 5, 1]]},
        "language": "de",
        "URL": "https://a.example",
    }


def test_source_with_little_is_a_page_by_its_publisher() -> None:
    source = Source(id="s", title="T", publisher="P", archived="https://b.example")
    assert source_item(SAMPLE_LOG, source) == {
        "id": "s",
        "type": "webpage",
        "author": [{"literal": "P"}],
        "title": "T",
        "URL": "https://b.example",
    }


def test_publisher_of_a_report_is_not_a_container() -> None:
    source = Source(id="s", title="T", publisher="P", origin="O", kind="report")
    assert source_item(SAMPLE_LOG, source) == {
        "id": "s",
        "type": "report",
        "author": [{"literal": "O"}],
        "title": "T",
        "publisher": "P",
    }


def test_log_and_event() -> None:
    editors_date_and_version = {
        "author": [{"family": "Rassendyll", "given": "Anthony"}],
        "issued": {"date-parts": [[2024, 6, 1]]},
        "version": "3",
    }
    assert log_item(SAMPLE_LOG) == {
        "id": "log",
        "type": "dataset",
        "title": SAMPLE_LOG.title,
        "number": f"SHA-256 {SAMPLE_LOG.sha256}",
        **editors_date_and_version,
    }
    assert event_item(SAMPLE_LOG, SAMPLE_LOG.by_id["coronation"]) == {
        "id": "coronation",
        "type": "entry",
        "title": "Rudolf V crowned in Strelsau",
        "genre": "Event coronation, May 3, 1894",
        "container-title": SAMPLE_LOG.title,
        **editors_date_and_version,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-02-06", {"date-parts": [[2023, 2, 6]]}),
        ("2023-02?", {"date-parts": [[2023, 2]], "circa": True}),
        ("2023-02-06/2023-02-06", {"date-parts": [[2023, 2, 6]]}),
        ("2021~/2023", {"date-parts": [[2021], [2023]], "circa": True}),
        ("2021/2023-02", {"literal": "2021–February 2023"}),
        ("189X~", {"literal": "1890s", "circa": True}),
        ("2021-06/..", {"literal": "June 2021–present"}),
        ("../..", None),
    ],
)
def test_dates_keep_their_precision(text: str, expected: CslDate | None) -> None:
    assert csl_date(parse(text)) == expected


@given(EDTF.map(parse))
def test_both_ends_of_every_range_are_equally_precise(date: EdtfDate) -> None:
    made = csl_date(date)
    if made and "date-parts" in made:
        assert len({len(parts) for parts in made["date-parts"]}) == 1
        assert made["date-parts"] == sorted(made["date-parts"])
        assert len(made["date-parts"]) <= 2
    elif made:
        assert made["literal"]
