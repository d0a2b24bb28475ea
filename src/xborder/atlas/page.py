"""A page of the atlas: one place, bloc, tongue or method, with all that was written down about it."""

from collections.abc import Iterator, Mapping
from typing import Any, final

from attrs import field, frozen

from xborder.atlas.timeline import Entry, Timeline
from xborder.reasons import Source
from xborder.values import Pairs, Value

__all__ = ["FOLDERS", "Page", "home", "rules_in", "scope_of"]

FOLDERS = ("places", "blocs", "tongues", "methods")


def home(scope: str) -> tuple[str, str, str]:
    """The folder, page and region that a scope stands for: `ES-CN` is region CN of the page `places/es`."""
    if ":" in scope:
        place, _, region = scope.partition(":")
        return "places", place.lower(), region
    if scope.islower():
        return "blocs", scope, ""
    place, _, region = scope.partition("-")
    return "places", place.lower(), region


def scope_of(folder: str, name: str, region: str) -> str:
    """The scope of a region of a page, as rule ids write it."""
    if folder != "places":
        return name
    if not region:
        return name.upper()
    return f"{name.upper()}{':' if region.islower() else '-'}{region}"


def rules_in(raw: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every rule of a parsed page with its entries, as `("shipping.vat.standard", [...])`."""
    for name, value in raw.items():
        if isinstance(value, Mapping):
            yield from rules_in(value, f"{prefix}{name}.")
        elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            yield f"{prefix}{name}", value


def frozen_data(value: Any) -> Any:
    """Parsed TOML as values nobody can change."""
    if isinstance(value, Mapping):
        return Pairs(sorted((key, frozen_data(one)) for key, one in value.items()))
    if isinstance(value, list):
        return tuple(frozen_data(one) for one in value)
    return value


@final
@frozen
class Page(Value):
    """What one page says, ready to be looked up."""

    folder: str
    name: str
    header: Pairs
    timelines: tuple[tuple[tuple[str, str], Timeline], ...]
    _index: dict[tuple[str, str], Timeline] = field(init=False, repr=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_index", dict(self.timelines))

    @classmethod
    def of(cls, folder: str, name: str, raw: Mapping[str, Any]) -> "Page":
        """A page from its parsed TOML; `schema.faults` says first whether it may be trusted."""
        header = {key: one for key, one in raw.items() if not isinstance(one, Mapping) and not (isinstance(one, list) and one and isinstance(one[0], Mapping))}
        found: dict[tuple[str, str], list[Entry]] = {}
        regions = raw.get("regions", {})
        parts = [("", {key: one for key, one in raw.items() if key not in ("regions", "example")}), *regions.items()]
        for region, part in parts:
            scope = scope_of(folder, name, region)
            for rule, entries in rules_in(part):
                for one in entries:
                    rule_name = f"members.{one['place']}" if rule == "members" else rule
                    found.setdefault((region, rule_name), []).append(_entry(scope, rule_name, one))
        timelines = tuple(sorted((where, Timeline.of(entries)) for where, entries in found.items()))
        return cls(folder, name, frozen_data(header), timelines)

    def timeline(self, region: str, rule: str) -> Timeline | None:
        """The timeline of a rule in a region of this page (`""` for the whole place)."""
        return self._index.get((region, rule))

    def rules(self, region: str, prefix: str) -> tuple[str, ...]:
        """The names of the rules below a prefix."""
        return tuple(rule for where, rule in self._index if where == region and rule.startswith(prefix))

    def entries(self) -> Iterator[Entry]:
        """Every entry of the page, announced ones included."""
        for _, timeline in self.timelines:
            yield from timeline.entries
            yield from timeline.announced


def _entry(scope: str, name: str, raw: Mapping[str, Any]) -> Entry:
    cases = tuple((frozen_data(one.get("when", {})), frozen_data(one["value"])) for one in raw.get("cases", ()))
    return Entry(
        scope=scope,
        name=name,
        since=raw["since"],
        until=raw.get("until"),
        value=frozen_data(raw.get("value")),
        cases=cases,
        grade=raw["grade"],
        sources=tuple(Source(**one) for one in raw.get("sources", ())),
        status=raw.get("status", "in_force"),
        note=raw.get("note", ""),
    )
