"""One destination on one day for parcels of one kind, prepared once: a batch of parcels in, their landed costs out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, final

import numpy as np
import pyarrow as pa
from attrs import evolve, field, frozen

from xborder.adapters.frames.answers import Answers
from xborder.adapters.frames.block import Block, Blocks, blocks_of
from xborder.adapters.frames.columns import Columns, read_columns
from xborder.adapters.frames.lacking import lacking, pattern
from xborder.adapters.frames.law import Law, steps_between
from xborder.adapters.frames.money import Brought, brought
from xborder.adapters.frames.reckoning import Reckoning, Unfit
from xborder.adapters.frames.single import Asked, Outcome, asked_alone
from xborder.atlas import Atlas, standard
from xborder.codes import Currency
from xborder.errors import FactError
from xborder.locale.contact import Address
from xborder.money import ExchangeRates, Money
from xborder.shipping.landed_cost import LandedCost, landed_cost
from xborder.shipping.limits import limits_of
from xborder.shipping.parcel import Buyer, Channel, Incoterm, Parcel, Seller, SoldVia, Transport
from xborder.shipping.reading import plan_for
from xborder.shipping.stack.asking import tariff_of
from xborder.values import Value, day_or_instant, field_names

__all__ = ["PIECE", "QuotePlan", "joined", "one_batch", "quote_plan"]

PIECE = 32_768
"""So many parcels at once keep their figures in a processor's own memory."""
_MOST_WORDS = 62
_FEW = 1 << 16
_NOTHING = Money.of(0, "EUR")


@final
@frozen(kw_only=True)
class QuotePlan(Value):
    """What is alike for all parcels of a batch; small to pickle, so that it can be sent to where the rows are."""

    parcel: Parcel
    on: date
    sold_on: date | None
    prices_in: Currency
    rates: ExchangeRates | None
    atlas: Atlas | None
    memo: dict[Any, Any] = field(factory=dict, init=False, repr=False, eq=False, hash=False)

    def __reduce__(self) -> tuple[object, ...]:
        return (_replanned, tuple(getattr(self, name) for name in field_names(type(self)) if name != "memo"))

    @property
    def currency(self) -> Currency:
        """The currency of the figures."""
        law = self.law((), (None,), excised=False)
        return self.parcel.currency or (law.plan.currency if law.plan.known else self.prices_in)

    @property
    def needs(self) -> tuple[str, ...]:
        """What is missing for every parcel, whatever its rows say."""
        return tuple(need.path for need in self.law(("standard",), (None,), excised=False).plan.needs)

    def quote(self, batch: Any, *, keep: Iterable[str] = (), lines: bool = False, money: Literal["minor", "decimal"] = "minor") -> Any:
        """A row of figures for each row of parcels, in their order; columns named in `keep` are carried along.

        Figures are whole minor units of `currency`, or decimals. With `lines` come the duty and the tax of each line, in the
        destination's minor units. A row that lacks a fact says in `needs` which; one that cannot be read says so in `error`.
        """
        kept = tuple(keep)
        batch = one_batch(batch)
        if batch.num_rows <= PIECE:
            return self.answers(read_columns(batch, self.prices_in.exponent, kept), lines=lines).batch(kept, money)
        pieces = range(0, batch.num_rows, PIECE)
        done = [self.answers(read_columns(batch.slice(one, PIECE), self.prices_in.exponent, kept), lines=lines).batch(kept, money) for one in pieces]
        return joined(done)

    def answers(self, columns: Columns, read: Blocks | None = None, *, lines: bool, forget: bool = True) -> Answers:
        """What the parcels of a batch come to, before it is laid out as a batch."""
        answers = Answers(columns, self.currency, lines=lines)
        blocks, odd = blocks_of(columns) if read is None else read
        for block in blocks:
            for part, law, categories in self._cases(block, columns):
                self._reckon(answers, part, law, categories, columns)
                if forget or part is not block:
                    part.memo.clear()  # what is remembered knows its block in turn: it would wait for the collector of cycles
        if odd is not None:
            self._alone(answers, np.flatnonzero(odd))
        return answers

    def law(self, categories: tuple[str, ...], origins: tuple[str | None, ...], *, excised: bool) -> Law:
        """What is in force for parcels whose lines are of these categories and origins."""
        name = (categories, origins, excised)
        known: Law | None = self.memo.get(name)
        if known is not None:
            return known
        world = standard() if self.atlas is None else self.atlas
        case = self.parcel.case._replace(categories=categories or ("standard",), origins=origins, excised=excised)
        moment = world.moment(case.scope, self.on)
        plan = plan_for(case, moment, world)
        if self.sold_on is not None:
            sold = plan_for(case, world.moment(case.scope, self.sold_on), world)
            plan = evolve(plan, scheme=sold.scheme, scheme_rates=sold.scheme_rates)
        limits = limits_of(plan, self.rates)
        goods, cif = steps_between(limits, plan)
        tariff = tariff_of(plan.scope[:2], moment, world) is not None
        general = None if tariff or plan.general is None else (plan.general.rate.numerator, plan.general.rate.denominator)
        silent = bool(plan.needs or limits.wanted) or plan.last < moment.last
        made = self.memo[name] = Law(plan, limits, silent, general, tariff, goods, cif, {})
        return made

    def brought(self, law: Law) -> Brought:
        """The ways between the currencies."""
        known: Brought | None = self.memo.get("brought")
        home = law.plan.currency if law.plan.known else self.currency
        return known if known is not None else self.memo.setdefault("brought", brought(self.prices_in, home, self.currency, self.rates))

    def ask(self, parcel: Parcel) -> LandedCost:
        """The same question for one parcel."""
        return landed_cost(parcel, on=self.on, sold_on=self.sold_on, rates=self.rates, atlas=self.atlas)

    def _cases(self, block: Block, columns: Columns) -> Iterator[tuple[Block, Law, tuple[str, ...]]]:
        """The parcels of a block by what the law tells apart, which is nothing in most places."""
        known = columns.categories.known if columns.categories else ()
        categories = (*known, "standard")
        by_origin = block.origins is not None and columns.origins is not None and self._origin_matters()
        excised = block.excised is not None and bool(block.excised.any())
        used = tuple(sorted({categories[one] for one in block.ranks})) if block.categories is not None else ("standard",)
        law = self.law(used, (None,), excised=excised)
        if not by_origin and not law.mixed and (not law.silent or (len(used) == 1 and not excised)):
            yield block, law, categories
            return
        nothing = np.zeros(block.values.shape, np.int64)
        marks = [
            nothing if block.categories is None else block.categories % len(categories),
            block.origins + 1 if by_origin and block.origins is not None else nothing,
        ]
        bits = [np.bitwise_or.reduce(1 << np.minimum(one, _MOST_WORDS), axis=0) for one in marks]
        taxed = nothing[0] if block.excised is None else block.excised.any(axis=0)
        kinds, which = np.unique(np.stack([*bits, taxed]), axis=1, return_inverse=True)
        origins = (None, *(columns.origins.known if columns.origins else ()))
        for index, (some, others, excise) in enumerate(kinds.T):
            words = tuple(sorted(categories[one] for one in _bits(some)))
            places = tuple(sorted((origins[one] for one in _bits(others)), key=str)) if by_origin else (None,)
            yield block.take(np.flatnonzero(which.ravel() == index)), self.law(words, places, excised=bool(excise)), categories

    def _origin_matters(self) -> bool:
        """Whether any rule of the destination asks where a good was made."""
        known: bool | None = self.memo.get("origin")
        if known is not None:
            return known
        world, scope = standard() if self.atlas is None else self.atlas, self.parcel.case.scope
        moments = [world.moment(scope, one) for one in (self.on, self.sold_on) if one is not None]
        rules = {rule for one in moments for rule in world.rules(scope, "shipping.", one.first)}
        entries = [world.find(scope, rule, one.first).entry for rule in rules for one in moments]
        found = any(fact == "origin" for entry in entries if entry is not None for when, _ in entry.cases or () for fact, _ in when)
        return bool(self.memo.setdefault("origin", found))

    def _reckon(self, answers: Answers, block: Block, law: Law, categories: tuple[str, ...], columns: Columns) -> None:
        """Fills in what the parcels of one law come to."""
        if not block.parcels:
            return
        if law.uneven:
            self._alone(answers, block.rows)
            return
        block = self._told(block)
        try:
            reckoning = Reckoning(law, block, columns, self.brought(law), categories, lines=answers.lines)
        except Unfit:
            high = block.values.max(axis=0) >= 1 << 31
            for one in (block.freight, block.insurance, block.discount):
                high |= np.broadcast_to(0 if one is None else one, high.shape) >= 1 << 31
            rest = np.flatnonzero(~high)
            self._alone(answers, block.rows[high] if 0 < len(rest) < block.parcels else block.rows)
            if 0 < len(rest) < block.parcels:
                self._reckon(answers, block.take(rest)._replace(highs=None), law, categories, columns)
            return
        figures = reckoning.figures()
        answers.put(block, figures)
        lacks, alone = lacking(reckoning, figures)
        if alone is not None:
            self._alone(answers, block.rows[alone])
        if lacks is not None and len(lacks):
            self._lacking(answers, block, law, pattern(reckoning, figures, lacks), lacks)

    def _told(self, block: Block) -> Block:
        """The block with what the plan says of carriage where the batch is silent."""
        for name in ("freight", "insurance"):
            amount = getattr(self.parcel, name)
            if getattr(block, name) is None and amount is not None:
                told: dict[str, Any] = {name: amount.minor}
                block = block._replace(**told, highs=None)
        if block.freight is None:
            block = block._replace(freight=None, without_freight=np.ones(block.parcels, np.bool_))
        return block

    def _lacking(self, answers: Answers, block: Block, law: Law, patterns: Any, rows: Any) -> None:
        """One parcel for each way of lacking a fact is asked what stays open; the rows of one way are alike in it."""
        if patterns is None:
            self._alone(answers, block.rows[rows])
            return
        kinds = np.flatnonzero(np.bincount(patterns)) if int(patterns.max()) < _FEW else np.unique(patterns)
        found: dict[Outcome, list[int]] = {}
        for kind in kinds.tolist():
            name = ("lacking", block.lines, block.categories is None, kind)
            outcome: Outcome | None = law.memo.get(name)
            if outcome is None:
                first = int(np.argmax(patterns == kind))
                outcome = law.memo[name] = self._one(answers, int(block.rows[rows[first]])).outcome
            found.setdefault(outcome, []).append(kind)
        for outcome, alike in found.items():
            answers.mark(block.rows[rows] if len(found) == 1 else block.rows[rows[np.isin(patterns, alike)]], outcome)

    def _one(self, answers: Answers, row: int) -> Asked:
        return asked_alone(answers.columns.source, row, self.parcel, self.prices_in, self.ask, most=(1 << 63) - 1)

    def _alone(self, answers: Answers, rows: Any) -> None:
        for row in rows.tolist():
            answers.alone(row, self._one(answers, row))


def _bits(number: int) -> list[int]:
    return [one for one in range(int(number).bit_length()) if int(number) >> one & 1]


def joined(batches: list[Any]) -> Any:
    """Batches as one."""
    return batches[0] if len(batches) == 1 else pa.Table.from_batches(batches).combine_chunks().to_batches()[0]


def one_batch(batch: Any) -> Any:
    """A batch, or a table as one."""
    if isinstance(batch, pa.RecordBatch):
        return batch
    if isinstance(batch, pa.Table):
        found = batch.combine_chunks().to_batches()
        return found[0] if found else pa.RecordBatch.from_pylist([], schema=batch.schema)
    raise FactError("not_a_batch", f"a RecordBatch is wanted, not {type(batch).__name__}", value=type(batch).__name__, hint="a frame's .to_arrow() is one")


def _replanned(*values: Any) -> QuotePlan:
    names = [name for name in field_names(QuotePlan) if name != "memo"]
    return QuotePlan(**dict(zip(names, values, strict=True)))


def quote_plan(
    *,
    ship_from: Address | Mapping[str, Any] | str,
    ship_to: Address | Mapping[str, Any] | str,
    channel: Channel,
    on: date | str,
    prices_in: Currency | str | None = None,
    sold_on: date | str | None = None,
    freight: Money | Mapping[str, Any] | str | None = None,
    insurance: Money | Mapping[str, Any] | str | None = None,
    incoterm: Incoterm | None = None,
    prices_include: Iterable[Literal["duty", "tax"]] | None = None,
    transport: Transport | None = None,
    sold_via: SoldVia | None = None,
    seller: Seller | Mapping[str, Any] | None = None,
    buyer: Buyer | Mapping[str, Any] | None = None,
    gift: bool | None = None,
    currency: Currency | str | None = None,
    rates: ExchangeRates | None = None,
    atlas: Atlas | None = None,
) -> QuotePlan:
    """The plan for parcels that differ only in their lines, freight, insurance and discount, as columns of `prices_in`.

    `prices_in` is by default the destination's currency. `freight` and `insurance` stand for rows of batches that have no such
    column, and are in `prices_in`. Everything else is as in a `Parcel` and in `landed_cost`.
    """
    if prices_include:
        text = "a batch holds prices without duty and tax"
        raise FactError("prices_include_in_batch", text, path="/prices_include", value=list(prices_include), hint="ask landed_cost for each parcel")
    blank = {"sku": "-", "unit_price": _NOTHING}
    parcel = Parcel(
        lines=[blank],
        ship_from=ship_from,
        ship_to=ship_to,
        channel=channel,
        freight=freight,
        insurance=insurance,
        incoterm=incoterm,
        transport=transport,
        sold_via=sold_via,
        seller=seller,
        buyer=buyer,
        gift=gift,
        currency=currency,
    )
    made = QuotePlan(
        parcel=parcel,
        on=_day("on", on),
        sold_on=None if sold_on is None else _day("sold_on", sold_on),
        prices_in=Currency(prices_in or "EUR"),
        rates=rates,
        atlas=atlas,
    )
    law = made.law(("standard",), (None,), excised=False)
    if prices_in is None:
        made = evolve(made, prices_in=law.plan.currency)
    for name in ("freight", "insurance"):
        amount = getattr(parcel, name)
        if amount is not None and amount.currency != made.prices_in:
            raise FactError("mixed_currencies", f"{name} is {amount}, and prices are in {made.prices_in}", path=f"/{name}", value=amount, hint="convert it")
        if amount is not None and amount.scale != made.prices_in.exponent:
            raise FactError("unreadable_amount", f"{amount} is finer than a minor unit", path=f"/{name}", value=amount, hint="round it")
    made.brought(made.law(("standard",), (None,), excised=False))
    return made


def _day(name: str, value: date | str) -> date:
    try:
        return day_or_instant(value)
    except FactError as error:
        raise error.under(name) from None
