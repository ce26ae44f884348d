"""`mmru schema`."""

from __future__ import annotations

import json
from typing import Annotated

from mmru_timeline.cli.completion import complete_from, optional_argument
from mmru_timeline.cli.run import Run
from mmru_timeline.exports.output_schema import COMMANDS, output_schema
from mmru_timeline.records.vocabulary import choose

EXAMPLES = {
    "mmru schema > timeline.schema.json": "save the schema of a log for your editor",
    "mmru schema figures": "what 'mmru figures --json' prints",
}


def schema(
    run: Run,
    command: Annotated[
        str | None,
        optional_argument(
            "COMMAND", "The command whose JSON is described; without it, the schema of a log.", complete_from(COMMANDS)
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of a log, or of the output of --json."""
    from mmru_timeline.reading.rules import WARNING_CODES
    from mmru_timeline.records.json_schema import json_schema

    if command is None:
        found = json_schema(WARNING_CODES)
    else:
        found = output_schema(choose(command, COMMANDS, "command with --json"))
    print(json.dumps(found, indent=2, ensure_ascii=False), file=run.out)
