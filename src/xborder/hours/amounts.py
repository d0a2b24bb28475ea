"""How much business time is meant? Hours and days, exact to the microsecond.

>>> Amount(n="0.25", unit="hours").microseconds // 1_000_000
900
"""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Literal, Self, final

from attrs import field, frozen

from xborder.errors import FactError
from xborder.values import Value, choice, named, read

__all__ = ["Amount", "DayUnit", "Unit"]

Unit = Literal["seconds", "minutes", "hours", "days"]
DayUnit = Literal["24_hours", "working_day"]

_MOST = 10**10
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}


def _n(value: Decimal | str | int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise FactError("not_exact", f"{value!r} is not an exact figure", value=value, hint="write it as text, as '1.5'")
    try:
        n = Decimal(value)
    except InvalidOperation:
        raise FactError("not_a_figure", f"{value!r} is not a figure", value=value, hint="write it as '8' or '1.5'") from None
    if not n.is_finite():
        raise FactError("not_a_figure", f"{value!r} is not a finite figure", value=value, hint="write it as '8' or '1.5'")
    if n < 0:
        raise FactError("negative_amount", f"{value!r} is less than nothing", value=value, hint="go back with subtract")
    if n > _MOST:
        raise FactError("amount_too_large", f"{value!r} is more than {_MOST:,}", value=value, hint="no calendar reaches that far")
    return n


def _unit(value: Unit) -> Unit:
    return choice(value, "seconds", "minutes", "hours", "days")


@final
@frozen(kw_only=True, field_transformer=named)
class Amount(Value):
    """So many hours, or days; what one day is, the question says."""

    n: Decimal = field(converter=_n)
    unit: Unit = field(converter=_unit)

    @classmethod
    def read(cls, value: "Amount | Mapping[str, Any] | timedelta") -> Self:
        """An amount at the door: itself, a mapping, or in Python a `timedelta` of open time."""
        if isinstance(value, timedelta):
            if value < timedelta(0):
                raise FactError("negative_amount", f"{value} is less than nothing", value=value, hint="go back with subtract")
            seconds, micro = divmod(value // timedelta(microseconds=1), 1_000_000)
            return cls(n=f"{seconds}.{micro:06d}" if micro else seconds, unit="seconds")
        return read(cls, value)

    @property
    def microseconds(self) -> int:
        """The amount in microseconds, a day being 24 hours."""
        exact = Fraction(self.n) * _SECONDS[self.unit] * 1_000_000
        if exact.denominator != 1:
            raise FactError(
                "amount_too_fine",
                f"{self.n} {self.unit} are no whole number of microseconds",
                path="/n",
                value=self.n,
                hint="round it, or count in seconds",
            )
        return exact.numerator

    @property
    def days(self) -> int:
        """The amount as whole days."""
        if Fraction(self.n).denominator != 1:
            raise FactError(
                "part_of_a_working_day",
                f"{self.n} working days are not a whole number of them",
                path="/n",
                value=self.n,
                hint="count in hours, or let a day be 24_hours",
            )
        return int(self.n)
