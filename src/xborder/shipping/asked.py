"""What duty do the lines bear whose rate the caller left to the library?

A tariff that comes along is asked line by line, with everything the law of that minute lays upon it; where a country
charges (nearly) everything alike, its general rate is taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from attrs import evolve

from xborder.atlas import Atlas
from xborder.doors import zones
from xborder.money import ExchangeRates, Money
from xborder.reasons import Need
from xborder.shipping.consignment import Consignment
from xborder.shipping.line_duty import LineDuty, Part
from xborder.shipping.parcel import Line, Parcel
from xborder.shipping.plan import LandedCostPlan
from xborder.shipping.stack.answer import Component, DutyAnswer
from xborder.shipping.stack.asking import duty_of, tariff_of
from xborder.shipping.stack.facts import DutyFacts
from xborder.shipping.tariff import Claim

__all__ = ["Asked"]


class Asked:
    """Asks for the duty of the lines of one parcel on one day; keeps what it was told and what it missed."""

    def __init__(self, parcel: Parcel, on: date, plan: LandedCostPlan, rates: ExchangeRates | None, atlas: Atlas) -> None:
        self.parcel = parcel
        self.plan = plan
        self.rates = rates
        self.atlas = atlas
        self.moment = atlas.moment(plan.scope, on)
        self.tariff = tariff_of(plan.scope[:2], self.moment, atlas)
        self.told: tuple[LineDuty | None, ...] = ()
        self.needs: dict[str, Need] = {}

    def known(self, figures: Consignment, values: Sequence[int] | None) -> Consignment:
        """The consignment with the duty of its unrated lines; `values` are their customs values, None without freight."""
        self.needs = {}
        rates, general = figures.duty_rates, self.plan.general
        told = [None if rate else self._line(index, None if values is None else values[index]) for index, rate in enumerate(rates)]
        self.told = tuple(told)
        if general is not None:
            pair = (general.rate.numerator, general.rate.denominator)
            rates = tuple(pair if one is not None and one.general else rate for one, rate in zip(told, rates, strict=True))
        asked = {index: one for index, one in enumerate(told) if one is not None and one.general is None}
        return figures._replace(
            duty_rates=rates,
            known_duty=tuple(asked[index].low if index in asked else 0 for index in range(len(told))),
            tariffed=frozenset(asked),
            undecided=frozenset(index for index, one in asked.items() if not one.decided),
        )

    def most(self, figures: Consignment) -> Consignment | None:
        """The same at the most that the tariff may ask; None where nothing is open, or nothing bounds it."""
        highs = [one.high for one in self.told if one is not None and one.general is None]
        if not figures.undecided or None in highs:
            return None
        most = tuple(one.high or 0 if one and one.general is None else 0 for one in self.told)
        return figures._replace(known_duty=most, undecided=frozenset())

    def _line(self, index: int, value: int | None) -> LineDuty | None:
        """The duty of one line; None where neither a tariff nor a general rate speaks of it."""
        line = self.parcel.lines[index]
        if self.tariff is None or line.hs is None or line.origin is None:
            general = self.plan.general
            return None if general is None else LineDuty(general=general)
        if value is None:
            return LineDuty()
        early = self._ask(index, line, value, self.moment.first)
        plan = early.plan
        if plan is None or plan.last >= self.moment.last:
            return self._told(early)
        late = self._ask(index, line, value, self.moment.last)
        one, other = self._told(early), self._told(late)
        if (one.low, one.high, one.banned) == (other.low, other.high, other.banned):
            return one
        self.needs["/on"] = Need(kind="fact", path="/on", text="a duty turns within this day: pass the instant of entry")
        high = None if one.high is None or other.high is None else max(one.high, other.high)
        return one._replace(parts=tuple(_between(one.parts, other.parts)), low=min(one.low, other.low), high=high, banned=False)

    def _ask(self, index: int, line: Line, value: int, second: int) -> DutyAnswer:
        """What the tariff says of a line at a second on the authority's clock."""
        measures = dict(line.measures)
        if line.weight_kg is not None:
            measures.setdefault("kg", line.weight_kg * line.quantity)
        facts = DutyFacts(
            to=self.plan.scope[:2],
            at=self._at(second),
            hs=line.hs or "",
            origin=line.origin or "",
            value=Money.of(value, self.plan.currency),
            measures=measures,
            materials=dict(line.materials),
            channel=self.parcel.channel,
            transport=self.parcel.transport,
            claims=(Claim(programme=line.claim.programme, proof=line.claim.proof),) if line.claim else (),
            rates=self.rates,
        )
        answer = duty_of(facts, self.atlas, relieved=False)
        for need in answer.needs:
            own = need.path.startswith("/") and not need.path.startswith("/rates")
            path = f"/parcel/lines/{index}{need.path}" if own else need.path
            self.needs[path] = evolve(need, path=path)
        return answer

    def _told(self, answer: DutyAnswer) -> LineDuty:
        low, high = answer.bounds
        parts = [_part(one, answer) for one in answer.components if one.status != "not_applicable"]
        return LineDuty(tuple(_at_least(parts, low or 0)), low or 0, high, answer.banned is not None, answer.because, answer.caveats)

    def _at(self, second: int) -> datetime:
        """A second on the authority's clock as an instant."""
        wall = datetime.combine(date.fromordinal(second // 86_400), time()) + timedelta(seconds=second % 86_400)
        zone = self.atlas.header(self.plan.scope).get("zone")
        return wall.replace(tzinfo=zones.zone(zone) if zone else UTC)


def _part(one: Component, answer: DutyAnswer) -> Part:
    amount, low, high, base = (None if money is None else money.minor for money in (one.amount, one.low, one.high, one.base))
    rate = (one.rate.numerator, one.rate.denominator) if one.rate is not None else None
    estimate = answer.plan is not None and answer.plan.schedule.estimate and one.status == "known"
    return Part(one.code, one.rule, answer.minor if base is None else base, rate, amount, low or 0, high, "estimated" if estimate else one.status)


def _at_least(parts: list[Part], low: int) -> Iterator[Part]:
    """The parts with lows that add up to the least: they are those of the row of the tariff that is charged most."""
    over = sum(one.low for one in parts) - low
    for one in parts:
        less = min(max(over, 0), one.low)
        over -= less
        yield one._replace(low=one.low - less, amount=None, status="estimated") if less else one


def _between(early: Iterable[Part], late: Iterable[Part]) -> Iterator[Part]:
    """The parts of both ends of a day: what differs is open between nothing and the higher."""
    ends = [{one.code: one for one in parts} for parts in (early, late)]
    for code in dict.fromkeys([*ends[0], *ends[1]]):
        found = [end[code] for end in ends if code in end]
        if len(found) > 1 and found[0].amount == found[1].amount:
            yield found[0]
            continue
        highs = [one.high for one in found]
        high = None if None in highs else max(one for one in highs if one is not None)
        low = min(one.low for one in found) if len(found) > 1 else 0
        yield found[0]._replace(amount=None, low=low, high=high, status="estimated")
