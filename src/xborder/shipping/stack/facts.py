"""What is asked about: one good, from where, worth what, entered at which minute."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, final

from attrs import converters, field, frozen

from xborder.codes import Country
from xborder.errors import FactError
from xborder.money import ExchangeRates, Money
from xborder.reasons import Assumption, assumed
from xborder.shipping.tariff.claims import Claim
from xborder.values import Pairs, Value, choice, instant, named, pairs, read, sequence, text

__all__ = ["Channel", "DutyFacts", "Strategy", "Transport"]

NOTHING = Pairs(())
Channel = Literal["post", "courier", "freight"]
Transport = Literal["air", "sea", "land"]
Strategy = Literal["exact", "low", "high"]


def _country(value: Country | str) -> Country:
    return Country(value)


def _destination(value: Country | str) -> str:
    return "EU" if value == "EU" else str(Country(value))


def _worth(value: Money | Mapping[str, Any] | str) -> Money:
    money = Money.read(value)
    if money.units < 0:
        raise FactError("negative_value", f"goods are worth zero or more, not {money}", value=money)
    return money


def _measure(value: object) -> Decimal:
    if isinstance(value, bool | float):
        raise FactError("float_measure", f"{value!r} is not an exact measure", value=value, hint=f"write it as text: '{value}'")
    written = format(value, "f") if isinstance(value, Decimal) else str(value)
    if not re.fullmatch(r"\d{1,15}(\.\d{1,12})?", written):
        raise FactError("unreadable_measure", f"{written!r} is not a measure", value=value, hint="digits with a decimal point: '0.350'")
    return Decimal(written)


def _measures(value: Mapping[str, Decimal | str] | Iterable[tuple[str, Decimal | str]] | None) -> Pairs:
    return pairs(value, _measure) if value else NOTHING


def _materials(value: Mapping[str, Money | str] | Iterable[tuple[str, Money | str]] | None) -> Pairs:
    return pairs(value, _worth) if value else NOTHING


def _claims(value: Iterable[Claim | Mapping[str, Any]] | None) -> tuple[Claim, ...]:
    return sequence(value, lambda one: read(Claim, one)) if value else ()


def _channel(value: Channel) -> Channel:
    return choice(value, "post", "courier", "freight")


def _transport(value: Transport) -> Transport:
    return choice(value, "air", "sea", "land")


def _strategy(value: Strategy) -> Strategy:
    return choice(value, "exact", "low", "high")


@final
@frozen(kw_only=True, field_transformer=named)
class DutyFacts(Value):
    """One good at the border. `at` is the moment of entry, `loaded_at` when it was put on board its last vessel."""

    to: str = field(converter=_destination)
    at: datetime = field(converter=instant)
    hs: str = field(converter=text)
    origin: Country = field(converter=_country)
    value: Money = field(converter=_worth)
    measures: Pairs = field(factory=Pairs, converter=_measures)
    materials: Pairs = field(factory=Pairs, converter=_materials)
    channel: Channel | None = field(default=None, converter=converters.optional(_channel))
    transport: Transport | None = field(default=None, converter=converters.optional(_transport))
    claims: tuple[Claim, ...] = field(default=(), converter=_claims)
    loaded_at: datetime | None = field(default=None, converter=converters.optional(instant))
    strategy: Strategy = field(default="exact", converter=_strategy)
    rates: ExchangeRates | None = None

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The defaults these facts lean on."""
        taken: list[tuple[bool, str, object, str]] = [
            (not self.claims, "/claims", (), "no preference and no exclusion is claimed"),
            (self.loaded_at is None, "/loaded_at", None, "not loaded before a measure's first day"),
        ]
        return tuple(assumed(path, value, why) for missing, path, value, why in taken if missing)
