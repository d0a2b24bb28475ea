"""For which weight does a carrier charge: what it weighs, or what its volume stands for?

>>> weight = chargeable_weight([{"lb": "2", "inches": ["11.1", "8.5", "6.2"]}], "ups_lb", on="2025-08-18")
>>> weight.chargeable, weight.unit, weight.packages[0].formula
(Decimal('6'), 'lb', '12 x 9 x 7 in = 756 in3; 756 / 139 = 5.439 lb')
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Any, NamedTuple, final

from attrs import converters, field, frozen

from xborder.atlas import EDITION, Entry
from xborder.errors import FactError
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, told
from xborder.shipping.carriers import rule_of
from xborder.shipping.parcel import Package
from xborder.shipping.weight_profile import INCH, POUND, WeightProfile, decimal_up, measure, up_to
from xborder.values import Under, Value, day, named, read, sequence

__all__ = ["ChargeableWeight", "MeasuredPackage", "PackageWeight", "chargeable_weight"]

_SIDES = 3
_SHOWN = 3
_EXACT = 9


def _lengths(value: Iterable[Decimal | str | int]) -> tuple[Decimal, ...]:
    sides = sequence(value, measure)
    if len(sides) != _SIDES:
        raise FactError("not_three_sides", f"a box has three sides, not {len(sides)}", value=list(map(str, sides)), hint="length, width and height")
    return sides


@final
@frozen(kw_only=True, field_transformer=named)
class MeasuredPackage(Value):
    """One box: its gross weight in `kg` or `lb`, its three sides in `cm` or `inches`. What is not known is left out."""

    kg: Decimal | None = field(default=None, converter=converters.optional(measure))
    lb: Decimal | None = field(default=None, converter=converters.optional(measure))
    cm: tuple[Decimal, ...] | None = field(default=None, converter=converters.optional(_lengths))
    inches: tuple[Decimal, ...] | None = field(default=None, converter=converters.optional(_lengths))

    def __attrs_post_init__(self) -> None:
        for one, other in (("kg", "lb"), ("cm", "inches")):
            if getattr(self, one) is not None and getattr(self, other) is not None:
                message = f"a package is measured in {one} or in {other}, not in both"
                raise FactError("measured_twice", message, path=f"/{other}", value=getattr(self, other), hint=f"leave out {one} or {other}")

    def weight(self, unit: str) -> Fraction | None:
        """What it weighs in a unit, exactly."""
        if unit == "kg":
            return Fraction(self.kg) if self.kg is not None else None if self.lb is None else Fraction(self.lb) * POUND
        return Fraction(self.lb) if self.lb is not None else None if self.kg is None else Fraction(self.kg) / POUND

    def lengths(self, unit: str) -> tuple[Fraction, ...] | None:
        """Its sides in centimetres for kilograms, in inches for pounds, exactly."""
        own, other = (self.cm, self.inches) if unit == "kg" else (self.inches, self.cm)
        if own is not None:
            return tuple([Fraction(one) for one in own])
        factor = INCH if unit == "kg" else 1 / INCH
        return None if other is None else tuple([Fraction(one) * factor for one in other])


def _package(value: MeasuredPackage | Package | Mapping[str, Any]) -> MeasuredPackage:
    if isinstance(value, Package):
        return MeasuredPackage(kg=value.kg, cm=value.cm or None)
    return read(MeasuredPackage, value)


@final
@frozen(kw_only=True)
class PackageWeight(Value):
    """One package in the unit of the rule: what it weighs, what its volume stands for, what is charged for it.

    `volumetric` is shown to a thousandth, rounded up, and zero where the volume does not count. `chargeable` is None where the
    shipment is weighed as a whole. All are None where a measure is missing.
    """

    actual: Decimal | None
    volumetric: Decimal | None
    chargeable: Decimal | None
    formula: str | None


class _Box(NamedTuple):
    """One package as the rule sees it: what it weighs, its sides as they are reckoned with, what its volume stands for."""

    actual: Fraction | None
    sides: tuple[Fraction, ...] | None
    volumetric: Fraction | None

    @property
    def greater(self) -> Fraction | None:
        """What is charged for, before it is rounded."""
        return None if self.actual is None or self.volumetric is None else max(self.actual, self.volumetric)


def _box(package: MeasuredPackage, rule: WeightProfile) -> _Box:
    actual, lengths = package.weight(rule.unit), package.lengths(rule.unit)
    if lengths is None:
        return _Box(actual, None, None)
    sides = tuple([rule.side(length) for length in lengths])
    volume = prod(sides, start=Fraction(1))
    counts = rule.threshold is None or volume > Fraction(rule.threshold)
    return _Box(actual, sides, volume / Fraction(rule.divisor) if counts else Fraction(0))


def _formula(box: _Box, rule: WeightProfile) -> str | None:
    if box.sides is None or box.volumetric is None:
        return None
    volume, cube = prod(box.sides, start=Fraction(1)), f"{rule.length}3"
    formula = f"{' x '.join(map(_text, box.sides))} {rule.length} = {_text(volume)} {cube}"
    if not box.volumetric:
        return f"{formula}, not above {rule.threshold} {cube}: its volume does not count"
    return f"{formula}; {_text(volume)} / {rule.divisor} = {_text(box.volumetric)} {rule.unit}"


def _text(amount: Fraction) -> str:
    return format(decimal_up(amount, _SHOWN), "f")


def _shown(amount: Fraction | None) -> Decimal | None:
    return None if amount is None else decimal_up(amount, _SHOWN)


def _sum(amounts: Iterable[Fraction | None]) -> Fraction | None:
    total = Fraction(0)
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


@final
@frozen(kw_only=True)
class ChargeableWeight(Answer):
    """What a shipment is charged for, and how that follows from its packages.

    All weights are in `unit`, exact or shown to a thousandth and rounded up, never down; `kg` is the chargeable weight in
    kilograms. While a package's weight or sides are missing, what stands on them is None and `needs` names them.
    """

    WIRE = (
        "unit", "actual", "volumetric", "chargeable", "kg", "packages", "rule", "on", "status", "edition", "because", "needs", "caveats", "assumed",
    )  # fmt: skip

    given: tuple[MeasuredPackage, ...]
    rule: WeightProfile
    on: date
    noted: Caveat | None = None

    @property
    def _boxes(self) -> tuple[_Box, ...]:
        return tuple(_box(one, self.rule) for one in self.given)

    @property
    def unit(self) -> str:
        """`kg` or `lb`, as the rule has it."""
        return self.rule.unit

    @property
    def actual(self) -> Decimal | None:
        """What all packages weigh."""
        return _shown(_sum(box.actual for box in self._boxes))

    @property
    def volumetric(self) -> Decimal | None:
        """What the volume of all packages stands for."""
        return _shown(_sum(box.volumetric for box in self._boxes))

    @property
    def chargeable(self) -> Decimal | None:
        """What is charged for."""
        rule, boxes = self.rule, self._boxes
        if rule.per == "package":
            total = _sum(None if box.greater is None else up_to(box.greater, rule.step) for box in boxes)
        else:
            both = _Box(_sum(box.actual for box in boxes), None, _sum(box.volumetric for box in boxes)).greater
            total = None if both is None else up_to(both, rule.step)
        if total is None:
            return None
        least = Fraction(rule.minimum or 0)
        return decimal_up(max(total, least), _EXACT if rule.step else _SHOWN)

    @property
    def kg(self) -> Decimal | None:
        """What is charged for, in kilograms, as rate cards want it."""
        found = self.chargeable
        return found if found is None or self.unit == "kg" else decimal_up(Fraction(found) * POUND, _EXACT)

    @property
    def packages(self) -> tuple[PackageWeight, ...]:
        """Each package, in the order given."""
        return tuple(
            PackageWeight(actual=_shown(box.actual), volumetric=_shown(box.volumetric), chargeable=self._charged(box), formula=_formula(box, self.rule))
            for box in self._boxes
        )

    def _charged(self, box: _Box) -> Decimal | None:
        greater = box.greater
        if greater is None or self.rule.per == "shipment":
            return None
        return decimal_up(up_to(greater, self.rule.step), _EXACT if self.rule.step else _SHOWN)

    @property
    def edition(self) -> str:
        """The edition the carriers' rules belong to."""
        return EDITION

    @property
    def because(self) -> tuple[Reason, ...]:
        """The rule, each package's figures, and the sum."""
        rule = self.rule
        reasons = [_ruled(rule)]
        for number, one in enumerate(self.packages, 1):
            if one.actual is not None and one.volumetric is not None:
                template = "package {number} weighs {actual} {unit}, its volume stands for {volumetric} {unit}"
                words = {"number": number, "actual": one.actual, "volumetric": one.volumetric, "unit": rule.unit}
                reasons.append(told("weight.package", template, None, one.formula, **words))
        if self.chargeable is not None:
            whose = "the greater of each package" if rule.per == "package" else "the greater of both sums"
            reasons.append(told("weight.chargeable", "charged for: {weight} {unit}, {whose}", weight=self.chargeable, unit=rule.unit, whose=whose))
        return tuple(reasons)

    @property
    def needs(self) -> tuple[Need, ...]:
        """The measures that were left out."""
        found = []
        for index, (box, one) in enumerate(zip(self._boxes, self.given, strict=True)):
            if box.actual is None:
                found.append(Need(kind="fact", path=f"/packages/{index}/{self.unit}", text=f"what package {index + 1} weighs"))
            if one.cm is None and one.inches is None:
                path = f"/packages/{index}/{'cm' if self.unit == 'kg' else 'inches'}"
                found.append(Need(kind="fact", path=path, text=f"the three sides of package {index + 1}: its volume may be charged for"))
        return tuple(found)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What is not known well of the rule."""
        cited = _entry(self.rule)
        noted = () if self.rule.note is None else (Caveat(kind="unverified", rule=cited.rule if cited else None, text=self.rule.note),)
        return noted if self.noted is None else (self.noted, *noted)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """Nothing: what is not given is not guessed."""
        return ()


def _entry(rule: WeightProfile) -> Entry | None:
    if rule.since is None or not rule.sources:
        return None
    scope, name = rule.carrier.lower().replace(" ", "_"), f"shipping.weight.{rule.unit}"
    return Entry(scope=scope, name=name, since=rule.since, until=rule.until, grade=rule.grade, sources=rule.sources)


_SIDES_TOLD = {"as_measured": "sides as measured", "nearest": "sides to the nearest whole {length}", "up": "sides up to the next whole {length}"}


def _ruled(rule: WeightProfile) -> Reason:
    template = "{carrier}: " + _SIDES_TOLD[rule.sides] + ", volume in {length}3 by {divisor}"
    template += ", weight up to the next {step} {unit}" if rule.step else ", weight not rounded"
    words = {"carrier": rule.carrier, "length": rule.length, "divisor": rule.divisor, "step": rule.step, "unit": rule.unit}
    return told("weight.rule", template, _entry(rule), None, **words)


def chargeable_weight(
    packages: Iterable[MeasuredPackage | Package | Mapping[str, Any]],
    profile: WeightProfile | Mapping[str, Any] | str,
    /,
    *,
    on: date | str,
) -> ChargeableWeight:
    """For which weight does a carrier charge on a day: the greater of what a package weighs and of what its volume stands for?

    >>> chargeable_weight([{"kg": "3.5", "cm": [40, 30, 30]}], "dhl_express_kg", on="2026-11-21").chargeable
    Decimal('7.5')

    `profile` is the name of a carrier's published rule (`dhl_express_kg`, `fedex_kg`, `ups_lb`, `usps_lb` …) or a rule of your own.
    Kilograms and pounds, centimetres and inches are converted exactly.
    """
    asked: date = Under("on", day)(on)
    given = _read("packages", lambda: sequence(packages, _package))
    if not given:
        raise FactError("no_packages", "there is nothing to weigh", path="/packages", value="[]", hint="pass one package or more")
    if isinstance(profile, str):
        rule, noted = rule_of(profile, asked)
        return ChargeableWeight(given=given, rule=rule, on=asked, noted=noted)
    own: WeightProfile = _read("profile", lambda: read(WeightProfile, profile))
    if not own.holds(asked):
        message = f"the rule of {own.carrier} is not in force on {asked}"
        raise FactError("rule_not_in_force", message, path="/on", value=asked, hint=f"it holds from {own.since} until {own.until}")
    return ChargeableWeight(given=given, rule=own, on=asked)


def _read(name: str, door: Callable[[], Any]) -> Any:
    try:
        return door()
    except FactError as error:
        raise error.under(name) from None
