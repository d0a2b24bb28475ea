"""How facts come in at the door of a question: each with its name before the path of whatever is wrong."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from xborder.errors import FactError
from xborder.hours.schedules import Combined, Schedule
from xborder.hours.windows import FIRST_YEAR, LAST_YEAR
from xborder.values import instant

__all__ = ["asked_at", "hours_at", "under", "within_reach"]

_REACH = datetime(FIRST_YEAR, 1, 2, tzinfo=UTC), datetime(LAST_YEAR, 12, 31, tzinfo=UTC)
"""On every clock of the world these are in years that can be compiled."""

T = TypeVar("T")


def under(name: str, make: Callable[[], T]) -> T:
    """What is made of a fact; whatever is refused is refused under the fact's name."""
    try:
        return make()
    except FactError as error:
        raise error.under(name) from None


def hours_at(schedule: Any, name: str = "schedule") -> Schedule | Combined:
    """Hours as a question is asked of them: themselves, or read from a mapping."""
    return schedule if isinstance(schedule, Schedule | Combined) else under(name, lambda: Schedule.read(schedule))


def asked_at(at: object) -> datetime:
    """The instant of a question."""
    return under("at", lambda: instant(at))


def within_reach(at: datetime, name: str = "at", *, ahead: timedelta = timedelta(0)) -> datetime:
    """An instant in years that calendars are kept for, so much time ahead of it included."""
    first, last = _REACH
    if not first <= at < last - ahead:
        text = f"{at} is outside the years {FIRST_YEAR} to {LAST_YEAR}"
        raise FactError("instant_out_of_range", text, path=f"/{name}", value=at, hint="ask of a day people live in")
    return at
