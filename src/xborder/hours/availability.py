"""Are they awake? Whether a place is open at an instant, until when, and how surely."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import final

from attrs import frozen

from xborder.atlas import EDITION, Atlas
from xborder.doors import zones
from xborder.doors.holidays import Confidence
from xborder.errors import FactError
from xborder.hours.asking import asked_at, hours_at, under
from xborder.hours.calendars import DecidedBy
from xborder.hours.open_time import FAR
from xborder.hours.schedules import Combined, Schedule
from xborder.hours.telling import assumptions, edition, estimates, half_days, silences, silent_years, told_of
from xborder.hours.times import Times
from xborder.hours.windows import year_of
from xborder.reasons import Assumption, Caveat, Need, Reason
from xborder.values import Answer, named

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

    schedule: Schedule | Combined
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
        return edition(self.world, self.schedule)

    @property
    def because(self) -> tuple[Reason, ...]:
        """Why it is open or closed."""
        schedule, ruling, on = self.schedule.decided(self.second)
        return (told_of(schedule, ruling, on),)

    @property
    def needs(self) -> tuple[Need, ...]:
        """The years whose holidays nobody has written down, and which count as closed therefore."""
        return silences(self.schedule, year_of(self.schedule.timezone, self.second), self._last_year)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What may still move: days whose standing is only estimated, and half days that count as whole ones."""
        seconds = [self.second, *(one for one in (self.turns, self.opens) if one is not None)]
        return (*estimates(self.schedule, seconds), *half_days(self.schedule, self.second))

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """What the schedule left out and has a stated default."""
        return assumptions(self.schedule, self.second)

    @property
    def _last_year(self) -> int | None:
        return None if self.opens is None else year_of(self.schedule.timezone, self.opens)

    def _times(self, second: int | None) -> Times | None:
        return None if second is None else Times(second=second, zone=self.schedule.timezone, viewer_zone=self.viewer)


def availability(
    schedule: Schedule | Combined | Mapping[str, object],
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
    hours = hours_at(schedule)
    try:
        gone = at - _EPOCH
    except TypeError:
        gone = asked_at(at) - _EPOCH
    second = gone.days * 86_400 + gone.seconds
    if viewer is not None:
        under("viewer", lambda: zones.zone(viewer))
    try:
        window = hours.window(second)
    except FactError as error:
        # Whether a calendar exists is known only once the calendar is opened.
        raise (error.under("schedule") if error.path.startswith("/holidays") else error) from None
    index = window.gone(second)
    now = index & 1 == 1
    edges = window.edges
    if index + 1 < len(edges) and edges[index + 1] < window.last and edges[index + 1] - second <= FAR:
        turns: int | None = edges[index]
        opens = edges[index + 1] if now else turns
    else:
        turns = hours.turn(window, index, second)
        opens = hours.turn(window, index + 1, second) if now else turns
    _, ruling, on = hours.decided(second)
    return Availability(
        schedule=hours,
        second=second,
        viewer=viewer,
        world=EDITION if atlas is None else atlas.edition,
        open=now,
        turns=turns,
        opens=opens,
        decided_by=ruling.decided_by,
        decided_on=on,
        confidence=ruling.confidence,
        never_open=not now and opens is None and not silent_years(hours, year_of(hours.timezone, second), None),
    )
