"""Which duty does this good owe, from there, on that minute?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve

from xborder.atlas import Atlas, Moment, standard
from xborder.codes import Country, Currency
from xborder.errors import FactError
from xborder.money import ExchangeRates, Money, divide
from xborder.reasons import Need
from xborder.shipping.duty.evaluation import evaluate
from xborder.shipping.duty.expression import FREE, Expression
from xborder.shipping.plan import worth
from xborder.shipping.stack.answer import DutyAnswer, no_tariff
from xborder.shipping.stack.facts import Channel, DutyFacts, Strategy, Transport
from xborder.shipping.stack.measure import Measure
from xborder.shipping.stack.plan import StackPlan, Variant, plan_for
from xborder.shipping.stack.reckoning import Stack, stacked
from xborder.shipping.tariff import Claim, packaged_tariff
from xborder.shipping.tariff.schedule import TariffSchedule
from xborder.values import Pairs

__all__ = ["duty", "duty_of", "tariff_of"]

Span = tuple[Fraction, Fraction | None]
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
    facts = DutyFacts(
        to=to,
        at=at,
        hs=hs,
        origin=origin,
        value=value,
        measures=measures or {},
        materials=materials or {},
        channel=channel,
        transport=transport,
        claims=claims or (),
        loaded_at=loaded_at,
        strategy=strategy,
        rates=rates,
    )
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
    currency = Currency(schedule.currency)
    exact = worth(facts.value, currency, facts.rates)
    printed = (schedule.name, schedule.edition)
    if exact is None:
        text = f"what one {facts.value.currency} is in {currency}: the tariff of {facts.to} reckons in it"
        need = Need(kind="fact", path=f"/rates/{facts.value.currency}~1{currency}", text=text)
        return DutyAnswer(facts=facts, plan=plan, currency=currency, needs=(need,), printed=printed, edition=world.edition)
    minor = divide(exact[0], exact[1], plan.unit[1])
    waived = relieved and facts.channel is not None and plan.relief is not None and exact[0] <= plan.relief.minor * exact[1]
    loaded = world.moment(facts.to, facts.loaded_at).first if facts.loaded_at else None
    contents = {f"content:{name}": divide(*part) for name, money in facts.materials if (part := worth(money, currency, facts.rates)) is not None}
    needs: list[Need] = list(plan.needs)
    law = _posted(plan, facts)
    stacks = tuple([_stack(variant, facts, minor, currency, contents, loaded, needs) for variant in law.variants])
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
        printed=printed,
        edition=world.edition,
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


def _only(plan: StackPlan, facts: DutyFacts) -> Pairs | None:
    return plan.postal.value if plan.postal is not None and facts.channel == "post" else None


def _postal(variant: Variant, plan: StackPlan, facts: DutyFacts) -> Variant:
    """What is left of the stack for an item by post: only the measures that its rule names."""
    told = _only(plan, facts)
    if told is None:
        return variant
    kept = told.get("only") or ()
    zero = Fraction(0)
    measures = tuple(one for one in variant.measures if one.name in kept)
    return variant._replace(duty=FREE, rate=zero, shown=None, text="by post no duty of the tariff", measures=measures)


def _posted(plan: StackPlan, facts: DutyFacts) -> StackPlan:
    return plan if _only(plan, facts) is None else plan._replace(variants=tuple(_postal(one, plan, facts) for one in plan.variants))


def _span(expression: Expression, rate: Fraction | None, facts: DutyFacts, minor: int, currency: Currency, needs: list[Need] | None) -> Span:
    """A duty in minor units, before it is rounded."""
    if rate is not None:
        figure = rate * minor
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
    return found.least, found.most


def _stack(variant: Variant, facts: DutyFacts, minor: int, currency: Currency, contents: dict[str, int], loaded: int | None, needs: list[Need]) -> Stack:
    own = _span(variant.duty, variant.rate, facts, minor, currency, needs)
    same = variant.general is variant.duty or variant.general == variant.duty
    capped = any(one.cap is not None or (one.milder and one.milder[1] is not None) for one in variant.measures)
    general = own if same or not capped else _span(variant.general, variant.general_rate, facts, minor, currency, needs)
    found = stacked(variant.measures, value=minor, own=own, general=general, contents=contents, loaded=loaded)
    if not found.decided:
        needs.extend(_open(variant.measures, found))
    for one in variant.measures:
        if one.prohibited and one.state == "perhaps":
            needs.extend(one.needs)
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
    told = _only(plan, facts)
    if told is not None and told.get("unread"):
        needs.append(Need(kind="rule", path=f"{facts.to}:{plan.postal.name if plan.postal else ''}", text=f"{told.get('unread')} was not read"))
    elif low == high and low is not None:
        bans = {need for variant in plan.variants for one in variant.measures if one.prohibited for need in one.needs}
        needs = [one for one in needs if one in bans or (one.path != "/hs" and not one.path.startswith(("/materials", "/measures", "US:")))]
    unique = tuple(dict.fromkeys(needs))
    bounded = facts.strategy != "exact" and low is not None and high is not None and low != high
    return ((), unique) if bounded else (unique, ())
