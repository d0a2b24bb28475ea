"""What does the law of that day say of this good, before its value is known? Resolved once and remembered."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from xborder.atlas import Atlas, Entry, Moment
from xborder.atlas.timeline import key
from xborder.money import Money, Rate
from xborder.reasons import Need, Reason
from xborder.shipping.duty.expression import WHOLE, AdValorem, Expression, Free
from xborder.shipping.stack.facts import DutyFacts
from xborder.shipping.stack.measure import Goods, Measure, measure_of, name_of
from xborder.shipping.stack.reckoning import ordered
from xborder.shipping.tariff import duty_on
from xborder.shipping.tariff.base_duty import BaseDuty, DutyColumn
from xborder.shipping.tariff.line import TariffLine
from xborder.shipping.tariff.preferences import preferences
from xborder.shipping.tariff.schedule import TariffSchedule
from xborder.values import Pairs

__all__ = ["ENTRY_FEES", "POSTAL", "Relief", "StackPlan", "Variant", "plan_for"]

PREFIX = "shipping.duty.additional."
POSTAL, ENTRY_FEES = "postal", "entry-fees"
_DAY = 86_400


class Variant(NamedTuple):
    """One thing the good may be: a line's duty as it is paid and as it stands in column 1, with the measures upon it."""

    code: str
    text: str
    column: DutyColumn
    duty: Expression
    general: Expression
    measures: tuple[Measure, ...]
    rate: Fraction | None
    general_rate: Fraction | None
    shown: Rate | None


class Relief(NamedTuple):
    """Up to which value a shipment enters free of duty."""

    entry: Entry
    limit: Money
    minor: int


class StackPlan(NamedTuple):
    """The law for one good from one origin, for as long as nothing of it changes within the day."""

    first: int
    last: int
    schedule: TariffSchedule
    base: BaseDuty
    variants: tuple[Variant, ...]
    relief: Relief | None
    postal: Entry | None
    fees: tuple[Entry, ...]
    unit: tuple[Entry | None, int]
    programmes: tuple[str, ...]
    announced: tuple[Entry, ...]
    needs: tuple[Need, ...]
    reasons: tuple[Reason, ...]
    """The rows of the tariff that were read, and by what step its rates are taken."""


def flat(duty: Expression) -> Fraction | None:
    """The rate of a duty that is free or nothing but a rate of the whole value."""
    if isinstance(duty, Free):
        return Fraction(0)
    return duty.rate.exact if isinstance(duty, AdValorem) and duty.of == WHOLE else None


def _shown(duty: Expression) -> Rate | None:
    if isinstance(duty, Free):
        return Rate(0)
    return duty.rate if isinstance(duty, AdValorem) else None


def plan_for(facts: DutyFacts, schedule: TariffSchedule, moment: Moment, atlas: Atlas) -> StackPlan:
    """The plan of a good, remembered by the atlas."""
    claimed = tuple((one.programme, one.proof) for one in facts.claims)
    name = ("duty", facts.to, schedule.rule, facts.hs, facts.origin, claimed, moment.day)
    return atlas.plan(name, moment, lambda: _Reading(facts, schedule, moment, atlas).plan())


class _Reading:
    """One pass over the rules for a good."""

    def __init__(self, facts: DutyFacts, schedule: TariffSchedule, moment: Moment, atlas: Atlas) -> None:
        self.facts = facts
        self.schedule = schedule
        self.moment = moment
        self.atlas = atlas
        self.first, self.last = moment.day.toordinal() * _DAY, moment.day.toordinal() * _DAY + _DAY - 1
        self.announced: list[Entry] = []

    def find(self, rule: str) -> Entry | None:
        """The entry of a rule at the moment; its period narrows the plan's."""
        stretch = self.atlas.find(self.facts.to, rule, self.moment.first)
        self.first, self.last = max(self.first, stretch.first), min(self.last, stretch.last)
        self.announced += self.atlas.announced(self.facts.to, rule, self.moment.first)
        return stretch.entry

    def plan(self) -> StackPlan:
        """Everything the rules say of the good."""
        facts = self.facts
        tariff_claims = [one for one in facts.claims if not one.programme[:4].isdigit()]
        base = duty_on(self.schedule, facts.hs, origin=facts.origin, on=facts.at, claims=tariff_claims, atlas=self.atlas)
        entries = [entry for rule in self.atlas.rules(facts.to, PREFIX, self.moment.first) if (entry := self.find(rule)) is not None]
        by_name = {name_of(entry): entry for entry in entries}
        measuring = [entry for entry in entries if name_of(entry) not in (POSTAL, ENTRY_FEES)]
        for entry in measuring:
            self.narrow(entry)
        variants = tuple(dict.fromkeys(self.variants(base, measuring)))
        laid = {measure.name for variant in variants for measure in variant.measures}
        joined = preferences(facts.origin, facts.to, facts.at, self.atlas) if base.entry is None else ()
        fees = tuple(entry for entry in (self.find("shipping.fee.mpf"), by_name.get(ENTRY_FEES)) if entry is not None)
        return StackPlan(
            schedule=self.schedule,
            base=base,
            variants=variants,
            relief=self.relief(),
            postal=by_name.get(POSTAL),
            fees=fees,
            unit=self.unit(),
            programmes=tuple(one.id for one in joined),
            announced=tuple(one for one in self.announced if not one.name.startswith(PREFIX) or name_of(one) in laid),
            needs=tuple(one for one in base.needs if one.path == "/hs" and not base.options),
            reasons=(*base.because, *self.stepped()),
            first=self.first,
            last=self.last,
        )

    def narrow(self, entry: Entry) -> None:
        """The end of an in-transit window ends the plan, too."""
        entered = entry.value.get("entered_before") if isinstance(entry.value, Pairs) else None
        if entered is not None:
            stop = key(entered)
            self.first, self.last = (self.first, min(self.last, stop - 1)) if self.moment.first < stop else (max(self.first, stop), self.last)

    def variants(self, base: BaseDuty, entries: list[Entry]) -> Iterator[Variant]:
        """What the good may be, line by line."""
        facts = self.facts
        lines = {one.code: one for one in self.schedule.lookup(facts.hs).lines}
        places = self.atlas.chain(str(facts.origin), self.moment.first)[0]
        taken = {one.programme.id if one.programme else one.claim.programme for one in base.claims if not one.why}
        claims = frozenset(taken | {one.programme for one in facts.claims if one.programme[:4].isdigit()})
        found: dict[tuple[str, str], Variant] = {}
        for option in base.options:
            code = base.code if len(base.code) > len(option.code) else option.code
            goods = Goods(code, str(facts.origin), places, claims, option.column, self.moment.first)
            measures = tuple(one for entry in entries if (one := measure_of(entry, goods)) is not None)
            sign = (option.text + option.column, repr([(one.name, one.state, one.why, one.rate, one.cap) for one in measures]))
            if sign not in found:
                general = self.general(lines.get(option.code), option.expression)
                own = option.expression
                made = Variant(code, option.text, option.column, own, general, ordered(measures), flat(own), flat(general), _shown(own))
                found[sign] = made
        yield from found.values()

    def general(self, line: TariffLine | None, duty: Expression) -> Expression:
        """The duty of column 1 general, by which floors and caps are measured."""
        rates = line.column("general") if line else ()
        return rates[0].expression if rates else duty

    def relief(self) -> Relief | None:
        """The value up to which nothing is due, for goods that nobody gives as a gift."""
        entry = self.find("shipping.duty.relief")
        if entry is None:
            return None
        places = set(self.atlas.chain(str(self.facts.origin), self.moment.first)[0])
        for when, value in entry.cases or ((Pairs(()), entry.value),):
            origins = when.get("origin")
            if not when.get("gift") and (origins is None or places & set(origins)):
                limit = value.get("limit")
                return Relief(entry, Money.read(limit), Money.read(limit).minor) if limit and value.get("method") == "at_most" else None
        return None

    def stepped(self) -> Iterator[Reason]:
        """Why a rate is taken of a rounded value."""
        entry, unit = self.unit()
        if entry is not None:
            yield entry.reason("duty.base", "rates are taken of the value in whole steps of {step}", step=Money.of(unit, self.schedule.currency))

    def unit(self) -> tuple[Entry | None, int]:
        """To which step the value is rounded before a rate is taken of it."""
        entry = self.find("shipping.rounding.base")
        return (entry, Money.read(entry.value.get("unit")).minor) if entry is not None else (None, 1)
