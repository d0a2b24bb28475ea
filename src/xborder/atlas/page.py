"""A page of the atlas: one place, bloc, tongue or method, with all that was written down about it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, final, overload

from attrs import field, frozen

from xborder.atlas._packed import Where, Written, flat, rules_in
from xborder.atlas.timeline import Entry, Timeline
from xborder.reasons import Source
from xborder.values import Pairs, Value

__all__ = ["FOLDERS", "Page", "Timelines", "home", "rules_in", "scope_of"]

_STILL = frozenset((str, int, bool, Decimal, date))
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


def frozen_data(value: Any) -> Any:
    """Parsed TOML as values nobody can change."""
    if type(value) in _STILL:  # most of a page, and a type is looked up faster than a Mapping is recognised
        return value
    if isinstance(value, Mapping):
        return Pairs(sorted([(key, frozen_data(one)) for key, one in value.items()]))
    if isinstance(value, list):
        return tuple([frozen_data(one) for one in value])
    return value


@final
class Timelines(Sequence[tuple[Where, Timeline]]):
    """The rules of a page in order, as `((region, rule), timeline)`: each is made when it is first read, and kept."""

    __slots__ = ("_made", "_make", "_where")

    def __init__(self, where: Iterable[Where], make: Callable[[Where], Timeline]) -> None:
        self._where = dict.fromkeys(where)
        self._make = make
        self._made: dict[Where, Timeline] = {}

    def get(self, where: Where) -> Timeline | None:
        """The timeline of a rule, or None where the page has none."""
        return self._made.get(where) or (self._read(where) if where in self._where else None)

    def _read(self, where: Where) -> Timeline:
        return self._made.get(where) or self._made.setdefault(where, self._make(where))

    def names(self) -> Iterable[Where]:
        """What there is, unread."""
        return self._where

    def __iter__(self) -> Iterator[tuple[Where, Timeline]]:
        for where in self._where:
            yield where, self._read(where)

    def __len__(self) -> int:
        return len(self._where)

    @overload
    def __getitem__(self, index: int) -> tuple[Where, Timeline]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[Where, Timeline], ...]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Timelines) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[object, ...]:
        return _timelines, (tuple(self),)


def _timelines(made: Iterable[tuple[Where, Timeline]]) -> Timelines:
    """Timelines as they are, or of what was made already."""
    if isinstance(made, Timelines):
        return made
    known = dict(made)
    return Timelines(known, known.__getitem__)


@final
@frozen
class Page(Value):
    """What one page says, ready to be looked up."""

    folder: str
    name: str
    header: Pairs
    timelines: Timelines = field(converter=_timelines)

    @classmethod
    def of(cls, folder: str, name: str, raw: Mapping[str, Any]) -> "Page":
        """A page from its parsed TOML; `schema.faults` says first whether it may be trusted."""
        page = cls.written(folder, name, flat(raw))
        return cls(folder, name, page.header, tuple(page.timelines))

    @classmethod
    def written(cls, folder: str, name: str, written: Written) -> "Page":
        """A page from data that nobody will change: what it says of a rule is made when the rule is first read."""
        header, rules = written

        def timeline(where: Where) -> Timeline:
            region, rule = where
            scope = scope_of(folder, name, region)
            return Timeline.of(_entry(scope, rule, one) for one in rules[where])

        return cls(folder, name, frozen_data(header), Timelines(rules, timeline))

    def timeline(self, region: str, rule: str) -> Timeline | None:
        """The timeline of a rule in a region of this page (`""` for the whole place)."""
        return self.timelines.get((region, rule))

    def rules(self, region: str, prefix: str) -> tuple[str, ...]:
        """The names of the rules below a prefix."""
        return tuple(rule for where, rule in self.timelines.names() if where == region and rule.startswith(prefix))

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
