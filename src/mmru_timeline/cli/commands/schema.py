"""`mmru schema`."""

from __future__ import annotations

import json

from mmru_timeline.cli.run import Run

EXAMPLES = {"mmru schema > timeline.schema.json": "save the schema for your editor"}


def schema(run: Run) -> None:
    """Print the JSON Schema of a log, for completion in editors."""
    from mmru_timeline.reading.rules import WARNING_CODES
    from mmru_timeline.records.json_schema import json_schema

    print(json.dumps(json_schema(WARNING_CODES), indent=2, ensure_ascii=False), file=run.out)
