"""Which clocks may she live by? The zones of a country, of a phone number, of an address: sets, never a guess at one.

>>> zones_of_address("ES", at=datetime(2026, 11, 21, tzinfo=UTC))
('Europe/Madrid', 'Africa/Ceuta', 'Atlantic/Canary')
>>> zones_of_phone("+34 922 123456")
('Atlantic/Canary',)
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta  # noqa: F401 - `UTC` is for the examples
from typing import Any, Self, final

from attrs import converters, field, frozen

from xborder.atlas import Atlas, Entry, standard
from xborder.codes import Country, LanguageTag
from xborder.codes.address import Address
from xborder.doors import phone, zones
from xborder.errors import FactError
from xborder.hours.times import zone_name
from xborder.values import Value, instant, named, read, sequence, text

__all__ = ["Whereabouts", "clocks", "found_zones", "zones_of_address", "zones_of_country", "zones_of_phone"]

_DAY, _QUARTER = timedelta(days=1), timedelta(minutes=15)


def _address(value: Address | Mapping[str, Any] | str) -> Address:
    return Address.read(value)


def _tags(value: Iterable[LanguageTag | str]) -> tuple[LanguageTag, ...]:
    return sequence(value, LanguageTag)


@final
@frozen(kw_only=True, field_transformer=named)
class Whereabouts(Value):
    """What is known of where a customer is: her zone, else her address, else the number of her phone.

    What else a customer is known by (her name, her languages) is taken and not read.
    """

    timezone: str | None = field(default=None, converter=converters.optional(zone_name))
    address: Address | None = field(default=None, converter=converters.optional(_address))
    phone: str | None = field(default=None, converter=converters.optional(text))
    languages: tuple[LanguageTag, ...] = field(default=(), converter=_tags)
    name: Any = None
    gender: Any = None

    @classmethod
    def read(cls, value: Any) -> Self:
        """Whereabouts at the door: themselves, a mapping, or a customer of another room."""
        return read(cls, _plain(value))


def _plain(value: Any) -> Any:
    """A value of another room as the mapping it writes; anything else as it is."""
    return value.to_dict() if isinstance(value, Value) and not isinstance(value, Whereabouts) else value


def zones_of_country(country: str, /, *, at: datetime, atlas: Atlas | None = None) -> tuple[str, ...]:
    """Every zone of a country, by its page or else by tzdata, the capital's first where the page says so.

    >>> zones_of_country("NZ", at=datetime(2026, 11, 21, tzinfo=UTC))
    ('Pacific/Auckland', 'Pacific/Chatham')
    """
    return _of_address(Address(country=country), instant(at), standard() if atlas is None else atlas)[0]


def zones_of_address(address: Address | Mapping[str, Any] | str, /, *, at: datetime, atlas: Atlas | None = None) -> tuple[str, ...]:
    """Every zone an address may lie in: its region's where the atlas knows them, else its country's."""
    return _of_address(Address.read(address), instant(at), standard() if atlas is None else atlas)[0]


def zones_of_phone(number: str, /, *, country: str | None = None) -> tuple[str, ...]:
    """Every zone a phone number may have been issued in; a national number needs its country.

    >>> len(zones_of_phone("+1 800 555 0100"))
    42
    """
    return phone.zones_of_number(number, None if country is None else str(Country(country)))


def _of_address(address: Address, at: datetime, world: Atlas) -> tuple[tuple[str, ...], Entry | None]:
    entry = world.find(address.scope, "hours.zones", world.moment(address.country, at).first).entry
    if entry:
        return tuple(entry.value), entry
    try:
        return zones.zones_of(address.country), None
    except FactError:  # tzdata lists no zone for it, as for XK
        return (), None


def found_zones(who: Whereabouts, at: datetime, world: Atlas) -> tuple[tuple[str, ...], str, Entry | None]:
    """The zones somebody may be in, the fact that says so, and the entry that was read for it."""
    if who.timezone:
        return (who.timezone,), "timezone", None
    if who.address:
        names, entry = _of_address(who.address, at, world)
        if names:
            return names, "address", entry
    if who.phone:
        try:
            return zones_of_phone(who.phone, country=who.address.country if who.address else None), "phone", None
        except FactError as error:
            raise error.under("phone") from None
    return (), "", None


def clocks(names: Iterable[str], start: datetime, end: datetime) -> tuple[str, ...]:
    """Of zones whose clocks show the same from one instant to another, the first one each."""
    days = [start + _DAY * index for index in range((end - start) // _DAY + 2)]
    seen: dict[tuple[object, ...], str] = {}
    for name in names:
        clock = zones.zone(name)
        shown = [one.astimezone(clock).utcoffset() for one in days]
        # Two clocks that are turned on one day may be turned at different hours of it.
        turned = [one + _QUARTER * index for one, a, b in zip(days, shown, shown[1:], strict=False) if a != b for index in range(96)]
        seen.setdefault((tuple(shown), tuple(one.astimezone(clock).utcoffset() for one in turned)), name)
    return tuple(seen.values())
