"""Asks a built and installed wheel the questions of the pages, where no source tree is in reach.

Run as `python -P tools/check_wheel.py WHEEL` by a Python that has nothing but the wheel and what it requires, in any directory.
"""

import sys
from pathlib import Path
from zipfile import ZipFile

import xborder
from xborder.atlas import _pages
from xborder.atlas.page import FOLDERS, Page
from xborder.testing.examples import check_example, examples_in

MOST_BYTES = {"tables of goods": 1_500_000, "everything else": 1_100_000}
"""What may be carried, packed: tariffs and product lists apart from the code and the pages."""
TABLES = ("xborder/shipping/tariff/data/", "xborder/shipping/stack/data/")
HERE = Path(__file__).resolve().parent.parent
PAGES = HERE / "src" / "xborder" / "atlas" / "pages"


def sizes(wheel: Path) -> dict[str, int]:
    """How many bytes of the wheel are tables of goods, and how many all the rest."""
    with ZipFile(wheel) as packed:
        tables = sum(one.compress_size for one in packed.infolist() if one.filename.startswith(TABLES))
    return {"tables of goods": tables, "everything else": wheel.stat().st_size - tables}


def wrong_with(wheel: Path) -> list[str]:
    """Everything that is wrong with it, one sentence each."""
    wrong = []
    for what, packed in sizes(wheel).items():
        if packed > MOST_BYTES[what]:
            wrong.append(f"{what} in {wheel.name} has {packed} bytes packed: {MOST_BYTES[what]} are allowed")
    if Path(xborder.__file__).is_relative_to(HERE / "src"):
        wrong.append(f"xborder is imported from the source tree ({xborder.__file__}), not from the wheel")
    if not (Path(xborder.__file__).parent / "py.typed").is_file():
        wrong.append("py.typed is missing")
    wrong.extend(f"{name} cannot be touched" for name in xborder.__all__ if getattr(xborder, name) is None)
    for folder in FOLDERS:
        surplus = set(_pages.listed(folder)) - {page.stem for page in (PAGES / folder).glob("*.toml")}
        wrong.extend(f"{folder}/{name} has no source" for name in sorted(surplus))
    for file in sorted(PAGES.rglob("*.toml")):
        page = file.relative_to(PAGES).with_suffix("").as_posix()
        text = file.read_text("utf-8")
        folder, name = page.split("/")
        carried = _pages.written(folder, name)
        if carried is None:
            wrong.append(f"{page} is missing")
        elif repr(Page.written(folder, name, carried)) != repr(Page.of(folder, name, _pages.parsed(_pages.rules_of(text)))):
            wrong.append(f"{page} differs from its source")
        if _pages.page_text(folder, name) is not None:
            wrong.append(f"{page} is carried as text, with its examples perhaps")
        wrong.extend(said for example in examples_in(page, text) if (said := check_example(example)))
    return wrong


def main() -> int:
    """Says what is wrong, and ends with 1 if anything is."""
    wheel = Path(sys.argv[1])
    wrong = wrong_with(wheel)
    print(*wrong or [f"{wheel.name}: {sizes(wheel)} bytes, {len(list(PAGES.rglob('*.toml')))} pages, every example kept"], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
