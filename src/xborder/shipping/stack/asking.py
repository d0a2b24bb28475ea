"""Which duty does this good owe, from there, on that minute?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from attrs import evolve

from xborder.atlas import Atlas, Entry, Moment, standard
from xborder.codes import Country, Currency
from xborder.errors import FactError
from xborder.money import ExchangeRates, Money, divide
from xborder.reasons import Need
from xborder.shipping.duty.evaluation import evaluate
from xborder.shipping.duty.expression import FREE, Expression
from xborder.shipping.plan import worth
from xborder.shipping.stack.answer import DutyAnswer, no_tariff
from xborder.shipping.stack.facts import Channel, DutyFacts, Strategy, Transport
from xborder.shipping.stack.measure import Measure, Ratio
from xborder.shipping.stack.plan import StackPlan, Variant, plan_for, variant
from xborder.shipping.stack.reckoning import Span, Stack, stacked
from xborder.shipping.tariff.claims import Claim
from xborder.shipping.tariff.packaged import packaged_tariff
from xborder.shipping.tariff.schedule import TariffSchedule
from xborder.values import read

__all__ = ["duty", "duty_of", "tariff_of"]

_CLAIMED = "what the answer supposes"


def duty(
    to: Country | str,
    /,
    *,
    at: datetime,
    hs: str,
    origin: Country | str,
    value: Money | Mapping[str, Any] | str,
    measures: Mapping[str, Decimal | str] | None = None,
    materials: Mapping[str, Money | str] | None = None,
    channel: Channel | None = None,
    transport: Transport | None = None,
    claims: Iterable[Claim] | None = None,
    loaded_at: datetime | None = None,
    strategy: Strategy = "exact",
    rates: ExchangeRates | None = None,
    atlas: Atlas | None = None,
) -> DutyAnswer:
    """Which duty does a good owe where it enters, at an instant: the tariff's own and all that is laid upon it?

    `materials` is what parts of the good are worth (`steel`, `aluminum`, `copper`, `non_us`). A claim names a programme
    (`usmca`) or the heading of chapter 99 that is claimed (`9903.88.69`, `9903.94.06`). Bounds stand in `low` and `high`.
    """
    told = {
        "to": to,
        "at": at,
        "hs": hs,
        "origin": origin,
        "value": value,
        "measures": measures,
        "materials": materials,
        "channel": channel,
        "transport": transport,
        "claims": claims,
        "loaded_at": loaded_at,
        "strategy": strategy,
        "rates": rates,
    }
    facts = read(DutyFacts, {name: one for name, one in told.items() if one is not None})
    return duty_of(facts, standard() if atlas is None else atlas)


def duty_of(facts: DutyFacts, world: Atlas, *, relieved: bool = True) -> DutyAnswer:
    """The duty of facts that are read already; a consignment judged above the relief is not `relieved` line by line."""
    try:
        moment = world.moment("DE" if facts.to == "EU" else facts.to, facts.at)
    except FactError as error:
        raise error.under("at") from None
    schedule = tariff_of(facts.to, moment, world)
    if schedule is None:
        need = no_tariff(facts.to, moment.day)
        return DutyAnswer(facts=facts, plan=None, currency=facts.value.currency, needs=(need,), edition=world.edition)
    plan = plan_for(facts, schedule, moment, world)
    currency = plan.currency
    exact = worth(facts.value, currency, facts.rates)
    if exact is None:
        text = f"what one {facts.value.currency} is in {currency}: the tariff of {facts.to} reckons in it"
        need = Need(kind="fact", path=f"/rates/{facts.value.currency}~1{currency}", text=text)
        return DutyAnswer(facts=facts, plan=plan, currency=currency, needs=(need,), edition=plan.edition)
    minor = divide(exact[0], exact[1], plan.unit[1])
    waived = relieved and facts.channel is not None and plan.relief is not None and exact[0] <= plan.relief.minor * exact[1]
    loaded = world.moment(facts.to, facts.loaded_at).first if facts.loaded_at else None
    contents = {f"content:{name}": divide(*part) for name, money in facts.materials if (part := worth(money, currency, facts.rates)) is not None}
    needs: list[Need] = list(plan.needs)
    law = plan if plan.postal is None or facts.channel != "post" else _posted(plan, plan.postal)
    stacks = tuple([_stack(one, facts, minor, currency, contents, loaded, needs) for one in law.variants])
    open_needs, taken = ((), ()) if waived else _missing(law, facts, stacks, needs)
    return DutyAnswer(
        facts=facts,
        plan=law,
        stacks=stacks,
        currency=currency,
        minor=minor,
        waived=waived,
        needs=open_needs,
        taken=taken,
        edition=plan.edition,
        again=_Again(facts, world),
    )


class _Again:
    """Asks the same again with one more programme claimed."""

    __slots__ = ("facts", "world")

    def __init__(self, facts: DutyFacts, world: Atlas) -> None:
        self.facts = facts
        self.world = world

    def __call__(self, programme: str) -> DutyAnswer:
        claim = Claim(programme=programme, proof=_CLAIMED)
        return duty_of(evolve(self.facts, claims=(*self.facts.claims, claim)), self.world)


def tariff_of(to: str, moment: Moment, world: Atlas) -> TariffSchedule | None:
    """The tariff that comes along for a country, or for the bloc it belongs to that day."""
    found = packaged_tariff(to)
    if found is None and "eu" in world.chain(to, moment.first)[0]:
        return packaged_tariff("EU")
    return found


def _posted(plan: StackPlan, postal: Entry) -> StackPlan:
    """What is left of the stack for an item by post: only the measures that its rule names."""
    kept = postal.value.get("only") or ()
    text = "by post no duty of the tariff"
    left = [(one, [measure for measure in one.law.measures if measure.name in kept]) for one in plan.variants]
    return plan._replace(variants=tuple(variant(one.code, text, one.column, FREE, one.general, measures)._replace(shown=None) for one, measures in left))


def _span(expression: Expression, rate: Ratio | None, facts: DutyFacts, minor: int, currency: Currency, needs: list[Need] | None) -> Span:
    """A duty in minor units, before it is rounded."""
    if rate is not None:
        figure = (rate[0] * minor, rate[1])
        return figure, figure
    found = evaluate(
        expression,
        value=Money.of(minor, currency),
        measures=dict(facts.measures),
        materials=dict(facts.materials),
        rates=facts.rates,
        currency=currency,
    )
    if needs is not None:
        needs.extend(found.needs)
    return found.least.as_integer_ratio(), None if found.most is None else found.most.as_integer_ratio()


def _stack(one: Variant, facts: DutyFacts, minor: int, currency: Currency, contents: dict[str, int], loaded: int | None, needs: list[Need]) -> Stack:
    own = _span(one.duty, one.rate, facts, minor, currency, needs)
    same = not one.law.capped or one.general is one.duty or one.general == one.duty
    general = own if same else _span(one.general, one.general_rate, facts, minor, currency, needs)
    found = stacked(one.law, value=minor, own=own, general=general, contents=contents, loaded=loaded)
    if not found.decided:
        needs.extend(_open(one.law.measures, found))
    needs.extend(one.doubts)
    return found


def _open(measures: tuple[Measure, ...], found: Stack) -> Iterator[Need]:
    """What would decide between the worlds of a stack."""
    for one, least, most in zip(measures, found.least, found.most, strict=True):
        if one.needs and not (least.by and most.by):
            yield from one.needs
    for content in found.unknown:
        name = content.partition(":")[2]
        yield Need(kind="fact", path=f"/materials/{name}", text=f"what the {name} in the goods is worth: a duty is taken of it")


def _missing(plan: StackPlan, facts: DutyFacts, stacks: tuple[Stack, ...], needs: list[Need]) -> tuple[tuple[Need, ...], tuple[Need, ...]]:
    """What the answer has to do without, and what a chosen strategy took a bound of."""
    if len(stacks) == 1 and stacks[0].decided and not needs:
        return (), ()
    low = min((one.low for one in stacks), default=None)
    highs = [one.high for one in stacks]
    high = None if None in highs else max((one for one in highs if one is not None), default=None)
    if len(stacks) > 1 and low != high:
        codes = ", ".join(one.code for one in plan.variants[:6])
        needs.append(Need(kind="fact", path="/hs", text=f"{plan.base.code} may be any of {codes}, which do not come to the same"))
    postal = plan.postal if facts.channel == "post" else None
    if postal is not None and postal.value.get("unread"):
        needs.append(Need(kind="rule", path=f"{facts.to}:{postal.name}", text=f"{postal.value.get('unread')} was not read"))
    elif low == high and low is not None:
        bans = {need for one in plan.variants for need in one.doubts}
        needs = [one for one in needs if one in bans or (one.path != "/hs" and not one.path.startswith(("/materials", "/measures", "US:")))]
    unique = tuple(dict.fromkeys(needs))
    bounded = facts.strategy != "exact" and low is not None and high is not None and low != high
    return ((), unique) if bounded else (unique, ())
