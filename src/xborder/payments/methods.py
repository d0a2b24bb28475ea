"""Which ways to pay are there between this customer and this shop, on this day?

All that depends on place and day is read once into a `MethodTable`, kept by the atlas for as long as nothing it read
changes. What is left (currency, goods, purpose, device) becomes a `Sheet` of it; amount, age and delivery are asked last.

A state is one number: the bits below say which filters failed, those above which facts or rules are silent. No bit is an offer.
"""

from collections.abc import Callable, Hashable, Iterator
from datetime import date
from typing import Any, NamedTuple, TypeVar, final

from attrs import evolve, field, frozen

from xborder.atlas import Atlas, Entry, Moment, Stretch
from xborder.atlas.timeline import BEGINNING, END, key
from xborder.codes import Country, Currency
from xborder.money import Money
from xborder.values import Pairs, Value

__all__ = ["BANDS", "FAILED", "GAPS", "REASONS", "Line", "Method", "MethodTable", "Seat", "Sheet", "method_table"]

BANDS = ("dominant", "common", "available", "rare", "unknown")
REASONS = (
    "ended", "not_yet", "blocked", "provider", "customer_country", "merchant_country", "pair", "currency", "amount_below", "amount_above",
    "purpose", "goods", "device", "age", "delivery",
)  # fmt: skip
"""Every filter a method can fail, in the order they are told."""
GAPS = ("method", "provider", "customers", "merchants", "pair", "currencies", "goods", "purposes", "devices", "device", "providers")
"""What can be missing: the page's word on a method, one of its keys, or the caller's device or providers."""

_FAIL = {code: 1 << bit for bit, code in enumerate(REASONS)}
FAILED = (1 << len(REASONS)) - 1
_OPEN = {gap: 1 << (len(REASONS) + bit) for bit, gap in enumerate(GAPS)}
_LISTS = {"customers": "customer_country", "merchants": "merchant_country", "currencies": "currency", "purposes": "purpose", "devices": "device"}
_FAILS = {key: _FAIL[_LISTS.get(key, key)] for key in ("customers", "merchants", "currencies", "goods", "purposes", "devices")}
_DIRECT = ("cash", "invoice")
"""Families a shop can take by herself; a plain bank transfer, too."""
_EUROPE = ("CH", "GB")
_MUTE = _FAIL["ended"] | _FAIL["not_yet"] | _OPEN["method"]
"""Where one of these is set there is nothing else to ask."""

R = TypeVar("R")
Range = tuple[int, int | None]
Ranges = tuple[tuple[Range, ...], ...]


def _listed(value: Pairs, key: str, word: str, *, at: str = "") -> int:
    """Whether a page lists a word under a key: no bit for yes, a failure for no, a gap where the list is silent or unsure."""
    sure, unsure = value.get(key), value.get(f"{key}_unsure") or ()
    if word in (value.get(f"{key}_except") or ()):
        return _FAILS[key]
    if isinstance(sure, Pairs):
        sure = tuple(code for code, customers in sure if at in customers)
    if sure == "any":
        return _OPEN[key] if word in unsure else 0
    if sure is not None and word in sure:
        return 0
    return _OPEN[key] if sure is None or unsure == "any" or word in unsure else _FAILS[key]


@final
@frozen
class Seat(Value):
    """A method as one provider carries it: `provider` is None where none is needed, or none was named."""

    provider: str | None
    value: Pairs
    state: int
    limits: tuple[Pairs, ...]
    entries: tuple[Entry, ...]
    ends: date | None = None

    def meets(self, customer: str, currency: str, goods: str, purpose: str, device: str | None) -> int:
        """The state for what a sheet is about; a seat that is no longer or not yet there fails for that alone."""
        if self.state & _MUTE:
            return self.state
        state = self.state | _listed(self.value, "currencies", currency, at=customer)
        state |= _listed(self.value, "goods", goods) | _listed(self.value, "purposes", purpose)
        if device is not None:
            return state | _listed(self.value, "devices", device)
        either = [_listed(self.value, "devices", one) for one in ("mobile", "desktop")]
        if either[0] == either[1]:
            return state | either[0]
        return state | _OPEN["device"]

    def ranges(self, customer: str, currency: str, *, named: bool) -> tuple[Ranges, bool]:
        """What an amount must lie within, in minor units: one range of every group; and whether only some providers' limits are known."""
        rows = [row for row in self.limits if row.get("currency") == currency and customer in (row.get("customers") or (customer,))]
        general = [row for row in rows if row.get("provider") is None]
        theirs = [row for row in rows if row.get("provider") is not None and (not named or row.get("provider") == self.provider)]
        groups = [general, theirs] if named else [general or theirs]
        return tuple(tuple(_range(row) for row in group) for group in groups if group), not named and not general

    def outside(self, amount: int, ranges: Ranges, *, loose: bool) -> int:
        """The state for an amount; `loose` where another provider than those known may take it."""
        state = 0
        for group in ranges:
            if any(least <= amount and (most is None or amount <= most) for least, most in group):
                continue
            if loose:
                state |= _OPEN["providers"]
            else:
                state |= _FAIL["amount_below" if amount < min(least for least, _ in group) else "amount_above"]
        return state


def _range(row: Pairs) -> Range:
    least, most = row.get("min"), row.get("max")
    return Money.read(least).minor if least else 0, Money.read(most).minor if most else None


@final
@frozen
class Method(Value):
    """One method of the table: how common it is where the customer lives, and every seat the shop could take it by."""

    id: str
    name: str
    family: str
    band: int
    offer: Entry | None
    seats: tuple[Seat, ...]


class Line(NamedTuple):
    """One seat on a sheet: its state so far, and what is left to ask."""

    seat: Seat
    state: int
    ranges: Ranges = ()
    loose: bool = False
    min_age: int = 0
    voucher_days: int = 0

    def settled(self, amount: int, age: int | None, delivery_days: int | None) -> int:
        """The state once amount, age and delivery are known."""
        state = self.state
        if self.ranges:
            state |= self.seat.outside(amount, self.ranges, loose=self.loose)
        if age is not None and age < self.min_age:
            state |= _FAIL["age"]
        if delivery_days is not None and delivery_days < self.voucher_days:
            state |= _FAIL["delivery"]
        return state


def rank(state: int) -> tuple[int, int]:
    """The better of two seats: an offer, then what is unknown, then what fails least."""
    if not state:
        return 0, 0
    return (2, (state & FAILED).bit_count()) if state & FAILED else (1, 0)


class Sheet(NamedTuple):
    """The table for one currency, kind of goods, purpose and device."""

    settled: tuple[tuple[Line, int], ...]
    asked: tuple[tuple[int, tuple[Line, ...]], ...]

    def best(self, amount: int, age: int | None, delivery_days: int | None) -> list[tuple[Line, int]]:
        """The best line of every method and its state."""
        found = list(self.settled)
        for index, lines in self.asked:
            if len(lines) == 1:
                found[index] = (lines[0], lines[0].settled(amount, age, delivery_days))
            else:
                states = [(line, line.settled(amount, age, delivery_days)) for line in lines]
                found[index] = min(states, key=lambda one: rank(one[1]))
        return found


@final
@frozen
class MethodTable(Value):
    """Every method the atlas knows, as seen from one customer's country and one shop, while nothing of it changes."""

    customer: Country
    first: int
    last: int
    methods: tuple[Method, ...]
    flags: tuple[tuple[str, Entry], ...]
    named: bool
    silent: bool
    strangers: tuple[str, ...]
    _memo: dict[Hashable, Any] = field(factory=dict, init=False, repr=False, eq=False, hash=False)

    def __reduce__(self) -> tuple[object, ...]:
        return (MethodTable, (self.customer, self.first, self.last, self.methods, self.flags, self.named, self.silent, self.strangers))

    def remember(self, name: Hashable, make: Callable[[], R]) -> R:
        """What `make` gives, made once per table."""
        known: R | None = self._memo.get(name)
        return known if known is not None else self._memo.setdefault(name, make())

    def sheet(self, currency: Currency, goods: str, purpose: str, device: str | None) -> Sheet:
        """The table for one currency, kind of goods, purpose and device, made once."""
        return self.remember((currency, goods, purpose, device), lambda: self._sheet(currency, goods, purpose, device))

    def _sheet(self, currency: Currency, goods: str, purpose: str, device: str | None) -> Sheet:
        settled, asked = [], []
        for index, method in enumerate(self.methods):
            lines = tuple(self._line(seat, currency, goods, purpose, device) for seat in method.seats)
            settled.append(min(((line, line.state) for line in lines), key=lambda one: rank(one[1])))
            if any(line.ranges or line.min_age or line.voucher_days for line in lines):
                asked.append((index, lines))
        return Sheet(tuple(settled), tuple(asked))

    def _line(self, seat: Seat, currency: Currency, goods: str, purpose: str, device: str | None) -> Line:
        state = seat.meets(self.customer, currency, goods, purpose, device)
        if state & _MUTE:
            return Line(seat, state)
        ranges, loose = seat.ranges(self.customer, currency, named=self.named)
        return Line(seat, state, ranges, loose, seat.value.get("min_age") or 0, seat.value.get("voucher_days") or 0)


def method_table(world: Atlas, customer: Country, merchant: Country, providers: tuple[str, ...] | None, on: date) -> MethodTable:
    """The methods of a day between two countries, remembered by the atlas for as long as they hold.

    >>> from datetime import date
    >>> from xborder.atlas import standard
    >>> table = method_table(standard(), Country("NL"), Country("DE"), None, date(2026, 2, 2))
    >>> [method.name for method in table.methods if method.id == "ideal"]
    ['iDEAL | Wero']
    """
    moment = Moment.of(on)
    return world.plan(("payments", customer, merchant, providers), moment, lambda: _Reading(world, customer, merchant, providers, moment).table())


class _Reading:
    """One pass over the pages of all methods."""

    def __init__(self, world: Atlas, customer: Country, merchant: Country, providers: tuple[str, ...] | None, moment: Moment) -> None:
        self.world, self.customer, self.merchant, self.providers = world, customer, merchant, providers
        self.second, self.day = moment.first, moment.day
        self.first, self.last = BEGINNING, END
        self.known: set[str] = set()

    def table(self) -> MethodTable:
        pages = self.world.listed("methods")
        methods = sorted((self.method(one) for one in pages), key=lambda one: (one.name.casefold(), one.id))
        flags = tuple((rule.rpartition(".")[2], entry) for rule in self.written("payments.flag.") if (entry := self.place(rule).entry) is not None)
        strangers = tuple(one for one in self.providers or () if one not in self.known and one not in pages)
        silent = not any(one.offer for one in methods)
        return MethodTable(self.customer, self.first, self.last, tuple(methods), flags, self.providers is not None, silent, strangers)

    def within(self, stretch: Stretch) -> Stretch:
        self.first, self.last = max(self.first, stretch.first), min(self.last, stretch.last)
        return stretch

    def written(self, prefix: str) -> tuple[str, ...]:
        _, first, last = self.world.chain(self.customer, self.second)
        self.first, self.last = max(self.first, first), min(self.last, last)
        return self.world.rules(self.customer, prefix, self.second)

    def place(self, rule: str) -> Stretch:
        return self.within(self.world.find(self.customer, rule, self.second))

    def page(self, method: str, rule: str) -> Stretch:
        return self.within(self.world.find_on("methods", method, rule, self.second))

    def method(self, method: str) -> Method:
        header = self.world.page_header("methods", method)
        scheme, limits = self.page(method, "payments.method"), self.page(method, "payments.limits").entry
        offer = self.place(f"payments.offers.{method}").entry
        value = scheme.entry.value if scheme.entry else Pairs()
        return Method(
            id=method,
            name=value.get("name") or header.get("name"),
            family=header.get("family"),
            band=BANDS.index(offer.value if offer else "unknown"),
            offer=offer,
            seats=tuple(self.seats(method, header.get("family"), scheme, limits)),
        )

    def seats(self, method: str, family: str, scheme: Stretch, limits: Entry | None) -> Iterator[Seat]:
        direct = family in _DIRECT or method == "bank_transfer"
        for provider in self.providers or ():
            carried = self.page(method, f"payments.provider.{provider}")
            if not _unheard(carried):
                self.known.add(provider)
                yield self.seat(method, provider, scheme, carried, limits)
            elif not direct or provider == method:
                yield self.seat(method, provider, scheme, None if provider == method else carried, limits)
        own = self.seat(method, None, scheme, None, limits)
        if self.providers is None or direct:
            yield own
        elif not self.providers:
            yield evolve(own, state=own.state | _FAIL["provider"])

    def seat(self, method: str, provider: str | None, scheme: Stretch, carried: Stretch | None, limits: Entry | None) -> Seat:
        state, entry, ends = self.alive(method, "payments.method", scheme, _OPEN["method"])
        entries, value = [entry], scheme.entry.value if scheme.entry else Pairs()
        if carried is not None:
            more, mine, last = self.alive(method, f"payments.provider.{provider}", carried, _OPEN["provider"])
            state, ends = state | more, min((one for one in (ends, last) if one), default=None)
            entries.append(mine)
            value = _laid_over(value, carried.entry.value) if carried.entry else value
        if not state & _MUTE:
            state |= _listed(value, "customers", self.customer) | _listed(value, "merchants", self.merchant) | self.paired(value)
        told = tuple(one for one in (*entries, limits) if one)
        return Seat(provider, value, state, limits.value if limits else (), told, ends)

    def alive(self, method: str, rule: str, found: Stretch, silent: int) -> tuple[int, Entry | None, date | None]:
        """Whether an entry is in force, has ended or is still to come; the entry that says so; the day of a known end."""

        def at(second: int) -> Entry | None:
            return self.world.find_on("methods", method, rule, second).entry

        if found.entry:
            following = at(found.entry.stop) if found.entry.until else found.entry
            return 0, found.entry, None if following else found.entry.until
        if found.first > BEGINNING and found.last >= END - 1:
            return _FAIL["ended"], at(found.first - 1), None
        coming = at(found.last + 1) if found.last < END - 1 else None
        launched = key(coming.value.get("launched") or self.day) if coming else BEGINNING
        if launched > self.second:
            self.last = min(self.last, launched - 1)
            return _FAIL["not_yet"], coming, None
        self.first = max(self.first, launched)
        return silent, None, None

    def paired(self, value: Pairs) -> int:
        """Whether the two countries may deal by this method: any two, one country, or two of the EEA, GB and CH."""
        pair = value.get("pair")
        if pair is None:
            return _OPEN["pair"]
        if pair == "any" or self.customer == self.merchant:
            return 0
        europe = pair == "eea_gb_ch" and all(self.european(one) for one in (self.customer, self.merchant))
        return 0 if europe else _FAIL["pair"]

    def european(self, country: Country) -> bool:
        return country in _EUROPE or self.within(self.world.find_on("blocs", "eea", f"members.{country}", self.second)).entry is not None


def _unheard(found: Stretch) -> bool:
    """Whether no page ever said a word about it."""
    return found.first <= BEGINNING and found.last >= END - 1


def _laid_over(scheme: Pairs, provider: Pairs) -> Pairs:
    """A scheme's facts with a provider's own laid over them: what the provider lists, she lists whole."""
    told = dict(provider)
    told.pop("name", None)
    kept = {key: one for key, one in scheme if key.removesuffix("_unsure").removesuffix("_except") not in told}
    return Pairs(sorted({**kept, **told}.items()))
