"""Why is each measure of a stack charged, or why not?"""

from collections.abc import Iterator

from xborder.codes import Currency
from xborder.reasons import Reason
from xborder.shipping.stack.measure import Measure
from xborder.shipping.stack.plan import Variant
from xborder.shipping.stack.reckoning import Charged, Stack

__all__ = ["reasons_of"]

AWAY = "{heading} is not charged: {why}"
BANNED = "the goods may not enter: {name}"
CAPPED = "{heading}: {percent} in all with the tariff's own duty"
CHARGED = "{heading}: {percent} of {of}"


def reasons_of(variant: Variant, stack: Stack, currency: Currency) -> Iterator[Reason]:
    """One reason for each measure, in the order in which they are charged."""
    exponent = currency.exponent
    for one, least, most in zip(variant.law.measures, stack.least, stack.most, strict=True):
        yield _reason(one, least, most, currency, exponent)


def _reason(one: Measure, least: Charged, most: Charged, currency: str, exponent: int) -> Reason:
    if least.by and most.by:
        return Reason(code=one.code, template=AWAY, params=(("heading", one.title), ("why", most.by.replace("_", " "))), entry=one.entry)
    if one.prohibited:
        return Reason(code=one.code, template=BANNED, params=(("name", one.entry.note or one.name),), entry=one.entry)
    params = (("heading", one.title), ("of", one.of), ("percent", one.percent))
    if one.cap is not None:
        return Reason(code=one.code, template=CAPPED, params=params, entry=one.entry)
    formula = f"{one.percent} * {_digits(most.base, exponent)} {currency} = {_digits(most.amount, exponent)} {currency}"
    return Reason(code=one.code, template=CHARGED, params=params, formula=formula, entry=one.entry)


def _digits(minor: int, exponent: int) -> str:
    """Minor units as people write them, without the care that `Money` takes of finer ones."""
    if not exponent:
        return str(minor)
    whole, part = divmod(minor, 10**exponent)
    return f"{whole}.{part:0{exponent}d}"
