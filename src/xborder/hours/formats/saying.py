"""What one format can say and another cannot: the errors of reading and writing."""

from collections.abc import Iterable
from datetime import date
from typing import NoReturn

from xborder.errors import FactError
from xborder.hours.schedules import Schedule
from xborder.hours.week import Hours

__all__ = ["NAMES", "clock", "closed_days", "days_named", "refuse_all_but", "unreadable", "unsayable"]

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def unsayable(format_: str, what: str, hint: str, value: object = None) -> NoReturn:
    """The schedule says something the format has no words for."""
    raise FactError("not_expressible", f"{format_} cannot say {what}", value=value, hint=hint)


def unreadable(format_: str, what: str, hint: str, value: object, path: str = "") -> NoReturn:
    """The text says something that is not read."""
    raise FactError("not_readable", f"{what} is not read from {format_}", path=path, value=value, hint=hint)


def refuse_all_but(schedule: Schedule, format_: str, *kept: str) -> None:
    """Refuses what a schedule has beside its week and what the format has words for."""
    words = {"special": "special days", "holidays": "a calendar of holidays", "seasons": "seasons", "breaks": "breaks", "valid": "when it ends"}
    for name, word in words.items():
        if name not in kept and getattr(schedule, name):
            unsayable(format_, word, f"write a schedule without {name}", getattr(schedule, name))


def clock(minute: int) -> str:
    """A minute of a day as `HH:MM`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def closed_days(schedule: Schedule, years: Iterable[int], format_: str) -> list[tuple[date, str]]:
    """The holidays of a schedule's calendar in some years, by name, where no work is made up for them."""
    found: list[tuple[date, str]] = []
    if schedule.holidays is None:
        return found
    special = {on for on, _ in schedule.special}
    for year in years:
        told = schedule.holidays.year(year)
        if told.confidence == "unknown":
            unsayable(format_, f"the holidays of {year}, which are not known", "leave that year out", year)
        if any(one.day not in special for one in told.makeup):
            unsayable(format_, f"the working weekends of {year}", "name them in special", year)
        found += [(one.day, one.name) for one in told.closed if one.day not in special]
    return found


def days_named(hours: Iterable[Hours | None]) -> list[str]:
    """The names of the days that have hours."""
    return [name for name, one in zip(NAMES, hours, strict=True) if one]
