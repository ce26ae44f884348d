"""`mmru schema`."""

from __future__ import annotations

import json

from mmru_timeline.cli.run import Run


def schema(run: Run) -> None:
    """Print the JSON Schema of a log, with which editors complete keys."""
    from mmru_timeline.records.json_schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False), file=run.out)
