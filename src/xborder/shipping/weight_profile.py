"""How does a carrier make a weight of a volume? One rule of one carrier, and the exact arithmetic of weights and sides.

>>> WeightProfile(carrier="our forwarder", unit="kg", divisor="6000", step="0.5").step
Decimal('0.5')
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, final

from attrs import converters, field, frozen

from xborder.errors import FactError
from xborder.reasons import Grade, Source
from xborder.values import Value, choice, day, named, read, sequence, text

__all__ = ["INCH", "POUND", "WeightProfile", "decimal_up", "measure", "up_to"]

INCH = Fraction(254, 100)
"""Centimetres in an inch, exactly."""
POUND = Fraction(45_359_237, 100_000_000)
"""Kilograms in a pound, exactly."""

Unit = Literal["kg", "lb"]
Sides = Literal["as_measured", "nearest", "up"]
Per = Literal["package", "shipment"]


def measure(value: Decimal | str | int) -> Decimal:
    """A weight or length, exact and above zero."""
    if isinstance(value, bool | float):
        raise FactError("float_measure", f"{value!r} is not an exact measure", value=value, hint=f"write it as text: '{value}'")
    written = format(value, "f") if isinstance(value, Decimal) else str(value)
    if not re.fullmatch(r"\d{1,12}(\.\d{1,9})?", written):
        raise FactError("unreadable_measure", f"{written!r} is not a weight or length", value=value, hint="digits with a decimal point: '0.350'")
    found = Decimal(written)
    if not found:
        raise FactError("measure_of_zero", "nothing weighs or measures zero", value=value, hint="leave out what is not known")
    return found


def up_to(amount: Fraction, step: Decimal | None) -> Fraction:
    """The next multiple of a step that is no less; the amount itself where there is no step."""
    if step is None:
        return amount
    size = Fraction(step)
    return -(-amount // size) * size


def decimal_up(amount: Fraction, places: int) -> Decimal:
    """An amount as a decimal of at most so many places, rounded up where it has more; no decimal context is asked."""
    units = -(-amount.numerator * 10**places // amount.denominator)
    digits = str(units).rjust(places + 1, "0")
    return Decimal(f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip("."))


def _unit(value: Unit) -> Unit:
    return choice(value, "kg", "lb")


def _sides(value: Sides) -> Sides:
    return choice(value, "as_measured", "nearest", "up")


def _per(value: Per) -> Per:
    return choice(value, "package", "shipment")


def _grade(value: Grade) -> Grade:
    return choice(value, "A", "B", "C")


def _day(value: date | str) -> date:
    return day(value)


def _sources(value: Iterable[Source | Mapping[str, Any]]) -> tuple[Source, ...]:
    return sequence(value, _source)


def _source(value: Source | Mapping[str, Any]) -> Source:
    found = read(Source, value)
    return Source(title=text(found.title), url=text(found.url), checked=day(found.checked))


@final
@frozen(kw_only=True, field_transformer=named)
class WeightProfile(Value):
    """One rule by which a carrier charges for weight and volume, from `since` until the day before `until`.

    >>> WeightProfile(carrier="our forwarder", unit="kg", divisor="6000", sides="up", step="0.5", per="shipment").divisor
    Decimal('6000')

    - `unit`: `kg` measures sides in centimetres, `lb` in inches; `divisor` is cubic centimetres a kilogram, or cubic inches a pound.
    - `sides`: each side `as_measured`, or rounded to the `nearest` whole centimetre or inch (halves go up), or `up` to the next.
    - `step`: weights are rounded up to a multiple of it; without one they are left to the price list.
    - `threshold`: a volume that is not above it, in cubic centimetres or inches, has no volumetric weight.
    - `minimum`: the least weight that a shipment is charged for.
    - `per`: whether the greater weight is taken of each `package`, or of the `shipment` as a whole.
    """

    carrier: str = field(converter=text)
    unit: Unit = field(converter=_unit)
    divisor: Decimal = field(converter=measure)
    sides: Sides = field(default="as_measured", converter=_sides)
    step: Decimal | None = field(default=None, converter=converters.optional(measure))
    threshold: Decimal | None = field(default=None, converter=converters.optional(measure))
    minimum: Decimal | None = field(default=None, converter=converters.optional(measure))
    per: Per = field(default="package", converter=_per)
    since: date | None = field(default=None, converter=converters.optional(_day))
    until: date | None = field(default=None, converter=converters.optional(_day))
    grade: Grade = field(default="C", converter=_grade)
    sources: tuple[Source, ...] = field(default=(), converter=_sources)
    note: str | None = field(default=None, converter=converters.optional(text))

    def __attrs_post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until <= self.since:
            message = f"the rule of {self.carrier} ends on {self.until}, before it begins"
            raise FactError("empty_period", message, path="/until", value=self.until, hint="until is the first day on which it no longer holds")

    @property
    def length(self) -> Literal["cm", "in"]:
        """What sides are measured in."""
        return "cm" if self.unit == "kg" else "in"

    def side(self, length: Fraction) -> Fraction:
        """A side as it is reckoned with."""
        if self.sides == "up":
            return Fraction(-(-length // 1))
        if self.sides == "nearest":
            return Fraction((length + Fraction(1, 2)) // 1)
        return length

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)
