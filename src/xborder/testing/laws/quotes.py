"""What a function that quotes, splits or suggests owes, whoever wrote it: its facts are drawn, and the smallest that break a law are told."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date
from fractions import Fraction
from itertools import islice, permutations
from math import factorial
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from xborder.atlas import standard
from xborder.money import ExchangeRates, Money
from xborder.payments.checkout import Checkout
from xborder.shipping.parcel import Parcel
from xborder.testing._worlds import home_currencies
from xborder.testing.laws.broken import held, owed, told
from xborder.testing.strategies.ground import exchange_rates
from xborder.testing.strategies.trade import checkouts as any_checkout
from xborder.testing.strategies.trade import parcels as any_parcel
from xborder.testing.strategies.world import days as any_day

__all__ = ["check_allocation", "check_monotone", "check_partition", "check_permutation"]

_SUMS = ("status", "currency", "goods", "freight", "insurance", "sums", "total", "low", "high", "due_at_checkout", "due_at_door")


def check_allocation(allocate: Callable[[int, Sequence[int]], Sequence[int]], /, *, allow_negative: bool = True) -> None:
    """Law: shares add up to what was shared, each is within one of its exact part, and who weighs nothing gets nothing.

    >>> from xborder.money import allocate
    >>> check_allocation(allocate)

    `allocate(total, weights)` takes whole minor units and weights of zero or above (all of them may be zero), in the order of
    the shares. A total below zero is a refund; who never splits one says `allow_negative=False`.
    """

    def check(facts: tuple[int, list[int]]) -> None:
        total, weights = facts
        shares = list(allocate(total, tuple(weights)))
        beside = {"total": total, "weights": weights, "shares": shares}
        owed("allocation", len(shares) == len(weights), f"{len(weights)} shares", len(shares), **beside)
        owed("allocation", sum(shares) == total, f"shares that add up to {total}", sum(shares), **beside)
        whole = sum(weights)
        for share, weight in zip(shares, weights, strict=True) if whole else ():
            exact = Fraction(total * weight, whole)
            owed("allocation", abs(share - exact) <= 1, f"a share within one of {float(exact):.2f}", share, **beside)
            owed("allocation", weight or not share, "nothing for who weighs nothing", share, **beside)

    held(st.tuples(st.integers(-(10**9) if allow_negative else 0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=8)), check)


def check_permutation(
    landed_cost: Callable[..., Any],
    /,
    *,
    parcels: SearchStrategy[Parcel] | None = None,
    days: SearchStrategy[date] | None = None,
    rates: SearchStrategy[ExchangeRates] | None = None,
) -> None:
    """Law: the order in which lines are given moves no cent, neither of the total nor between lines.

    `landed_cost(parcel, on=…, rates=…)` gives `Money`, an answer, or an answer in the words of the wire. A shop that sells
    less than everything everywhere passes the `parcels`, `days` and `rates` it can answer for.
    """

    def check(facts: tuple[Parcel, date, ExchangeRates, int]) -> None:
        parcel, on, known, which = facts
        count = len(parcel.lines)
        order = next(islice(permutations(range(count)), which % factorial(count), None))
        other = evolve(parcel, lines=tuple(parcel.lines[index] for index in order))
        one, again = (_figures(landed_cost(each, on=on, rates=known)) for each in (parcel, other))
        owed("permutation", one == again, one, again, parcel=parcel, on=on, rates=known, order=order)

    held(st.tuples(*_asked(parcels, days, rates), st.integers(0, 119)), check)


def _asked(
    parcels: SearchStrategy[Parcel] | None, days: SearchStrategy[date] | None, rates: SearchStrategy[ExchangeRates] | None
) -> tuple[SearchStrategy[Parcel], SearchStrategy[date], SearchStrategy[ExchangeRates]]:
    return (
        any_parcel() if parcels is None else parcels,
        any_day() if days is None else days,
        exchange_rates(currencies=home_currencies(standard())) if rates is None else rates,
    )


def _figures(answer: Any) -> dict[str, Any]:
    """The figures of an answer, without the order of its lines."""
    if isinstance(answer, Money):
        return {"total": answer}
    said = told(answer)
    figures = {name: said[name] for name in _SUMS if name in said}
    figures["charges"] = Counter((one["code"], str(one["amount"])) for one in said.get("charges", ()))
    figures["per_line"] = Counter((one["sku"], str(one["share"])) for one in said.get("per_line", ()))
    return figures


def check_monotone(
    landed_cost: Callable[..., Any],
    /,
    *,
    parcels: SearchStrategy[Parcel] | None = None,
    days: SearchStrategy[date] | None = None,
    rates: SearchStrategy[ExchangeRates] | None = None,
) -> None:
    """Law: a dearer line, another piece or dearer carriage never lowers the total, as long as the same rules apply.

    Where the rules change (at a limit) a total may well fall: answers that name the rules of their `charges` are compared
    within one regime; a bare `Money` is held to the law throughout.
    """

    def check(facts: tuple[Parcel, date, ExchangeRates, str, int, int]) -> None:
        parcel, on, known, what, index, more = facts
        dearer = _dearer(parcel, what, index % len(parcel.lines), more)
        (one, less), (other, greater) = (_ruled(landed_cost(each, on=on, rates=known)) for each in (parcel, dearer))
        if one != other or less is None or greater is None:
            return
        owed("monotone", less <= greater, f"at least {less} after more {what}", greater, parcel=parcel, dearer=dearer, on=on, rates=known)

    more = st.tuples(st.sampled_from(("price", "quantity", "freight")), st.integers(0, 3), st.integers(1, 10_000))
    held(st.tuples(st.tuples(*_asked(parcels, days, rates)), more).map(lambda drawn: (*drawn[0], *drawn[1])), check)


def _dearer(parcel: Parcel, what: str, index: int, more: int) -> Parcel:
    if what == "freight":
        carried = parcel.freight
        return parcel if carried is None else evolve(parcel, freight=carried + Money.of(more, carried.currency))
    line = parcel.lines[index]
    raised = (
        evolve(line, quantity=line.quantity + 1) if what == "quantity" else evolve(line, unit_price=line.unit_price + Money.of(more, line.unit_price.currency))
    )
    return evolve(parcel, lines=(*parcel.lines[:index], raised, *parcel.lines[index + 1 :]))


def _ruled(answer: Any) -> tuple[object, Money | None]:
    """The rules by which an answer charges, and its total."""
    if isinstance(answer, Money):
        return answer.currency, answer
    said = told(answer)
    rules = Counter((one["code"], one.get("rule"), one.get("status"), one.get("collected_by")) for one in said.get("charges", ()))
    total = said["total"]
    return rules, None if total is None else Money.read(total)


def check_partition(
    suggest_payments: Callable[..., Any],
    /,
    *,
    checkouts: SearchStrategy[Checkout] | None = None,
    days: SearchStrategy[date] | None = None,
    methods: Collection[str] | None = None,
) -> None:
    """Law: every known method is offered, excluded with its reasons, or unknown with what is needed: in exactly one list.

    `suggest_payments(checkout, on=…)` gives an answer, here or in the words of the wire; `methods` are those it knows (by
    default those of the standard atlas).
    """
    known = set(standard().listed("methods") if methods is None else methods)

    def check(facts: tuple[Checkout, date]) -> None:
        checkout, on = facts
        said = told(suggest_payments(checkout, on=on))
        beside = {"checkout": checkout, "on": on}
        counted = Counter(one["method"] for name in ("offered", "excluded", "unknown") for one in said[name])
        for method in sorted(known | set(counted)):
            where = [name for name in ("offered", "excluded", "unknown") if any(one["method"] == method for one in said[name])]
            owed("partition", method in known, "only methods that are known", method, **beside)
            owed("partition", counted[method] == 1, f"{method} in exactly one list", ", ".join(where) or "none", **beside)
        for one in said["excluded"]:
            owed("partition", one["reasons"], f"a reason against {one['method']}", "none", **beside)
        for one in said["unknown"]:
            owed("partition", one["needs"], f"what would tell about {one['method']}", "nothing", **beside)
        ranks = [one["rank"] for one in said["offered"] if "rank" in one]
        owed("partition", ranks == list(range(1, len(ranks) + 1)), "offers ranked from 1 on", ranks, **beside)

    held(st.tuples(any_checkout() if checkouts is None else checkouts, any_day() if days is None else days), check)
