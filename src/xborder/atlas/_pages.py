"""Where the pages stand. The only file that opens one."""

import tomllib
from decimal import Decimal
from typing import Any

__all__ = ["EXAMPLES", "listed", "page_text", "parsed", "rules_of"]

_HERE = __file__.removesuffix("_pages.py") + "pages"
EXAMPLES = "[[example]]"


def listed(folder: str) -> tuple[str, ...]:
    """The ids of the pages in a folder, in order."""
    from pathlib import Path  # 4 ms that most questions never need

    return tuple(sorted(one.stem for one in Path(_HERE, folder).iterdir() if one.suffix == ".toml"))


def page_text(folder: str, name: str) -> str | None:
    """A page's text, or None where there is no such page."""
    try:
        with open(f"{_HERE}/{folder}/{name}.toml", encoding="utf-8") as page:  # noqa: PTH123 - as above
            return page.read()
    except FileNotFoundError:
        return None


def parsed(text: str) -> dict[str, Any]:
    """A page as tomllib reads it, with exact decimals."""
    return tomllib.loads(text, parse_float=Decimal)


def rules_of(text: str) -> str:
    """A page without its examples, which stand last: half the text, and nothing an answer reads."""
    return text.partition(f"\n{EXAMPLES}")[0]
