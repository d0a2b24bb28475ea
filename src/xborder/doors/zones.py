"""Which clock does a place keep? The only door to the tz database, and always to the one of the `tzdata` wheel.

The host's database may be years old, and two hosts would then answer differently: it is never read.
"""

import io
import os
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Literal

from xborder.errors import FactError
from xborder.values import instant, text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["Disambiguation", "local", "midnights", "resolve", "second", "version", "zone", "zone_names", "zones_of"]

Disambiguation = Literal["compatible", "earlier", "later", "raise"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_ZONES: "dict[str, ZoneInfo]" = {}
_NAMES: dict[str, frozenset[str]] = {}
_COUNTRIES: dict[str, dict[str, tuple[str, ...]]] = {}


def _data(*parts: str) -> bytes:
    # importlib.resources costs 13 ms at its first import; the loader reads the same bytes, also from a zip.
    tzdata = _package()
    loader = tzdata.__spec__.loader
    content: bytes = loader.get_data(os.path.join(os.path.dirname(tzdata.__file__), *parts))
    return content


def _package() -> Any:
    import tzdata

    return tzdata


def version() -> str:
    """The edition of the tz database that is read, as `2026f`."""
    return str(_package().IANA_VERSION)


def zone_names() -> frozenset[str]:
    """Every zone name of the tz database, aliases included."""
    known = _NAMES.get("all")
    if known is None:
        known = _NAMES.setdefault("all", frozenset(_data("zones").decode().split()))
    return known


def zone(name: str) -> "ZoneInfo":
    """The clock of an IANA zone or alias.

    >>> zone("US/Pacific").key
    'US/Pacific'

    It cannot be pickled: keep the name in a value, and fixed offsets in an answer.
    """
    known = _ZONES.get(text(name))
    if known is not None:
        return known
    if name not in zone_names():
        raise FactError("unknown_zone", f"zone {name!r} is not in tzdata {version()}", value=name, hint=_hint(name))
    from zoneinfo import ZoneInfo

    content = _data("zoneinfo", *name.split("/"))
    return _ZONES.setdefault(name, ZoneInfo.from_file(io.BytesIO(content), key=name))


def _hint(name: str) -> str:
    import difflib  # 2 ms that only a mistake pays

    lower = {one.lower(): one for one in sorted(zone_names())}
    wanted = name.lower().replace(" ", "_")
    tails = sorted(one for one in lower if one.rpartition("/")[2] == wanted)
    close = [wanted] if wanted in lower else tails or difflib.get_close_matches(wanted, lower, 1, 0.6)
    return f"did you mean {lower[close[0]]!r}?" if close else "write an IANA name, as 'Europe/Berlin'"


def zones_of(country: str) -> tuple[str, ...]:
    """The zones of a country, in the order of tzdata's `zone.tab`.

    >>> zones_of("NZ")
    ('Pacific/Auckland', 'Pacific/Chatham')
    """
    table = _COUNTRIES.get("all")
    if table is None:
        table = {}
        for line in _data("zoneinfo", "zone.tab").decode().splitlines():
            if not line.startswith("#"):
                code, _, name = line.split("\t")[:3]
                table[code] = (*table.get(code, ()), name)
        table = _COUNTRIES.setdefault("all", table)
    found = table.get(text(country))
    if found is None:
        code = country.upper()
        raise FactError(
            "unknown_country",
            f"country {country!r} has no zone in tzdata {version()}",
            value=country,
            hint=f"did you mean {code!r}?" if code in table else "write an ISO 3166-1 code, as 'DE'",
        )
    return found


def local(at: datetime, name: str, /) -> datetime:
    """What the clock of a zone shows at an instant, as a datetime of fixed offset, which pickles.

    >>> local(datetime(2026, 12, 1, 17, 30, tzinfo=UTC), "America/Vancouver").isoformat()
    '2026-12-01T10:30:00-07:00'
    """
    clock = zone(name)
    try:
        shown = instant(at).astimezone(clock)
    except OverflowError:
        raise FactError("instant_out_of_range", f"{at} has no place in the years 1 to 9999 in {name}", value=at) from None
    offset = shown.utcoffset()
    return shown.replace(tzinfo=timezone(offset or timedelta(0)), fold=0)


def resolve(wall: datetime, name: str, /, *, disambiguation: Disambiguation = "compatible") -> datetime:
    """The instant, in UTC, at which the clock of a zone shows `wall`, a datetime without a zone.

    >>> resolve(datetime(2026, 3, 29, 2, 30), "Europe/Paris").isoformat()
    '2026-03-29T01:30:00+00:00'

    A time that the clock skips is read with the offset before the gap, a time that it shows twice means the first
    (RFC 5545, 3.3.5): that is `compatible`. `earlier` and `later` take that one of the two readings; `raise` refuses both.
    """
    if wall.tzinfo is not None:
        raise FactError(
            "aware_datetime",
            "the wall time already has a zone",
            value=wall,
            hint="pass wall.replace(tzinfo=None)",
        )
    clock = zone(name)
    first = wall.replace(tzinfo=clock, fold=0).astimezone(UTC)
    other = wall.replace(tzinfo=clock, fold=1).astimezone(UTC)
    if first == other or disambiguation == "compatible":
        return first
    if disambiguation == "raise":
        code, what = ("skipped_time", "never") if first > other else ("repeated_time", "twice")
        raise FactError(
            code,
            f"the clock of {name} shows {wall.isoformat()} {what}",
            value=wall,
            hint="choose 'earlier' or 'later'",
        )
    return min(first, other) if disambiguation == "earlier" else max(first, other)


def second(clock: "ZoneInfo", wall: datetime) -> int:
    """The second since 1970 at which a clock shows `wall`, by the rule of `resolve`: for loops over many."""
    gone = wall.replace(tzinfo=clock, fold=0) - _EPOCH
    return gone.days * 86_400 + gone.seconds


def midnights(clock: "ZoneInfo", first: int, last: int) -> list[int]:
    """The seconds since 1970 at which days begin, from one ordinal to another, both included."""
    found = []
    wall = datetime.fromordinal(first).replace(tzinfo=clock)
    for _ in range(first, last + 1):
        gone = wall - _EPOCH
        found.append(gone.days * 86_400 + gone.seconds)
        wall += _DAY
    return found
