"""What does a duty come to, for goods of this value and these measures?

>>> from xborder.money import Money
>>> from xborder.shipping.duty.taric import read_taric
>>> duty = read_taric("13.8% MIN 13 GBP/100kg MAX 15 GBP/100kg - 7 GBP/100kg")
>>> evaluate(duty, value="1200 GBP", measures={"kg": 10000}).money()
Money('800.00', 'GBP')
>>> asked = evaluate(duty, value="1200 GBP", measures={}, path="/parcel/lines/0")
>>> [need.path for need in asked.needs], asked.low(), asked.high()
(['/parcel/lines/0/measures/kg'], Money('0.00', 'GBP'), None)

Figures are exact fractions until the caller rounds them. A fact is needed only if it can move the figure. The duty is
reckoned for the goods together; what a threshold leaves out is reckoned as if each piece, each litre were like the rest.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Self, final

from attrs import frozen

from xborder.codes import Currency
from xborder.errors import FactError, Incomplete
from xborder.money import Direction, ExchangeRates, Money, divide
from xborder.reasons import Need
from xborder.shipping.duty.expression import WHOLE, AdValorem, Combined, Expression, Free, Per, Reference, Sliding, Specific
from xborder.shipping.duty.printing import decimal
from xborder.shipping.duty.units import BASES, DERIVED, PERCENTS, THRESHOLDS, UNITS, in_measure, measure_name, spellings
from xborder.values import Value

__all__ = ["DutyAmount", "evaluate"]

Measure = Decimal | Fraction | int | str
Span = tuple[Fraction | None, Fraction | None]
"""The least and the most a figure can be; None where nothing bounds it."""

_FINEST = 30
_FIGURES = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,30}|/[0-9]{0,29}[1-9][0-9]{0,29})?")
_NOTHING = Fraction(0)
_ANY: Span = (_NOTHING, None)


@final
@frozen(kw_only=True)
class DutyAmount(Value):
    """What a duty comes to, in exact minor units of its currency: `least` and `most` differ while facts are missing."""

    currency: Currency
    least: Fraction
    most: Fraction | None
    needs: tuple[Need, ...] = ()

    @property
    def exact(self) -> Fraction | None:
        """The figure in minor units; None while a fact is missing."""
        return self.least if self.least == self.most else None

    def money(self, direction: Direction = "half_up", unit: int = 1) -> Money:
        """The figure rounded once, to a multiple of `unit` minor units. The UK floors alcohol duties: `down`."""
        found = self.exact
        if found is None:
            wanted = ", ".join(need.path for need in self.needs)
            raise Incomplete("missing_measures", "the duty cannot be reckoned yet", path=self.needs[0].path if self.needs else "", hint=f"bring {wanted}")
        return self._money(found, direction, unit)

    def low(self, direction: Direction = "half_up") -> Money:
        """The least it can come to."""
        return self._money(self.least, direction, 1)

    def high(self, direction: Direction = "half_up") -> Money | None:
        """The most it can come to; None where nothing bounds it."""
        return None if self.most is None else self._money(self.most, direction, 1)

    def _money(self, figure: Fraction, direction: Direction, unit: int) -> Money:
        return Money.of(divide(figure.numerator, figure.denominator, unit, direction), self.currency)

    def to_dict(self) -> dict[str, Any]:
        """The exact figures in minor units, as decimal text or `n/d`, and what is missing."""
        figures = {"amount": self.exact, "low": self.least, "high": self.most}
        plain = {name: None if figure is None else decimal(figure) or str(figure) for name, figure in figures.items()}
        return {"currency": str(self.currency), **plain, "needs": [need.to_dict() for need in self.needs]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], /) -> Self:
        """The amount that `to_dict` wrote."""
        high = data["high"]
        most = None if high is None else Fraction(high)
        return cls(currency=Currency(data["currency"]), least=Fraction(data["low"]), most=most, needs=tuple(Need.from_dict(one) for one in data["needs"]))


def _measure(name: str, value: object) -> Fraction:
    if type(value) is Decimal and value.is_finite() and value >= 0 and abs(value.adjusted()) < _FINEST:
        return Fraction(value)
    if isinstance(value, bool | float) or not isinstance(value, Decimal | Fraction | int | str):
        raise FactError("float_measure", f"{value!r} is not an exact measure", path=f"/measures/{name}", value=value, hint=f"write it as text: '{value}'")
    figures = format(value, "f") if isinstance(value, Decimal) and abs(value.adjusted()) < _FINEST else str(value)
    exact = Fraction(figures) if _FIGURES.fullmatch(figures) else Fraction(-1)
    if exact < 0:
        raise FactError("unreadable_measure", f"{value!r} is not a measure", path=f"/measures/{name}", value=value, hint="digits with a decimal point: '0.350'")
    return exact


class _Facts:
    """What is known of the goods, and what was found missing on the way."""

    __slots__ = ("currency", "materials", "measures", "path", "rates", "references", "value", "wanted")

    def __init__(self, currency: Currency, value: Money | None, path: str) -> None:
        self.currency = currency
        self.value = value
        self.path = path
        self.measures: dict[str, Fraction] = {}
        self.materials: dict[str, Money] = {}
        self.references: dict[str, Expression | Money] = {}
        self.rates: ExchangeRates | None = None
        self.wanted: dict[str, Need] = {}

    def want(self, path: str, words: str) -> None:
        """Notes that a fact of the caller's is missing."""
        self.wanted.setdefault(path, Need(kind="fact", path=path, text=words))

    def worth(self, money: Money) -> Fraction | None:
        """An amount in minor units of the duty's currency."""
        if money.currency == self.currency:
            return money.exact
        found = self.rates.between(money.currency, self.currency) if self.rates else None
        if found is None:
            self.want(f"/rates/{money.currency}~1{self.currency}", f"what one {money.currency} is in {self.currency}")
            return None
        scale = Fraction(10) ** (self.currency.exponent - money.currency.exponent)
        return money.exact * found.numerator * scale / found.denominator

    def given(self, name: str) -> Fraction | None:
        """A measure as it was told, under its own name or in another unit of its kind."""
        for word, factor in spellings(name):
            if word in self.measures:
                return self.measures[word] * factor
        return None

    def measured(self, name: str) -> Span:
        """How much there is of a measure; what is missing is noted."""
        known = self.given(name)
        if known is not None:
            return known, known
        if name in DERIVED:
            (one, other), factor = DERIVED[name]
            if name != "l_alcohol" or self.given(one) is not None or self.given(other) is not None:
                return _times(_times(self.measured(one), self.measured(other)), (factor, factor))
        self.want(f"{self.path}/measures/{name}", f"how much there is, in {name}: the duty is charged by it")
        return (_NOTHING, Fraction(100)) if name in PERCENTS else _ANY

    def charged(self, per: Per) -> Span:
        """How many times the amount is charged."""
        name = measure_name(per.unit, per.basis)
        known = self.measured(name)
        if known[0] != known[1] and per.basis:
            known = self._within(per, known)
        if per.above is not None:
            known = self._above(per, known)
        return _times(known, _each(per))

    def _within(self, per: Per, known: Span) -> Span:
        """A part is at most the net quantity, what holds the goods at least."""
        relation = BASES[per.basis].relation if per.basis else "other"
        net = self.given(measure_name(per.unit, None))
        if net is None:
            return known
        return (known[0], net) if relation == "part" else (net, known[1]) if relation == "whole" else known

    def _above(self, per: Per, known: Span) -> Span:
        name, scale = THRESHOLDS.get(UNITS[per.unit].measure, ("pieces", Fraction(1)))
        left_out = _times(self.measured(name), (Fraction(per.above or 0) * scale,) * 2)
        return _at_least_nothing(_minus(known, left_out))

    def component(self, of: str) -> Span:
        """What is worth the rate: the goods, or the part of them that is named."""
        if of in (WHOLE, "entire_set"):
            if self.value is None:
                self.want(f"{self.path}/value", "what the goods are worth")
                return _ANY
            money = self.value
        elif of in self.materials:
            money = self.materials[of]
        else:
            self.want(f"{self.path}/materials/{of}", f"what the {of.replace('_', ' ')} is worth: the duty is a rate of it")
            whole = self.worth(self.value) if self.value else None
            return _NOTHING, None if of == "retail_price" else whole
        worth = self.worth(money)
        return (worth, worth) if worth is not None else _ANY

    def referred(self, reference: Reference) -> Span:
        """What a duty said in words comes to, where the caller says it."""
        found = self.references.get(reference.kind)
        if found is None:
            path = f"{self.path}/references/{reference.kind}"
            self.wanted.setdefault(path, Need(kind="rule", path=path, text=reference.text or "the rate stands elsewhere"))
            return _ANY
        if isinstance(found, Money):
            worth = self.worth(found)
            return (worth, worth) if worth is not None else _ANY
        del self.references[reference.kind]  # a duty that refers to itself has no figure
        span = self.duty(found)
        self.references[reference.kind] = found
        return _at_least_nothing(span)

    def duty(self, expression: Expression) -> Span:
        """The least and the most that the expression comes to."""
        if isinstance(expression, AdValorem):
            rate = expression.rate.exact
            return _times(self.component(expression.of), (rate, rate))
        if isinstance(expression, Specific):
            each = self.worth(expression.amount)
            amount: Span = (each, each) if each is not None else _ANY
            return amount if expression.per is None else _times(amount, self.charged(expression.per))
        if isinstance(expression, Combined):
            return self._combined(expression)
        if isinstance(expression, Sliding):
            return self._sliding(expression)
        return (_NOTHING, _NOTHING) if isinstance(expression, Free) else self.referred(expression)

    def _combined(self, duty: Combined) -> Span:
        first, *others = (self.duty(term) for term in duty.terms)
        for other in others:
            if duty.op == "sum":
                first = _plus(first, other)
            elif duty.op == "difference":
                first = _minus(first, other)
            else:
                first = _bounded(first, other, greater=duty.op == "min")
        return first

    def _sliding(self, duty: Sliding) -> Span:
        amount, step, floor = (self.worth(money) for money in (duty.amount, duty.step, duty.floor))
        if amount is None or step is None or floor is None:
            self.charged(duty.per)
            return _ANY
        degrees = self.measured("degrees")
        under = _at_least_nothing(_minus((Fraction(duty.under),) * 2, degrees))
        each = _bounded(_minus((amount, amount), _times(under, (step, step))), (floor, floor), greater=True)
        return _times(each, self.charged(duty.per))


def _plus(one: Span, other: Span) -> Span:
    low = None if one[0] is None or other[0] is None else one[0] + other[0]
    high = None if one[1] is None or other[1] is None else one[1] + other[1]
    return low, high


def _minus(one: Span, other: Span) -> Span:
    low = None if one[0] is None or other[1] is None else one[0] - other[1]
    high = None if one[1] is None or other[0] is None else one[1] - other[0]
    return low, high


@lru_cache(512)
def _each(per: Per) -> Span:
    """How many times an amount is charged for one of what its unit measures."""
    each = 1 / (per.quantity * in_measure(per.unit))
    return each, each


def _times(one: Span, other: Span) -> Span:
    """Two figures multiplied, neither below nothing."""
    if one[0] is one[1] and other[0] is other[1] and one[0] is not None and other[0] is not None:
        both = one[0] * other[0]
        return both, both
    low = (one[0] or _NOTHING) * (other[0] or _NOTHING)
    if one[1] == 0 or other[1] == 0:
        return low, _NOTHING
    return low, None if one[1] is None or other[1] is None else one[1] * other[1]


def _bounded(one: Span, other: Span, *, greater: bool) -> Span:
    """The greater of two figures, or the lesser."""
    if greater:
        lows = [figure for figure in (one[0], other[0]) if figure is not None]
        return max(lows, default=None), None if one[1] is None or other[1] is None else max(one[1], other[1])
    highs = [figure for figure in (one[1], other[1]) if figure is not None]
    return None if one[0] is None or other[0] is None else min(one[0], other[0]), min(highs, default=None)


def _at_least_nothing(span: Span) -> Span:
    if span[0] is span[1] and span[0] is not None and span[0].numerator >= 0:
        return span
    return max(span[0] or _NOTHING, _NOTHING), None if span[1] is None else max(span[1], _NOTHING)


def evaluate(
    expression: Expression,
    /,
    *,
    value: Money | str | Mapping[str, Any] | None,
    measures: Mapping[str, Measure] | Iterable[tuple[str, Measure]] = (),
    materials: Mapping[str, Money | str] | Iterable[tuple[str, Money | str]] = (),
    references: Mapping[str, Expression | Money] | None = None,
    rates: ExchangeRates | None = None,
    currency: Currency | str | None = None,
    path: str = "",
) -> DutyAmount:
    """What the duty comes to in `currency` (the value's own, if none is named); never below nothing.

    `measures` are the goods' together, in any unit of their kind; `materials` what their parts are worth; `references`
    the duty that each kind of reference stands for. `path` is put before the path of whatever is missing.
    """
    worth = None if value is None else Money.read(value)
    if currency is None and worth is None:
        raise FactError("missing_currency", "neither a value nor a currency says in which money the duty is", path="/currency", hint="pass currency='EUR'")
    facts = _Facts(Currency(currency) if currency is not None else worth.currency if worth else Currency("EUR"), worth, path)
    facts.measures = {name: _measure(name, one) for name, one in dict(measures).items()}
    facts.materials = {name: Money.read(one) for name, one in dict(materials).items()}
    facts.references = dict(references or {})
    facts.rates = rates
    least, most = _at_least_nothing(facts.duty(expression))
    needs = () if not facts.wanted or least == most else tuple(facts.wanted[one] for one in sorted(facts.wanted))
    return DutyAmount(currency=facts.currency, least=least or _NOTHING, most=most, needs=needs)
