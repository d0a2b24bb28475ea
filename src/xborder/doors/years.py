"""A year of a place's holidays, as plain values: what a calendar singles out, and how surely."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, final

from attrs import field, frozen

from xborder.values import Value, choice, day, named, read, sequence, text, truth, whole

__all__ = ["CalendarDay", "CalendarYear", "Confidence"]

Confidence = Literal["decreed", "rule", "estimated", "unknown"]
"""By the order for that very day or year; by a standing rule; a moon still to be sighted, an order still to come; nobody knows."""


def _confidence(value: object) -> Confidence:
    return choice(value, "decreed", "rule", "estimated", "unknown")


def _text(value: str) -> str:
    return text(value)


def _maybe_text(value: str | None) -> str | None:
    return None if value is None else text(value)


def _day(value: date | str) -> date:
    return day(value)


def _maybe_day(value: date | str | None) -> date | None:
    return None if value is None else day(value)


def _days(value: Iterable[date | str]) -> tuple[date, ...]:
    return sequence(value, day)


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return sequence(value, text)


def _year(value: int) -> int:
    return whole(value)


def _truth(value: bool) -> bool:  # noqa: FBT001 - a converter takes one value
    return truth(value)


def _maybe_whole(value: int | None) -> int | None:
    return None if value is None else whole(value)


def _calendar_days(value: "Iterable[CalendarDay]") -> "tuple[CalendarDay, ...]":
    return sequence(value, lambda one: read(CalendarDay, one))


@final
@frozen(kw_only=True, field_transformer=named)
class CalendarDay(Value):
    """A day the calendar singles out: why, how surely, and (a make-up day) which day's work it does.

    A `half` day is a holiday in part: from the minute `from_minute` on, or for the last `shorter_by` minutes of its hours,
    where the calendar says so in words.
    """

    day: date = field(converter=_day)
    name: str = field(converter=_text)
    confidence: Confidence = field(converter=_confidence)
    makes_up: date | None = field(default=None, converter=_maybe_day)
    half: bool = field(default=False, converter=_truth)
    from_minute: int | None = field(default=None, converter=_maybe_whole)
    shorter_by: int | None = field(default=None, converter=_maybe_whole)


@final
@frozen(kw_only=True, field_transformer=named)
class CalendarYear(Value):
    """A year of a place's holidays.

    `closed` are the holidays, `makeup` the days of rest on which work is made up, `weekend` all days of rest by date,
    `estimated` the days whose standing may still move, neighbours of a moon-sighted holiday included. `confidence` is
    that of every day not singled out; `horizon` the last year the package's tables and orders reach. `halves` are half
    days that the categories asked for leave out.
    """

    country: str = field(converter=_text)
    region: str | None = field(default=None, converter=_maybe_text)
    year: int = field(converter=_year)
    categories: tuple[str, ...] = field(converter=_texts)
    confidence: Confidence = field(converter=_confidence)
    horizon: int = field(converter=_year)
    closed: tuple[CalendarDay, ...] = field(converter=_calendar_days)
    makeup: tuple[CalendarDay, ...] = field(converter=_calendar_days)
    weekend: tuple[date, ...] = field(converter=_days)
    estimated: tuple[date, ...] = field(converter=_days)
    halves: tuple[CalendarDay, ...] = field(default=(), converter=_calendar_days)

    def confidence_on(self, on: date, /) -> Confidence:
        """How well it is known whether people work on a day of this year."""
        for one in (*self.makeup, *self.closed):
            if one.day == on:
                return one.confidence
        return "estimated" if on in self.estimated else self.confidence
