"""Writes docs/coverage.md: what the atlas knows, how well, and what it does not know, place by place and rule by rule.

Run as `python tools/write_coverage.py`; with `--check` it writes nothing and ends with 1 where the page is not what the atlas says.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from written_page import keep

from xborder.atlas import COVERS, Atlas, Entry, standard
from xborder.atlas.timeline import key

PAGE = Path(__file__).parent.parent / "docs" / "coverage.md"
GROUPED = ("payments.offers.", "members.")
"""Rules with one name for each thing they list: one row tells them together."""
FOLDERS = {
    "places": "Places",
    "blocs": "Blocs",
    "tongues": "Tongues",
    "methods": "Payment methods",
}
INTRODUCTION = """\
# Coverage

What edition {edition} of the atlas knows, how well, and what it does not know. This page is written by `tools/write_coverage.py` from the pages
themselves, and a test holds it to them.

*Known since* is the first day any entry of the rule holds: before it the atlas is silent, and a question that reads the rule answers with a need. Days
from {first} to {last} can be asked about. A grade says how a fact was verified: **A** the statute, the official gazette or the authority was read, or two
independent sources agree; **B** one secondary source was read; **C** nobody has verified it, and what such a fact may do is limited: on
a consent rule of grade C an answer is at most *review*, and a rate of grade C puts a caveat on the answer. What a bloc says for its members stands on the
bloc's page only.

Which features of the landed-cost services are built here, and which are not covered and why (states' sales tax, anti-dumping duties, quotas, restricted
goods and others): [compared with others](guide/compared.md). What the rules come to: [what each country does](guide/what-each-country-does.md);
what turned when: [changes of law](changes-of-law.md).
"""


def written(atlas: Atlas) -> str:
    """The whole page."""
    pages = {folder: {name: list(_entries(atlas, folder, name)) for name in atlas.listed(folder)} for folder in FOLDERS}
    silent = _silent(atlas, pages)
    parts = [INTRODUCTION.format(edition=atlas.edition, first=COVERS[0], last=COVERS[1]), *_summary(pages)]
    for folder, title in FOLDERS.items():
        if not pages[folder]:
            continue
        parts.append(f"## {title}\n")
        for name, entries in pages[folder].items():
            header = atlas.page_header(folder, name)
            parts.append(f"### {header.get('name') or name} (`{folder}/{name}`)\n")
            parts.extend(_table(entries))
            if folder == "places" and silent[name]:
                parts.append(f"Not written down, here or on a bloc's page: {', '.join(f'`{rule}`' for rule in silent[name])}.\n")
    return "\n".join(parts)


def _entries(atlas: Atlas, folder: str, name: str) -> Iterator[Entry]:
    for layer in atlas.layers:
        if page := layer.page(folder, name):
            yield from page.entries()


def _summary(pages: dict[str, dict[str, list[Entry]]]) -> Iterator[str]:
    yield "| pages | number | entries | A | B | C | verified | announced | sources |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    every: list[Entry] = []
    for folder, title in FOLDERS.items():
        entries = [entry for page in pages[folder].values() for entry in page]
        every += entries
        if entries:
            yield _counted(f"[{title}](#{title.lower().replace(' ', '-')})", len(pages[folder]), entries)
    yield _counted("all", sum(len(found) for found in pages.values()), every) + "\n"


def _counted(title: str, number: int, entries: list[Entry]) -> str:
    grades = Counter(entry.grade for entry in entries)
    verified = f"{100 * (grades['A'] + grades['B']) / len(entries):.0f} %" if entries else ""
    announced = sum(entry.status == "announced" for entry in entries)
    return f"| {title} | {number} | {len(entries)} | {grades['A']} | {grades['B']} | {grades['C']} | {verified} | {announced} | {_sources(entries)} |"


def _sources(entries: Iterable[Entry]) -> int:
    return len({source.url for entry in entries for source in entry.sources})


def _grouped(rule: str) -> str:
    for prefix in GROUPED:
        if rule.startswith(prefix):
            return f"{prefix}*"
    return rule


def _table(entries: list[Entry]) -> Iterator[str]:
    rows: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        rows.setdefault((entry.scope, _grouped(entry.name)), []).append(entry)
    scopes = {scope for scope, _ in rows}
    yield "| rule | known since | entries | grades | sources |\n|---|---|--:|---|--:|"
    for (scope, rule), found in sorted(rows.items()):
        where = f"{scope} " if len(scopes) > 1 else ""
        binding = [entry for entry in found if entry.status == "in_force"]
        since = min(entry.since.isoformat() for entry in binding) if binding else "announced"
        grades = " · ".join(f"{grade} {count}" for grade, count in sorted(Counter(entry.grade for entry in found).items()))
        ahead = f" (+{len(found) - len(binding)} announced)" if len(binding) < len(found) and binding else ""
        yield f"| {where}`{rule}` | {since} | {len(found)}{ahead} | {grades} | {_sources(found)} |"
    yield ""


def _spoken(atlas: Atlas, scope: str, rules: Iterable[str]) -> set[str]:
    """The rules that somebody speaks of for a place on the first day of the edition's month."""
    year, _, month = atlas.layers[0].edition.partition(".")
    day = key(date(int(year), int(month), 1))
    return {rule for rule in rules if atlas.find(scope, rule, day).entry is not None}


def _silent(atlas: Atlas, pages: dict[str, dict[str, list[Entry]]]) -> dict[str, list[str]]:
    """For each place the rules that two places in three speak of, themselves or by a bloc, and this one does not."""
    written_down = {entry.name for folder in ("places", "blocs") for entries in pages[folder].values() for entry in entries}
    rules = sorted(rule for rule in written_down if _grouped(rule) == rule)
    spoken = {name: _spoken(atlas, name.upper(), rules) for name in pages["places"]}
    counts = Counter(rule for found in spoken.values() for rule in found)
    common = [rule for rule in rules if 3 * counts[rule] > 2 * len(spoken)]
    return {name: [rule for rule in common if rule not in found] for name, found in spoken.items()}


def main() -> int:
    """Writes the page, or says whether it is up to date."""
    return keep(PAGE, written(standard()))


if __name__ == "__main__":
    sys.exit(main())
