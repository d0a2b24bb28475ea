"""What customs asks: duties as expressions, goods entering the United States, and the minutes at which a rule turns.

>>> from hypothesis import find
>>> from xborder import duty
>>> open_ended = find(us_entries(), lambda entry: duty("US", **entry).status == "incomplete")
>>> sorted(open_ended)[:4]
['at', 'channel', 'claims', 'hs']
>>> [str(at) for at in turns_of("US:shipping.duty.additional.s122")]
['2026-02-24 00:01:00-05:00', '2026-07-24 00:01:00-04:00']
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.atlas import COVERS, Atlas, Entry, standard
from xborder.atlas.layers import timeline
from xborder.codes import Currency
from xborder.doors import zones
from xborder.money import Money, Rate
from xborder.shipping.duty.expression import FREE, AdValorem, Combined, Expression, Per, Sliding, Specific
from xborder.shipping.tariff.packaged import us_tariff
from xborder.shipping.tariff.preferences import COLUMN_2, SCHEMES
from xborder.values import Pairs

__all__ = ["around_boundary", "duty_expressions", "turns_of", "us_entries", "us_turns"]

_MINUTE = timedelta(minutes=1)
_FIRST = datetime(2018, 1, 1, tzinfo=UTC)
_LAST = datetime(2027, 6, 30, tzinfo=UTC)
_HEADINGS = ("9903.88.69", "9903.94.06", "9903.79.01", "9903.04.60", "9903.03.12")
_PROGRAMMES = {"CA": "usmca", "MX": "usmca", "KR": "us-kr", "AU": "us-au"}

# Where the stack is deepest comes most often; the last row is of countries it hardly knows.
_ORIGINS = (
    *("CN",) * 6,
    *("CA", "MX") * 3,
    *("DE", "FR", "JP", "KR", "CH", "GB", "TW", "BR", "IN") * 2,
    "HK",
    "MO",
    "VN",
    "TH",
    "RU",
    "BY",
    "CU",
    "AF",
    "SG",
    "NZ",
)

# A shirt, cars, steel and what holds it, wood, batteries, chips, medicine, wine, sugar, watches, drones, quartz, solar cells, beer.
_HS = (
    "6109.10.00", "8703.23.01", "8708.30.50", "7208.10.15", "7318.15.20", "8403.10.00", "7606.12.30", "7411.10.10", "9403.40.90.60", "4407.11.00",
    "8507.60.00", "8471.50.01.50", "3004.90.92.10", "2204.21.50", "1701.12.05", "9101.11.40", "8806.21.00", "6810.99.00.20", "8541.43.00", "2203.00.00",
    "8711.50.00", "8426.19.00",
)  # fmt: skip
_FEW = st.sampled_from((0, 1, 49, 50, 51, 79_900, 80_000, 80_100, 100_000, 250_000, 250_100, 1_000_000)) | st.integers(0, 10**8)
_WAYS = st.sampled_from(tuple(product((None, None, "courier", "freight", "post"), (None, "air", "sea", "land"))))
_TOLD = st.sampled_from(tuple(product((True, True, False), (None, None, "steel", "aluminum", "copper"), (0, 20, 100), (False, False, False, True), range(8))))


@st.composite
def _terms(draw: DrawFn, currency: Currency) -> Expression:
    kind = draw(st.sampled_from(("free", "rate", "rate", "specific", "specific", "sliding", "component")))
    rate = Rate(Fraction(draw(st.integers(1, 3_000)), 1_000))
    per = Per(quantity=draw(st.sampled_from((1, 1, 100, 1000))), unit=draw(st.sampled_from(("kg", "l", "pieces", "pairs", "m2", "doz"))))

    def money() -> Money:
        return Money.of(draw(st.integers(0, 10**6)), currency, currency.exponent + draw(st.integers(0, 3)))

    if kind == "sliding":
        return Sliding(money(), money(), draw(st.integers(1, 100)), money(), Per(unit="kg"))
    if kind == "specific":
        return Specific(money(), draw(st.just(per) | st.none()))
    return FREE if kind == "free" else AdValorem(rate) if kind == "rate" else AdValorem(rate, draw(st.sampled_from(("case", "battery", "lead_content"))))


def duty_expressions(*, currency: str = "USD") -> SearchStrategy[Expression]:
    """Duties as tariffs write them: free, rates, amounts per unit, sliding amounts, components, and sums, differences, floors and caps of these.

    Amounts are in one currency, charged by `kg`, `l`, `pieces`, `pairs`, `m2` and `degrees`; a rate may be one of a component.
    """
    terms = _terms(Currency(currency))

    def joined(inner: SearchStrategy[Expression]) -> SearchStrategy[Expression]:
        pairs = st.builds(Combined, st.sampled_from(("difference", "min", "max")), st.tuples(inner, inner))
        return pairs | st.lists(inner, min_size=2, max_size=4).map(lambda found: Combined("sum", tuple(found)))

    return st.recursive(terms, joined, max_leaves=6)


@st.composite
def us_entries(draw: DrawFn, *, atlas: Atlas | None = None) -> dict[str, Any]:
    """Goods at the border of the United States, as the keywords of `duty("US", **entry)`.

    Codes of the tariff that comes along, half of them those that additional duties name; origins weighted to where the stack is
    deepest; many instants a minute before, at and after one at which a rule turns. Measures and what the goods are made of are
    told or not, channels, programmes and headings named or not, the day of loading before an in-transit window or after it.
    """
    world = standard() if atlas is None else atlas
    cents = draw(_FEW)
    origin = draw(st.sampled_from(_ORIGINS))
    at = draw(_near(us_turns(world)) | st.datetimes(_FIRST.replace(tzinfo=None), _LAST.replace(tzinfo=None), timezones=st.just(UTC)))
    channel, transport = draw(_WAYS)
    measured, metal, percent, loaded, claimed = draw(_TOLD)
    value = Money.of(cents, "USD")
    claims = [] if claimed > 1 else [_PROGRAMMES.get(origin, draw(st.sampled_from(_HEADINGS))) if claimed else draw(st.sampled_from(_HEADINGS))]
    return {
        "hs": draw(st.sampled_from(_HS) | st.sampled_from(_lines())),
        "origin": origin,
        "at": at.replace(second=0, microsecond=0),
        "value": value,
        "measures": dict.fromkeys(("kg", "l", "pieces", "pairs", "m2", "degrees"), "12") if measured else {},
        "materials": {metal: value.times(Rate(Fraction(percent, 100)))} if metal else {},
        "channel": channel,
        "transport": transport,
        "claims": [{"programme": one, "proof": "importer's knowledge"} for one in claims],
        "loaded_at": at - timedelta(days=draw(st.integers(1, 30))) if loaded else None,
    }


def _lines() -> tuple[str, ...]:
    """The statistical lines of chapters 1 to 97, each tenth of them."""
    return standard().remember(("testing", "us lines"), lambda: tuple(one for one in us_tariff().codes if len(one) > 8 and one < "98")[::10])  # noqa: PLR2004


def _near(turns: tuple[datetime, ...]) -> SearchStrategy[datetime]:
    return st.builds(lambda turn, step: turn + step * _MINUTE, st.sampled_from(turns), st.sampled_from((0, -1, 1)))


def around_boundary(rule: str, /, *, atlas: Atlas | None = None) -> SearchStrategy[datetime]:
    """Instants a minute before, at, and a minute after each at which an entry of a rule begins or ends.

    As `around_boundary("US:shipping.duty.additional.s122")`; with `@` and its day, that entry alone. On the clock of the place.
    """
    found = turns_of(rule, atlas=atlas)
    if not found:
        message = f"{rule!r} never begins or ends within what the atlas covers"
        raise InvalidArgument(message)
    return _near(found)


def turns_of(rule: str, /, *, atlas: Atlas | None = None) -> tuple[datetime, ...]:
    """The instants at which an entry of a rule begins or ends, in order, announced ones included."""
    world = standard() if atlas is None else atlas
    asked, _, since = rule.partition("@")
    scope, _, name = asked.rpartition(":")
    if not scope:
        message = f"rule {rule!r} names no place or bloc: write it as 'US:shipping.duty.additional.s122'"
        raise InvalidArgument(message)
    lines = [line for layer in world.layers if (line := timeline(layer, scope, name)) is not None]
    entries = [one for line in lines for one in (*line.entries, *line.announced) if not since or one.since.isoformat() == since]
    if not entries:
        message = f"the atlas {world.edition} has no rule {rule!r}"
        raise InvalidArgument(message)
    zone = zones.zone(world.header(scope if scope.isupper() else "world").get("zone") or "UTC")
    return _instants((end for one in entries for end in (one.since, one.until)), zone)


def us_turns(atlas: Atlas | None = None) -> tuple[datetime, ...]:
    """Every instant at which anything the duty of goods entering the United States depends on begins or ends.

    Entries of its page, the ends of their in-transit windows, who belongs to which programme, and the day its tariff was revised.
    """
    world = standard() if atlas is None else atlas

    def make() -> tuple[datetime, ...]:
        zone = zones.zone(world.header("US").get("zone"))
        pages = [("places", "us"), ("blocs", "eu"), ("blocs", COLUMN_2), *(("blocs", one.page) for one in SCHEMES)]
        entries = [one for layer in world.layers for where in pages if (page := layer.page(*where)) is not None for one in page.entries()]
        told = [one for one in entries if one.name.startswith(("shipping.", "members."))]
        return _instants((end for one in told for end in _ends(one)), zone)

    return world.remember(("testing", "us turns"), make)


def _ends(entry: Entry) -> Iterator[date | None]:
    yield from (entry.since, entry.until)
    if isinstance(entry.value, Pairs):
        yield entry.value.get("entered_before")


def _instants(ends: Iterator[date | None], zone: Any) -> tuple[datetime, ...]:
    """The ends within what the atlas covers, a bare day at its midnight there."""
    found = {one if isinstance(one, datetime) else datetime.combine(one, time(), zone) for one in ends if one is not None}
    return tuple(sorted(one.astimezone(zone) for one in found if COVERS[0] < one.date() < COVERS[1]))
