"""mmru export: the bytes that it writes are always the same."""

from __future__ import annotations

import pytest

from mmru_timeline.exports.registry import EXPORTS
from running import run, run_process


@pytest.mark.parametrize("name", EXPORTS)
def test_bytes_are_the_same_in_every_run(name: str) -> None:
    runs = [run_process("export", name, environment={"PYTHONHASHSEED": seed}) for seed in ("0", "1", "4711")]
    assert [each.code for each in runs] == [0, 0, 0]
    assert runs[0].data
    assert runs[0].data == runs[1].data == runs[2].data == run("export", name).data


def test_bom_is_written_as_bytes() -> None:
    data = run("export", "csv", "--bom", "--columns", "id,milestone", "--milestones").data
    assert data == b"\xef\xbb\xbfid,milestone\r\ncoronation,true\r\ncoal-treaty,true\r\n"
