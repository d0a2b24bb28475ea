r"""What does it cost to send so many kilograms there, by the shop's own price list?

>>> card = RateCard.from_csv("zone,up_to_kg,price\neu,1,9.00\neu,2,11.50\n", zones={"eu": ["AT", "DE"]}, currency="EUR", since="2026-01-01")
>>> card.freight("DE", "1.2", on="2026-03-02").amount
Money('11.50', 'EUR')
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Self, final

from attrs import converters, field, frozen

from xborder.atlas import EDITION
from xborder.codes import Currency
from xborder.errors import FactError
from xborder.locale.contact import Address
from xborder.money import Money, Rate
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, told
from xborder.shipping.rate_zones import ELSEWHERE, Beyond, RateZone, rows_of
from xborder.shipping.weight_profile import measure
from xborder.values import Under, Value, day, named, read, sequence, text

__all__ = ["Freight", "RateCard"]


def _zones(value: Iterable[RateZone | Mapping[str, Any]]) -> tuple[RateZone, ...]:
    zones = sequence(value, lambda one: read(RateZone, one))
    if not zones:
        raise FactError("no_zones", "a rate card has at least one zone", value="[]", hint="name a zone, its places and its steps")
    return tuple(sorted(zones, key=lambda one: one.name))


def _day(value: date | str) -> date:
    return day(value)


def _fuel(value: Rate | str) -> Rate:
    rate = Rate.read(value)
    if rate > Rate(1):
        raise FactError("rate_too_high", f"a fuel surcharge of {rate} is above the price itself", value=rate, hint="rates are fractions: '0.185' is 18.5 %")
    return rate


def _least(value: Money | Mapping[str, Any] | str) -> Money:
    money = Money.read(value)
    if money.units < 0:
        raise FactError("negative_price", f"a price is zero or above, not {money}", value=money, hint="leave out a minimum that there is not")
    return money


def _address(value: Address | Mapping[str, Any] | str) -> Address:
    return Address.read(value)


@final
@frozen(kw_only=True, field_transformer=named)
class RateCard(Value):
    """A price list for freight: zones of places, and in each zone a price for every weight.

    >>> zone = {"name": "eu", "places": ["AT", "DE"], "steps": [{"up_to_kg": "1", "price": "9.00 EUR"}], "beyond": {"each_kg": "1", "price": "2.50 EUR"}}
    >>> RateCard(zones=[zone], since="2026-01-01", fuel="0.10").freight("AT", "2.3", on="2026-03-02").amount
    Money('15.40', 'EUR')

    - It holds from `since` until the day before `until`; another day is refused.
    - `minimum` is the least a consignment costs before `fuel`, a surcharge that is a fraction of the price; the sum is rounded once.
    - Nothing heavier than `maximum_kg` is priced.
    - No place stands in two zones, no weight in two steps, and between steps there is no gap.
    """

    zones: tuple[RateZone, ...] = field(converter=_zones)
    since: date = field(converter=_day)
    until: date | None = field(default=None, converter=converters.optional(_day))
    name: str = field(default="rate card", converter=text)
    fuel: Rate | None = field(default=None, converter=converters.optional(_fuel))
    minimum: Money | None = field(default=None, converter=converters.optional(_least))
    maximum_kg: Decimal | None = field(default=None, converter=converters.optional(measure))

    def __attrs_post_init__(self) -> None:
        if self.until is not None and self.until <= self.since:
            message = f"the {self.name} ends on {self.until}, before it begins"
            raise FactError("empty_period", message, path="/until", value=self.until, hint="until is the first day on which it no longer holds")
        for one, other in pairwise(self.zones):
            if one.name == other.name:
                raise FactError("zone_twice", f"two zones are called {one.name!r}", path="/zones", value=one.name, hint="give all its places to one of them")
        held: dict[str, str] = {}
        for zone in self.zones:
            for place in zone.places:
                if place in held:
                    message = f"{place} stands in the zones {held[place]!r} and {zone.name!r}"
                    raise FactError("place_in_two_zones", message, path="/zones", value=place, hint="leave it in one of them")
                held[place] = zone.name
        priced = [("/zones", price) for zone in self.zones for price in zone.prices]
        for path, money in (*priced, *([("/minimum", self.minimum)] if self.minimum else [])):
            if money.currency != self.currency:
                raise FactError(
                    "mixed_currencies", f"{money} stands in a card of {self.currency}", path=path, value=money, hint="price one card in one currency"
                )

    @property
    def currency(self) -> Currency:
        """The currency of all its prices."""
        return self.zones[0].prices[0].currency

    @classmethod
    def from_csv(
        cls,
        csv: str,
        /,
        *,
        zones: Mapping[str, Iterable[str]],
        currency: Currency | str,
        since: date | str,
        until: date | str | None = None,
        delimiter: str = ",",
        beyond: Mapping[str, Mapping[str, Any] | Beyond] | None = None,
        **more: Any,
    ) -> Self:
        """A card from lines of `zone,up_to_kg,price` under that heading; `from_kg` may stand beside them.

        `zones` names the places of each zone, `beyond` what a zone charges above its last step; `more` are fields of the card.
        What cannot be read is refused by its line and column, the heading being line 1.
        """
        rows = rows_of(csv, Currency(currency), delimiter)
        seen: dict[tuple[str, Decimal], int] = {}
        for row in rows:
            first = seen.setdefault((row.zone, row.step.up_to_kg), row.line)
            if first != row.line:
                message = f"lines {first} and {row.line} both price {row.zone} up to {row.step.up_to_kg} kg"
                raise FactError("overlapping_steps", message, path=f"/csv/{row.line}/up_to_kg", value=row.step.up_to_kg, hint="leave one of them out")
            if row.zone not in zones:
                hint = "zones: " + (", ".join(sorted(zones)) or "none")
                raise FactError(
                    "unknown_zone",
                    f"line {row.line} prices the zone {row.zone!r}, which has no places",
                    path=f"/csv/{row.line}/zone",
                    value=row.zone,
                    hint=hint,
                )
        made = [
            {
                "name": name,
                "places": list(places),
                "steps": [row.step for row in rows if row.zone == name],
                "beyond": None if beyond is None else beyond.get(name),
            }
            for name, places in zones.items()
        ]
        return cls(zones=made, since=since, until=until, **more)

    def freight(self, ship_to: Address | Mapping[str, Any] | str | None, weight_kg: Decimal | str | int | None, /, *, on: date | str) -> "Freight":
        """What does it cost to send so many kilograms there?

        The place is found by postcode before region before country before `*`, elsewhere. A weight or a part of the address that
        is missing, a place or weight the card does not price, is named in `needs`; no price is guessed.
        """
        asked: date = Under("on", day)(on)
        if not (self.since <= asked and (self.until is None or asked < self.until)):
            message = f"the {self.name} does not hold on {asked}"
            raise FactError("card_not_in_force", message, path="/on", value=asked, hint=f"it holds from {self.since} until {self.until or 'further notice'}")
        goal = None if ship_to is None else Under("ship_to", _address)(ship_to)
        weight = None if weight_kg is None else Under("weight_kg", measure)(weight_kg)
        return Freight(card=self, ship_to=goal, weight_kg=weight, on=asked)


@final
@frozen(kw_only=True)
class Freight(Answer):
    """The price of sending a weight to a place: `price` by the card, `fuel` on top of it, `amount` in all; None while unknown."""

    WIRE = ("amount", "price", "fuel", "zone", "weight_kg", "on", "status", "edition", "because", "needs", "caveats", "assumed")

    card: RateCard
    ship_to: Address | None
    weight_kg: Decimal | None
    on: date

    @property
    def _found(self) -> tuple[RateZone | None, str, Need | None]:
        """The zone, the place by which it was found, and what is missing."""
        if self.ship_to is None:
            return None, "", Need(kind="fact", path="/ship_to", text="where it is sent")
        return _zone_of(self.card, self.ship_to)

    @property
    def _reckoned(self) -> tuple[Money, str] | None:
        """The price by the zone's steps, and how."""
        zone, limit = self._found[0], self.card.maximum_kg
        if zone is None or self.weight_kg is None or (limit is not None and self.weight_kg > limit):
            return None
        return zone.price_of(self.weight_kg)

    @property
    def zone(self) -> str | None:
        """The zone it is sent to."""
        zone = self._found[0]
        return None if zone is None else zone.name

    @property
    def price(self) -> Money | None:
        """What the card says, not less than its minimum."""
        found = self._reckoned
        if found is None:
            return None
        least = self.card.minimum
        return found[0] if least is None or found[0] >= least else least

    @property
    def amount(self) -> Money | None:
        """The price with its fuel surcharge, rounded once, half up, to the minor unit."""
        price, fuel = self.price, self.card.fuel
        return None if price is None else price.times(Rate(1 + fuel.exact) if fuel else Rate(1))

    @property
    def fuel(self) -> Money | None:
        """The part of the amount that is fuel surcharge."""
        price, amount = self.price, self.amount
        return None if price is None or amount is None else amount - price.times(Rate(1))

    @property
    def edition(self) -> str:
        """The edition beside which the card was read: its prices are the shop's own."""
        return EDITION

    @property
    def because(self) -> tuple[Reason, ...]:
        """The zone, the step, the minimum and the surcharge."""
        zone, place, _ = self._found
        if zone is None:
            return ()
        reasons = [told("freight.zone", "{place} is in zone {zone} of the {card}", place=place, zone=zone.name, card=self.card.name)]
        found = self._reckoned
        if found is None or self.price is None:
            return tuple(reasons)
        reasons.append(told("freight.step", "{weight} kg to zone {zone} costs {price}", None, found[1], weight=self.weight_kg, zone=zone.name, price=found[0]))
        if self.price != found[0]:
            reasons.append(told("freight.minimum", "no consignment costs less than {minimum}", minimum=self.price))
        if self.card.fuel:
            formula = f"{self.price} x (1 + {self.card.fuel.to_dict()}) = {self.amount}"
            reasons.append(told("freight.fuel", "with {rate} for fuel it costs {amount}", None, formula, rate=self.card.fuel, amount=self.amount))
        return tuple(reasons)

    @property
    def needs(self) -> tuple[Need, ...]:
        """What keeps the price open."""
        zone, _, need = self._found
        found = [] if need is None else [need]
        limit = self.card.maximum_kg
        if self.weight_kg is None:
            found.append(Need(kind="fact", path="/weight_kg", text="how many kilograms are charged for"))
        elif limit is not None and self.weight_kg > limit:
            found.append(Need(kind="fact", path="/card/maximum_kg", text=f"the {self.card.name} ends at {limit} kg, and this is {self.weight_kg} kg"))
        elif zone is not None and self._reckoned is None:
            last = zone.steps[-1].up_to_kg
            found.append(Need(kind="fact", path=f"/card/zones/{zone.name}", text=f"zone {zone.name} ends at {last} kg, and this is {self.weight_kg} kg"))
        return tuple(found)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """None: the card is the shop's own word."""
        return ()

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """Nothing."""
        return ()


def _zone_of(card: RateCard, goal: Address) -> tuple[RateZone | None, str, Need | None]:
    """The zone of an address: by its postcode, else its region, else its country, else `*`."""
    held = {place: zone for zone in card.zones for place in zone.places}
    country = str(goal.country)
    wide = next((place for place in (country, ELSEWHERE) if place in held), None)
    by_region = {place: zone for place, zone in held.items() if place.startswith((f"{country}-", f"{country}:"))}
    by_postcode = {place: zone for place, zone in held.items() if place.startswith(f"{country} ")}
    if goal.postcode is not None:
        code = "".join(one for one in goal.postcode.upper() if one.isalnum())
        near = [place for place in by_postcode if code.startswith(place.partition(" ")[2].removesuffix("*"))]
        if near:
            place = max(near, key=len)
            return held[place], place, None
    chosen = goal.scope if goal.scope in by_region else wide
    zone = None if chosen is None else held[chosen]
    if goal.postcode is None and any(other != zone for other in by_postcode.values()):
        return None, "", Need(kind="fact", path="/ship_to/postcode", text=f"the postcode: it decides the zone in {country}")
    if goal.region is None and any(other != zone for other in by_region.values()):
        return None, "", Need(kind="fact", path="/ship_to/region", text=f"the region: it decides the zone in {country}")
    if zone is None or chosen is None:
        return None, "", Need(kind="fact", path="/card/zones", text=f"no zone of the {card.name} holds {goal.scope}")
    return zone, chosen if chosen != ELSEWHERE else goal.scope, None
