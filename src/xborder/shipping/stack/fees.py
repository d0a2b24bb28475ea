"""What does customs charge for the entry itself? As if the good were the whole entry."""

from collections.abc import Iterator
from typing import final

from attrs import frozen

from xborder.codes import Currency
from xborder.money import Money, Rate, divide
from xborder.shipping.stack.facts import DutyFacts
from xborder.shipping.stack.plan import ENTRY_FEES, StackPlan
from xborder.values import Pairs, Value

__all__ = ["Fee", "fees_of"]

MPF, HMF, MAIL = "fee.us.mpf", "fee.us.hmf", "fee.us.mail"


@final
@frozen(kw_only=True)
class Fee(Value):
    """A charge of customs for the entry itself; no amount where the channel is not known."""

    code: str
    amount: Money | None = None


def fees_of(plan: StackPlan, facts: DutyFacts, minor: int, currency: Currency) -> Iterator[Fee]:
    """The processing fee by the kind of entry, the fee on mail, and harbor maintenance for what comes by sea."""
    if facts.to != "US" or not plan.fees:
        return
    told = next((one.value for one in plan.fees if one.name == ENTRY_FEES), Pairs(()))
    formal = next((value for one in plan.fees for when, value in one.cases if "freight" in (when.get("channel") or ())), None)
    above = told.get("formal_above")
    informal = above is not None and minor <= Money.read(above).minor
    if facts.channel == "post" and informal:
        yield Fee(code=MAIL, amount=_money(told, "mail"))
    elif any(one.programme in ("usmca", "S", "S+") for one in facts.claims):
        yield Fee(code=MPF, amount=Money.of(0, currency))
    elif facts.channel is None:
        yield Fee(code=MPF)
    elif informal:
        yield Fee(code=MPF, amount=_money(told, "express" if facts.channel == "courier" else "informal"))
    elif formal is not None:
        rate = Rate.read(formal.get("rate"))
        least, most = Money.read(formal.get("min")).minor, Money.read(formal.get("max")).minor
        yield Fee(code=MPF, amount=Money.of(min(max(divide(minor * rate.numerator, rate.denominator), least), most), currency))
    harbor = told.get("harbor")
    if harbor is not None and facts.transport == "sea":
        rate = Rate.read(harbor)
        yield Fee(code=HMF, amount=Money.of(divide(minor * rate.numerator, rate.denominator), currency))


def _money(told: Pairs, name: str) -> Money | None:
    text = told.get(name)
    return None if text is None else Money.read(text)
