"""One duty of a stack: by which rule, at which rate, of what, and what kept it away if anything did."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, cast, final

from attrs import fields, frozen

from xborder.codes import Currency
from xborder.money import Money, Rate, minor_units
from xborder.shipping.stack.facts import Strategy
from xborder.shipping.stack.measure import Measure
from xborder.shipping.stack.plan import Variant
from xborder.shipping.stack.reckoning import Charged, Stack
from xborder.values import Value

__all__ = ["Component", "Shown", "Status", "components_of"]

Status = Literal["known", "estimated", "missing", "not_applicable", "prohibited"]
OWN = {"general": "duty.mfn", "special": "duty.preference", "2": "duty.column_2"}
DE_MINIMIS = "de_minimis"


@final
@frozen(kw_only=True)
class Component(Value):
    """One duty of the stack: by which rule, at which rate, of what, and what kept it away if anything did."""

    WIRE = ("rule", "code", "heading", "expression", "rate", "base", "amount", "low", "high", "status", "excluded_by")

    rule: str
    code: str
    heading: str | None = None
    expression: str
    rate: Rate | None = None
    base: Money | None = None
    amount: Money | None = None
    low: Money | None = None
    high: Money | None = None
    status: Status = "known"
    excluded_by: str | None = None


# as in `money`: the slots' own descriptors make a component in a third of the time of its constructor
_NEW = object.__new__
_SETTERS = tuple(cast("Any", getattr(Component, one.name)).__set__ for one in fields(Component))


def _component(*told: object) -> Component:
    """A component from its fields, in their order."""
    made = _NEW(Component)
    for put, one in zip(_SETTERS, told, strict=True):
        put(made, one)
    return made


class Shown(NamedTuple):
    """How the figures of a stack are shown: in which money, by which strategy, and whether a relief waived them."""

    rule: str
    currency: Currency
    minor: int
    strategy: Strategy
    waived: bool
    several: bool
    """Whether the lines that the goods may be differ in their own duty."""

    def money(self, minor: int | None) -> Money | None:
        """Minor units as money."""
        return None if minor is None else minor_units(minor, self.currency)

    def pick(self, low: int, high: int | None) -> int | None:
        """The figure between two bounds, by the strategy that was chosen."""
        if low == high or self.strategy == "low":
            return low
        return high if self.strategy == "high" else None


def components_of(variant: Variant, stack: Stack, shown: Shown) -> Iterator[Component]:
    """The tariff's own duty and each measure, those that were kept away included."""
    yield _own(variant, stack, shown)
    base = minor_units(shown.minor, shown.currency)
    if shown.waived:
        nothing = minor_units(0, shown.currency)
        for one in variant.law.measures:
            yield _component(one.rule, one.code, one.heading or None, one.words, one.shown, base, nothing, nothing, nothing, "not_applicable", DE_MINIMIS)
    elif stack.least is stack.most:
        for one, charged in zip(variant.law.measures, stack.least, strict=True):
            yield _settled(one, charged, base if charged.base == shown.minor else minor_units(charged.base, shown.currency), shown.currency)
    else:
        spans = stack.spans or tuple((one.amount, one.amount) for one in stack.most)
        for row in zip(variant.law.measures, stack.least, stack.most, spans, strict=True):
            yield _bounded(*row, shown)


def _own(variant: Variant, stack: Stack, shown: Shown) -> Component:
    low, high = (0, 0) if shown.waived else stack.own
    figure = None if shown.several and shown.strategy == "exact" and not shown.waived else shown.pick(low, high)
    status: Status = "known" if figure is not None else "estimated" if high is not None else "missing"
    least = shown.money(low)
    most = least if low == high else shown.money(high)
    return _component(
        shown.rule,
        OWN.get(variant.column, "duty.mfn"),
        None,
        variant.text,
        variant.shown,
        shown.money(shown.minor),
        least if figure == low else shown.money(figure),
        least,
        most,
        "not_applicable" if shown.waived else status,
        DE_MINIMIS if shown.waived else None,
    )


def _settled(one: Measure, charged: Charged, base: Money, currency: Currency) -> Component:
    """A measure where every stack is the same."""
    amount = minor_units(charged.amount, currency)
    status: Status = "not_applicable" if charged.by else "known"
    if one.prohibited and not charged.by:
        return _component(one.rule, one.code, one.heading or None, one.words, one.shown, base, None, amount, amount, "prohibited", None)
    return _component(one.rule, one.code, one.heading or None, one.words, one.shown, base, amount, amount, amount, status, charged.by or None)


def _bounded(one: Measure, least: Charged, most: Charged, span: tuple[int, int], shown: Shown) -> Component:
    """A measure that may come to more or less."""
    low, high = span
    figure = None if shown.strategy == "exact" and low != high else shown.pick(least.amount, most.amount)
    by = least.by if least.by and most.by else None
    status: Status = "not_applicable" if by else "estimated" if one.state == "perhaps" or figure is None else "known"
    if one.prohibited and not by:
        status = "prohibited" if one.state == "due" else "estimated"
    amount = None if status == "prohibited" else shown.money(figure)
    base, bottom, top = (shown.money(minor) for minor in (most.base, low, high))
    return _component(one.rule, one.code, one.heading or None, one.words, one.shown, base, amount, bottom, top, status, by)
