"""What is a duty, as an expression?

>>> from xborder.money import Money, Rate
>>> watch = plus(Specific(Money("0.44", "USD"), Per(unit="pieces")), AdValorem(Rate("0.06"), "case"))
>>> class_of(watch)
'component'
>>> watch.to_dict()["terms"][1]
{'op': 'component', 'rate': '0.06', 'of': 'case'}

Rates and amounts are exact. What a tariff says in words that no arithmetic holds is a `Reference`, never a zero.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, TypeAlias, cast, final

from attrs import field, frozen

from xborder.errors import FactError
from xborder.money import Money, Rate
from xborder.shipping.duty.units import BASES, UNITS
from xborder.values import Value, choice, nearest, read, text, whole

__all__ = [
    "FREE",
    "AdValorem",
    "Combined",
    "DutyClass",
    "Expression",
    "Free",
    "Per",
    "Reference",
    "Sliding",
    "Specific",
    "at_least",
    "at_most",
    "class_of",
    "from_node",
    "less",
    "parts",
    "plus",
]

DutyClass = Literal["free", "ad_valorem", "specific", "compound", "component", "reference"]
Operation = Literal["sum", "difference", "min", "max"]
_FINEST = 18
WHOLE = "value"
"""What an ad valorem rate is taken of, unless a component is named."""


class Node(Value):
    """What the parts of an expression share: they are written and read as nodes of the wire."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The node in the words of the wire."""
        raise NotImplementedError

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], /) -> Any:
        """The expression that `to_dict` wrote."""
        found = from_node(data)
        if not isinstance(found, cls):
            raise FactError("wrong_node", f"{cls.__name__} is not the op {data.get('op')!r}", path="/op", value=data.get("op"))
        return found


@final
@frozen
class Free(Node):
    """No duty."""

    def to_dict(self) -> dict[str, Any]:
        """The node in the words of the wire."""
        return {"op": "free"}


FREE = Free()


def _rate(value: Rate | str) -> Rate:
    return value if isinstance(value, Rate) else Rate.read(value)


@final
@frozen
class AdValorem(Node):
    """A rate of the goods' whole value, or of the value of what `of` names: the case, the battery, the lead content."""

    rate: Rate = field(converter=_rate)
    of: str = WHOLE

    def __attrs_post_init__(self) -> None:
        if not self.rate.numerator and self.of == WHOLE:
            raise FactError("zero_rate", "a duty of nothing is free", value=self.rate, hint="use FREE")

    def to_dict(self) -> dict[str, Any]:
        """The node in the words of the wire."""
        if self.of == WHOLE:
            return {"op": "ad_valorem", "rate": self.rate.to_dict()}
        return {"op": "component", "rate": self.rate.to_dict(), "of": self.of}


def _unit(value: str) -> str:
    if value not in UNITS:
        raise FactError("unknown_unit", f"{value!r} is not a unit of measure", value=value, hint=nearest(str(value), UNITS))
    return value


def _basis(value: str | None) -> str | None:
    if value is not None and value not in BASES:
        raise FactError("unknown_basis", f"{value!r} is not a basis of measurement", value=value, hint=nearest(str(value), BASES))
    return value


def _quantity(value: int | str) -> int:
    count = whole(value)
    if count < 1:
        raise FactError("unusable_quantity", f"an amount is charged per 1 or more, not {count}", value=count)
    return count


def _threshold(value: Decimal | str | int | None) -> Decimal | None:
    if value is None:
        return None
    figures = format(value, "f") if isinstance(value, Decimal) and abs(value.adjusted()) < _FINEST else str(value)
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,18})?", figures):
        raise FactError("unreadable_threshold", f"{value!r} is not a threshold", value=value, hint="digits with a decimal point")
    return Decimal(figures.rstrip("0").rstrip(".") if "." in figures else figures)


@final
@frozen
class Per(Value):
    """Of how much, in which unit, measured how, an amount is charged: per 100 kg, drained.

    `above` leaves out what does not exceed it: jewels over 7 in each piece, alcohol above 1.15 % of the volume.
    """

    quantity: int = field(default=1, converter=_quantity)
    unit: str = field(default="pieces", converter=_unit)
    basis: str | None = field(default=None, converter=_basis)
    above: Decimal | None = field(default=None, converter=_threshold)

    def to_dict(self) -> dict[str, Any]:
        """The measure in the words of the wire; `above` stands only where there is a threshold."""
        written: dict[str, Any] = {"quantity": self.quantity, "unit": self.unit, "basis": self.basis}
        if self.above is not None:
            written["above"] = format(self.above, "f")
        return written

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], /) -> "Per":
        """The measure that `to_dict` wrote."""
        return read(cls, data)


def _amount(value: Money | Mapping[str, Any] | str) -> Money:
    money = value if isinstance(value, Money) else Money.read(value)
    if money.units < 0:
        raise FactError("negative_duty", f"an amount of duty is zero or above, not {money}", value=money, hint="take it off with less()")
    return money


@final
@frozen
class Specific(Node):
    """So much money for each so much of the goods; without `per`, so much for all of them."""

    amount: Money = field(converter=_amount)
    per: Per | None = None

    def to_dict(self) -> dict[str, Any]:
        """The node in the words of the wire."""
        return {"op": "specific", "amount": self.amount.to_dict(), "per": self.per.to_dict() if self.per else None}


@final
@frozen
class Sliding(Node):
    """An amount that falls by `step` for each degree (and in proportion) under `under`, but not below `floor`: raw sugar."""

    amount: Money = field(converter=_amount)
    step: Money = field(converter=_amount)
    under: Decimal = field(converter=_threshold)
    floor: Money = field(converter=_amount)
    per: Per = Per(unit="kg")

    def to_dict(self) -> dict[str, Any]:
        """The node in the words of the wire."""
        return {
            "op": "sliding",
            "amount": self.amount.to_dict(),
            "per": self.per.to_dict(),
            "step": self.step.to_dict(),
            "under": format(self.under, "f"),
            "floor": self.floor.to_dict(),
        }


def _terms(value: "Iterable[Expression]") -> "tuple[Expression, ...]":
    return tuple(value)


_PAIRS = ("difference", "min", "max")


@final
@frozen
class Combined(Node):
    """Expressions joined: a `sum`; a `difference`; the first with the second as its floor (`min`) or its cap (`max`).

    `min` and `max` are the trade's words MIN and MAX: "10 % MIN 2 EUR" is a tenth, and 2 EUR at the least.
    """

    op: Operation
    terms: "tuple[Expression, ...]" = field(converter=_terms)

    def __attrs_post_init__(self) -> None:
        count = len(self.terms)
        if self.op not in ("sum", *_PAIRS) or count < 2 or (count > 2 and self.op != "sum"):  # noqa: PLR2004 - two make a pair
            raise FactError("unusable_terms", f"{self.op!r} does not join {count} terms", value=count, hint="sum joins two or more, the others two")

    def to_dict(self) -> dict[str, Any]:
        """The node in the words of the wire."""
        return {"op": self.op, "terms": [term.to_dict() for term in self.terms]}


@final
@frozen
class Reference(Node):
    """A duty that the tariff says in words: `kind` is what sort of words, `text` the words themselves."""

    kind: str
    text: str

    def to_dict(self) -> dict[str, Any]:
        """The node in the words of the wire."""
        return {"op": "reference", "kind": self.kind, "text": self.text}


Expression: TypeAlias = Free | AdValorem | Specific | Sliding | Combined | Reference


def plus(*terms: Expression) -> Expression:
    """The sum of the terms; sums among them are opened. One term is itself, none is free."""
    opened = [part for term in terms for part in (term.terms if isinstance(term, Combined) and term.op == "sum" else (term,))]
    return Combined("sum", tuple(opened)) if len(opened) > 1 else opened[0] if opened else FREE


def less(whole: Expression, part: Expression) -> Combined:
    """`whole` less `part`."""
    return Combined("difference", (whole, part))


def at_least(duty: Expression, floor: Expression) -> Combined:
    """`duty`, but `floor` at the least: TARIC's MIN."""
    return Combined("min", (duty, floor))


def at_most(duty: Expression, cap: Expression) -> Combined:
    """`duty`, but `cap` at the most: TARIC's MAX."""
    return Combined("max", (duty, cap))


def parts(expression: Expression) -> Iterator[Expression]:
    """Every part of the expression that joins no others."""
    if isinstance(expression, Combined):
        for term in expression.terms:
            yield from parts(term)
    else:
        yield expression


_CLASSES: dict[type, DutyClass] = {Free: "free", Specific: "specific", Sliding: "specific", Reference: "reference"}


def _single(part: Expression) -> DutyClass:
    if isinstance(part, AdValorem):
        return "ad_valorem" if part.of == WHOLE else "component"
    return _CLASSES[type(part)]


def class_of(expression: Expression) -> DutyClass:
    """Of which class is the duty?

    One word in it decides: a reference, else a component's value; specific and ad valorem together are compound.
    """
    if not isinstance(expression, Combined):
        return _single(expression)
    found = {_single(part) for part in parts(expression)} - {"free"}
    for decisive in ("reference", "component"):
        if decisive in found:
            return cast("DutyClass", decisive)
    return "compound" if len(found) > 1 else found.pop() if found else "free"


def _per(data: object) -> Per | None:
    return None if data is None else read(Per, data)


def _kept(data: Mapping[str, Any], *names: str) -> list[Any]:
    """The node's fields by name; anything missing or beyond them is refused."""
    for key in data:
        if key != "op" and key not in names:
            raise FactError("unknown_key", f"the node {data['op']!r} has no field {key!r}", path=f"/{key}", value=key, hint=nearest(str(key), names))
    for name in names:
        if name not in data:
            raise FactError("missing_key", f"the node {data['op']!r} needs {name!r}", path=f"/{name}")
    return [data[name] for name in names]


def from_node(data: object) -> Expression:
    """The expression that a node of the wire says."""
    if isinstance(data, Node):
        return cast("Expression", data)
    if not isinstance(data, Mapping) or "op" not in data:
        raise FactError("not_a_node", f"a node with an op is wanted, not {type(data).__name__}", value=data)
    op = choice(data["op"], "free", "ad_valorem", "component", "specific", "sliding", "sum", "difference", "min", "max", "reference")
    if op == "free":
        _kept(data)
        return FREE
    if op == "ad_valorem":
        return AdValorem(*_kept(data, "rate"))
    if op == "component":
        return AdValorem(*_kept(data, "rate", "of"))
    if op == "specific":
        amount, per = _kept(data, "amount", "per")
        return Specific(amount, _per(per))
    if op == "sliding":
        amount, step, under, floor, per = _kept(data, "amount", "step", "under", "floor", "per")
        return Sliding(amount, step, under, floor, read(Per, per))
    if op == "reference":
        kind, words = _kept(data, "kind", "text")
        return Reference(text(kind), str(words))
    (terms,) = _kept(data, "terms")
    return Combined(cast("Operation", op), tuple(from_node(term) for term in terms))
