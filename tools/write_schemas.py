"""Writes the JSON Schema of every question's facts and answer to docs/reference/schemas: `python tools/write_schemas.py`."""

import json
from pathlib import Path

from xborder.adapters.schema import schema
from xborder.adapters.wire import QUESTIONS

GOAL = Path(__file__).parents[1] / "docs" / "reference" / "schemas"


def main() -> None:
    """Writes every schema anew, and takes away those of questions that are gone."""
    GOAL.mkdir(parents=True, exist_ok=True)
    written = set()
    for question in QUESTIONS:
        for part, document in schema(question).items():
            file = GOAL / f"{question}.{part}.json"
            file.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")
            written.add(file)
    for file in set(GOAL.glob("*.json")) - written:
        file.unlink()


if __name__ == "__main__":
    main()
