"""A page of the docs that a tool writes from the atlas: written, or held against what stands."""

import sys
from pathlib import Path

__all__ = ["keep"]


def keep(page: Path, text: str) -> int:
    """Writes the page; with `--check` says whether it is up to date, and ends with 1 if it is not."""
    if "--check" not in sys.argv[1:]:
        page.write_text(text, "utf-8", newline="\n")
        return 0
    if page.exists() and page.read_text("utf-8") == text:
        return 0
    print(f"{page.name} is not what the atlas says: run python tools/{Path(sys.argv[0]).name}")
    return 1
