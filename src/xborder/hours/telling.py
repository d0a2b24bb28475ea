"""How do answers about hours explain themselves? Reasons, needs and caveats, made when somebody reads them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from xborder.doors import holidays as book
from xborder.doors import zones
from xborder.doors.holidays import Confidence
from xborder.hours.calendars import DecidedBy, Ruling, weaker
from xborder.hours.schedules import PATIENCE, Combined, Schedule
from xborder.hours.week import spans
from xborder.hours.windows import FIRST_YEAR, LAST_YEAR
from xborder.reasons import Assumption, Caveat, Need, Reason, assumed, told

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = [
    "assumptions",
    "confidence_over",
    "crossed",
    "date_of",
    "days_over",
    "edition",
    "estimates",
    "estimates_over",
    "half_days",
    "silences",
    "silent_years",
    "told_of",
]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MANY = 10

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNKNOWN = "whether {on} is a holiday in {country} is not known: closed"
_PAUSE = "{on} has a break: closed {hours} in {zone}"
_OUTSIDE = "{on} is outside the days the schedule is valid on: {hours}"
_TEXTS: dict[DecidedBy, str] = {
    "special": "{on} has hours of its own: {hours} in {zone}",
    "makeup": "{on} is a make-up working day in {country}: {hours} in {zone}",
    "holiday": "{on} is a holiday in {country}, {name}: {hours}",
    "seasonal": "{on} is a {weekday} of a season: {hours} in {zone}",
    "weekly": "{on} is a {weekday}: {hours} in {zone}",
}


def edition(world: str, schedule: Schedule | Combined) -> str:
    """All data that was read, by name and edition."""
    parts = [world, f"tzdata-{zones.version()}"]
    if any(one.holidays for one in schedule.schedules):
        parts.append(f"holidays-{book.version()}")
    return " ".join(parts)


def told_of(schedule: Schedule, ruling: Ruling, on: date) -> Reason:
    """What ruled a day, and the hours that follow."""
    template = _TEXTS[ruling.decided_by]
    if ruling.confidence == "unknown":
        template = _UNKNOWN
    elif ruling.pause:
        template = _PAUSE
    elif ruling.decided_by == "seasonal" and schedule.valid and not schedule.valid[0] <= on <= schedule.valid[1]:
        template = _OUTSIDE
    return told(
        "hours.break" if ruling.pause else f"hours.{ruling.decided_by}",
        template,
        country=schedule.holidays.country if schedule.holidays else "",
        hours=", ".join("-".join(span) for span in spans(ruling.hours)) or "closed",
        name=ruling.cause.name if ruling.cause else "",
        on=on,
        weekday=_WEEKDAYS[on.weekday()],
        zone=schedule.timezone,
    )


def silent_years(schedule: Schedule | Combined, first: int, last: int | None) -> list[int]:
    """The years from one to another whose holidays nobody has written down; without a last one as many as are searched."""
    end = min(LAST_YEAR, first + PATIENCE) if last is None else last
    return sorted(year for year in schedule.years(first, end).silent if first <= year <= end)


def silences(schedule: Schedule | Combined, first: int, last: int | None) -> tuple[Need, ...]:
    """A need for each calendar that does not know years an answer reads."""
    if not silent_years(schedule, first, last):
        return ()
    needs: dict[str, Need] = {}
    for one in schedule.schedules:
        years = silent_years(one, first, last)
        if years and one.holidays:
            place = " ".join(part for part in (one.holidays.country, one.holidays.region) if part)
            spoken = str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
            text = f"the holidays of {place} in {spoken} are not in holidays {book.version()}, so these days count as closed: name open ones in special"
            needs.setdefault(text, Need(kind="rule", path="/schedule/holidays", text=text))
    return tuple(needs.values())


def days_over(schedule: Schedule | Combined, one: int, other: int) -> Iterator[tuple[Schedule, date, Ruling]]:
    """What rules each local day from one second to another, in whichever order, for each schedule the hours are made of."""
    for part in schedule.schedules:
        clock = zones.zone(part.timezone)
        first, last = (date_of(clock, second) for second in sorted((one, other)))
        part.years(first.year, last.year)
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            on = date.fromordinal(ordinal)
            yield part, on, part.ruling(on)


def date_of(clock: "ZoneInfo", second: int) -> date:
    """The day a clock shows at a second."""
    return (_EPOCH + timedelta(seconds=second)).astimezone(clock).date()


def confidence_over(schedule: Schedule | Combined, one: int, other: int) -> Confidence:
    """How sure the least sure day is of those from one second to another."""
    confidence: Confidence = "decreed"
    for _, _, ruling in days_over(schedule, one, other):
        confidence = weaker(confidence, ruling.confidence)
    return confidence


def crossed(schedule: Schedule | Combined, one: int, other: int) -> Iterator[Reason]:
    """A reason for each day between two seconds that is no ordinary one."""
    for part, on, ruling in days_over(schedule, one, other):
        if ruling.decided_by != "weekly":
            yield told_of(part, ruling, on)


def estimates_over(schedule: Schedule | Combined, one: int, other: int) -> tuple[Caveat, ...]:
    """Caveats for the days between two seconds whose standing is only estimated; a single one for many of them."""
    days = sorted({on for _, on, ruling in days_over(schedule, one, other) if ruling.confidence == "estimated"})
    if len(days) > _MANY:
        text = f"whether {len(days)} of the days from {days[0]} to {days[-1]} are working days is only estimated"
        return (Caveat(kind="estimated", text=text, on=days[0]),)
    return tuple(Caveat(kind="estimated", text=f"whether {on} is a working day is only estimated", on=on) for on in days)


def estimates(schedule: Schedule | Combined, seconds: Iterable[int]) -> tuple[Caveat, ...]:
    """A caveat for each day, of those that decide on these seconds, whose standing is only estimated."""
    days = {on for _, ruling, on in (schedule.decided(one) for one in seconds) if ruling.confidence == "estimated"}
    return tuple(Caveat(kind="estimated", text=f"whether {on} is a working day is only estimated", on=on) for on in sorted(days))


def half_days(schedule: Schedule | Combined, second: int) -> tuple[Caveat, ...]:
    """A caveat where the day is a half day to a calendar that was not asked for half days, or one that does not say from when."""
    decided, ruling, on = schedule.decided(second)
    if decided.holidays is None or ruling.decided_by == "special" or not FIRST_YEAR <= on.year <= LAST_YEAR:
        return ()
    country = decided.holidays.country
    for half in decided.holidays.year(on.year).halves:
        if half.day == on:
            text = f"{on} is a half day to some in {country}, {half.name}, and counts as an ordinary one here: name its hours in special"
            return (Caveat(kind="unverified", text=text, on=on),)
    if ruling.cause and ruling.cause.half and not ruling.hours:
        text = f"{on} is a half day in {country}, {ruling.cause.name}, and counts as closed: name its hours in special"
        return (Caveat(kind="unverified", text=text, on=on),)
    return ()


def assumptions(schedule: Schedule | Combined, second: int) -> tuple[Assumption, ...]:
    """What the schedule that decides left out and has a stated default."""
    decided, ruling, on = schedule.decided(second)
    unnamed = decided.weekly.unnamed
    taken = [assumed("/schedule/weekly", [], f"days not named are closed: {', '.join(unnamed)}")] if unnamed else []
    if ruling.decided_by == "makeup" and ruling.cause and ruling.cause.makes_up is None:
        text = f"{on} makes up for a day that is not known, and keeps Monday's hours"
        taken.append(assumed("/schedule/special", None, text))
    return tuple(taken)
