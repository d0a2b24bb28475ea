"""Are they awake? Whether a place is open at an instant, until when, and how surely."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import final

from attrs import frozen

from xborder.atlas import EDITION, Atlas
from xborder.doors import holidays as book
from xborder.doors import zones
from xborder.doors.holidays import Confidence
from xborder.errors import FactError
from xborder.hours.calendars import LAST_YEAR, DecidedBy, Ruling, year_of
from xborder.hours.schedules import PATIENCE, Schedule
from xborder.hours.times import Times
from xborder.hours.week import spans
from xborder.reasons import Assumption, Caveat, Need, Reason, assumed, told
from xborder.values import Answer, instant, named, read

__all__ = ["Availability", "availability"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@final
@frozen(kw_only=True, field_transformer=named)
class Availability(Answer):
    """Whether a place is open, until when that stays so, and when it next opens after that.

    `decided_on` is the local day whose rule decided: while open the day the hours began on, so a night shift answers for
    the evening before. `confidence` is that of `open`; what is less sure of `until` and `next_open` stands in `caveats`.
    `until` and `next_open` are None where five years bring no change; `never_open` says that it is closed for all of them, and
    surely so: where a year's holidays are not known, `needs` says that instead.
    """

    WIRE = (
        "open",
        "until",
        "next_open",
        "decided_by",
        "decided_on",
        "confidence",
        "never_open",
        "tzdata",
        "status",
        "edition",
        "because",
        "needs",
        "caveats",
        "assumed",
    )

    schedule: Schedule
    second: int
    viewer: str | None
    world: str
    open: bool
    turns: int | None
    opens: int | None
    decided_by: DecidedBy
    decided_on: date
    confidence: Confidence
    never_open: bool

    @property
    def until(self) -> Times | None:
        """When `open` turns."""
        return self._times(self.turns)

    @property
    def next_open(self) -> Times | None:
        """When it opens next: while open, after it has closed."""
        return self._times(self.opens)

    @property
    def tzdata(self) -> str:
        """The edition of the tz database that was read."""
        return zones.version()

    @property
    def edition(self) -> str:
        """All data that was read, by name and edition."""
        parts = [self.world, f"tzdata-{zones.version()}"]
        return " ".join([*parts, f"holidays-{book.version()}"] if self.schedule.holidays else parts)

    @property
    def because(self) -> tuple[Reason, ...]:
        """Why it is open or closed."""
        ruling = self.schedule.ruling(self.decided_on)
        return (_told(self.schedule, ruling, self.decided_on),)

    @property
    def needs(self) -> tuple[Need, ...]:
        """The years whose holidays nobody has written down, and which count as closed therefore."""
        years = _silent(self.schedule, self.second, self.opens)
        if not years:
            return ()
        calendar = self.schedule.holidays
        place = " ".join(part for part in (calendar.country, calendar.region) if part) if calendar else ""
        spoken = str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
        return (
            Need(
                kind="rule",
                path="/schedule/holidays",
                text=f"the holidays of {place} in {spoken} are not in holidays {book.version()}, so these days count as closed: name open ones in special",
            ),
        )

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What may still move: days whose standing is only estimated."""
        days = {self.decided_on}
        for second in (self.turns, self.opens):
            if second is not None:
                days.add(self.schedule.window(second).decided(self.schedule.timezone, second)[1])
        return tuple(
            Caveat(kind="estimated", text=f"whether {on} is a working day is only estimated", on=on)
            for on in sorted(days)
            if self.schedule.ruling(on).confidence == "estimated"
        )

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """What the schedule left out and has a stated default."""
        unnamed = self.schedule.weekly.unnamed
        taken = [assumed("/schedule/weekly", [], f"days not named are closed: {', '.join(unnamed)}")] if unnamed else []
        cause = self.schedule.ruling(self.decided_on).cause
        if self.decided_by == "makeup" and cause and cause.makes_up is None:
            taken.append(
                assumed(
                    "/schedule/special",
                    None,
                    f"{self.decided_on} makes up for a day that is not known, and keeps Monday's hours",
                )
            )
        return tuple(taken)

    def _times(self, second: int | None) -> Times | None:
        return None if second is None else Times(second=second, zone=self.schedule.timezone, viewer_zone=self.viewer)


def _told(schedule: Schedule, ruling: Ruling, on: date) -> Reason:
    hours = ", ".join("-".join(span) for span in spans(ruling.hours)) or "closed"
    country = schedule.holidays.country if schedule.holidays else ""
    name = ruling.cause.name if ruling.cause else ""
    template = _UNKNOWN if ruling.confidence == "unknown" else _TEXTS[ruling.decided_by]
    weekday = _WEEKDAYS[on.weekday()]
    return told(
        f"hours.{ruling.decided_by}",
        template,
        country=country,
        hours=hours,
        name=name,
        on=on,
        weekday=weekday,
        zone=schedule.timezone,
    )


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNKNOWN = "whether {on} is a holiday in {country} is not known: closed"
_TEXTS: dict[DecidedBy, str] = {
    "special": "{on} has hours of its own: {hours} in {zone}",
    "makeup": "{on} is a make-up working day in {country}: {hours} in {zone}",
    "holiday": "{on} is a holiday in {country}, {name}: {hours}",
    "seasonal": "{on} is outside the days the schedule is valid on: {hours}",
    "weekly": "{on} is a {weekday}: {hours} in {zone}",
}


def availability(
    schedule: Schedule | Mapping[str, object],
    /,
    *,
    at: datetime,
    viewer: str | None = None,
    atlas: Atlas | None = None,
) -> Availability:
    """Whether a place is open at an instant.

    >>> desk = {"timezone": "America/Vancouver", "weekly": {"mon-fri": [["10:00", "18:00"]], "sat,sun": []}}
    >>> answer = availability(desk, at=datetime(2026, 12, 1, 17, 30, tzinfo=UTC))
    >>> answer.open, answer.next_open.local.isoformat()
    (True, '2026-12-02T10:00:00-07:00')
    """
    if type(schedule) is not Schedule:
        try:
            schedule = read(Schedule, schedule)
        except FactError as error:
            raise error.under("schedule") from None
    try:
        gone = at - _EPOCH
    except TypeError:
        gone = _instant(at) - _EPOCH
    second = gone.days * 86_400 + gone.seconds
    if viewer is not None:
        _viewer(viewer)
    try:
        window = schedule.window(second)
    except FactError as error:
        # Whether a calendar exists is known only once the calendar is opened.
        raise (error.under("schedule") if error.path.startswith("/holidays") else error) from None
    edges = window.edges
    index = bisect_right(edges, second)
    now = index & 1 == 1
    if index + 1 < len(edges) and edges[index + 1] < window.last:
        turns: int | None = edges[index]
        opens = edges[index + 1] if now else turns
    else:
        turns = schedule.turn(window, index, second)
        opens = schedule.turn(window, index + 1, second) if now else turns
    ruling, on = window.decided(schedule.timezone, second)
    return Availability(
        schedule=schedule,
        second=second,
        viewer=viewer,
        world=EDITION if atlas is None else atlas.edition,
        open=now,
        turns=turns,
        opens=opens,
        decided_by=ruling.decided_by,
        decided_on=on,
        confidence=ruling.confidence,
        never_open=not now and opens is None and not _silent(schedule, second, None),
    )


def _silent(schedule: Schedule, second: int, opens: int | None) -> list[int]:
    """The years until the next opening whose holidays nobody has written down."""
    first = year_of(schedule, second)
    last = min(LAST_YEAR, first + PATIENCE) if opens is None else year_of(schedule, opens)
    return sorted(year for year in schedule.years(first, last).silent if first <= year <= last)


def _instant(at: object) -> datetime:
    try:
        return instant(at)
    except FactError as error:
        raise error.under("at") from None


def _viewer(viewer: str) -> None:
    try:
        zones.zone(viewer)
    except FactError as error:
        raise error.under("viewer") from None
