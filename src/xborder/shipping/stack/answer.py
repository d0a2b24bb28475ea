"""What is answered when a duty is asked for.

The answer keeps what was read and reckoned; components, reasons and caveats are made from it when somebody reads them.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Literal, final

from attrs import field, frozen

from xborder.atlas import Entry
from xborder.codes import Currency
from xborder.money import Money, Rate, minor_units
from xborder.reasons import Assumption, Caveat, Need, Reason
from xborder.shipping.plan import NEAR, announcement
from xborder.shipping.stack.because import reasons_of
from xborder.shipping.stack.components import Component, Shown, components_of
from xborder.shipping.stack.facts import DutyFacts
from xborder.shipping.stack.fees import Fee, fees_of
from xborder.shipping.stack.measure import Measure
from xborder.shipping.stack.plan import StackPlan, Variant
from xborder.shipping.stack.reckoning import Stack
from xborder.shipping.stack.savings import Saving, savings_of
from xborder.shipping.tariff.base_duty import DutyColumn
from xborder.values import Answer

__all__ = ["Component", "DutyAnswer"]

_DAY = 86_400


@final
@frozen(kw_only=True)
class DutyAnswer(Answer):
    """The duty of one good with everything that is laid upon it; `amount` is duties only, customs' own charges are `fees`."""

    WIRE = (
        "status", "edition", "amount", "low", "high", "ad_valorem_equivalent", "column", "components", "fees", "available", "tariff",
        "because", "needs", "caveats", "assumed",
    )  # fmt: skip

    facts: DutyFacts
    plan: StackPlan | None
    stacks: tuple[Stack, ...] = ()
    currency: Currency
    minor: int = 0
    """What the goods are worth in the tariff's money, in minor units, rounded as the law rounds it."""
    waived: bool = False
    needs: tuple[Need, ...] = ()
    taken: tuple[Need, ...] = ()
    """What was missing, where the strategy took a bound instead."""
    edition: str
    again: Callable[[str], "DutyAnswer"] | None = field(default=None, repr=False, eq=False)

    @property
    def status(self) -> Literal["complete", "incomplete", "prohibited"]:
        """`prohibited` where the goods may not enter; `incomplete` while something is missing."""
        if self.banned is not None:
            return "prohibited"
        return "incomplete" if self.needs else "complete"

    @property
    def banned(self) -> Measure | None:
        """The ban that keeps the goods out."""
        return None if self.plan is None or self.waived else next((one.ban for one in self.plan.variants if one.ban), None)

    def money(self, minor: int | None) -> Money | None:
        """Minor units as money."""
        return None if minor is None else minor_units(minor, self.currency)

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """The least and the most, in minor units."""
        if self.waived:
            return 0, 0
        if not self.stacks or self.banned is not None:
            return None, None
        if len(self.stacks) == 1:
            return self.stacks[0][:2]
        highs = [one.high for one in self.stacks]
        return min(one.low for one in self.stacks), None if None in highs else max(one for one in highs if one is not None)

    @property
    def low(self) -> Money | None:
        """The least it can be."""
        return self.money(self.bounds[0])

    @property
    def high(self) -> Money | None:
        """The most it can be; None where nothing bounds it."""
        return self.money(self.bounds[1])

    @property
    def amount(self) -> Money | None:
        """The duty, by the strategy that was chosen; None where it is not decided."""
        low, high = self.bounds
        if low == high or self.facts.strategy == "low":
            return self.money(low)
        return self.money(high) if self.facts.strategy == "high" else None

    @property
    def ad_valorem_equivalent(self) -> Rate | None:
        """The duty as a rate of the value."""
        amount, value = self.amount, self.facts.value
        if amount is None or value.currency != self.currency or not value.units:
            return None
        exact = amount.exact / value.exact
        return Rate(exact) if exact <= 10 else None  # noqa: PLR2004 - no rate is higher

    @property
    def fees(self) -> tuple[Fee, ...]:
        """What customs charges for the entry itself."""
        return () if self.plan is None or self.waived or not self.stacks else tuple(fees_of(self.plan, self.facts, self.minor, self.currency))

    @property
    def column(self) -> DutyColumn | None:
        """Which column of the tariff the goods are charged under; None where the tariff has none or it is not decided."""
        columns = {one.column for one in self.plan.variants} if self.plan else set()
        return columns.pop() if len(columns) == 1 else None

    @property
    def tariff(self) -> Mapping[str, str | None]:
        """Which tariff and which edition of it was read."""
        schedule = self.plan.schedule if self.plan else None
        return {"name": schedule and schedule.name, "edition": schedule and schedule.edition}

    @property
    def components(self) -> tuple[Component, ...]:
        """The tariff's own duty and each measure, those that were kept away included; of several lines, the one charged most."""
        plan = self.plan
        if plan is None or not self.stacks:
            return ()
        several = len(self.stacks) > 1 and len({one.own for one in self.stacks}) > 1
        shown = Shown(plan.schedule.rule, self.currency, self.minor, self.facts.strategy, self.waived, several)
        return tuple(components_of(*self._chosen(), shown))

    def _chosen(self) -> tuple[Variant, Stack]:
        assert self.plan is not None  # noqa: S101 - asked before
        if len(self.stacks) == 1:
            return self.plan.variants[0], self.stacks[0]
        pairs = list(zip(self.plan.variants, self.stacks, strict=True))
        if self.facts.strategy == "low":
            return min(pairs, key=lambda one: one[1].low)
        return max(pairs, key=lambda one: float("inf") if one[1].high is None else one[1].high)

    @property
    def available(self) -> tuple[Saving, ...]:
        """The programmes nobody claimed, each with what claiming it would save."""
        again = self.again
        if self.plan is None or again is None or self.waived:
            return ()
        claimed = {one.programme for one in self.facts.claims}
        programmes = [one for one in self.plan.programmes if one not in claimed]
        return tuple(savings_of(self.bounds, programmes, lambda programme: again(programme).bounds, self.currency))

    @property
    def because(self) -> tuple[Reason, ...]:
        """The row of the tariff and each entry that was read, in the order they were applied."""
        if self.plan is None:
            return ()
        if self.waived and self.plan.relief:
            relief = self.plan.relief
            return (relief.entry.reason("duty.relief", "no duty up to {limit}", limit=relief.limit),)
        return (*self.plan.reasons, *reasons_of(*self._chosen(), self.currency)) if self.stacks else self.plan.reasons

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What to know before relying on the figure."""
        read = self.plan.base.caveats if self.plan and not self.waived else ()
        return tuple(dict.fromkeys((*read, *self._estimated(), *self._unverified(), *self._ahead())))

    def _estimated(self) -> Iterator[Caveat]:
        side = "least" if self.facts.strategy == "low" else "most"
        for one in self.taken:
            yield Caveat(kind="estimated", text=f"{one.text}; the {side} is taken")
        relief, value = self.plan.relief if self.plan else None, self.facts.value
        if relief is not None and self.facts.channel is None and value.currency == relief.limit.currency and value.exact <= relief.limit.exact:
            text = f"a shipment of {relief.limit} or less may enter free of duty: name the channel if it is not a regular entry"
            yield Caveat(kind="estimated", rule=relief.entry.rule, text=text)

    def _unverified(self) -> Iterator[Caveat]:
        if self.plan is None or self.waived or not self.stacks:
            return
        variant, stack = self._chosen()
        for one, most in zip(variant.law.measures, stack.most, strict=True):
            if one.entry.grade == "C" and not most.by:
                yield Caveat(kind="unverified", rule=one.entry.rule, text=f"{one.entry.rule} was not verified against a source")
            if one.void:
                text = "held void on 2026-02-20 (Learning Resources v. Trump), collected until 2026-02-24 00:00 Eastern"
                yield Caveat(kind="conflict", rule=one.entry.rule, text=text)

    def _ahead(self) -> Iterator[Caveat]:
        entries: tuple[Entry, ...] = self.plan.announced if self.plan else ()
        day = self.facts.at.date().toordinal()
        for entry in entries:
            if entry.start // _DAY - day <= NEAR:
                yield announcement(entry)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The defaults the answer leans on."""
        return self.facts.assumed


def no_tariff(place: str, on: date) -> Need:
    """The need of a country whose tariff does not come along."""
    text = f"no tariff of {place} comes along for {on}: give the rate as duty_rate, or build a TariffSchedule"
    return Need(kind="rule", path=f"{place}:shipping.tariff", text=text)
