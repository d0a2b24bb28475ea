"""What a function owes that looks beyond one price or one day: cliffs are all there are, and a snapshot never moves."""

import json
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from xborder.codes import Currency
from xborder.money import ExchangeRates, Money, Rate
from xborder.shipping.cost import LandedCost
from xborder.shipping.landed_cost import landed_cost
from xborder.shipping.parcel import Parcel
from xborder.shipping.snapshot import Snapshot
from xborder.testing.laws.broken import held, owed, told
from xborder.testing.strategies.tables import rate_tables
from xborder.testing.strategies.trade import parcels as any_parcel
from xborder.testing.strategies.world import days as any_day

__all__ = ["check_cliffs", "check_snapshot"]

_LIMITED = ("DE", "GB", "AU", "CH", "JP", "SE", "RO", "FR", "IT", "PL", "NZ", "SG", "NO", "CA", "KR", "BR", "MX", "US", "TR", "MY")
_SINCE = date(2020, 1, 1)


def check_cliffs(
    cliffs: Callable[..., Any],
    /,
    *,
    parcels: SearchStrategy[Parcel] | None = None,
    days: SearchStrategy[date] | None = None,
    rates: SearchStrategy[ExchangeRates] | None = None,
) -> None:
    """Law: both sides of a cliff are what the landed cost says of them, and between two cliffs no cent more of goods makes a leap.

    `cliffs(parcel, on=…, rates=…)` gives an answer, here or in the words of the wire. Parcels are asked about as one piece
    priced in the destination's currency; what rounding a charge moves is no leap.
    """

    def check(facts: tuple[Parcel, date, ExchangeRates, list[int]]) -> None:
        parcel, on, known, values = facts
        at = _Priced(parcel, on, known)
        if at(100).total is None:
            return
        said = told(cliffs(at(100).parcel, on=on, rates=known))
        edges = [(Money.read(one["below"]["goods"]).minor, one) for one in said["cliffs"]]
        beside = {"parcel": parcel, "on": on, "rates": known}
        for below, one in edges:
            above = Money.read(one["above"]["goods"]).minor
            owed("cliffs", above == below + 1, "two neighbouring values", one, **beside)
            for side, goods in (("below", below), ("above", above)):
                total = at(goods).total
                owed("cliffs", _money(one[side]["total"]) == total, f"{total} with goods of {goods} minor units", one[side]["total"], **beside)
        marks = sorted(below for below, _ in edges)
        for goods in (*values, *at.turns(sorted(values))):
            if goods not in marks:
                owed("cliffs", abs(at.leap(goods)) <= at.slack(goods), "no leap but at a cliff", f"{at.leap(goods)} after {goods} minor units", **beside)
        for goods, other in pairwise(sorted(values)):
            if not any(goods <= mark < other for mark in marks):
                fall = at.total(goods) - at.total(other)
                owed("cliffs", fall <= at.slack(goods), f"no less for goods of {other} than of {goods}", f"{fall} less", **beside)

    drawn = st.lists(st.integers(1, 400_000) | st.sampled_from((1, 10**6, 10**7)), min_size=2, max_size=6, unique=True)
    asked = any_day(min_value=_SINCE) if days is None else days
    held(st.tuples(_limited() if parcels is None else parcels, asked, rate_tables() if rates is None else rates, drawn), check, share=4)


def _limited() -> SearchStrategy[Parcel]:
    """Parcels to where the law draws lines, of every kind that there is."""
    return st.builds(
        Parcel,
        lines=st.sampled_from(("0", "0.12", "1/3")).map(lambda rate: [{"sku": "piece", "unit_price": "100.00 EUR", "hs": "610910", "duty_rate": rate}]),
        ship_from=st.just("CN"),
        ship_to=st.sampled_from(_LIMITED),
        channel=st.sampled_from(("courier", "post")),
        transport=st.just("air"),
        freight=st.sampled_from((Money("10.00", "EUR"), Money("0.00", "EUR"))),
        seller=st.sampled_from(({}, {"schemes": ["ioss", "uk", "voec", "au", "nz", "sg", "ch"]})),
        sold_via=st.sampled_from(("own", "platform")),
    )


class _Priced:
    """One piece of a parcel's first line, at any price in the destination's minor units."""

    def __init__(self, parcel: Parcel, on: date, rates: ExchangeRates) -> None:
        self.on = on
        self.rates = rates
        line = parcel.lines[0]
        self.line = evolve(line, quantity=1, duty_rate=line.duty_rate or Rate("0.12"))
        self.parcel = evolve(parcel, lines=(self.line,), discount=None, prices_include=None, currency=None)
        self.home: Currency = landed_cost(self.parcel, on=on, rates=rates).plan.currency
        self.known: dict[int, LandedCost] = {}

    def __call__(self, goods: int) -> LandedCost:
        if goods not in self.known:
            line = evolve(self.line, unit_price=Money.of(goods, self.home))
            self.known[goods] = landed_cost(evolve(self.parcel, lines=(line,)), on=self.on, rates=self.rates)
        return self.known[goods]

    def total(self, goods: int) -> int:
        total = self(goods).total
        return 0 if total is None else total.minor

    def leap(self, goods: int) -> int:
        """What one minor unit more of goods adds."""
        return self.total(goods + 1) - self.total(goods)

    def turns(self, values: Sequence[int]) -> Iterator[int]:
        """Between neighbours that are charged by other rules, the last minor unit before they change."""
        for start, stop in pairwise(values):
            low, high = start, stop
            while high - low > 1 and self.rules(low) != self.rules(high):
                middle = (low + high) // 2
                low, high = (middle, high) if self.rules(middle) == self.rules(low) else (low, middle)
            if self.rules(low) != self.rules(high):
                yield low

    def rules(self, goods: int) -> set[tuple[str, str | None, str, str]]:
        """What is charged, by which rules and by whom."""
        return {(one.code, one.rule, one.collected_by, one.status) for one in self(goods).charges}

    def slack(self, goods: int) -> int:
        """What roundings may move."""
        plan, charges = self(goods).plan, self(goods + 1).charges
        return 2 + len(charges) * max(plan.rounding(name)[0] for name in ("base", "duty", "vat")) * 2


def _money(value: Any) -> Money | None:
    return None if value is None else Money.read(value)


def check_snapshot(
    snapshot: Callable[[LandedCost], Any],
    /,
    *,
    restore: Callable[[Mapping[str, Any]], Any] = Snapshot.from_dict,
    parcels: SearchStrategy[Parcel] | None = None,
    days: SearchStrategy[date] | None = None,
    rates: SearchStrategy[ExchangeRates] | None = None,
) -> None:
    """Law: a snapshot is plain JSON, comes back equal from JSON and pickle, holds the figures told, and is equal for equal evidence.

    `snapshot(cost)` gives a value with `to_dict`; `restore(data)` reads what it wrote.
    """

    def check(facts: tuple[Parcel, date, ExchangeRates]) -> None:
        parcel, on, known = facts
        cost = landed_cost(parcel, on=on, rates=known)
        kept = snapshot(cost)
        written = json.dumps(kept.to_dict(), sort_keys=True)
        beside = {"parcel": parcel, "on": on, "rates": known}
        again = restore(json.loads(written))
        owed("snapshot", again == kept and hash(again) == hash(kept), "the same from JSON", again, **beside)
        owed("snapshot", json.dumps(again.to_dict(), sort_keys=True) == written, "the same written again", again.to_dict(), **beside)
        owed("snapshot", pickle.loads(pickle.dumps(kept)) == kept, "the same from pickle", kept, **beside)  # noqa: S301 - our own bytes
        owed("snapshot", snapshot(landed_cost(parcel, on=on, rates=known)) == kept, "the same of the same evidence", kept, **beside)
        total = told(kept)["total"]
        owed("snapshot", _money(total) == cost.total, f"a total of {cost.total}", total, **beside)
        amounts = [_money(one["amount"]) for one in told(kept)["charges"]]
        owed("snapshot", amounts == [one.amount for one in cost.charges], "every charge's amount", amounts, **beside)

    held(
        st.tuples(any_parcel() if parcels is None else parcels, any_day() if days is None else days, rate_tables() if rates is None else rates), check, share=2
    )
