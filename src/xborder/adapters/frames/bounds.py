"""How high can the figures of a line rise? The line's own function, run on intervals instead of ints."""

from collections.abc import Mapping

from xborder.adapters.frames.block import Ends
from xborder.adapters.frames.law import Law, shared_rates
from xborder.adapters.frames.money import Brought
from xborder.shipping.consignment import Pair
from xborder.shipping.kernel import Line

__all__ = ["Bound", "fits", "peak"]


class Bound:
    """From the lowest to the highest a number can be; `peak` is kept of everything it is reckoned with."""

    __slots__ = ("high", "low", "seen")

    def __init__(self, low: int, high: int, seen: list[int]) -> None:
        self.low = low
        self.high = high
        self.seen = seen
        seen[0] = max(seen[0], high, -low)

    def _other(self, other: "Bound | int") -> tuple[int, int]:
        return (other.low, other.high) if isinstance(other, Bound) else (other, other)

    def __add__(self, other: "Bound | int") -> "Bound":
        low, high = self._other(other)
        return Bound(self.low + low, self.high + high, self.seen)

    __radd__ = __add__

    def __neg__(self) -> "Bound":
        return Bound(-self.high, -self.low, self.seen)

    def __sub__(self, other: "Bound | int") -> "Bound":
        low, high = self._other(other)
        return Bound(self.low - high, self.high - low, self.seen)

    def __rsub__(self, other: int) -> "Bound":
        return -self + other

    def __mul__(self, other: "Bound | int") -> "Bound":
        ends = [one * two for one in (self.low, self.high) for two in self._other(other)]
        return Bound(min(ends), max(ends), self.seen)

    __rmul__ = __mul__

    def __floordiv__(self, other: "Bound | int") -> "Bound":
        low, high = self._other(other)
        if low <= 0:  # nothing bounds it
            return Bound(0, 1 << 200, self.seen)
        ends = [one // two for one in (self.low, self.high) for two in (low, high)]
        return Bound(min(ends), max(ends), self.seen)

    def __gt__(self, other: int) -> "Bound":
        """A truth that is reckoned with is nothing or one."""
        return Bound(int(self.low > other), int(self.high > other), self.seen)

    def __rfloordiv__(self, other: int) -> "Bound":
        return Bound(other, other, self.seen) // self


def peak(line: Line, *amounts: int, rates: tuple[Ends, ...], freed: Mapping[str, int]) -> int:
    """The highest number that comes up where a line's function is run on amounts and rates up to these."""
    seen = [0]
    parts = [Bound(0, one, seen) for one in amounts]
    for top, least, most in rates:
        parts += [Bound(0, top, seen), Bound(least, most, seen)]
    line(*parts, **{name: Bound(0, one, seen) for name, one in freed.items()})
    return seen[0]


def fits(law: Law, money: Brought, lines: int, highs: list[int], duty: Ends, excise: Ends) -> bool:
    """Whether every number that can come up for parcels of so many lines, up to these amounts, fits into int64."""
    plan, limits = law.plan, law.limits
    seen = [2 * lines * one * pair[0] + pair[1] for one in highs for pair in (money.home, money.written) if pair]
    value, freight, insurance, discount = (one if money.home is None else one * money.home[0] // money.home[1] + 1 for one in highs)
    goods = lines * value
    door = goods + freight + insurance
    fees = given = 0
    for known in limits.fees:
        rate = known.fee.rate
        seen.append(2 * door * rate.numerator + rate.denominator if rate else 0)
        fees += max((known.amount or 0) * lines, door * (rate.numerator // rate.denominator + 1) if rate else 0, known.least or 0)
    for band in limits.bands or ():
        seen.append(2 * door * band.numerator + band.denominator)
        given = max(given, door * (band.numerator // band.denominator + 1))
    given += (limits.per_item or 0) * lines
    seen += [2 * (one + 1) * (goods + lines) for one in (freight, insurance, discount, fees, given, limits.duty_free, limits.tax_free)]
    duties = [
        duty,
        *_general(law.general, duty),
        *([(rate.numerator, rate.denominator, rate.denominator)] if (rate := plan.simplified and plan.simplified.rate) else []),
    ]
    tops, shared = shared_rates([(rate.numerator, rate.denominator) for rates in (plan.tax_rates, plan.scheme_rates) for _, rate, _ in rates])
    tax = (max(tops, default=0), shared, shared)
    freed = {name: amount for name in ("duty_free", "tax_free") if (amount := getattr(limits, name))}
    for kind in ("rate", "none", "given"):
        for way in ("import", "scheme", "none"):
            line = law.way(kind, way).line
            seen += [peak(line, value, freight, insurance, fees, given, rates=(one, tax, excise), freed=freed) for one in duties]
    top, bottom = money.shown or (1, 1)
    return 2 * lines * (max(seen) + 1) * top + bottom < 1 << 63


def _general(rate: Pair | None, duty: Ends) -> list[Ends]:
    """The same rates where some of them are the one that all goods bear."""
    if rate is None:
        return []
    top, bottom = rate
    if duty[1] != duty[2]:
        return [(max(top, duty[0]), min(bottom, duty[1]), max(bottom, duty[2]))]
    shared = bottom * duty[1]
    return [(max(top * duty[1], duty[0] * bottom), shared, shared)]
