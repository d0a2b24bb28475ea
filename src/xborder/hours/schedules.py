"""When is a place open? Its hours as people write them down, and sets of such hours.

>>> desk = Schedule(timezone="Asia/Tokyo", weekly={"mon-fri": [["10:00", "18:00"]]})
>>> desk.is_open(datetime(2026, 11, 20, 8, 59, tzinfo=UTC)), desk.is_open(datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
(True, False)
>>> desk.add(datetime(2026, 11, 20, 8, 0, tzinfo=UTC), 2 * 3600).isoformat()
'2026-11-23T02:00:00+00:00'
>>> paris = Schedule(timezone="Europe/Paris", weekly={"mon-fri": [["09:00", "17:00"]]})
>>> (desk | paris).between(datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)).total_seconds() / 3600
15.0
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime  # noqa: F401 - `UTC` and `datetime` are for the examples
from typing import Any, Literal, Union, cast, final

from attrs import field, frozen

from xborder.errors import FactError
from xborder.hours import edges as arithmetic
from xborder.hours.calendars import Holidays, Ruling, holidays, rulings, weaker
from xborder.hours.open_time import PATIENCE, OpenTime
from xborder.hours.seasons import Season, seasons, valid
from xborder.hours.times import zone_name
from xborder.hours.week import Breaks, Special, Week, breaks, special, week
from xborder.hours.windows import FIRST_YEAR, LAST_YEAR, Window, bounds, compiled, decided, laid
from xborder.values import choice, day, named, read, sequence

__all__ = ["PATIENCE", "Combined", "Op", "Schedule"]

Op = Literal["union", "intersection", "difference", "complement"]


class _Set(OpenTime):
    """Hours as a set of seconds: `|` open where either is, `&` where both are, `-` where only the first is, `~` where it is not."""

    __slots__ = ()

    def __or__(self, other: "Schedule | Combined") -> "Combined":
        return _combined("union", self, other)

    def __and__(self, other: "Schedule | Combined") -> "Combined":
        return _combined("intersection", self, other)

    def __sub__(self, other: "Schedule | Combined") -> "Combined":
        return _combined("difference", self, other)

    def __invert__(self) -> "Combined":
        return Combined(op="complement", parts=[cast("Schedule", self)])


def _combined(op: Op, one: object, other: object) -> "Combined":
    if not isinstance(other, Schedule | Combined):
        return cast("Combined", NotImplemented)
    if op in ("union", "intersection"):
        chain = [part for side in (one, other) for part in (side.parts if isinstance(side, Combined) and side.op == op else (side,))]
        return Combined(op=op, parts=cast("list[Schedule]", chain))
    return Combined(op=op, parts=[cast("Schedule", one), other])


def _weekly(value: Week | Mapping[str, object]) -> Week:
    return week(value)


def _special(value: Special | Mapping[str, object] | Mapping[date, object]) -> Special:
    return special(value)


def _breaks(value: Breaks | Mapping[str, object] | Mapping[date, object]) -> Breaks:
    return breaks(value)


def _holidays(value: Holidays | Mapping[str, object] | None) -> Holidays | None:
    return holidays(value)


def _seasons(value: Iterable[Season | Mapping[str, object]]) -> tuple[Season, ...]:
    return seasons(value)


def _valid(value: Sequence[date | str] | None) -> tuple[date, date] | None:
    return None if value is None else valid(value)


@final
@frozen(kw_only=True, field_transformer=named)
class Schedule(_Set):
    """The opening hours of one place, on its own clock.

    >>> shop = Schedule(
    ...     timezone="Europe/Berlin",
    ...     weekly={"mon-fri": [["09:00", "12:30"], ["13:30", "18:00"]], "sat": [["20:00", "26:00"]], "sun": []},
    ...     special={"2026-12-24": [["09:00", "12:00"]], "2026-12-27/2026-12-31": []},
    ...     seasons=[{"valid": ["2026-08-01", "2026-08-31"], "weekly": {"mon-fri": [["09:00", "13:00"]]}}],
    ...     breaks={"2026-11-23": [["14:00", "14:30"]]},
    ...     holidays={"country": "DE", "region": "BE"},
    ... )
    >>> shop.special.to_dict()["2026-12-24"]
    [['09:00', '12:00']]

    A day not named is closed. Intervals are half-open and may run to "48:00"; they belong to the day they start on, so a
    holiday does not cut the night before it. `special` replaces a day, holidays and all; `breaks` take hours out of whatever
    a day has. Holidays close only where `holidays` names a calendar; its make-up days keep the hours of the weekday they make
    up for, Monday's where that is not known. `seasons` keep a week of their own. `valid` names the first and the last day,
    both included, and outside nothing is open.
    """

    timezone: str = field(converter=zone_name)
    weekly: Week = field(converter=_weekly)
    special: Special = field(default=Special(), converter=_special)
    holidays: Holidays | None = field(default=None, converter=_holidays)
    valid: tuple[date, date] | None = field(default=None, converter=_valid)
    seasons: tuple[Season, ...] = field(default=(), converter=_seasons)
    breaks: Breaks = field(default=Breaks(), converter=_breaks)
    _memo: dict[str, Window] = field(factory=dict, init=False, repr=False, eq=False, hash=False)

    def __reduce__(self) -> tuple[object, ...]:
        return (_restored, (self.to_dict(),))

    @classmethod
    def read(cls, value: "Schedule | Combined | Mapping[str, Any]") -> "Schedule | Combined":
        """Hours at the door: a schedule or, where it names an `op`, a set made of several."""
        return _part(value)

    def _compiled(self, first: int, last: int, known: Window | None) -> Window:
        return compiled(self, first, last, known)

    def decided(self, second: int, /) -> "tuple[Schedule, Ruling, date]":
        """The ruling on a second, and the local day it is of: while open the day the hours began on."""
        return self, *decided(self, self.window(second), second)

    def ruling(self, on: date, /) -> Ruling:
        """What rules a day: the week, a season, a holiday, a make-up day, a special day, or that the schedule is not valid then."""
        asked = day(on)
        if not FIRST_YEAR <= asked.year <= LAST_YEAR:
            raise FactError("day_out_of_range", f"{asked} is outside the years {FIRST_YEAR} to {LAST_YEAR}", value=asked, hint="ask of a day people live in")
        window = self._memo.get("window")
        known = window.days.rulings.get(asked.year) if window is not None and window.days is not None else None
        return (known or rulings(self, asked.year))[asked.timetuple().tm_yday - 1]

    @property
    def schedules(self) -> "tuple[Schedule, ...]":
        """The schedules these hours are made of: this one."""
        return (self,)


def _op(value: object) -> Op:
    return choice(value, "union", "intersection", "difference", "complement")


def _part(value: object) -> "Schedule | Combined":
    if isinstance(value, Combined) or (isinstance(value, Mapping) and "op" in value):
        return read(Combined, value)
    return read(Schedule, value)


def _parts(value: "Iterable[Union[Schedule, Combined, Mapping[str, Any]]]") -> "tuple[Union[Schedule, Combined], ...]":  # noqa: UP007 - names met later
    return sequence(value, _part)


@final
@frozen(kw_only=True, field_transformer=named)
class Combined(_Set):
    """Hours made of others: where any part is open, where all are, where only the first is, where the only one is not.

    >>> desk = Schedule(timezone="Europe/Paris", weekly={"mon-sun": [["09:00", "17:00"]]})
    >>> lunch = Schedule(timezone="Europe/Paris", weekly={"mon-sun": [["12:00", "13:00"]]})
    >>> (desk - lunch).between_at(0, 86_400) // 3600, (~~desk).edges_at(0, 86_400) == desk.edges_at(0, 86_400)
    (7, True)

    Parts may be in different zones; its own `timezone`, in which answers are told, is that of the first.
    """

    op: Op = field(converter=_op)
    parts: "tuple[Union[Schedule, Combined], ...]" = field(converter=_parts)  # noqa: UP007 - names met later
    _memo: dict[str, Window] = field(factory=dict, init=False, repr=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        owed = {"complement": 1, "difference": 2}.get(self.op)
        if len(self.parts) != owed if owed else len(self.parts) < 2:
            raise FactError(
                "wrong_number_of_parts",
                f"a {self.op} has {owed or 'two or more'} parts, not {len(self.parts)}",
                path="/parts",
                value=len(self.parts),
                hint="nest them where more are meant",
            )

    def __reduce__(self) -> tuple[object, ...]:
        return (_restored, (self.to_dict(),))

    @property
    def timezone(self) -> str:
        """The zone in which it is told when these hours are open."""
        return self.parts[0].timezone

    @property
    def schedules(self) -> tuple[Schedule, ...]:
        """The schedules these hours are made of."""
        return tuple(one for part in self.parts for one in part.schedules)

    def _compiled(self, first: int, last: int, known: Window | None) -> Window:  # noqa: ARG002 - each part knows its own years
        start, end = bounds(self.timezone, first, last)
        edges, silent = self._edges_of(self.parts[0], start, end)
        if self.op == "complement":
            edges = arithmetic.complement(edges, start, end)
        for part in self.parts[1:]:
            others, unknown = self._edges_of(part, start, end)
            edges, silent = _SWEEPS[self.op](edges, others), silent | unknown
        silent = frozenset(year for year in silent if first <= year <= last)
        return laid((first, last), start, end, edges, silent)

    @staticmethod
    def _edges_of(part: "Schedule | Combined", start: int, end: int) -> tuple[list[int], frozenset[int]]:
        """A part's edges, and the years it does not know: no part is asked beyond the last midnight of its own clock."""
        earliest, latest = bounds(part.timezone, FIRST_YEAR, LAST_YEAR)
        one, other = max(start, earliest), min(end, latest)
        return part.edges_at(one, other), part.covering(one, other - 1).silent

    def decided(self, second: int, /) -> tuple[Schedule, Ruling, date]:
        """The part that decides on a second, its ruling, and the local day it is of; all that had to agree make it less sure."""
        told = [part.decided(second) for part in self.parts]
        states = [part.open_at(second) for part in self.parts]
        if self.op == "complement":
            return told[0]
        if self.op == "difference":
            # What is taken out decides where the first part would be open.
            speaks = told if states[0] else told[:1]
            chosen = told[1] if states[0] and states[1] else told[0]
        else:
            decisive = self.op == "union"
            alone = [one for one, state in zip(told, states, strict=True) if state is decisive]
            speaks, chosen = (alone[:1], alone[0]) if alone else (told, told[0])
        schedule, ruling, on = chosen
        confidence = ruling.confidence
        for _, one, _ in speaks:
            confidence = weaker(confidence, one.confidence)
        return schedule, ruling if confidence == ruling.confidence else _less_sure(ruling, confidence), on


def _less_sure(ruling: Ruling, confidence: Any) -> Ruling:
    return Ruling(decided_by=ruling.decided_by, confidence=confidence, hours=ruling.hours, cause=ruling.cause, pause=ruling.pause)


_SWEEPS = {"union": arithmetic.union, "intersection": arithmetic.intersection, "difference": arithmetic.difference}


def _restored(data: dict[str, Any]) -> "Schedule | Combined":
    return _part(data)
