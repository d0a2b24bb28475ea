"""How much, exactly: money, rates and exchange rates, with no float anywhere.

>>> price = Money("19.99", "EUR")
>>> (price * 3).allocate([1, 1, 1, 1])
(Money('14.99', 'EUR'), Money('15.00', 'EUR'), Money('14.99', 'EUR'), Money('14.99', 'EUR'))
>>> price.times(Rate("0.19"))
Money('3.80', 'EUR')
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal, Self, cast, final

from attrs import field, frozen

from xborder.codes import Currency
from xborder.errors import FactError, Incomplete
from xborder.values import Pairs, Value, choice, day, named, pairs, text

__all__ = ["Conversion", "Direction", "ExchangeRates", "Money", "Rate", "allocate", "divide", "exponent_of", "minor_units", "percent", "written"]

Direction = Literal["half_up", "down", "up"]

_AMOUNT = re.compile(r"([+-]?)(\d{1,30})(?:\.(\d{1,18}))?")
_FINEST = 18
_EXPONENTS: dict[str, int] = {}
_HIGHEST_RATE = 10
_KEYS = {"amount", "currency"}


def divide(numerator: int, denominator: int, unit: int = 1, direction: Direction = "half_up") -> int:
    """`numerator / denominator` rounded to a multiple of `unit`; halves go away from zero, `down` is towards it."""
    if numerator < 0:
        return -divide(-numerator, denominator, unit, direction)
    step = unit * denominator
    if direction == "half_up":
        return (2 * numerator + step) // (2 * step) * unit
    if direction == "down":
        return numerator // step * unit
    return -(-numerator // step) * unit


def allocate(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """`total` split by `weights` so that the shares add up to it again: each share's remainder is carried into the next."""
    if any(weight < 0 for weight in weights) or not weights:
        raise FactError("unusable_weights", "weights are one or more numbers of zero or above", value=list(weights))
    whole = sum(weights)
    if not whole:
        weights, whole = [1] * len(weights), len(weights)
    shares, seen, given = [], 0, 0
    for weight in weights:
        seen += weight
        reached = divide(total * seen, whole)
        shares.append(reached - given)
        given = reached
    return tuple(shares)


@final
@frozen(order=False, repr=False, init=False)
class Money(Value):
    """An exact amount of one currency.

    `units` are whole steps of `10 ** -scale`; the scale is never coarser than the currency's minor unit, and finer
    only where the amount needs it, so that 0.0125 USD a piece survives until the line total.
    """

    units: int
    scale: int
    currency: Currency

    def __init__(self, amount: str | int | Decimal, currency: Currency | str) -> None:
        code = Currency(currency)
        units, scale = _scaled(amount, code)
        self.__attrs_init__(units, scale, code)

    @classmethod
    def of(cls, units: int, currency: Currency | str, scale: int | None = None) -> Self:
        """Money from whole minor units: `Money.of(1999, "EUR")` is 19.99 EUR."""
        code = currency if isinstance(currency, Currency) else Currency(currency)
        exponent = _EXPONENTS.get(code) or exponent_of(code)
        if scale is not None and scale != exponent:
            units, exponent = _normal(units, scale, exponent)
        money = cls.__new__(cls)
        _SET_UNITS(money, units)
        _SET_SCALE(money, exponent)
        _SET_CURRENCY(money, code)
        return money

    @classmethod
    def read(cls, value: object) -> Self:
        """Money at the door: itself, `{"amount": "12.50", "currency": "EUR"}` or `"12.50 EUR"`."""
        if isinstance(value, cls):
            return value
        if type(value) is dict and value.keys() == _KEYS and (usual := _usual(value.get("amount"), value.get("currency"))):
            return usual
        if isinstance(value, str):
            amount, _, code = value.strip().partition(" ")
            if not code:
                raise FactError("unreadable_money", f"money {value!r} names no currency", value=value, hint="write it as '12.50 EUR'")
            return cls(amount, code)
        if not isinstance(value, Mapping):
            raise FactError("unreadable_money", f"money is wanted, not {value!r}", value=value, hint="write it as {'amount': '12.50', 'currency': 'EUR'}")
        for key in value:
            if key not in ("amount", "currency"):
                raise FactError("unknown_key", f"money has no field {key!r}", path=f"/{key}", value=key, hint="amount and currency")
        for key in ("amount", "currency"):
            if key not in value:
                raise FactError("missing_key", f"money needs {key!r}", path=f"/{key}")
        try:
            code = Currency(value["currency"])
        except FactError as error:
            raise error.under("currency") from None
        try:
            return cls(value["amount"], code)
        except FactError as error:
            raise error.under("amount") from None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], /) -> Self:
        """The money that `to_dict` wrote."""
        return cls.read(data)

    def to_dict(self) -> dict[str, str]:
        """The amount with exactly its currency's digits, or more where it is finer."""
        return {"amount": self.digits, "currency": str(self.currency)}

    @property
    def amount(self) -> Decimal:
        """The amount as an exact decimal."""
        return Decimal((int(self.units < 0), tuple(map(int, str(abs(self.units)))), -self.scale))

    @property
    def digits(self) -> str:
        """The amount as text, with no grouping: `'1234.50'`."""
        return _digits(self.units, self.scale)

    @property
    def minor(self) -> int:
        """Whole minor units, rounded half up where the amount is finer than that."""
        exponent = exponent_of(self.currency)
        return self.units if self.scale == exponent else divide(self.units, 10 ** (self.scale - exponent))

    @property
    def exact(self) -> Fraction:
        """The amount in minor units, as a fraction."""
        return Fraction(self.units, 10 ** (self.scale - self.currency.exponent))

    def rounded(self, unit: str | Decimal | None = None, direction: Direction = "half_up") -> "Money":
        """To the minor unit, or to a multiple of `unit` (as the Swiss "0.05")."""
        code = self.currency
        if unit is None:
            return Money.of(divide(self.units, 10 ** (self.scale - code.exponent), 1, direction), code)
        step = Money(unit, code)
        if step.units <= 0:
            raise FactError("unusable_unit", f"a rounding unit is above zero, not {unit}", value=unit, hint="such as '0.05'")
        scale = max(self.scale, step.scale)
        return Money.of(divide(self.at_scale(scale), 1, step.at_scale(scale), direction), code, scale)

    def times(self, rate: "Rate | Decimal | str", unit: str | Decimal | None = None, direction: Direction = "half_up") -> "Money":
        """This amount times a rate, rounded once."""
        factor = Rate.read(rate)
        code = self.currency
        if unit is None:
            denominator = factor.denominator * 10 ** (self.scale - code.exponent)
            return Money.of(divide(self.units * factor.numerator, denominator, 1, direction), code)
        step = Money(unit, code)
        scale = max(self.scale, step.scale)
        return Money.of(divide(self.at_scale(scale) * factor.numerator, factor.denominator, step.at_scale(scale), direction), code, scale)

    def allocate(self, weights: Sequence[int]) -> tuple["Money", ...]:
        """Shares by weight, none finer than this amount, that add up to it again."""
        return tuple(Money.of(share, self.currency, self.scale) for share in allocate(self.units, weights))

    def at_scale(self, scale: int) -> int:
        """The amount in steps of `10 ** -scale`, which is no coarser than its own."""
        return self.units * int(10 ** (scale - self.scale))

    def _beside(self, other: "Money") -> tuple[int, int, int]:
        if self.currency != other.currency:
            raise FactError("mixed_currencies", f"{self} and {other} are of two currencies", value=other, hint="convert one of them with ExchangeRates first")
        scale = max(self.scale, other.scale)
        return self.at_scale(scale), other.at_scale(scale), scale

    def __add__(self, other: "Money") -> "Money":
        mine, theirs, scale = self._beside(other)
        return Money.of(mine + theirs, self.currency, scale)

    def __sub__(self, other: "Money") -> "Money":
        mine, theirs, scale = self._beside(other)
        return Money.of(mine - theirs, self.currency, scale)

    def __mul__(self, count: int) -> "Money":
        if isinstance(count, bool) or not isinstance(count, int):
            msg = f"money is multiplied by a whole number; use times() for {type(count).__name__}, which rounds"
            raise TypeError(msg)
        return Money.of(self.units * count, self.currency, self.scale)

    __rmul__ = __mul__

    def __neg__(self) -> "Money":
        return Money.of(-self.units, self.currency, self.scale)

    def __abs__(self) -> "Money":
        return Money.of(abs(self.units), self.currency, self.scale)

    def __lt__(self, other: "Money") -> bool:
        mine, theirs, _ = self._beside(other)
        return mine < theirs

    def __le__(self, other: "Money") -> bool:
        mine, theirs, _ = self._beside(other)
        return mine <= theirs

    def __gt__(self, other: "Money") -> bool:
        mine, theirs, _ = self._beside(other)
        return mine > theirs

    def __ge__(self, other: "Money") -> bool:
        mine, theirs, _ = self._beside(other)
        return mine >= theirs

    def __str__(self) -> str:
        return f"{self.digits} {self.currency}"

    def __repr__(self) -> str:
        return f"Money({self.digits!r}, {str(self.currency)!r})"


# a frozen attrs class refuses attributes; its slots' own descriptors make a value in half the time of its constructor
_NEW = object.__new__
_SET_UNITS, _SET_SCALE, _SET_CURRENCY = (cast("Any", getattr(Money, name)).__set__ for name in ("units", "scale", "currency"))


def minor_units(units: int, currency: Currency) -> Money:
    """Money from whole minor units of a currency that has been read already: `Money.of` without its care."""
    money = _NEW(Money)
    _SET_UNITS(money, units)
    try:
        _SET_SCALE(money, _EXPONENTS[currency])
    except KeyError:
        _SET_SCALE(money, exponent_of(currency))
    _SET_CURRENCY(money, currency)
    return money


def _digits(units: int, scale: int) -> str:
    """A scaled integer as decimal text."""
    sign = "-" if units < 0 else ""
    figures = str(abs(units)).rjust(scale + 1, "0")
    return f"{sign}{figures[:-scale]}.{figures[-scale:]}" if scale else sign + figures


def written(units: int, currency: Currency) -> str:
    """Whole minor units as text: `12.50 EUR`."""
    exponent = _EXPONENTS.get(currency)
    if exponent == 2 and units >= 0:  # noqa: PLR2004 - what nearly all money has
        return f"{units // 100}.{units % 100:02d} {currency}"
    return f"{_digits(units, exponent_of(currency))} {currency}"


def _usual(amount: object, code: object) -> Money | None:
    """Money as shops write it, plain digits with exactly its currency's decimals; anything else is read with more care."""
    if type(amount) is not str or type(code) is not str or not amount.isascii():
        return None
    exponent, currency = _MET.get(code) or _met(code)
    if not exponent or amount[-exponent - 1 : -exponent] != ".":
        return None
    digits = amount[: -exponent - 1] + amount[-exponent:]
    if not digits.isdigit() or not exponent < len(digits) <= _FINEST:
        return None
    money = _NEW(Money)
    _SET_UNITS(money, int(digits))
    _SET_SCALE(money, exponent)
    _SET_CURRENCY(money, currency)
    return money


_MET: dict[str, tuple[int, Currency | None]] = {}


def _met(code: str) -> tuple[int, Currency | None]:
    """A currency with decimals that money has been read in before; nothing for any other."""
    if not _EXPONENTS.get(code):
        return 0, None
    return _MET.setdefault(code, (_EXPONENTS[code], Currency(code)))


def exponent_of(code: Currency) -> int:
    """A currency's decimals, looked up once."""
    known = _EXPONENTS.get(code)
    return known if known is not None else _EXPONENTS.setdefault(code, code.exponent)


def _normal(units: int, scale: int, exponent: int) -> tuple[int, int]:
    while scale < exponent:
        units, scale = units * 10, scale + 1
    while scale > exponent and not units % 10:
        units, scale = units // 10, scale - 1
    return units, scale


def _scaled(amount: object, code: Currency) -> tuple[int, int]:
    if isinstance(amount, bool | float):
        raise FactError(
            "float_money", f"{amount!r} is not an exact amount", value=amount, hint=f"write it as text: '{'12.50' if isinstance(amount, bool) else amount}'"
        )
    if isinstance(amount, int):
        return _normal(amount, 0, code.exponent)
    if isinstance(amount, Decimal):
        sign, figures, power = amount.as_tuple()
        if not isinstance(power, int) or not -_FINEST <= power <= _FINEST:
            raise FactError("unreadable_amount", f"{amount} is not an amount", value=amount, hint=f"finite, with at most {_FINEST} decimals")
        units = int("".join(map(str, figures)) or "0") * int(10 ** max(power, 0))
        return _normal(-units if sign else units, max(-power, 0), code.exponent)
    found = _AMOUNT.fullmatch(amount) if isinstance(amount, str) else None
    if not found:
        raise FactError("unreadable_amount", f"{amount!r} is not an amount", value=amount, hint="digits with a decimal point: '1234.50'")
    part = found[3] or ""
    units = int(found[2] + part)
    return _normal(-units if found[1] == "-" else units, len(part), code.exponent)


@final
@frozen(order=False, repr=False, init=False)
class Rate(Value):
    """An exact fraction of something: `Rate("0.19")` is 19 %, `Rate("1/3")` is a third."""

    numerator: int
    denominator: int

    def __init__(self, value: "str | int | Decimal | Fraction") -> None:
        if isinstance(value, bool | float):
            raise FactError("float_rate", f"{value!r} is not an exact rate", value=value, hint=f"write it as text: '{value}'")
        try:
            exact = Fraction(value.strip() if isinstance(value, str) else value)
        except (ValueError, ZeroDivisionError, OverflowError, TypeError, AttributeError):
            raise FactError("unreadable_rate", f"{value!r} is not a rate", value=value, hint="rates are fractions: '0.19' is 19 %") from None
        if exact < 0:
            raise FactError("negative_rate", f"a rate of {value} is below zero", value=value, hint="give the charge a sign, not the rate")
        if exact > _HIGHEST_RATE:
            hint = f"rates are fractions: write {value} % as '{_percent(exact)}'"
            raise FactError("rate_too_high", f"a rate of {value} is above {_HIGHEST_RATE}", value=value, hint=hint)
        self.__attrs_init__(exact.numerator, exact.denominator)

    @classmethod
    def of(cls, numerator: int, denominator: int) -> Self:
        """A rate from a fraction."""
        return _rate_of(numerator, denominator)

    @classmethod
    def read(cls, value: object) -> Self:
        """A rate at the door: itself, or text such as "0.19"."""
        if isinstance(value, cls):
            return value
        return _written_rate(value) if type(value) is str else cls(value)  # type: ignore[arg-type]

    @property
    def exact(self) -> Fraction:
        """The rate as a fraction."""
        return Fraction(self.numerator, self.denominator)

    def to_dict(self) -> str:  # type: ignore[override]
        """The rate as decimal text where it has one, else as `n/d`."""
        return _decimal(self.numerator, self.denominator) or f"{self.numerator}/{self.denominator}"

    @property
    def percent(self) -> str:
        """The rate as people say it: `19%`."""
        return percent(self.numerator, self.denominator)

    def __lt__(self, other: "Rate") -> bool:
        return self.exact < other.exact

    def __le__(self, other: "Rate") -> bool:
        return self.exact <= other.exact

    def __gt__(self, other: "Rate") -> bool:
        return self.exact > other.exact

    def __ge__(self, other: "Rate") -> bool:
        return self.exact >= other.exact

    def __str__(self) -> str:
        return self.percent

    def __repr__(self) -> str:
        return f"Rate({self.to_dict()!r})"


# few rates are written very often: the same text, fraction and percentage are made once
@lru_cache(4096)
def _written_rate(value: str) -> Rate:
    return Rate(value)


@lru_cache(4096)
def _rate_of(numerator: int, denominator: int) -> Rate:
    return Rate(Fraction(numerator, denominator))


@lru_cache(4096)
def percent(numerator: int, denominator: int) -> str:
    """A fraction as people say it: `19%`."""
    hundred = Fraction(numerator * 100, denominator)
    return f"{_decimal(hundred.numerator, hundred.denominator) or hundred}%"


def _percent(value: Fraction) -> str:
    hundredth = value / 100
    return _decimal(hundredth.numerator, hundredth.denominator) or str(hundredth)


def _decimal(numerator: int, denominator: int) -> str | None:
    """`numerator / denominator` as finite decimal text, or None where it has none."""
    rest, twos, fives = denominator, 0, 0
    while not rest % 2:
        rest, twos = rest // 2, twos + 1
    while not rest % 5:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = str(numerator * 10**places // denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


@final
@frozen(kw_only=True)
class Conversion(Value):
    """One currency expressed in another: `numerator / denominator`, and the path it took there."""

    numerator: int
    denominator: int
    path: tuple[Currency, ...]

    def __str__(self) -> str:
        return " → ".join(self.path)


def _quotes(value: "Mapping[str, Any] | Iterable[tuple[str, Any]]") -> Pairs:
    quotes = pairs(value, _quote)
    for name, _ in quotes:
        _pair(name)
    return quotes


def _quote(value: object) -> Fraction:
    if isinstance(value, bool | float):
        raise FactError("float_rate", f"{value!r} is not an exact rate", value=value, hint=f"write it as text: '{value}'")
    try:
        exact = Fraction(value) if isinstance(value, str | int | Decimal | Fraction) else Fraction(str(value))
    except (ValueError, ZeroDivisionError, OverflowError):
        raise FactError("unreadable_rate", f"{value!r} is not an exchange rate", value=value, hint="write it as '1.0842'") from None
    if exact <= 0:
        raise FactError("unusable_rate", f"an exchange rate is above zero, not {value}", value=value)
    return exact


def _period(value: Literal["daily", "monthly"]) -> Literal["daily", "monthly"]:
    return choice(value, "daily", "monthly")


def _pair(name: str) -> tuple[Currency, Currency]:
    one, slash, other = name.partition("/")
    if not slash:
        hint = "write it as 'USD/EUR': what one USD is in EUR"
        raise FactError("unreadable_pair", f"{name!r} is not a currency pair", value=name, path=f"/{name}", hint=hint)
    return Currency(one), Currency(other)


@final
@frozen(kw_only=True, cache_hash=True, field_transformer=named)
class ExchangeRates(Value):
    """What currencies were worth in each other, on one day, by one source.

    `quotes` maps "USD/EUR" to what one USD is in EUR. Pairs that are not given are inverted or led over a third
    currency, exactly; `between` says which way it went.
    """

    quotes: Pairs = field(converter=_quotes)
    on: date = field(converter=day)
    source: str = field(converter=text)
    period: Literal["daily", "monthly"] = field(default="daily", converter=_period)

    @classmethod
    def from_mapping(cls, base: str, mapping: Mapping[str, Any], /, *, on: date | str, source: str, period: Literal["daily", "monthly"] = "daily") -> Self:
        """From a base and its rates: `from_mapping("EUR", {"USD": "1.0842"}, on=…, source="ECB")` says one EUR is 1.0842 USD."""
        one = Currency(base)
        return cls(quotes={f"{one}/{Currency(code)}": rate for code, rate in mapping.items()}, on=on, source=source, period=period)

    def between(self, one: str, other: str) -> Conversion | None:
        """What one `one` is in `other`, by the shortest path these rates allow; None where there is none."""
        start, goal = Currency(one), Currency(other)
        steps: dict[Currency, dict[Currency, Fraction]] = {}
        for name, rate in self.quotes:
            left, right = _pair(name)
            steps.setdefault(left, {})[right] = rate
            steps.setdefault(right, {}).setdefault(left, 1 / rate)
        paths: list[tuple[tuple[Currency, ...], Fraction]] = [((start,), Fraction(1))]
        seen = {start}
        for path, worth in paths:
            if path[-1] == goal:
                return Conversion(numerator=worth.numerator, denominator=worth.denominator, path=path)
            for near in sorted(steps.get(path[-1], {})):
                if near not in seen:
                    seen.add(near)
                    paths.append(((*path, near), worth * steps[path[-1]][near]))
        return None

    def convert(self, money: Money, to: str) -> Money:
        """`money` in another currency, rounded once, half up, to its minor unit."""
        found = self.between(money.currency, to)
        if found is None:
            raise Incomplete(
                "missing_exchange_rate",
                f"no way from {money.currency} to {to} in the rates of {self.source} for {self.on}",
                path="/rates",
                hint=f"add '{money.currency}/{to}' to rates",
            )
        goal = Currency(to)
        exact = money.exact * found.numerator * 10**goal.exponent / (found.denominator * 10**money.currency.exponent)
        return Money.of(divide(exact.numerator, exact.denominator), goal)

    def to_dict(self) -> dict[str, Any]:
        """The rates as plain data; each rate as decimal text or `n/d`."""
        quotes = {name: _decimal(rate.numerator, rate.denominator) or str(rate) for name, rate in self.quotes}
        return {"quotes": quotes, "on": self.on.isoformat(), "source": self.source, "period": self.period}
