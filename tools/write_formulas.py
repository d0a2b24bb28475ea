"""Writes docs/guide/what-each-country-does.md: the formula of every place that has a whole one, from the atlas itself.

Run as `python tools/write_formulas.py`; with `--check` it writes nothing and ends with 1 where the page is not what the atlas says.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rule_words import linked, said
from written_page import keep

from xborder.atlas import Atlas, Entry, standard
from xborder.atlas.timeline import key

PAGE = Path(__file__).parent.parent / "docs" / "guide" / "what-each-country-does.md"
WHOLE = ("shipping.duty.base", "shipping.duty.relief", "shipping.vat.base", "shipping.vat.relief")
FAMILIES = {
    "low-value scheme": "shipping.scheme.",
    "simplified duty": "shipping.duty.simplified",
    "one rate of duty": "shipping.duty.general",
    "levy": "shipping.levy.",
    "excise": "shipping.excise",
    "fee": "shipping.fee.",
    "rounding": "shipping.rounding.",
}
INTRODUCTION = """\
# What each country does

The {number} places whose formula is whole on {day}, by edition {edition} of the atlas: what duty and tax are reckoned on, up to where neither is charged, and
what else is special. How these words become figures: [how the estimate is made](how-the-estimate-is-made.md). How well each is known, and since when:
[coverage](../coverage.md); what was otherwise before: [changes of law](../changes-of-law.md). This page is written by `tools/write_formulas.py`, and a test
holds it to the pages.

A place whose cell names a bloc (`eu`) does as the bloc's own row says. *CIF* is goods, freight and insurance, *FOB* the goods alone. `levies` stands for all
levies of the place. Where a rule has cases, the first that fits a parcel speaks. Regions with rules of their own are not listed here.
"""


class Row(NamedTuple):
    """What a place says of every rule on the day."""

    scope: str
    name: str
    cells: dict[str, Entry]


def written(atlas: Atlas) -> str:
    """The whole page."""
    year, _, month = atlas.layers[0].edition.partition(".")
    day = date(int(year), int(month), 1)
    rows = [row for name in atlas.listed("places") if (row := _row(atlas, name.upper(), day)) is not None]
    blocs = sorted({entry.scope for row in rows for entry in row.cells.values() if entry.scope.islower()})
    own = [_bloc(atlas, bloc, rows) for bloc in blocs]
    parts = [INTRODUCTION.format(number=len(rows), day=day, edition=atlas.edition), *_bases([*own, *rows]), *_special([*own, *rows])]
    return "\n".join(parts) + "\n"


def _row(atlas: Atlas, scope: str, day: date) -> Row | None:
    """A place with its rules of the day; None where its formula has a gap."""
    found = {rule: entry for rule in _rules(atlas, scope, day) if (entry := atlas.find(scope, rule, key(day)).entry) is not None}
    standard_rate = found.get("shipping.vat.standard")
    owed = WHOLE if standard_rate is None or standard_rate.cases or standard_rate.value else WHOLE[:2]
    if standard_rate is None or any(rule not in found or "not known" in said(found[rule]) for rule in owed):
        return None
    return Row(scope, atlas.header(scope).get("name") or scope, found)


def _rules(atlas: Atlas, scope: str, day: date) -> list[str]:
    named = (*WHOLE, "shipping.vat.standard")
    return [*named, *(rule for prefix in FAMILIES.values() for rule in atlas.rules(scope, prefix, key(day)))]


def _bloc(atlas: Atlas, bloc: str, rows: list[Row]) -> Row:
    cells = {rule: entry for row in rows for rule, entry in row.cells.items() if entry.scope == bloc}
    return Row(bloc, atlas.page_header("blocs", bloc).get("name") or bloc, cells)


def _cell(row: Row, rule: str) -> str:
    entry = row.cells.get(rule)
    if entry is None:
        return "" if row.scope.islower() else "-"
    return f"`{entry.scope}`" if entry.scope.islower() and not row.scope.islower() else said(entry)


def _bases(rows: list[Row]) -> Iterator[str]:
    yield "## Bases, reliefs and the standard rate\n"
    yield "| place | duty base | duty relief | tax base at import | tax relief | standard rate |\n|---|---|---|---|---|--:|"
    for row in rows:
        cells = " | ".join(_cell(row, rule) for rule in (*WHOLE, "shipping.vat.standard"))
        yield f"| {row.name} (`{row.scope}`) | {cells} |"
    yield ""


def _special(rows: list[Row]) -> Iterator[str]:
    yield "## Schemes, simplified duties, levies, excise, fees and rounding\n"
    yield "| place | what | how | since | source |\n|---|---|---|---|---|"
    for row in rows:
        for title, prefix in FAMILIES.items():
            for rule, entry in sorted(row.cells.items()):
                inherited = entry.scope.islower() and not row.scope.islower()
                if not rule.startswith(prefix) or inherited or said(entry) == "none":
                    continue
                name = rule.removeprefix(prefix).strip(".")
                what = f"{title} `{name}`" if name else title
                yield f"| {row.name} | {what} | {said(entry)} | {entry.since.isoformat()[:10]} | {linked(entry)} |"


def main() -> int:
    """Writes the page, or says whether it is up to date."""
    return keep(PAGE, written(standard()))


if __name__ == "__main__":
    sys.exit(main())
