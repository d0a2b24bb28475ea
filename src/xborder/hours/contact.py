"""When may and should we reach her? Her possible clocks meet permitted hours, her holidays and our own hours.

>>> from datetime import UTC, datetime
>>> her = {"languages": ["en"], "address": {"country": "US"}}
>>> asked = contact_windows(her, at=datetime(2026, 11, 20, 12, tzinfo=UTC), k=1, minutes=30, permitted={"weekly": {"mon-fri": [["08:00", "21:00"]]}})
>>> window = asked.windows[0]
>>> window.start.utc.isoformat(), window.end.utc.isoformat()
('2026-11-20T18:00:00+00:00', '2026-11-21T02:00:00+00:00')
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, final

from attrs import frozen

from xborder.atlas import EDITION, Atlas, Entry, standard
from xborder.doors import holidays as book
from xborder.doors import phone, zones
from xborder.errors import FactError
from xborder.hours.asking import asked_at, hours_at, under, within_reach
from xborder.hours.calendars import Holidays
from xborder.hours.reach import DAYTIME, HORIZON, Cap, Cause, Permitted, Reach, Search, Why, blocked, hers
from xborder.hours.schedules import Combined, Schedule
from xborder.hours.times import Times, second_of
from xborder.hours.week import week
from xborder.hours.weekends import rest_days
from xborder.hours.whereabouts import Whereabouts, clocks, found_zones
from xborder.reasons import Assumption, Caveat, Need, Reason, assumed, told
from xborder.values import Answer, Value, instant, named, read, sequence, whole

__all__ = ["ContactWindow", "ContactWindows", "Why", "contact_windows"]

COURTESY = week({"mon-sun": [["09:00", "20:00"]]})
"""The hours taken where none are handed in. They are manners, not law."""

_MOST = 100


class _Located(Protocol):
    """A customer of another room: of her only the zone and the address are read."""

    @property
    def timezone(self) -> str | None: ...
    @property
    def address(self) -> Any: ...


if TYPE_CHECKING:
    Who: TypeAlias = "Whereabouts | _Located | Mapping[str, Any]"
else:  # what the wire reads: no JSON is a customer of another room
    Who = Whereabouts | Mapping[str, Any]


@final
@frozen(kw_only=True, field_transformer=named)
class ContactWindow(Value):
    """A stretch of one of her days in which she may be reached, how good it is out of 100, and why."""

    start: Times
    end: Times
    score: int
    why: tuple[Why, ...]


@final
@frozen(kw_only=True, field_transformer=named)
class ContactWindows(Answer):
    """The next windows in which a customer may be reached, best first.

    Each is open on every clock she may live by; `local` is what the first of `zones` shows, `viewer` what the agents' does.
    The windows are alternatives: the cap counts the contacts already made, not those proposed here. `none_because` says what
    left no window at all within a year.
    """

    WIRE = ("zones", "windows", "none_because", "status", "edition", "because", "needs", "caveats", "assumed")

    zones: tuple[str, ...]
    windows: tuple[ContactWindow, ...]
    none_because: tuple[Cause, ...]
    clocks: tuple[str, ...]
    read_from: str
    entry: Entry | None
    permitted: Permitted
    agents: Schedule | Combined | None
    holidays: Holidays | None
    skipped: tuple[tuple[date, str], ...]
    unknown: tuple[int, ...]
    defaults: tuple[Assumption, ...]
    calendar_less: str | None
    world: str

    @property
    def edition(self) -> str:
        """All data that was read, by name and edition."""
        parts = [self.world, f"tzdata-{zones.version()}"]
        if self.holidays or (self.agents and any(one.holidays for one in self.agents.schedules)):
            parts.append(f"holidays-{book.version()}")
        if self.read_from == "phone":
            parts.append(f"phonenumbers-{phone.version()}")
        return " ".join(parts)

    @property
    def because(self) -> tuple[Reason, ...]:
        """Where her zones come from, and which of her days were left out."""
        reasons = []
        if self.zones:
            text = "her {fact} says {zones}"
            reasons.append(told("hours.zones", text, self.entry, fact=self.read_from, zones=", ".join(self.zones)))
        reasons += [told("hours.holiday", "{on} is a holiday of hers, {name}", on=on, name=name) for on, name in self.skipped]
        return tuple(reasons)

    @property
    def needs(self) -> tuple[Need, ...]:
        """What would say where she is, and the years whose holidays nobody has written down."""
        if not self.zones:
            return (Need(kind="fact", path="/customer/timezone", text="where she is is not known: pass her timezone, her address or her phone number"),)
        if self.unknown and self.holidays:
            years = ", ".join(map(str, self.unknown))
            text = f"the holidays of {self.holidays.country} in {years} are not in holidays {book.version()}, so no window is offered then"
            return (Need(kind="rule", path="/holidays", text=text),)
        return ()

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What may be otherwise: her clock, her holidays."""
        found = []
        if len(self.clocks) > 1:
            text = f"she may live by any of {len(self.clocks)} clocks: every window suits all of them"
            found.append(Caveat(kind="unverified", text=text))
        if self.read_from == "phone":
            found.append(Caveat(kind="unverified", text="a number tells where it was issued, not where she is"))
        if self.calendar_less:
            found.append(Caveat(kind="unverified", text=f"holidays {book.version()} has no calendar of {self.calendar_less}, so none of her holidays are kept"))
        for one in self.windows:
            if "estimated_day" in one.why:
                on = one.start.local.date()
                found.append(Caveat(kind="estimated", text=f"whether {on} is a working day is only estimated", on=on))
        return tuple(found)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """What was left out and has a stated default."""
        return self.defaults


def contact_windows(
    customer: Who,
    /,
    *,
    at: datetime,
    k: int,
    minutes: int,
    permitted: Permitted | Mapping[str, Any] | None = None,
    agents: Schedule | Combined | Mapping[str, Any] | None = None,
    holidays: Holidays | Mapping[str, Any] | None = None,
    contacted: Sequence[datetime] = (),
    cap: Cap | Mapping[str, Any] | None = None,
    atlas: Atlas | None = None,
) -> ContactWindows:
    """The next `k` windows of at least so many minutes in which a customer may be reached, best first.

    >>> from datetime import UTC, datetime
    >>> asked = contact_windows({"timezone": "Asia/Tokyo"}, at=datetime(2026, 11, 21, 13, tzinfo=UTC), k=2, minutes=15)
    >>> [(one.start.local.isoformat(), one.score) for one in asked.windows]
    [('2026-11-22T09:00:00+09:00', 93), ('2026-11-23T09:00:00+09:00', 86)]
    """
    who = under("customer", lambda: Whereabouts.read(customer))
    start = within_reach(asked_at(at), ahead=timedelta(days=HORIZON))
    count = under("k", lambda: _between(k, 1, _MOST))
    least = under("minutes", lambda: _between(minutes, 1, 24 * 60)) * 60
    allowed = Permitted(weekly=COURTESY) if permitted is None else under("permitted", lambda: Permitted.read(permitted))
    ours = None if agents is None else hours_at(agents, "agents")
    made = under("contacted", lambda: sequence(contacted, instant))
    limit = None if cap is None else under("cap", lambda: read(Cap, cap))
    world = standard() if atlas is None else atlas
    try:
        names, fact, entry = found_zones(who, start, world)
    except FactError as error:
        raise (error.under("at") if error.code == "outside_atlas" else error.under("customer")) from None
    calendar, calendar_less, defaults = _calendar(who, holidays, start.year)
    if permitted is None:
        text = "no permitted hours were handed in: 09:00 to 20:00 on her clock, by courtesy"
        defaults = (assumed("/permitted", allowed, text), *defaults)
    if agents is None:
        defaults = (*defaults, assumed("/agents", None, "somebody is always there to reach her"))
    found = Reach((), ("no_zone",), (), ())
    alive: tuple[str, ...] = ()
    if names:
        end = start + timedelta(days=HORIZON)
        alive = clocks(names, start, end)
        her = hers(allowed, alive, calendar, start.year - 1, end.year + 1)
        place = who.address.scope if who.address else str(calendar.country) if calendar else None
        found = Search(
            her=her,
            agents=ours,
            barred=blocked((second_of(one) for one in made), limit),
            clocks=alive,
            start=second_of(start) + (start.microsecond > 0),
            least=least,
            daytime=tuple(Schedule(timezone=name, weekly=DAYTIME) for name in alive),
            rests=lambda on: rest_days(place, on, world)[0] if place else None,
        ).next(count)
    viewer = ours.timezone if ours else None
    return ContactWindows(
        zones=names,
        windows=tuple(
            ContactWindow(start=_times(one.start, names[0], viewer), end=_times(one.end, names[0], viewer), score=score, why=why)
            for one, score, why in found.windows
        ),
        none_because=found.none_because,
        clocks=alive,
        read_from=fact,
        entry=entry,
        permitted=allowed,
        agents=ours,
        holidays=calendar,
        skipped=found.skipped,
        unknown=found.unknown,
        defaults=defaults,
        calendar_less=calendar_less,
        world=EDITION if atlas is None else atlas.edition,
    )


def _calendar(who: Whereabouts, holidays: object, year: int) -> tuple[Holidays | None, str | None, tuple[Assumption, ...]]:
    """Whose holidays are kept: those handed in, else those of her address; the country no calendar is known of; what was assumed."""
    if holidays is not None:
        given = under("holidays", lambda: read(Holidays, holidays))
        under("holidays", lambda: given.year(year))
        return given, None, ()
    if who.address is None:
        return None, None, (assumed("/holidays", None, "her country is not known, so no holidays are kept"),)
    country = who.address.country
    for region in dict.fromkeys((who.address.region, None)):
        calendar = Holidays(country=country, region=region)
        try:
            calendar.year(year)
        except FactError:
            continue
        text = f"the public holidays of {country}{f' {region}' if region else ''} are hers"
        return calendar, None, (assumed("/holidays", calendar, text),)
    return None, str(country), ()


def _times(second: int, zone: str, viewer: str | None) -> Times:
    return Times(second=second, zone=zone, viewer_zone=viewer)


def _between(value: object, least: int, most: int) -> int:
    number = whole(value)
    if not least <= number <= most:
        raise FactError("out_of_range", f"{number} is not from {least} to {most}", value=number, hint=f"pass a number from {least} to {most}")
    return number
