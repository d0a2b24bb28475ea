"""How facts come in at the door of a question: each with its name before the path of whatever is wrong."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from xborder.errors import FactError
from xborder.hours.schedules import Combined, Schedule
from xborder.values import instant

__all__ = ["asked_at", "hours_at", "under"]

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
