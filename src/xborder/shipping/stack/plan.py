"""What does the law of that day say of this good, before its value is known? Resolved once and remembered."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from xborder.atlas import COVERS, Atlas, Entry, Moment, Stretch
from xborder.atlas.timeline import BEGINNING, END, key
from xborder.codes import Currency
from xborder.money import Money, Rate
from xborder.reasons import Need, Reason
from xborder.shipping.duty.expression import WHOLE, AdValorem, Expression, Free
from xborder.shipping.stack.facts import DutyFacts
from xborder.shipping.stack.measure import Goods, Measure, Ratio, measure_of
from xborder.shipping.stack.reckoning import Laid, laid
from xborder.shipping.tariff.asking import duty_on
from xborder.shipping.tariff.base_duty import BaseDuty, DutyColumn
from xborder.shipping.tariff.line import TariffLine
from xborder.shipping.tariff.preferences import joined, under_column_2
from xborder.shipping.tariff.schedule import TariffSchedule
from xborder.values import Pairs

__all__ = ["ENTRY_FEES", "POSTAL", "Relief", "StackPlan", "Variant", "plan_for", "variant"]

PREFIX = "shipping.duty.additional."
POSTAL, ENTRY_FEES = f"{PREFIX}postal", f"{PREFIX}entry-fees"
_DAY = 86_400


_first = attrgetter("first")


class Variant(NamedTuple):
    """One thing the good may be: a line's duty as it is paid and as it stands in column 1, with what is laid upon it."""

    code: str
    text: str
    column: DutyColumn
    duty: Expression
    general: Expression
    law: Laid
    rate: Ratio | None
    general_rate: Ratio | None
    shown: Rate | None
    ban: Measure | None
    doubts: tuple[Need, ...]
    """What would decide whether the goods are banned."""


def variant(code: str, text: str, column: DutyColumn, duty: Expression, general: Expression, measures: Sequence[Measure]) -> Variant:
    """A line with the measures upon it, and what follows from them before a value is known."""
    ban = next((one for one in measures if one.prohibited and one.state == "due"), None)
    doubts = tuple(need for one in measures if one.prohibited and one.state == "perhaps" for need in one.needs)
    return Variant(code, text, column, duty, general, laid(measures), flat(duty), flat(general), _shown(duty), ban, doubts)


class Relief(NamedTuple):
    """Up to which value a shipment enters free of duty."""

    entry: Entry
    limit: Money
    minor: int


class StackPlan(NamedTuple):
    """The law for one good from one origin, from its first to its last second: the longest in which nothing that was read changes."""

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
    currency: Currency
    edition: str


def flat(duty: Expression) -> Ratio | None:
    """The rate of a duty that is free or nothing but a rate of the whole value."""
    if isinstance(duty, Free):
        return 0, 1
    return (duty.rate.numerator, duty.rate.denominator) if isinstance(duty, AdValorem) and duty.of == WHOLE else None


def _shown(duty: Expression) -> Rate | None:
    if isinstance(duty, Free):
        return Rate(0)
    return duty.rate if isinstance(duty, AdValorem) else None


def plan_for(facts: DutyFacts, schedule: TariffSchedule, moment: Moment, atlas: Atlas) -> StackPlan:
    """The plan of a good, remembered by the atlas."""
    claimed = tuple((one.programme, one.proof) for one in facts.claims) if facts.claims else ()
    name = ("duty", facts.to, schedule.rule, facts.hs, facts.origin, claimed)
    return atlas.plan(name, moment, lambda: _Reading(facts, schedule, moment, atlas).plan())


class _Reading:
    """One pass over the rules for a good; whatever is read narrows the time for which the plan holds."""

    def __init__(self, facts: DutyFacts, schedule: TariffSchedule, moment: Moment, atlas: Atlas) -> None:
        self.facts = facts
        self.schedule = schedule
        self.moment = moment
        self.atlas = atlas
        self.first, self.last = key(COVERS[0]), key(COVERS[1]) + _DAY - 1
        self.announced: list[Entry] = []

    def within(self, first: int, last: int) -> None:
        """The plan holds no longer than what it read."""
        self.first, self.last = max(self.first, first), min(self.last, last)

    def around(self, *turns: int) -> None:
        """The plan ends where something turns."""
        now = self.moment.first
        self.within(max((one for one in turns if one <= now), default=BEGINNING), min((one for one in turns if one > now), default=END) - 1)

    def find(self, rule: str) -> Entry | None:
        """The entry of a rule at the moment."""
        stretch = self.atlas.find(self.facts.to, rule, self.moment.first)
        self.within(stretch.first, stretch.last)
        self.ahead(rule)
        return stretch.entry

    def ahead(self, rule: str, goods: Sequence[Goods] | None = None) -> None:
        """The changes of a rule that are announced, of an additional duty those that concern the goods."""
        for one in self.atlas.announced(self.facts.to, rule, self.first):
            if goods is None or any(measure_of(one, each) for each in goods):
                self.around(one.start)
                self.announced += [one] if one.start > self.moment.first else []

    def places(self, place: str) -> tuple[str, ...]:
        """Who speaks for a country: itself, and its blocs of that day."""
        found, first, last = self.atlas.chain(place, self.moment.first)
        self.within(first, last)
        return found

    def plan(self) -> StackPlan:
        """Everything the rules say of the good."""
        facts, second = self.facts, self.moment.first
        self.places(facts.to)
        if facts.origin.began:
            self.around(facts.origin.began.toordinal() * _DAY)
        tariff_claims = [one for one in facts.claims if not one.programme[:4].isdigit()]
        on = self.moment.day if self.schedule.country == "EU" else facts.at  # the union's tariff has no clock: its day is the place's
        base = duty_on(self.schedule, facts.hs, origin=facts.origin, on=on, claims=tariff_claims, atlas=self.atlas, compare=False)
        self.around(*(turn.toordinal() * _DAY for turn in self.schedule.turns(facts.hs)))
        if self.schedule.country == "US":
            self.within(*under_column_2(facts.origin, second, self.atlas)[1:])
        programmes = joined(facts.origin, facts.to, second, self.atlas)
        self.within(programmes.first, programmes.last)
        variants = tuple(self.variants(base))
        fees = tuple(entry for entry in (self.find("shipping.fee.mpf"), self.find(ENTRY_FEES)) if entry is not None)
        relief, unit = self.relief(), self.unit()
        return StackPlan(
            schedule=self.schedule,
            base=base,
            variants=variants,
            relief=relief,
            postal=self.find(POSTAL),
            fees=fees,
            unit=unit,
            programmes=() if base.entry else tuple(one.id for one in programmes.programmes),
            announced=tuple(self.announced),
            needs=tuple(one for one in base.needs if one.path == "/hs" and not base.options),
            reasons=(*base.because, *self.stepped(*unit)),
            currency=Currency(self.schedule.currency),
            edition=self.atlas.edition,
            first=self.first,
            last=self.last,
        )

    def laid_on(self, goods: Sequence[Goods]) -> list[list[Measure]]:
        """What is laid upon each of the goods; as long as a rule says nothing of any of them, it may turn as it will."""
        second = self.moment.first
        found: list[list[Measure]] = [[] for _ in goods]
        for rule in self.atlas.rules(self.facts.to, PREFIX, second):
            if rule in (POSTAL, ENTRY_FEES):
                continue
            self.ahead(rule, goods)
            stretches = self.stretches(rule)
            at = bisect_right(stretches, second, key=_first) - 1
            here = stretches[at].entry
            measures = [None if here is None else measure_of(here, one) for one in goods]
            if here is not None and any(measures):
                self.within(stretches[at].first, stretches[at].last)
                entered = here.value.get("entered_before")
                if entered is not None:  # the end of an in-transit window ends the plan, too
                    self.around(key(entered))
                for rows, one in zip(found, measures, strict=True):
                    rows.extend([one] if one else [])
                continue
            spoken = [index for index, one in enumerate(stretches) if one.entry and any(measure_of(one.entry, each) for each in goods)]
            before, after = (index for index in spoken if index < at), (index for index in spoken if index > at)
            self.within(stretches[max(before, default=-1) + 1].first, stretches[min(after, default=len(stretches)) - 1].last)
        return found

    def stretches(self, rule: str) -> tuple[Stretch, ...]:
        """What a rule says from the first to the last second that the atlas covers."""

        def walk() -> Iterator[Stretch]:
            second = key(COVERS[0])
            while second < key(COVERS[1]) + _DAY:
                found = self.atlas.find(self.facts.to, rule, second)
                yield found
                second = found.last + 1

        return self.atlas.remember(("stretches", self.facts.to, rule), lambda: tuple(walk()))

    def variants(self, base: BaseDuty) -> Iterator[Variant]:
        """What the good may be, line by line."""
        facts, second = self.facts, self.moment.first
        lines = {one.code: one for one in self.schedule.lookup(facts.hs).lines}
        places = self.places(str(facts.origin))
        taken = {one.programme.id if one.programme else one.claim.programme for one in base.claims if not one.why}
        claims = frozenset(taken | {one.programme for one in facts.claims if one.programme[:4].isdigit()})
        codes = [base.code if len(base.code) >= len(one.code) else one.code for one in base.options]
        goods = [Goods(code, str(facts.origin), places, claims, one.column, second) for code, one in zip(codes, base.options, strict=True)]
        met = set[tuple[str, str]]()
        for code, option, measures in zip(codes, base.options, self.laid_on(goods), strict=True):
            sign = (option.text + option.column, repr([(one.name, one.state, one.why, one.rate, one.cap) for one in measures]))
            if sign not in met:
                met.add(sign)
                general = self.general(lines.get(option.code), option.expression)
                yield variant(code, option.text, option.column, option.expression, general, measures)

    def general(self, line: TariffLine | None, duty: Expression) -> Expression:
        """The duty of column 1 general, by which floors and caps are measured."""
        rates = line.column("general") if line else ()
        return rates[0].expression if rates else duty

    def relief(self) -> Relief | None:
        """The value up to which nothing is due, for goods that nobody gives as a gift."""
        entry = self.find("shipping.duty.relief")
        if entry is None:
            return None
        places = set(self.places(str(self.facts.origin)))
        for when, value in entry.cases or ((Pairs(()), entry.value),):
            origins = when.get("origin")
            if not when.get("gift") and (origins is None or places & set(origins)):
                limit = value.get("limit")
                return Relief(entry, Money.read(limit), Money.read(limit).minor) if limit and value.get("method") == "at_most" else None
        return None

    def unit(self) -> tuple[Entry | None, int]:
        """To which step the value is rounded before a rate is taken of it."""
        entry = self.find("shipping.rounding.base")
        return (entry, Money.read(entry.value.get("unit")).minor) if entry is not None else (None, 1)

    def stepped(self, entry: Entry | None, unit: int) -> Iterator[Reason]:
        """Why a rate is taken of a rounded value."""
        if entry is not None:
            yield entry.reason("duty.base", "rates are taken of the value in whole steps of {step}", step=Money.of(unit, self.schedule.currency))
