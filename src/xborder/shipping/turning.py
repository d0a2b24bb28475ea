"""At which values of the goods may a charge begin, end or change its way? What the law draws a line at, brought home."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, final

from attrs import frozen

from xborder.atlas import Entry
from xborder.money import Money
from xborder.reasons import Source
from xborder.shipping.cost import LandedCost
from xborder.shipping.limits import NO_LIMIT
from xborder.shipping.plan import Gate
from xborder.values import Value

__all__ = ["Kind", "Limit", "Turn", "turns_of"]

Kind = Literal["duty_relief", "tax_relief", "duty_waiver", "tax_waiver", "scheme", "simplified_duty", "band", "fee"]
Quoted = Callable[[int], LandedCost]


@final
@frozen(kw_only=True)
class Limit(Value):
    """A limit as the law writes it: in its own currency, of the goods, the goods with carriage (`cif`), or the charge itself (`amount`)."""

    WIRE = ("kind", "rule", "limit", "edge", "basis", "line", "sources")

    kind: Kind
    entry: Entry
    limit: Money
    edge: Literal["at_most", "below"]
    basis: str
    line: int | None = None

    @property
    def rule(self) -> str:
        """The entry of the atlas that draws it."""
        return self.entry.rule

    @property
    def sources(self) -> tuple[Source, ...]:
        """What was read."""
        return self.entry.sources


class Turn(NamedTuple):
    """A limit, and the least value of the goods, in the destination's minor units, that is beyond it."""

    beyond: int
    limit: Limit


def turns_of(cost: LandedCost, quoted: Quoted) -> tuple[Turn, ...]:
    """Every limit in force, with the goods value at which it turns; those on a charge itself are found by halving."""
    found = [*_by_value(cost), *_by_item(cost, quoted)]
    for kind, gate, waived in (("duty_waiver", cost.plan.duty_relief, _without_duty), ("tax_waiver", cost.plan.tax_relief, _without_tax)):
        if gate and gate.limit and not gate.by_value:
            limit = _limit("duty_waiver" if kind == "duty_waiver" else "tax_waiver", gate.entry, gate.limit, strict=gate.strict, basis="amount")
            found += [Turn(beyond, limit) for beyond in _halved(quoted, waived, [one.beyond for one in found], cost)]
    return tuple(sorted((one for one in found if one.beyond > 0), key=lambda one: (one.beyond, one.limit.rule, one.limit.kind, one.limit.line or 0)))


def _by_value(cost: LandedCost) -> Iterator[Turn]:
    """The limits on the value of the whole consignment."""
    plan, limits, figures = cost.plan, cost.limits, cost.quote.figures
    carriage = None if figures.freight is None else figures.freight + figures.insurance

    def turn(kind: Kind, entry: Entry, money: Money | None, units: int | None, basis: str, *, strict: bool) -> Iterator[Turn]:
        less = 0 if basis != "cif" else carriage
        if money is not None and units is not None and less is not None and units < NO_LIMIT:
            yield Turn(units - less, _limit(kind, entry, money, strict=strict, basis=basis))

    relieved: tuple[tuple[Kind, Gate | None, int | None], ...] = (
        ("duty_relief", plan.duty_relief, limits.duty_relief),
        ("tax_relief", plan.tax_relief, limits.tax_relief),
    )
    for kind, gate, units in relieved:
        if gate and gate.by_value:
            yield from turn(kind, gate.entry, gate.limit, units, gate.basis, strict=gate.strict)
    scheme, simplified = plan.scheme, plan.simplified
    if scheme and scheme.collects and not scheme.per_item:
        yield from turn("scheme", scheme.entry, scheme.limit, limits.scheme, scheme.basis, strict=scheme.strict)
    if simplified:
        yield from turn("simplified_duty", simplified.entry, simplified.limit, limits.simplified, simplified.basis, strict=simplified.strict)
        for (top, _, _), band in zip(simplified.bands, limits.bands or (), strict=False):
            yield from turn("band", simplified.entry, top, band.up_to, simplified.basis, strict=False)
    for one in limits.fees:
        yield from turn("fee", one.fee.entry, one.fee.limit, one.limit, "goods", strict=one.fee.strict)
        yield from turn("fee", one.fee.entry, one.fee.above, one.above, "goods", strict=False)


def _by_item(cost: LandedCost, quoted: Quoted) -> Iterator[Turn]:
    """A scheme's limit on the price of an item: where each line goes beyond it, as all of them rise together."""
    scheme, limit = cost.plan.scheme, cost.limits.scheme
    if scheme is None or scheme.limit is None or limit is None or not (scheme.collects and scheme.per_item):
        return
    whole = sum(cost.quote.figures.goods)
    for index, (value, pieces) in enumerate(zip(cost.quote.figures.goods, cost.quote.figures.columns.pieces, strict=True)):
        least = limit * pieces
        if not value and whole:
            continue
        near = least * whole // value if value else least * len(cost.parcel.lines)
        low, high = near - near // 100 - 100, near + near // 100 + 100
        while high - low > 1:
            middle = (low + high) // 2
            beyond = middle > 0 and quoted(middle).quote.figures.goods[index] >= least
            low, high = (low, middle) if beyond else (middle, high)
        yield Turn(high, _limit("scheme", scheme.entry, scheme.limit, strict=scheme.strict, basis="item", line=index))


def _halved(quoted: Quoted, waived: Callable[[LandedCost], bool], turns: list[int], cost: LandedCost) -> Iterator[int]:
    """Where a small charge is no longer waived: it rises with the goods between two limits, so halving finds the place."""
    marks = sorted({0, *(one for one in turns if one > 0)})
    top = max(2 * marks[-1], sum(cost.quote.figures.goods), 1)
    while waived(quoted(top)) and top < 10**15:
        top *= 10
    for start, stop in zip(marks, [*marks[1:], top], strict=True):
        low, high = start, stop - 1
        if high <= low or waived(quoted(low)) == waived(quoted(high)):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if waived(quoted(middle)) == waived(quoted(low)) else (low, middle)
        yield high


def _without_duty(cost: LandedCost) -> bool:
    relief, tape = cost.plan.duty_relief, cost.tape
    return bool(relief and tape and tape.regime.duty == "none" and tape.regime.duty_entry is relief.entry)


def _without_tax(cost: LandedCost) -> bool:
    return bool(cost.tape and cost.tape.waived)


def _limit(kind: Kind, entry: Entry, money: Money, *, strict: bool, basis: str, line: int | None = None) -> Limit:
    return Limit(kind=kind, entry=entry, limit=money, edge="below" if strict else "at_most", basis=basis, line=line)
