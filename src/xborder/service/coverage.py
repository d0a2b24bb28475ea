"""Who is there when? Teams and partners laid over each other: what is covered, by how many, where the gaps are and why.

>>> from xborder import coverage
>>> manila = {"timezone": "Asia/Manila", "weekly": {"mon-fri": [["06:00", "15:00"]]}}
>>> london = {"timezone": "Europe/London", "weekly": {"mon-fri": [["07:00", "16:00"]]}, "holidays": {"country": "GB", "region": "ENG"}}
>>> teams = [{"name": "Manila", "schedule": manila}, {"name": "London", "schedule": london}]
>>> told = coverage(teams, start="2026-12-23T22:00:00Z", end="2026-12-25T07:00:00Z")
>>> told.seconds.covered // 3600, told.seconds.single // 3600, told.seconds.uncovered // 3600
(27, 27, 6)
>>> [(one.start.isoformat(), one.causes) for one in told.gaps]
[('2026-12-24T16:00:00+00:00', ('weekly',))]
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, final

from attrs import field, frozen

from xborder.atlas import EDITION, Atlas
from xborder.codes import LanguageTag
from xborder.errors import FactError
from xborder.hours.telling import edition, silences
from xborder.hours.windows import year_of
from xborder.money import Money
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, assumed, told
from xborder.service.gaps import Absences
from xborder.service.hiring import MOST, cheapest
from xborder.service.sweep import Sweep, overlaps, swept
from xborder.service.teams import Team, teams_at_the_door
from xborder.values import Under, Value, instant, whole

__all__ = ["Coverage", "CoverageGap", "CoveredSeconds", "HandOff", "Hire", "OnDuty", "Team", "coverage"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SAID = ("{cause}: {count} gap, {hours} hours", "{cause}: {count} gaps, {hours} hours")


@final
@frozen(kw_only=True)
class CoveredSeconds(Value):
    """How much of the period is covered, how much of that by a single team, and how much is not."""

    covered: int
    single: int
    uncovered: int


@final
@frozen(kw_only=True)
class CoverageGap(Value):
    """Time in which nobody answers, and the codes of what keeps them away."""

    start: datetime
    end: datetime
    causes: tuple[str, ...]


@final
@frozen(kw_only=True)
class HandOff(Value):
    """One team goes and another stays: for how long both were there, and whether that is as long as was asked."""

    WIRE = ("from", "to", "seconds", "at", "enough")

    giver: str
    to: str
    seconds: int
    at: datetime
    enough: bool | None


def _giver(self: HandOff) -> str:
    """The team that goes."""
    return self.giver


setattr(HandOff, "from", property(_giver))  # a name that Python keeps for itself


@final
@frozen(kw_only=True)
class OnDuty(Value):
    """How long a team is there in the period, and how long it is there alone."""

    name: str
    seconds: int
    alone: int


@final
@frozen(kw_only=True)
class Hire(Value):
    """The cheapest candidates that together close every gap, and what they cost."""

    teams: tuple[str, ...]
    cost: Money


@final
@frozen(kw_only=True)
class Coverage(Answer):
    """Who is there when, over a period, in a language if one is asked for.

    A gap is time in which fewer than `demand` can answer. A hand-off is a closing at which another team, that came later, is
    there. `hire` is None where there is nothing to close, where nobody can close it, or where a cost is not known.
    """

    WIRE = ("seconds", "gaps", "handoffs", "teams", "hire", "status", "edition", "because", "needs", "caveats", "assumed")

    given: tuple[Team, ...]
    start: datetime
    end: datetime
    language: LanguageTag | None
    demand: int
    min_overlap_minutes: int | None
    world: str
    sweep: Sweep = field(repr=False)
    edges: tuple[tuple[int, ...], ...] = field(repr=False)
    hire: Hire | None

    @property
    def there(self) -> tuple[Team, ...]:
        """The teams that count: those of today, in the language asked for."""
        return tuple(one for one in self.given if not one.candidate and one.speaks(self.language))

    @property
    def seconds(self) -> CoveredSeconds:
        """How much of the period is covered."""
        whole_ = _second(self.end) - _second(self.start)
        return CoveredSeconds(covered=self.sweep.covered, single=self.sweep.single, uncovered=whole_ - self.sweep.covered)

    @property
    def gaps(self) -> tuple[CoverageGap, ...]:
        """The time nobody covers, each stretch with its causes."""
        absences = Absences(self.there, self.edges, self._others(), (_second(self.start), _second(self.end)))
        return tuple(CoverageGap(start=_instant(one), end=_instant(other), causes=absences.causes(one, other)) for one, other in self.sweep.gaps)

    def _others(self) -> list[tuple[str, Sequence[int]]]:
        """The hours of teams that are there and do not speak the language."""
        start, end = _second(self.start), _second(self.end)
        silent = [one for one in self.given if not one.candidate and not one.speaks(self.language)]
        return [(f"language:{self.language}", one.schedule.edges_at(start, end)) for one in silent]

    @property
    def handoffs(self) -> tuple[HandOff, ...]:
        """Every hand-off, in order of time."""
        found = []
        for giver, hours in zip(self.there, self.edges, strict=True):
            for taker, theirs in zip(self.there, self.edges, strict=True):
                if giver is not taker:
                    found += [(at, giver.name, taker.name, seconds) for at, seconds in overlaps(hours, theirs, _second(self.end))]
        least = self.min_overlap_minutes
        return tuple(
            HandOff(giver=giver, to=taker, seconds=seconds, at=_instant(at), enough=None if least is None else seconds >= least * 60)
            for at, giver, taker, seconds in sorted(found)
        )

    @property
    def teams(self) -> tuple[OnDuty, ...]:
        """How long each team is there."""
        sums = (sum(hours[1::2]) - sum(hours[::2]) for hours in self.edges)
        return tuple(OnDuty(name=one.name, seconds=seconds, alone=alone) for one, seconds, alone in zip(self.there, sums, self.sweep.alone, strict=True))

    def on_duty(self, at: datetime | str, /) -> tuple[str, ...]:
        """Who answers at an instant of the period."""
        second = _second(instant(at))
        return tuple(one.name for one, hours in zip(self.there, self.edges, strict=True) if bisect_right(hours, second) & 1)

    @property
    def edition(self) -> str:
        """All data that was read, by name and edition."""
        words = [word for one in self.given for word in edition(self.world, one.schedule).split()]
        return " ".join(dict.fromkeys(words))

    @property
    def because(self) -> tuple[Reason, ...]:
        """What the gaps come from, and why these candidates."""
        sums: dict[str, list[int]] = {}
        for gap in self.gaps:
            for cause in gap.causes:
                sums.setdefault(cause, []).append(_second(gap.end) - _second(gap.start))
        found = [
            told(f"coverage.{cause.partition(':')[0]}", _SAID[len(many) > 1], cause=cause, count=len(many), hours=f"{sum(many) / 3600:g}")
            for cause, many in sums.items()
        ]
        if self.hire is not None:
            found.append(told("coverage.hire", "{teams} close every gap for {cost}", teams=" and ".join(self.hire.teams), cost=self.hire.cost))
        elif self.sweep.hopeless is not None:
            at = _instant(self.sweep.hopeless)
            found.append(told("coverage.hopeless", "no candidate closes the gap at {at}", at=at.isoformat()))
        return tuple(found)

    @property
    def needs(self) -> tuple[Need, ...]:
        """What is missing: holidays nobody has written down, costs, languages."""
        found = []
        for index, one in enumerate(self.given):
            path = f"/teams/{index}"
            zone = one.schedule.timezone
            years = year_of(zone, _second(self.start)), year_of(zone, _second(self.end) - 1)
            found += [Need(kind=need.kind, path=path + need.path, text=f"{one.name}: {need.text}") for need in silences(one.schedule, *years)]
            if self.language is not None and one.languages is None:
                found.append(Need(kind="fact", path=f"{path}/languages", text=f"what {one.name} speaks: until then it does not count"))
            if one.candidate and one.cost is None and self.sweep.gaps and one.speaks(self.language):
                found.append(Need(kind="fact", path=f"{path}/cost", text=f"what {one.name} costs over the period: without it no set is the cheapest"))
        return tuple(found)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Days whose standing is only estimated."""
        found: dict[str, Caveat] = {}
        for one in self.there:
            for schedule in one.schedule.schedules:
                first, last = (schedule.local(at).date() for at in (self.start, self.end))
                calendars = [schedule.holidays.year(year) for year in range(first.year, last.year + 1)] if schedule.holidays else []
                for on in (on for calendar in calendars for on in calendar.estimated if first <= on <= last):
                    text = f"whether {one.name} works on {on} is only estimated"
                    found[text] = Caveat(kind="estimated", text=text, on=on)
        return tuple(found.values())

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The teams that count as one person."""
        return tuple(
            assumed(f"/teams/{index}/capacity", 1, f"{one.name} answers one at a time") for index, one in enumerate(self.given) if one.capacity is None
        )


def _second(at: datetime) -> int:
    gone = at - _EPOCH
    return gone.days * 86_400 + gone.seconds


def _instant(second: int) -> datetime:
    return _EPOCH + timedelta(seconds=second)


def coverage(
    teams: Iterable[Team | Mapping[str, Any]],
    /,
    *,
    start: datetime | str,
    end: datetime | str,
    language: str | None = None,
    min_overlap_minutes: int | None = None,
    demand: int = 1,
    atlas: Atlas | None = None,
) -> Coverage:
    """When is somebody there, when is nobody, why, and whom to take on so that there always is?

    Teams marked as candidates do not count as there; of them the cheapest set is chosen that closes every gap, exactly, for
    up to twenty. With a `language` only who speaks it counts. `demand` is how many have to answer at once.
    """
    given: tuple[Team, ...] = Under("teams", teams_at_the_door)(teams)
    since: datetime = Under("start", instant)(start)
    until: datetime = Under("end", instant)(end)
    tag: LanguageTag | None = None if language is None else Under("language", LanguageTag)(language)
    least: int | None = None if min_overlap_minutes is None else Under("min_overlap_minutes", lambda value: _count(value, 0))(min_overlap_minutes)
    wanted: int = Under("demand", lambda value: _count(value, 1))(demand)
    bounds = _second(since), _second(until)
    if bounds[1] <= bounds[0]:
        raise FactError("ends_before_start", f"{since} to {until} is no time at all", path="/end", value=until, hint="put the later instant last")
    edges = [_edges(index, one, bounds) for index, one in enumerate(given)]
    there = [index for index, one in enumerate(given) if not one.candidate and one.speaks(tag)]
    could = [index for index, one in enumerate(given) if one.candidate and one.speaks(tag)]
    if len(could) > MOST:
        text = f"{len(could)} candidates are more than can be weighed exactly"
        raise FactError("too_many_candidates", text, path="/teams", value=len(could), hint=f"pass {MOST} at most")
    sweep = swept([edges[one] for one in there], [given[one].size for one in there], [edges[one] for one in could], bounds, wanted)
    return Coverage(
        given=given,
        start=since,
        end=until,
        language=tag,
        demand=wanted,
        min_overlap_minutes=least,
        world=EDITION if atlas is None else atlas.edition,
        sweep=sweep,
        edges=tuple(tuple(edges[one]) for one in there),
        hire=_hired(given, could, sweep),
    )


def _count(value: object, least: int) -> int:
    count = whole(value)
    if count < least:
        raise FactError("unusable_count", f"{least} or more is wanted, not {count}", value=count)
    return count


def _edges(index: int, team: Team, bounds: tuple[int, int]) -> list[int]:
    try:
        return team.schedule.edges_at(*bounds)
    except FactError as error:
        raise (error if error.path == "/at" else error.under("schedule").under(index).under("teams")) from None


def _hired(given: Sequence[Team], could: Sequence[int], sweep: Sweep) -> Hire | None:
    """The cheapest candidates that close every gap."""
    candidates = [(index, given[index], given[index].cost) for index in could]
    priced = [(index, one, cost) for index, one, cost in candidates if cost is not None]
    if not sweep.gaps or not candidates or len(priced) < len(candidates):
        return None
    first = priced[0][2]
    for index, _, cost in priced:
        if cost.currency != first.currency:
            text = f"{cost} cannot be compared with {first}"
            raise FactError("mixed_currencies", text, path=f"/teams/{index}/cost", value=cost, hint="quote all candidates in one currency")
    scale = max(cost.scale for _, _, cost in priced)
    picked = cheapest(dict(sweep.lacks), [one.size for _, one, _ in priced], [cost.units * 10 ** (scale - cost.scale) for _, _, cost in priced])
    if picked is None:
        return None
    total = sum((priced[one][2] for one in picked), Money.of(0, first.currency))
    return Hire(teams=tuple(priced[one][1].name for one in picked), cost=total)
