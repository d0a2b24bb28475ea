"""Writes docs/changes-of-law.md: what changed in the law of duty and tax, by date, from the atlas itself.

Run as `python tools/write_changes.py`; with `--check` it writes nothing and ends with 1 where the page is not what the atlas says.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from attrs import evolve
from rule_words import begun, linked, said
from written_page import keep

from xborder.atlas import COVERS, Atlas, Entry, Timeline, standard
from xborder.atlas.page import Page, home
from xborder.atlas.shapes import CATEGORIES
from xborder.atlas.timeline import END, key
from xborder.testing.examples import Example, Rewritten, check_example, examples
from xborder.values import day_or_instant

PAGE = Path(__file__).parent.parent / "docs" / "changes-of-law.md"
DAY = 86_400
UNKNOWN = "not known"
UNWRITTEN = "not written down"
MANY = 4
"""Of how many regions the names are told."""
INTRODUCED = ("shipping.scheme.", "shipping.fee.", "shipping.levy.", "shipping.duty.simplified", "shipping.duty.additional.")
"""Rules that can begin where nothing stood before; of any other rule a first entry may only be the first that somebody read of."""
ASKING = ("duty", "landed_cost", "tax_rate")
CATEGORY_RULES = frozenset(f"shipping.vat.{one}" for one in CATEGORIES) - {"shipping.vat.standard"}
TITLES = {
    "shipping.vat.standard": "standard rate",
    "shipping.vat.base": "tax base at import",
    "shipping.vat.relief": "tax relief",
    "shipping.duty.base": "duty base",
    "shipping.duty.relief": "duty relief",
    "shipping.duty.simplified": "simplified duty",
    "shipping.duty.general": "one rate of duty",
    "shipping.union": "customs union",
    "shipping.excise": "excise",
}
FAMILIES = {
    "shipping.scheme.": "low-value scheme",
    "shipping.levy.": "levy",
    "shipping.fee.": "fee",
    "shipping.rounding.": "rounding",
    "shipping.duty.additional.": "additional duty",
}
INTRODUCTION = """\
# Changes of law

What changed in the law of duty and tax since {since}, by edition {edition} of the atlas: **{number} changes** in {places} places and blocs, of which
**{seen} are witnessed on both sides**. They fall on {days} different days of a place or bloc. {full} are of duties, thresholds, schemes, fees and standard
rates and are told one by one below ({full_seen} witnessed), {categories} are of rates for a category of goods and are counted by country.

A change is witnessed on both sides where an example of the pages would fail if it came a day late, and another if it came a day early: the examples run
as tests. Two entries of one rule that follow each other with different values are a change; the same change in several regions of a country is one.
Where nothing stood before, only a scheme, a fee, a levy, a simplified or an additional duty counts, and only if an example witnesses its first day,
since the first entry of any other rule may merely be the first that somebody read of. Changes that are announced and not yet in force come last.

This page is written by `tools/write_changes.py` from the pages, and a test holds it to them. The same as data: `changes(standard(), since, until)`. What each
place does today: [what each country does](guide/what-each-country-does.md); how well each rule is known: [coverage](coverage.md).
"""


class Change(NamedTuple):
    """An entry that follows another of its rule, or begins where nothing stood; and the regions of the country in which the same happened."""

    before: Entry | None
    after: Entry
    seen: bool
    where: tuple[str, ...] = ()


def changes_of(atlas: Atlas) -> Iterator[Change]:
    """Every change of a rule of duty or tax, page by page."""
    asked = tuple(one for one in examples() if one.question in ASKING)
    countries = {name: {one.name.removeprefix("members.") for one in _bloc_members(atlas, name)} for name in atlas.listed("blocs")}
    for folder in ("places", "blocs"):
        for name in atlas.listed(folder):
            own = tuple(one for one in asked if one.scope[:2] in (countries[name] if folder == "blocs" else {name.upper()}))
            yield from _of_page(atlas, folder, name, own)


def _turned(before: Entry, after: Entry) -> bool:
    """Whether the law became another, and not only what is known of it."""
    one, other = said(before), said(after)
    return one != other and UNKNOWN not in one and (UNWRITTEN in one) == (UNWRITTEN in other)


def _together(found: Iterable[Change]) -> Iterator[Change]:
    """One change for all regions of a country in which the same rule turned the same way on the same day."""
    alike: dict[tuple[object, ...], list[Change]] = {}
    for one in found:
        before = one.before and (one.before.value, one.before.cases)
        alike.setdefault((one.after.start, one.after.scope[:2], one.after.name, before, one.after.value, one.after.cases), []).append(one)
    for same in alike.values():
        yield same[0]._replace(seen=all(one.seen for one in same), where=tuple(one.after.scope for one in same))


def _bloc_members(atlas: Atlas, name: str) -> Iterator[Entry]:
    for page in _pages(atlas, "blocs", name):
        yield from (entry for entry in page.entries() if entry.name.startswith("members."))


def _pages(atlas: Atlas, folder: str, name: str) -> Iterator[Page]:
    for layer in atlas.layers:
        if page := layer.page(folder, name):
            yield page


def _of_page(atlas: Atlas, folder: str, name: str, asked: tuple[Example, ...]) -> Iterator[Change]:
    for page in _pages(atlas, folder, name):
        for (_, rule), timeline in page.timelines:
            if not rule.startswith("shipping."):
                continue
            for before, after in pairwise((None, *timeline.entries)):
                if after is None or after.start <= key(COVERS[0]) + DAY:
                    continue
                first = before is None or before.stop < after.start
                if first and not rule.startswith(INTRODUCED):
                    continue
                if UNKNOWN in said(after) or (before is not None and not first and not _turned(before, after)):
                    continue
                seen = _witnessed(atlas, page, timeline, after, asked)
                if not first or seen:
                    yield Change(None if first else before, after, seen)


def _witnessed(atlas: Atlas, page: Page, timeline: Timeline, entry: Entry, asked: Iterable[Example]) -> bool:
    """Whether an example fails where the entry begins a day late, and one where it begins a day early."""
    on_day = [one for one in asked if any(0 <= moment - entry.start < DAY for moment in _moments(one))]
    day_before = [one for one in asked if any(-DAY <= moment - entry.start < 0 for moment in _moments(one))]
    return _fails(atlas, _moved(page, timeline, entry, 1), on_day) and _fails(atlas, _moved(page, timeline, entry, -1), day_before)


def _moments(example: Example) -> Iterator[int]:
    for name in ("on", "sold_on", "at"):
        if told := example.facts.get(name):
            yield key(day_or_instant(told))


def _moved(page: Page, timeline: Timeline, entry: Entry, days: int) -> Page:
    """The page with an entry begun so many days later, and the one before it ended there."""
    start = entry.since + timedelta(days=days)
    entries = []
    for one in timeline.entries:
        if one is entry:
            entries.append(evolve(one, since=start))
        elif one.stop == entry.start and one.start < key(start):
            entries.append(evolve(one, until=start))
        elif one.stop != entry.start:
            entries.append(one)
    if entry.stop <= key(start):
        entries = [one for one in entries if one.name != entry.name or one.start != key(start)]
    timelines = tuple((where, Timeline(tuple(entries), timeline.announced) if line is timeline else line) for where, line in page.timelines)
    return evolve(page, timelines=timelines)


def _fails(atlas: Atlas, page: Page, asked: Iterable[Example]) -> bool:
    moved = Atlas(tuple(Rewritten(layer, page) if layer.page(page.folder, page.name) is not None else layer for layer in atlas.layers))
    return any(check_example(one, moved) is not None and check_example(one, atlas) is None for one in asked)


def written(atlas: Atlas) -> str:
    """The whole page."""
    found = sorted(_together(changes_of(atlas)), key=lambda one: (one.after.start, one.after.scope, one.after.name))
    full = [one for one in found if one.after.name not in CATEGORY_RULES]
    rest = [one for one in found if one.after.name in CATEGORY_RULES]
    parts = [
        INTRODUCTION.format(
            since=COVERS[0],
            edition=atlas.edition,
            number=len(found),
            days=len({(home(one.after.scope)[:2], one.after.start // DAY) for one in found}),
            places=len({home(one.after.scope)[:2] for one in found}),
            seen=sum(one.seen for one in found),
            full=len(full),
            full_seen=sum(one.seen for one in full),
            categories=len(rest),
        ),
        "## By date\n",
        "| since | where | rule | before | after | witnessed | source |\n|---|---|---|---|---|:-:|---|",
        *map(_told, full),
        "",
        *_counted(atlas, rest),
        *_announced(atlas),
    ]
    return "\n".join(parts) + "\n"


def _titled(rule: str) -> str:
    for prefix, title in FAMILIES.items():
        if rule.startswith(prefix):
            return f"{title} `{rule.removeprefix(prefix)}`"
    return TITLES.get(rule, f"`{rule}`")


def _told(change: Change) -> str:
    after = change.after
    witnessed = "yes" if change.seen else ""
    if after.name.startswith("shipping.duty.additional."):
        values = "begins" if change.before is None else "as it was", "see the page" if change.before is None else "amended"
    else:
        values = ("-" if change.before is None else said(change.before)), said(after)
    where = ", ".join(change.where[:MANY]) + (f" and {len(change.where) - MANY} more" if len(change.where) > MANY else "")
    return f"| {begun(after)} | {where} | {_titled(after.name)} | {values[0]} | {values[1]} | {witnessed} | {linked(after)} |"


def _counted(atlas: Atlas, rest: Iterable[Change]) -> Iterator[str]:
    yield "## Rates by category of goods\n"
    yield "| country | changes | witnessed | categories |\n|---|--:|--:|---|"
    by_country: dict[str, list[Change]] = {}
    for one in rest:
        by_country.setdefault(one.after.scope[:2], []).append(one)
    for country, found in sorted(by_country.items()):
        counts = Counter(one.after.name.removeprefix("shipping.vat.") for one in found)
        told = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
        yield f"| {atlas.header(country).get('name') or country} (`{country}`) | {len(found)} | {sum(one.seen for one in found)} | {told} |"
    yield ""


def _announced(atlas: Atlas) -> Iterator[str]:
    yield "## Announced\n"
    yield "| from | where | rule | what | source |\n|---|---|---|---|---|"
    ahead = [one for one in atlas.entries() if one.status == "announced" and one.name.startswith("shipping.") and one.start < END]
    for one in sorted(ahead, key=lambda entry: (entry.start, entry.rule)):
        yield f"| {begun(one)} | {one.scope} | {_titled(one.name)} | {one.note.replace('|', '/') or said(one)} | {linked(one)} |"


def main() -> int:
    """Writes the page, or says whether it is up to date."""
    return keep(PAGE, written(standard()))


if __name__ == "__main__":
    sys.exit(main())
