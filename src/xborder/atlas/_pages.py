"""Where the pages stand. The only file that opens one."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

__all__ = ["EXAMPLES", "listed", "page_text", "parsed", "rules_of"]

_HERE = Path(__file__).parent / "pages"
EXAMPLES = "[[example]]"


def listed(folder: str) -> tuple[str, ...]:
    """The ids of the pages in a folder, in order."""
    return tuple(sorted(one.stem for one in (_HERE / folder).iterdir() if one.suffix == ".toml"))


def page_text(folder: str, name: str) -> str | None:
    """A page's text, or None where there is no such page."""
    try:
        return (_HERE / folder / f"{name}.toml").read_text("utf-8")
    except FileNotFoundError:
        return None


def parsed(text: str) -> dict[str, Any]:
    """A page as tomllib reads it, with exact decimals."""
    return tomllib.loads(text, parse_float=Decimal)


def rules_of(text: str) -> str:
    """A page without its examples, which stand last: half the text, and nothing an answer reads."""
    return text.partition(f"\n{EXAMPLES}")[0]
