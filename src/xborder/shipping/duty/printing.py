"""How is a duty written, in a tariff's own words?

One expression has one writing in each notation, and reading it again gives the expression back.
"""

from fractions import Fraction

from xborder.errors import FactError
from xborder.money import Rate
from xborder.shipping.duty.expression import (
    AdValorem,
    Combined,
    Expression,
    Free,
    Per,
    Sliding,
    Specific,
)
from xborder.shipping.duty.notation import Notation

__all__ = ["decimal", "mixed", "written"]


def decimal(value: Fraction) -> str | None:
    """The fraction in figures, `0.5` or `33`; None where it has no end."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while not rest % prime:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest != 1:
        return None
    figures = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{figures[:-places]}.{figures[-places:]}" if places else figures


def mixed(rate: Rate) -> str:
    """The rate in percent, as figures or as a mixed number: `6.8`, `33 1/3`."""
    percent = Fraction(rate.numerator * 100, rate.denominator)
    figures = decimal(percent)
    if figures:
        return figures
    whole, rest = divmod(percent.numerator, percent.denominator)
    return f"{whole} {rest}/{percent.denominator}"


def written(expression: Expression, notation: Notation) -> str:
    """The expression in the notation's words."""
    if isinstance(expression, Combined):
        return _combined(expression, notation)
    if isinstance(expression, Free):
        return notation.free
    if isinstance(expression, AdValorem):
        return _ad_valorem(expression, notation)
    if isinstance(expression, Specific):
        return notation.money(expression.amount) + _per(expression.per, notation)
    if isinstance(expression, Sliding):
        return _sliding(expression, notation)
    return notation.reference(expression)


def _unsaid(what: str, notation: Notation) -> FactError:
    return FactError("not_expressible", f"the notation {notation.name!r} has no words for {what}", value=what, hint="write it in another tariff's notation")


def _ad_valorem(duty: AdValorem, notation: Notation) -> str:
    try:
        return notation.percent(duty.rate) + notation.components[duty.of]
    except KeyError:
        raise _unsaid(f"a rate of the {duty.of}", notation) from None


def _per(per: Per | None, notation: Notation) -> str:
    if per is None:
        return ""
    words = notation.units.get((per.quantity, per.unit, per.basis))
    if words is None:
        unit = notation.units.get((per.quantity, per.unit, None))
        basis = notation.bases.get(per.basis) if per.basis else None
        if unit is None or basis is None:
            raise _unsaid(f"{per.quantity} {per.unit} {per.basis or ''}".rstrip(), notation)
        words = unit + basis
    if per.above is None:
        return words
    if notation.per_above is None:
        raise _unsaid("a threshold", notation)
    return words + notation.per_above(per)


def _sliding(duty: Sliding, notation: Notation) -> str:
    if not notation.sliding:
        raise _unsaid("a rate that slides", notation)
    amount, step, floor = (notation.money(money) + _per(duty.per, notation) for money in (duty.amount, duty.step, duty.floor))
    degrees = format(duty.under, "f")
    return f"{amount} less {step} for each degree under {degrees} degrees (and fractions of a degree in proportion) but not less than {floor}"


def _combined(duty: Combined, notation: Notation) -> str:
    words = notation.joined[duty.op]
    first, *others = duty.terms
    return words.join([_grouped(first, notation, _OPEN[duty.op]), *(_grouped(term, notation, _FOLLOWING[duty.op]) for term in others)])


_OPEN: dict[str, tuple[str, ...]] = {
    "sum": ("difference",),
    "difference": ("sum", "difference"),
    "min": ("sum", "difference", "min", "max"),
    "max": ("sum", "difference", "min", "max"),
}
"""Which joined terms need no brackets in the first place: reading goes from left to right."""
_FOLLOWING: dict[str, tuple[str, ...]] = {"sum": (), "difference": (), "min": ("sum", "difference"), "max": ("sum", "difference")}


def _grouped(term: Expression, notation: Notation, bare: tuple[str, ...]) -> str:
    words = written(term, notation)
    return f"[{words}]" if isinstance(term, Combined) and term.op not in bare else words
