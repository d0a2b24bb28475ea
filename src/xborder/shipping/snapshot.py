"""What did we say, on what grounds, and would we say it again?

>>> from xborder import Parcel, landed_cost, reprice, snapshot
>>> parcel = Parcel(lines=[{"sku": "tee", "unit_price": "200.00 EUR", "hs": "610910", "origin": "US", "duty_rate": "0.12"}],
...                 ship_from="US", ship_to="DE", channel="courier", freight="10.00 EUR")
>>> kept = snapshot(landed_cost(parcel, on="2026-02-02"))
>>> kept.total, [(one.code, str(one.amount)) for one in kept.charges]
(Money('279.89', 'EUR'), [('duty.mfn', '25.20 EUR'), ('tax.vat', '44.69 EUR')])
>>> reprice(kept).same
True
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Literal, Self, final

from attrs import converters, field, frozen

from xborder.atlas import Atlas, Entry
from xborder.codes import Currency
from xborder.errors import FactError
from xborder.money import ExchangeRates, Money, Rate
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, Source
from xborder.shipping.cost import LandedCost
from xborder.shipping.landed_cost import landed_cost
from xborder.shipping.parcel import Parcel
from xborder.values import Pairs, Value, day, day_or_instant, field_names, named, plain, read, sequence, text

__all__ = ["Difference", "Evidence", "KeptCharge", "Repricing", "Snapshot", "reprice", "snapshot"]

_FORM = 1
"""How a snapshot is written; another number would be another way."""
_SAID = (
    "edition", "status", "currency", "goods", "freight", "insurance", "total", "low", "high", "due_at_checkout", "due_at_door", "needs", "caveats", "rates",
)  # fmt: skip


def _form(value: int) -> int:
    if value != _FORM:
        raise FactError("unknown_form", f"a snapshot of form {value} cannot be read here", value=value, hint=f"this version reads form {_FORM}")
    return value


def _money(value: Money | Mapping[str, Any] | str | None) -> Money | None:
    return None if value is None else Money.read(value)


def _rate(value: Rate | str | None) -> Rate | None:
    return None if value is None else Rate.read(value)


def _when(value: date | str) -> str:
    moment = day_or_instant(value)
    return str(plain(moment))


def _still(value: Any) -> Any:
    """Plain data as values nobody can change."""
    if isinstance(value, Mapping) or type(value) is Pairs:
        items = value.items() if isinstance(value, Mapping) else value
        return Pairs(sorted((str(key), _still(one)) for key, one in items))
    return tuple(map(_still, value)) if isinstance(value, list | tuple) else value


def _facts(value: Mapping[str, Any] | Pairs) -> Pairs:
    found: Pairs = _still(value)
    return found


def _sources(value: Any) -> tuple[Source, ...]:
    return sequence(value, lambda one: one if isinstance(one, Source) else Source(title=one["title"], url=one["url"], checked=day(one["checked"])))


@final
@frozen(kw_only=True, field_transformer=named)
class KeptCharge(Value):
    """A duty, a tax or a fee as it was told."""

    code: str = field(converter=text)
    kind: Literal["duty", "tax", "fee"]
    line: int | None
    base: Money | None = field(converter=_money)
    rate: Rate | None = field(converter=_rate)
    amount: Money | None = field(converter=_money)
    low: Money | None = field(converter=_money)
    high: Money | None = field(converter=_money)
    status: str = field(converter=text)
    payer: str = field(converter=text)
    collected_by: str = field(converter=text)
    formula: str = field(converter=text)
    rule: str | None


@final
@frozen(kw_only=True, field_transformer=named)
class Evidence(Value):
    """A rule that was read, in words, with what stood behind it."""

    code: str = field(converter=text)
    rule: str | None
    text: str = field(converter=text)
    formula: str | None
    since: str | None
    until: str | None
    grade: str | None
    sources: tuple[Source, ...] = field(converter=_sources)


def _kept(value: Any) -> tuple[KeptCharge, ...]:
    return sequence(value, lambda one: read(KeptCharge, one))


def _evidence(value: Any) -> tuple[Evidence, ...]:
    return sequence(value, lambda one: read(Evidence, one))


def _needs(value: Any) -> tuple[Need, ...]:
    return sequence(value, lambda one: read(Need, one))


def _caveats(value: Any) -> tuple[Caveat, ...]:
    return sequence(value, lambda one: one if isinstance(one, Caveat) else Caveat(**{**one, "on": None if one["on"] is None else day(one["on"])}))


def _rates(value: ExchangeRates | Mapping[str, Any]) -> ExchangeRates:
    return read(ExchangeRates, value)


@final
@frozen(kw_only=True, field_transformer=named)
class Snapshot(Value):
    """A landed cost as it was told: figures, facts, exchange rates and what was read. Nothing said later moves it."""

    form: int = field(converter=_form)
    on: str = field(converter=_when)
    sold_on: str | None = field(converter=converters.optional(_when))
    edition: str = field(converter=text)
    status: str = field(converter=text)
    currency: Currency = field(converter=Currency)
    goods: Money | None = field(converter=_money)
    freight: Money | None = field(converter=_money)
    insurance: Money | None = field(converter=_money)
    charges: tuple[KeptCharge, ...] = field(converter=_kept)
    total: Money | None = field(converter=_money)
    low: Money | None = field(converter=_money)
    high: Money | None = field(converter=_money)
    due_at_checkout: Money | None = field(converter=_money)
    due_at_door: Money | None = field(converter=_money)
    evidence: tuple[Evidence, ...] = field(converter=_evidence)
    needs: tuple[Need, ...] = field(converter=_needs)
    caveats: tuple[Caveat, ...] = field(converter=_caveats)
    facts: Pairs = field(converter=_facts)
    rates: ExchangeRates | None = field(converter=converters.optional(_rates))
    read: str = field(converter=text)
    """A hash of every rule that was read, by what it says: equal where the same was read."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], /) -> Self:
        """The snapshot that `to_dict` wrote."""
        return read(cls, data)

    @property
    def digest(self) -> str:
        """A hash of the whole: equal where facts, rates, rules and figures are."""
        return _hash(self.to_dict())


@final
@frozen(kw_only=True)
class Difference(Value):
    """A charge that would be another today; None on the side that knows no such charge or cannot say."""

    WIRE = ("code", "line", "then", "now", "rule_then", "rule_now")

    code: str
    line: int | None
    then: Money | None
    now: Money | None
    rule_then: str | None
    rule_now: str | None


@final
@frozen(kw_only=True)
class Repricing(Answer):
    """A past answer beside the one that an atlas gives for the same facts and the same day."""

    WIRE = ("status", "edition", "same", "same_rules", "then", "now", "differences", "because", "needs", "caveats", "assumed")

    kept: Snapshot
    cost: LandedCost
    again: Snapshot

    @property
    def same(self) -> bool:
        """Whether every figure is the same."""
        return not self.differences and (self.then, self.kept.low, self.kept.high) == (self.now, self.again.low, self.again.high)

    @property
    def same_rules(self) -> bool:
        """Whether the same was read, word for word."""
        return self.kept.read == self.again.read

    @property
    def then(self) -> Money | None:
        """The total that was told."""
        return self.kept.total

    @property
    def now(self) -> Money | None:
        """The total of this atlas and these rates."""
        return self.again.total

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Charge by charge what would be another, by amount or by rule."""
        one, other = _numbered(self.kept), _numbered(self.again)
        found = []
        for name in dict.fromkeys((*one, *other)):
            then, now = one.get(name), other.get(name)
            if _said(then) != _said(now):
                found.append(
                    Difference(
                        code=name[0],
                        line=name[1],
                        then=then and then.amount,
                        now=now and now.amount,
                        rule_then=then and then.rule,
                        rule_now=now and now.rule,
                    )
                )
        return tuple(found)

    @property
    def edition(self) -> str:
        """The atlas that was asked now."""
        return self.cost.edition

    @property
    def needs(self) -> tuple[Need, ...]:
        """What is missing now."""
        return self.cost.needs

    @property
    def because(self) -> tuple[Reason, ...]:
        """What was read now."""
        return self.cost.because

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What to know of the answer now."""
        return self.cost.caveats

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The defaults it leans on."""
        return self.cost.assumed


def snapshot(cost: LandedCost, /) -> Snapshot:
    """What was said, frozen: figures, facts, exchange rates, sources and the edition, as a value that is plain JSON."""
    return Snapshot(
        form=_FORM,
        on=cost.on,
        sold_on=cost.sold_on,
        charges=[{name: getattr(one, name) for name in field_names(KeptCharge)} for one in cost.charges],
        evidence=[one.to_dict() for one in cost.because],
        facts=cost.parcel.to_dict(),
        read=_hash(sorted(_rules(cost))),
        **{name: getattr(cost, name) for name in _SAID},
    )


def reprice(kept: Snapshot, /, *, rates: ExchangeRates | None = None, atlas: Atlas | None = None) -> Repricing:
    """Would we say the same again: the same facts and day, by today's atlas, at the kept rates or at others?"""
    known = kept.rates if rates is None else rates
    cost = landed_cost(Parcel.from_dict(plain(kept.facts)), on=kept.on, sold_on=kept.sold_on, rates=known, atlas=atlas)
    return Repricing(kept=kept, cost=cost, again=snapshot(cost))


def _hash(data: object) -> str:
    return sha256(json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def _rules(cost: LandedCost) -> Iterator[str]:
    """Each rule that was read, with all it says, as text."""
    plan = cost.plan
    entries = dict.fromkeys(_entries([getattr(plan, name) for name in field_names(type(plan)) if name != "announced"]))
    for entry in entries:
        yield json.dumps([entry.rule, plain(entry.value), plain(entry.cases), plain(entry.until)], sort_keys=True, ensure_ascii=False)
    for rule in {reason.rule for reason in cost.because if reason.rule} - {entry.rule for entry in entries}:
        yield json.dumps([rule])


def _entries(value: object) -> Iterator[Entry]:
    if isinstance(value, Entry):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _entries(one)


def _numbered(kept: Snapshot) -> dict[tuple[str, int | None, int], KeptCharge]:
    """The charges by code and line, and by their place where a line bears two of one code."""
    found: dict[tuple[str, int | None, int], KeptCharge] = {}
    for one in kept.charges:
        place = 0
        while (one.code, one.line, place) in found:
            place += 1
        found[one.code, one.line, place] = one
    return found


def _said(one: KeptCharge | None) -> tuple[object, ...] | None:
    return None if one is None else (one.amount, one.low, one.high, one.rule, one.status)
