"""What a page may say: every fault of a page at once, each with its file, entry and line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from xborder.atlas._pages import parsed, rules_of
from xborder.atlas.page import Page, rules_in
from xborder.atlas.shapes import CURRENCY, Shape, shape_of, text, zone
from xborder.atlas.timeline import key
from xborder.errors import AtlasError, Fault
from xborder.values import nearest

__all__ = ["check", "check_text", "faults"]

HEADERS: Mapping[str, Mapping[str, Shape]] = {
    "places": {"name": text, "currency": CURRENCY, "zone": zone, "tax_name": text, "tax_local": text},
    "blocs": {"name": text},
    "tongues": {"name": text, "native": text},
    "methods": {"name": text, "family": text},
}
OPTIONAL = {"places": ("blocs",), "blocs": (), "tongues": (), "methods": ("aliases",)}
ENTRY = ("since", "until", "value", "cases", "grade", "sources", "status", "note", "place")
WHEN = ("buyer", "channel", "gift", "origin", "scheme", "ship_from", "sold_via", "transport")
SOURCE = ("title", "url", "checked")
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)


def check(folder: str, name: str, page: Mapping[str, Any]) -> Page:
    """A page from plain data (dates may be ISO text), or an `AtlasError` with all its faults."""
    raw = _dated(page)
    found = list(faults(folder, name, raw, _nowhere))
    if found:
        raise _error(folder, name, found)
    return Page.of(folder, name, raw)


def check_text(folder: str, name: str, toml: str) -> Page:
    """A page from its text, or an `AtlasError` with all its faults, each with its line."""
    file = f"{folder}/{name}.toml"
    try:
        raw = parsed(rules_of(toml))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        fault = Fault(file=file, line=int(line[1]) if line else 0, entry="page", message=f"not TOML: {error}")
        raise _error(folder, name, [fault]) from None
    found = list(faults(folder, name, raw, _Lines(toml)))
    if found:
        raise _error(folder, name, found)
    return Page.of(folder, name, raw)


class _Lines:
    """Where each entry of a text begins."""

    def __init__(self, toml: str) -> None:
        self.starts: dict[str, list[int]] = {}
        self.keys: dict[str, int] = {}
        for number, line in enumerate(toml.splitlines(), 1):
            if found := re.match(r"\[\[\s*([^\]]+?)\s*\]\]", line):
                self.starts.setdefault(found[1], []).append(number)
            elif found := re.match(r"([\w-]+)\s*=", line):
                self.keys.setdefault(found[1], number)

    def __call__(self, rule: str, index: int) -> int:
        lines = self.starts.get(rule, [])
        return lines[index] if index < len(lines) else self.keys.get(rule, 1)


def _nowhere(_rule: str, _index: int) -> int:
    return 0


def faults(folder: str, name: str, raw: Mapping[str, Any], line: Any) -> Iterator[Fault]:
    """Everything that is wrong with a parsed page."""
    file = f"{folder}/{name}.toml"
    header, owed = HEADERS[folder], set(HEADERS[folder])
    regions = raw.get("regions", {})
    for label, value in raw.items():
        if label in ("regions", "example") or isinstance(value, Mapping) or _is_rule(value):
            continue
        if label not in header and label not in OPTIONAL[folder]:
            yield Fault(file=file, line=line(label, 0), entry=label, message=f"unknown key; {nearest(label, (*header, *OPTIONAL[folder]))}")
        elif label in header and (wrong := header[label](value)):
            yield Fault(file=file, line=line(label, 0), entry=label, message=wrong)
        owed.discard(label)
    if any(key not in ("regions", "example") and not isinstance(value, Mapping) and not _is_rule(value) for key, value in raw.items()):
        for label in sorted(owed):
            yield Fault(file=file, line=1, entry=label, message="missing at the top of the page")
    body = {label: value for label, value in raw.items() if label not in ("regions", "example")}
    for prefix, part in (("", body), *((f"regions.{region}.", part) for region, part in regions.items())):
        for rule, entries in rules_in(part):
            yield from _rule(file, prefix, rule, entries, line)


def _is_rule(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _rule(file: str, prefix: str, rule: str, entries: list[Any], line: Any) -> Iterator[Fault]:
    shape = shape_of(rule)
    spans: list[tuple[str, int, int, int]] = []
    for index, entry in enumerate(entries):
        where = line(prefix + rule, index)
        label = f"{prefix}{rule}[{index}]"
        wrongs = list(_entry(rule, entry, shape))
        for wrong in wrongs:
            yield Fault(file=file, line=where, entry=label, message=wrong)
        if not wrongs and entry.get("status", "in_force") == "in_force":
            stop = key(entry["until"]) if entry.get("until") else key(LATEST)
            spans.append((str(entry.get("place", "")), key(entry["since"]), stop, index))
    spans.sort()
    for one, other in pairwise(spans):
        if one[0] == other[0] and one[2] > other[1]:
            label = f"{prefix}{rule}[{other[3]}]"
            yield Fault(file=file, line=line(prefix + rule, other[3]), entry=label, message=f"overlaps entry [{one[3]}]: end that one with until")


def _entry(rule: str, entry: Mapping[str, Any], shape: Shape | None) -> Iterator[str]:
    if shape is None:
        yield f"unknown rule {rule!r}"
    for label in entry:
        if label not in ENTRY:
            yield f"unknown key {label!r}; {nearest(label, ENTRY)}"
    yield from _times(entry)
    if rule == "members":
        if wrong := (shape or text)(entry.get("place")):
            yield f"place: {wrong}"
    elif "cases" in entry:
        yield from _cases(entry, shape)
    elif "value" not in entry:
        yield "missing value (or cases)"
    elif shape and (wrong := shape(entry["value"])):
        yield f"value: {wrong}"
    yield from _cited(entry)
    if entry.get("status", "in_force") not in ("in_force", "announced"):
        yield f"unknown status {entry['status']!r}; in_force or announced"


def _times(entry: Mapping[str, Any]) -> Iterator[str]:
    for label in ("since", "until"):
        when = entry.get(label)
        if when is None:
            if label == "since":
                yield "missing since"
        elif not isinstance(when, date):
            yield f"{label}: a date or an instant with offset is wanted, not {when!r}"
        elif isinstance(when, datetime) and when.utcoffset() is None:
            yield f"{label}: {when.isoformat()} has no offset"
        elif not EARLIEST <= (when.date() if isinstance(when, datetime) else when) <= LATEST:
            yield f"{label}: {when} is not a day of this law"
    since, until = entry.get("since"), entry.get("until")
    if isinstance(since, date) and isinstance(until, date) and key(until) <= key(since):
        yield f"until {until} is not after since {since}"


def _cases(entry: Mapping[str, Any], shape: Shape | None) -> Iterator[str]:
    if "value" in entry:
        yield "value and cases exclude each other"
    for index, case in enumerate(entry["cases"]):
        unknown = sorted(set(case) - {"when", "value"}) + sorted(set(case.get("when", {})) - set(WHEN))
        if unknown:
            yield f"cases[{index}]: unknown key {unknown[0]!r}; when takes {', '.join(WHEN)}"
        if "value" not in case:
            yield f"cases[{index}]: missing value"
        elif shape and (wrong := shape(case["value"])):
            yield f"cases[{index}]: {wrong}"


def _cited(entry: Mapping[str, Any]) -> Iterator[str]:
    grade, sources = entry.get("grade"), entry.get("sources", [])
    if grade not in ("A", "B", "C"):
        yield f"grade is A, B or C, not {grade!r}"
    if not sources and grade != "C":
        yield "missing sources: only grade C may stand without"
    for index, source in enumerate(sources):
        if set(source) != set(SOURCE):
            yield f"sources[{index}] has title, url and checked, not {', '.join(sorted(source))}"
        elif not isinstance(source["checked"], date):
            yield f"sources[{index}]: checked is a date, not {source['checked']!r}"
        elif not str(source["url"]).startswith("https://") and not str(source["url"]).startswith("http://"):
            yield f"sources[{index}]: {source['url']!r} is not a web address"


_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def _dated(value: Any, label: str = "") -> Any:
    """Plain data with ISO text read as dates where a date belongs."""
    if isinstance(value, Mapping):
        return {name: _dated(one, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_dated(one, label) for one in value]
    if label in ("since", "until", "checked") and isinstance(value, str):
        try:
            return date.fromisoformat(value) if _ISO.fullmatch(value) else datetime.fromisoformat(value)
        except ValueError:
            return value
    return value


def _error(folder: str, name: str, found: list[Fault]) -> AtlasError:
    count = f"{len(found)} faults" if len(found) > 1 else "a fault"
    return AtlasError("faulty_page", f"the page {folder}/{name} has {count}", faults=tuple(found), path=f"{folder}/{name}")
