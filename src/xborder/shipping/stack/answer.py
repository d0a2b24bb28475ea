"""What is answered when a duty is asked for.

The answer keeps what was read and reckoned; components, reasons and caveats are made from it when somebody reads them.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Literal, final

from attrs import field, frozen

from xborder.atlas import Entry
from xborder.codes import Currency
from xborder.money import Money, Rate
from xborder.reasons import Assumption, Caveat, Need, Reason, told
from xborder.shipping.plan import NEAR, announcement
from xborder.shipping.stack.facts import DutyFacts
from xborder.shipping.stack.fees import Fee, fees_of
from xborder.shipping.stack.measure import Measure
from xborder.shipping.stack.plan import StackPlan, Variant
from xborder.shipping.stack.reckoning import Charged, Stack
from xborder.shipping.tariff.base_duty import DutyColumn
from xborder.values import Answer, Value

__all__ = ["Component", "DutyAnswer", "Fee", "Saving"]

Status = Literal["known", "estimated", "missing", "not_applicable", "prohibited"]
_OWN = {"general": "duty.mfn", "special": "duty.preference", "2": "duty.column_2"}
_DAY = 86_400


@final
@frozen(kw_only=True)
class Component(Value):
    """One duty of the stack: by which rule, at which rate, of what, and what kept it away if anything did."""

    WIRE = ("rule", "code", "heading", "expression", "rate", "base", "amount", "low", "high", "status", "excluded_by")

    rule: str
    code: str
    heading: str | None = None
    expression: str
    rate: Rate | None = None
    base: Money | None = None
    amount: Money | None = None
    low: Money | None = None
    high: Money | None = None
    status: Status = "known"
    excluded_by: str | None = None


@final
@frozen(kw_only=True)
class Saving(Value):
    """A programme nobody claimed, and what it would save of the whole stack if the goods fulfil its rules."""

    programme: str
    saves: Money | None = None


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
    printed: tuple[str | None, str | None] = (None, None)
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
        variants = self.plan.variants if self.plan and not self.waived else ()
        return next((one for variant in variants for one in variant.measures if one.prohibited and one.state == "due"), None)

    def money(self, minor: int | None) -> Money | None:
        """Minor units as money."""
        return None if minor is None else Money.of(minor, self.currency)

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """The least and the most, in minor units."""
        if self.waived:
            return 0, 0
        if not self.stacks or self.banned is not None:
            return None, None
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
        return {"name": self.printed[0], "edition": self.printed[1]}

    @property
    def components(self) -> tuple[Component, ...]:
        """The tariff's own duty and each measure, those that were kept away included; of several lines, the one charged most."""
        if self.plan is None or not self.plan.variants or not self.stacks:
            return ()
        variant, stack = self._chosen()
        spans = stack.spans or tuple((one.amount, one.amount) for one in stack.most)
        return (self._own(variant, stack), *(self._row(*one) for one in zip(variant.measures, stack.least, stack.most, spans, strict=True)))

    def _chosen(self) -> tuple[Variant, Stack]:
        assert self.plan is not None  # noqa: S101 - asked before
        if len(self.stacks) == 1:
            return self.plan.variants[0], self.stacks[0]
        pairs = list(zip(self.plan.variants, self.stacks, strict=True))
        if self.facts.strategy == "low":
            return min(pairs, key=lambda one: one[1].low)
        return max(pairs, key=lambda one: float("inf") if one[1].high is None else one[1].high)

    def _pick(self, low: int, high: int | None) -> int | None:
        if self.waived:
            return 0
        if low == high or self.facts.strategy == "low":
            return low
        return high if self.facts.strategy == "high" else None

    def _own(self, variant: Variant, stack: Stack) -> Component:
        assert self.plan is not None  # noqa: S101 - asked before
        low, high = (0, 0) if self.waived else stack.own
        several = len({one.own for one in self.stacks}) > 1 and not self.waived
        amount = None if several and self.facts.strategy == "exact" else self._pick(low, high)
        return Component(
            rule=self.plan.schedule.rule,
            code=_OWN.get(variant.column, "duty.mfn"),
            expression=variant.text,
            rate=variant.shown,
            base=self.money(self.minor),
            amount=self.money(amount),
            low=self.money(low),
            high=self.money(high),
            status="not_applicable" if self.waived else "known" if amount is not None else "estimated" if high is not None else "missing",
            excluded_by="de_minimis" if self.waived else None,
        )

    def _row(self, one: Measure, least: Charged, most: Charged, span: tuple[int, int]) -> Component:
        low, high = span
        exact = self.facts.strategy == "exact" and not self.waived
        amount = None if exact and low != high else self._pick(least.amount, most.amount)
        by = "de_minimis" if self.waived else least.by if least.by and most.by else None
        status: Status = "not_applicable" if by else "estimated" if one.state == "perhaps" or amount is None else "known"
        if one.prohibited and not by:
            status = "prohibited" if one.state == "due" else "estimated"
        paid = None if status == "prohibited" else self.money(amount)
        same = low == high == amount and paid is not None
        return Component(
            rule=one.rule,
            code=one.code,
            heading=one.heading or None,
            expression=one.words,
            rate=one.shown,
            base=self.money(most.base),
            amount=paid,
            low=paid if same else self.money(0 if self.waived else low),
            high=paid if same else self.money(0 if self.waived else high),
            status=status,
            excluded_by=by,
        )

    @property
    def available(self) -> tuple[Saving, ...]:
        """The programmes nobody claimed, each with what claiming it would save."""
        if self.plan is None or self.again is None or self.waived:
            return ()
        return tuple(self._savings(self.again))

    def _savings(self, again: Callable[[str], "DutyAnswer"]) -> Iterator[Saving]:
        assert self.plan is not None  # noqa: S101 - asked before
        claimed = {one.programme for one in self.facts.claims}
        for programme in self.plan.programmes:
            if programme in claimed:
                continue
            other = again(programme)
            if None in (*self.bounds, *other.bounds):
                yield Saving(programme=programme)
                continue
            mine, theirs = self.bounds, other.bounds
            least, most = mine[0] - theirs[0], mine[1] - theirs[1]  # type: ignore[operator]
            if least > 0 or most > 0:
                yield Saving(programme=programme, saves=self.money(max(least, most)) if least == most else None)

    @property
    def because(self) -> tuple[Reason, ...]:
        """The row of the tariff and each entry that was read, in the order they were applied."""
        if self.plan is None:
            return ()
        if self.waived and self.plan.relief:
            relief = self.plan.relief
            return (relief.entry.reason("duty.relief", "no duty up to {limit}", limit=relief.limit),)
        found = list(self.plan.reasons)
        if self.plan.variants and self.stacks:
            variant, stack = self._chosen()
            found += [self._reason(*one) for one in zip(variant.measures, stack.least, stack.most, strict=True)]
        return tuple(found)

    def _reason(self, one: Measure, least: Charged, most: Charged) -> Reason:
        code = one.code
        if least.by and most.by:
            return one.entry.reason(code, "{heading} is not charged: {why}", heading=one.heading or one.name, why=most.by.replace("_", " "))
        if one.prohibited:
            return one.entry.reason(code, "the goods may not enter: {name}", name=one.entry.note or one.name)
        percent = one.shown.percent if one.shown is not None else ""
        of = "the value" if one.base == "value" else f"what its {one.base.partition(':')[2]} is worth"
        words = "{heading}: {percent} in all with the tariff's own duty" if one.cap is not None else "{heading}: {percent} of {of}"
        formula = f"{percent} * {self.money(most.base)} = {self.money(most.amount)}" if one.cap is None else None
        return told(code, words, one.entry, formula, heading=one.heading or one.name, percent=percent, of=of)

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
        if self.plan is None or self.waived or not self.plan.variants:
            return
        variant, stack = self._chosen()
        for one, most in zip(variant.measures, stack.most, strict=True):
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
