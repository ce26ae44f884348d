"""The error gallery: for every code the smallest log that shows it, and the report that a person then reads.

`CODE.yaml` and `CODE.txt` in tests/cases are such a pair; further ones of a code are `CODE.VARIANT.yaml`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mmru_timeline.reading.codes import CODES
from mmru_timeline.reading.diagnostics import Severity
from mmru_timeline.reading.rules import examine
from mmru_timeline.views.diagnostics import report

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name.removesuffix(".yaml") for path in CASES.glob("*.yaml"))


def test_every_code_has_its_pair_and_every_pair_its_code() -> None:
    assert {name.partition(".")[0] for name in NAMES} == set(CODES)
    assert set(CODES) <= set(NAMES)
    assert sorted(path.name for path in CASES.iterdir()) == sorted(
        f"{n}.{end}" for n in NAMES for end in ("txt", "yaml")
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_report_is_as_a_person_read_it(name: str, request: pytest.FixtureRequest) -> None:
    data = (CASES / f"{name}.yaml").read_bytes()
    verdict = examine(data, f"{name}.yaml")
    lines = report(verdict.diagnostics, verdict.text, "text", everything=True, colour=False)
    text = "".join(f"{line}\n" for line in lines)
    file = CASES / f"{name}.txt"
    if request.config.getoption("--update"):
        file.write_bytes(text.encode())
    assert text == file.read_bytes().decode()

    code = name.partition(".")[0]
    shown = [each for each in verdict.diagnostics if each.code == code]
    assert shown, [each.code for each in verdict.diagnostics]
    assert shown[0].severity is CODES[code].severity
    assert (verdict.timeline is None) == any(each.severity is Severity.ERROR for each in verdict.diagnostics)
