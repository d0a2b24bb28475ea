"""What every answer owes: it says what it lacks, cites what it read, and its lines add up."""

import json
import pickle
import re
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from xborder.atlas import standard
from xborder.codes import Currency
from xborder.errors import FactError
from xborder.money import Money
from xborder.reasons import Answer
from xborder.testing.laws.broken import LawBroken, owed, told

__all__ = ["check_answer", "check_sums"]

_OWED = ("status", "edition", "because", "needs", "caveats", "assumed")
_FIGURES = ("total", "rate")
"""What stays unknown while anything is needed, and is known else."""
_KINDS = ("duty", "tax", "fee")
_FORMULA = re.compile(r"(\S+)% of (\S+ [A-Z]{3}) = (\S+ [A-Z]{3})")
_COARSE = 100
"""Hardly a law rounds in coarser steps than a hundred minor units (JPY 100): no charge is further from its base times its rate."""


def check_answer(answer: Answer | Mapping[str, Any], /) -> None:
    """Law: what is missing is said and left open, never filled in; what is said is cited; an answer is a value.

    >>> from xborder import tax_rate
    >>> check_answer(tax_rate("DE", on="2020-12-31"))

    Takes an answer of this library, or one in the words of the wire: also of a shop that is not written in Python.
    """
    said = told(answer)
    for key in _OWED:
        owed("closure", key in said, f"the key {key!r}, null where unknown", ", ".join(said))
    _closed(said)
    for reason in said["because"]:
        _cited(reason)
    if isinstance(answer, Answer):
        _value(answer)


def _closed(said: Mapping[str, Any]) -> None:
    needs, status = said["needs"], said["status"]
    for need in needs:
        owed("closure", need["kind"] in ("fact", "rule") and need["path"] and need["text"], "a need with kind, path and text", need)
    if needs:
        owed("closure", status == "incomplete", "status incomplete, since something is needed", status, needs=needs)
    else:
        owed("closure", status in ("complete", "prohibited"), "status complete, since nothing is needed", status)
    for figure in _FIGURES:
        if figure not in said:
            continue
        if needs:
            owed("closure", said[figure] is None, f"no {figure} while something is needed", said[figure], needs=needs)
        elif status == "complete":
            owed("closure", said[figure] is not None, f"a {figure}, since nothing is needed", None)
    if needs or status != "complete":
        return
    for charge in said.get("charges", ()):
        owed("closure", charge["amount"] is not None, "no charge left open, since nothing is needed", f"no amount of {charge['code']}", charge=charge)


def _cited(reason: Mapping[str, Any]) -> None:
    text = reason["text"]
    owed("citation", isinstance(text, str) and text.strip() and "{" not in text, "a reason in words", repr(text), reason=reason)
    if reason["rule"] is None:
        return
    owed("citation", reason["since"] and reason["grade"] in ("A", "B", "C"), "a rule with the day it began and its grade", reason["rule"], reason=reason)
    sources = reason["sources"]
    owed("citation", sources or reason["grade"] == "C", f"a source for a rule of grade {reason['grade']}", "none", reason=reason)
    for source in sources:
        web = str(source["url"]).startswith(("https://", "http://"))
        owed("citation", web and source["title"] and source["checked"], "a source with title, web address and the day it was read", source, reason=reason)


def _value(answer: Answer) -> None:
    """Hashable, comparable, picklable, readable aloud, and plain when it is written."""
    facts = {"answer": answer}
    for what, how in (("hashable", hash), ("readable", repr), ("plain", lambda one: json.dumps(one.to_dict(), allow_nan=False))):
        try:
            how(answer)
        except (TypeError, ValueError) as error:
            raise LawBroken("value", expected=f"an answer that is {what}", found=str(error), facts=facts) from error
    again = pickle.loads(pickle.dumps(answer))  # noqa: S301 - bytes of our own
    owed("value", again == answer and hash(again) == hash(answer), "an answer that comes back from pickle as it was", again, **facts)
    owed("value", again.to_dict() == answer.to_dict(), "one that tells the same when it comes back", again.to_dict(), **facts)


def check_sums(cost: Answer | Mapping[str, Any], /, *, prices_include: Collection[str] | None = None) -> None:
    """Law: lines re-add to totals, to the last minor unit, in every currency.

    >>> from xborder import landed_cost
    >>> tee = {"sku": "tee", "quantity": 3, "unit_price": "19.99 USD", "hs": "610910", "duty_rate": "0.168"}
    >>> parcel = {"lines": [tee], "ship_from": "US", "ship_to": "AU", "channel": "courier", "freight": "10.00 USD", "currency": "USD"}
    >>> check_sums(landed_cost(parcel, on="2026-02-02"))

    Goods, freight, insurance and every charge not inside the prices are the total; the charges of a kind are its sum; what is
    due at the checkout and at the door is the total; so are the shares of the lines. Of plain data, `prices_include` says what
    the prices held.
    """
    said, currency = told(cost), None
    inside = prices_include if prices_include is not None else getattr(getattr(cost, "parcel", None), "prices_include", None) or ()
    for path, money in _money(said):
        exact = money.scale == money.currency.exponent
        owed("sums", exact, f"{money.currency.exponent} decimals in {money.currency}", f"{money} at {path}", cost=cost)
        currency = currency or said.get("currency") or money.currency
        owed("sums", money.currency == currency or path.startswith("charges"), f"figures in {currency}", f"{money} at {path}", cost=cost)
    charges = said.get("charges", ())
    for kind in _KINDS:
        _adds(cost, f"the sum of {kind}", said.get("sums", {}).get(kind), [one["amount"] for one in charges if one["kind"] == kind])
    on_top = [one["amount"] for one in charges if one["kind"] not in inside]
    total = said.get("total")
    if total is not None:
        _adds(cost, "the total", total, [said[part] for part in ("goods", "freight", "insurance") if part in said] + on_top)
        if "due_at_checkout" in said:
            _adds(cost, "the total", total, [said["due_at_checkout"], said["due_at_door"]])
        if said.get("per_line"):
            _adds(cost, "the total", total, [one["share"] for one in said["per_line"]])
    _between(cost, "the total", said)
    for charge in charges:
        _between(cost, charge["code"], charge, figure="amount")
        _derived(cost, charge)


def _money(value: Any, path: str = "") -> Iterator[tuple[str, Money]]:
    """Every amount in an answer, with where it stands."""
    if isinstance(value, Mapping):
        if set(value) == {"amount", "currency"} and isinstance(value["amount"], str):
            yield path, Money.read(value)
            return
        for key, one in value.items():
            if key not in ("because", "needs", "caveats", "assumed", "announced", "rate"):
                yield from _money(one, f"{path}/{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            yield from _money(one, f"{path}/{index}")


def _adds(cost: object, name: str, whole: Any, parts: list[Any]) -> None:
    if whole is None:
        return
    owed("sums", None not in parts, f"{name} unknown, since a part of it is", whole, cost=cost)
    target = Money.read(whole)
    try:
        added = sum((Money.read(one) for one in parts), Money.of(0, target.currency))
    except FactError as error:
        raise LawBroken("sums", expected=f"{name} and its parts in one currency", found=str(error), facts={"cost": cost}) from error
    owed("sums", added == target, f"{name} of {added}, as its parts add up to", target, cost=cost)


def _between(cost: object, name: str, said: Mapping[str, Any], figure: str = "total") -> None:
    low, exact, high = (None if said.get(key) is None else Money.read(said[key]) for key in ("low", figure, "high"))
    for least, most in ((low, exact), (exact, high), (low, high)):
        owed("sums", least is None or most is None or least <= most, f"{name} with low ≤ exact ≤ high", f"{low}, {exact}, {high}", cost=cost)


@cache
def _step(currency: Currency) -> Fraction:
    """The coarsest step in which a law of the standard atlas rounds a charge in a currency, in minor units: Indonesia's is 1,000 IDR."""
    told = [entry for entry in standard().entries() if entry.name in ("shipping.rounding.duty", "shipping.rounding.vat")]
    values = [value for entry in told for value in (entry.value, *(one for _, one in entry.cases)) if value]
    units = [Money.read(value.get("unit")) for value in values if value.get("unit")]
    return max((one.exact for one in units if one.currency == currency), default=Fraction(0))


def _derived(cost: object, charge: Mapping[str, Any]) -> None:
    """A charge is what its formula says: the rate of the base, to the rounding of its law; and never below zero."""
    amount = None if charge["amount"] is None else Money.read(charge["amount"])
    owed("sums", amount is None or amount.units >= 0, f"{charge['code']} to be zero or above", amount, cost=cost)
    spoken = _FORMULA.fullmatch(charge.get("formula") or "")
    if spoken is None or amount is None:
        return
    rate, base, found = Fraction(spoken[1]) / 100, Money.read(spoken[2]), Money.read(spoken[3])
    off = abs(found.exact - base.exact * rate)
    owed("sums", off <= _COARSE or off <= _step(found.currency), f"{charge['code']} to be {spoken[1]}% of {base}", found, cost=cost)
    owed("sums", amount == found or amount.currency != found.currency, f"{charge['code']} of {found}, as its formula says", amount, cost=cost)
