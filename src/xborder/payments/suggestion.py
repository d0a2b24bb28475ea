"""How does she like to pay, and which of it can this shop take?

>>> from datetime import date
>>> from xborder import suggest_payments
>>> checkout = {"amount": "50.00 EUR", "customer": {"country": "DE"}, "merchant": {"country": "DE"}, "goods": "physical", "purpose": "one_off"}
>>> answer = suggest_payments(checkout, on=date(2025, 1, 1))
>>> [one.reasons for one in answer.excluded if one.method == "giropay"]
[('ended',)]
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Literal, final

from attrs import field, frozen

from xborder.atlas import Atlas, Entry, standard
from xborder.errors import FactError
from xborder.money import Money
from xborder.payments.checkout import Checkout
from xborder.payments.methods import BANDS, FAILED, GAPS, REASONS, Line, Method, MethodTable, Seat, method_table
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, told
from xborder.values import Value, day_or_instant, nearest, read

__all__ = ["Exclusion", "Offer", "PaymentSuggestions", "RaisedFlag", "Undecided", "methods_named", "suggest_payments"]

Band = Literal["dominant", "common", "available", "rare", "unknown"]
NEAR = timedelta(days=180)
UNASKED_AGE = "age_unknown"
"""A flag of an offer that wants an age the facts do not give: the method asks for it at its own door."""

_BLOCKED, _GONE, _COMING = (1 << REASONS.index(code) for code in ("blocked", "ended", "not_yet"))
_OUTSIDE = 1 << REASONS.index("amount_below") | 1 << REASONS.index("amount_above")
_FACTS = {
    "device": Need(kind="fact", path="/checkout/device", text="the method works on one kind of device only: say which she uses"),
    "providers": Need(kind="fact", path="/checkout/merchant/providers", text="the amount is outside what some providers take: say who carries the payment"),
}
_SAYS = {
    "payments.method": "{name} works between {customer} and {merchant} on that day",
    "payments.provider": "{provider} carries {name}",
    "payments.limits": "{amount} is within the limits of {name}",
    "payments.offers": "{name} is {band} in {customer}",
    "payments.flag": "{text}",
    "payments.ended": "{name} takes no sale on that day any more",
    "payments.not_yet": "{name} takes no sale on that day yet",
    "payments.outside": "{amount} is outside the limits of {name}",
    "payments.order": "the most used in {customer} come first, then ways of paying that are not yet among them, then names",
}


@final
@frozen(kw_only=True)
class Offer(Value):
    """A method the shop may show, the best first."""

    method: str
    name: str
    family: str
    rank: int
    band: Band
    provider: str | None
    flags: tuple[str, ...] = ()


@final
@frozen(kw_only=True)
class Exclusion(Value):
    """A method that would not work, with every filter it failed."""

    method: str
    reasons: tuple[str, ...]


@final
@frozen(kw_only=True)
class Undecided(Value):
    """A method of which it is not known whether it works, and what would tell."""

    method: str
    needs: tuple[Need, ...]


@final
@frozen(kw_only=True)
class RaisedFlag(Value):
    """A law to mind with some of the methods offered, and the entry that says so."""

    code: str
    rule: str


@final
@frozen(kw_only=True)
class PaymentSuggestions(Answer):
    """Every method the atlas knows, in exactly one of `offered`, `excluded` and `unknown`.

    `evidence` keeps the entries that were read, with what each was read for; `because` and `caveats` are told from it.
    """

    WIRE = ("offered", "excluded", "unknown", "flags", "status", "edition", "because", "needs", "caveats", "assumed")

    checkout: Checkout
    on: date
    edition: str
    offered: tuple[Offer, ...]
    excluded: tuple[Exclusion, ...]
    unknown: tuple[Undecided, ...]
    flags: tuple[RaisedFlag, ...]
    needs: tuple[Need, ...]
    evidence: tuple[tuple[str, str, Entry], ...] = field(repr=False)
    ends: tuple[tuple[str, str, date], ...] = field(repr=False)

    @property
    def because(self) -> tuple[Reason, ...]:
        """One reason for each entry that put a method on offer, ended it or raised a flag, and how the offers are ordered."""
        facts: dict[str, Any] = {"customer": self.checkout.customer.country, "merchant": self.checkout.merchant.country, "amount": self.checkout.amount}
        offers = {one.name: one for one in self.offered}

        def reasons() -> Iterator[Reason]:
            for code, name, entry in self.evidence:
                offer = offers.get(name)
                more: dict[str, Any] = {"band": offer.band, "provider": offer.provider} if offer else {}
                yield told(code, _SAYS[code], entry, name=name, text=name, **facts, **more)
            if len(self.offered) > 1:
                yield told("payments.order", _SAYS["payments.order"], **facts)

        return tuple(reasons())

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Offers that stand on nothing verified, and offers that end within half a year."""
        unverified = [
            Caveat(kind="unverified", rule=entry.rule, text=f"nobody has verified what is written about {name}")
            for code, name, entry in self.evidence
            if entry.grade == "C" and code in ("payments.method", "payments.provider", "payments.limits")
        ]
        ending = [
            Caveat(kind="announced", rule=rule, text=f"{name} takes no sale from {day}", on=day) for name, rule, day in self.ends if day - self.on <= NEAR
        ]
        return (*unverified, *ending)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """Nothing is taken for granted."""
        return ()


def suggest_payments(checkout: Checkout | Mapping[str, Any], /, *, on: date | str, atlas: Atlas | None = None) -> PaymentSuggestions:
    """How does she like to pay, and which of it can this shop take?

    `on` is the day of the sale. A method of which a page says too little is `unknown`, never left out for it. An unknown
    age keeps no method back: lenders ask for it themselves, so those offers carry the flag `age_unknown`.
    """
    facts = read(Checkout, checkout)
    world = standard() if atlas is None else atlas
    try:
        asked = day_or_instant(on)
    except FactError as error:
        raise error.under("on") from None
    day = world.moment(facts.customer.country, asked).day
    table = method_table(world, facts.customer.country, facts.merchant.country, facts.merchant.providers, day)
    sheet = table.sheet(facts.amount.currency, facts.goods, facts.purpose, facts.device)
    found = sheet.best(facts.amount.minor, facts.customer.age, facts.delivery_days)
    if facts.merchant.blocked:
        blocked = _blocked(facts.merchant.blocked, world)
        found = [(line, state | _BLOCKED) if method.id in blocked else (line, state) for method, (line, state) in zip(table.methods, found, strict=True)]
    return _answer(facts, day, world.edition, table, found)


def methods_named(world: Atlas) -> dict[str, tuple[str, ...]]:
    """Every spelling the atlas knows, with the methods it stands for: an id for itself, a provider's word perhaps for several."""

    def make() -> dict[str, tuple[str, ...]]:
        spellings: dict[str, list[str]] = {}
        listed = world.listed("methods")
        for one in listed:
            for alias in world.page_header("methods", one).get("aliases") or ():
                spellings.setdefault(alias, []).append(one)
        return {**{alias: tuple(ids) for alias, ids in spellings.items()}, **{one: (one,) for one in listed}}

    return world.remember(("payments", "names"), make)


def _blocked(words: tuple[str, ...], world: Atlas) -> frozenset[str]:
    names = methods_named(world)
    for index, word in enumerate(words):
        if word not in names:
            error = FactError("unknown_method", f"the atlas knows no method {word!r}", value=word, hint=nearest(word, names))
            raise error.under(index).under("blocked").under("merchant").under("checkout")
    return frozenset(one for word in words for one in names[word])


def _answer(facts: Checkout, day: date, edition: str, table: MethodTable, found: list[tuple[Line, int]]) -> PaymentSuggestions:
    working: list[tuple[Method, Line]] = []
    excluded, unknown = [], []
    evidence: list[tuple[str, str, Entry]] = []
    for method, (line, state) in zip(table.methods, found, strict=True):
        if not state:
            working.append((method, line))
        elif state & FAILED:
            excluded.append(_exclusion(method.id, state & FAILED, table))
            evidence += _against(method.name, line.seat, state, day)
        else:
            unknown.append(_undecided(method.id, line.seat.provider, state, table))
    raised = [(code, entry) for code, entry in table.flags if any(_applies(entry.value, method, facts.amount) for method, _ in working)]
    offered, ends = [], []
    for place, (method, line) in enumerate(_ordered(working), 1):
        seat = line.seat
        flags = [code for code, entry in raised if _applies(entry.value, method, facts.amount)]
        if facts.customer.age is None and line.min_age:
            flags.append(UNASKED_AGE)
        band: Any = BANDS[method.band]
        offered.append(Offer(method=method.id, name=method.name, family=method.family, rank=place, band=band, provider=seat.provider, flags=tuple(flags)))
        evidence += [("payments." + entry.name.split(".")[1], method.name, entry) for entry in seat.entries if line.ranges or entry.name != "payments.limits"]
        if method.offer:
            evidence.append(("payments.offers", method.name, method.offer))
        if seat.ends:
            ends.append((method.name, seat.entries[0].rule, seat.ends))
    evidence += [("payments.flag", entry.value.get("text"), entry) for _, entry in raised]
    return PaymentSuggestions(
        checkout=facts,
        on=day,
        edition=edition,
        offered=tuple(offered),
        excluded=tuple(excluded),
        unknown=tuple(unknown),
        flags=tuple(RaisedFlag(code=code, rule=entry.rule) for code, entry in raised),
        needs=_needs(table, unknown, edition),
        evidence=tuple(evidence),
        ends=tuple(ends),
    )


def _exclusion(method: str, failed: int, table: MethodTable) -> Exclusion:
    return table.remember((method, failed), lambda: Exclusion(method=method, reasons=tuple(code for bit, code in enumerate(REASONS) if failed >> bit & 1)))


def _undecided(method: str, provider: str | None, state: int, table: MethodTable) -> Undecided:
    return table.remember((method, provider, state), lambda: Undecided(method=method, needs=tuple(_gaps(method, provider, state >> len(REASONS)))))


def _gaps(method: str, provider: str | None, gaps: int) -> Iterator[Need]:
    for bit, gap in enumerate(GAPS):
        if not gaps >> bit & 1:
            continue
        if gap in _FACTS:
            yield _FACTS[gap]
        elif gap == "provider":
            yield Need(kind="rule", path=f"{method}:payments.provider.{provider}", text=f"nothing is written about {method} at {provider} on that day")
        elif gap == "method":
            yield Need(kind="rule", path=f"{method}:payments.method", text=f"nothing is written about {method} on that day")
        else:
            yield Need(kind="rule", path=f"{method}:payments.method.{gap}", text=f"the page of {method} leaves its {gap} open here")


def _against(name: str, seat: Seat, state: int, day: date) -> Iterator[tuple[str, str, Entry]]:
    """What speaks against a method, where an entry of its own page says so by its dates or its limits."""
    for entry in seat.entries:
        if entry.name == "payments.limits":
            if state & _OUTSIDE:
                yield "payments.outside", name, entry
        elif state & _GONE and entry.until is not None and entry.until <= day:
            yield "payments.ended", name, entry
        elif state & _COMING and entry.since > day:
            yield "payments.not_yet", name, entry


def _applies(flag: Any, method: Method, amount: Money) -> bool:
    """Whether a law is about a method, and about that much."""
    if method.family not in (flag.get("families") or ()) and method.id not in (flag.get("methods") or ()):
        return False
    above = flag.get("above")
    least = Money.read(above) if above else None
    return least is None or least.currency != amount.currency or amount > least


def _ordered(working: list[tuple[Method, Line]]) -> Iterator[tuple[Method, Line]]:
    """By band; within one, the family seen least so far, then by name, in which order they come."""
    seen: dict[str, int] = {}
    for band in range(len(BANDS)):
        waiting = [one for one in working if one[0].band == band]
        while waiting:
            index = min(range(len(waiting)), key=lambda place: seen.get(waiting[place][0].family, 0))
            chosen = waiting.pop(index)
            seen[chosen[0].family] = seen.get(chosen[0].family, 0) + 1
            yield chosen


def _needs(table: MethodTable, unknown: list[Undecided], edition: str) -> tuple[Need, ...]:
    """What would tell more about the whole: facts that alone leave methods open, unknown providers, a place nobody wrote about."""
    facts = {need.path: need for one in unknown if all(need.kind == "fact" for need in one.needs) for need in one.needs}
    strangers = [
        Need(kind="rule", path=f"/checkout/merchant/providers/{one}", text=f"the atlas {edition} knows no payment provider {one!r}") for one in table.strangers
    ]
    country = table.customer
    silent = (
        [Need(kind="rule", path=f"{country}:payments.offers", text=f"the atlas {edition} does not say how people pay in {country}")] if table.silent else []
    )
    return (*facts.values(), *strangers, *silent)
