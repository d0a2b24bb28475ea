"""Does a claimed programme give these goods a lower duty?

A preference is never taken for granted: somebody claims a programme by its id or its symbol and names the proof that
stands behind it (a certificate, a statement on origin, the importer's knowledge). Whether the goods fulfil the programme's
rules of origin is the claimant's word, not this library's.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, final

from attrs import field, frozen

from xborder.errors import FactError
from xborder.reasons import Caveat
from xborder.shipping.duty.expression import Expression
from xborder.shipping.tariff.line import TariffLine
from xborder.shipping.tariff.preferences import PRODUCT_SYMBOLS, SCHEMES, Programme
from xborder.values import Value, named, nearest, read, sequence, text

__all__ = ["Accepted", "Claim", "accepted", "claimed_duties", "programme_duties"]

AU_SYMBOLS = frozenset(("CA", "DC", "DCS", "DCT", "FI", "LDC", "MY", "NZ", "PG", "SG"))
"""The countries and groups that Australia's Schedule 3 names in its cells; which countries a group holds is not known here."""
PREFERENTIAL = ("preference", "preference_end_use", "customs_union")
"""The columns of tariffs that write a rate for each origin."""


@final
@frozen(kw_only=True, field_transformer=named)
class Claim(Value):
    """A programme that is claimed, by its id (`usmca`) or a symbol of the tariff (`S`), and the proof that is held for it."""

    programme: str = field(converter=text)
    proof: str = field(converter=text)


def claims_of(value: object) -> tuple[Claim, ...]:
    """Claims at the door."""
    return sequence(value, lambda one: read(Claim, one))


class Accepted(NamedTuple):
    """A claim that joins origin and destination that day: by a programme, by a symbol alone, or not (`why`)."""

    claim: Claim
    programme: Programme | None
    symbols: frozenset[str]
    why: str = ""


def _known_symbols() -> frozenset[str]:
    return frozenset(symbol for scheme in SCHEMES for symbol in (*scheme.symbols, scheme.page))


def accepted(claim: Claim, programmes: Iterable[Programme], lines: Iterable[TariffLine], origin: str, to: str, on: date) -> Accepted:
    """What a claim stands for; a word that no programme and no line of the tariff knows is refused."""
    joined = tuple(programmes)
    asked = claim.programme
    for one in joined:
        if asked.lower() == one.id or asked in one.symbols:
            symbols = frozenset((asked,)) if asked in one.symbols else frozenset(one.symbols)
            return Accepted(claim, one, symbols)
    if to == "US" and asked in PRODUCT_SYMBOLS:
        wrong = asked == "B" and origin != "CA"
        return Accepted(claim, None, frozenset() if wrong else frozenset((asked,)), f"{asked} asks for goods of Canada, not of {origin}" if wrong else "")
    written = _written(lines, on)
    if to != "US" and (asked in written or (to == "AU" and asked in AU_SYMBOLS)):
        wrong = len(asked) == 2 and asked not in ("DC", "FI") and asked != origin  # noqa: PLR2004 - a country's code; DC and FI are groups
        return Accepted(claim, None, frozenset() if wrong else frozenset((asked,)), f"{asked} is for goods of {asked}, not of {origin}" if wrong else "")
    if asked in _known_symbols() or asked.lower() in _known_symbols() or _pair(asked):
        return Accepted(claim, None, frozenset(), f"{asked} does not join {origin} and {to} that day")
    ids = sorted({*(one.id for one in joined), *written, *_known_symbols()})
    raise FactError("unknown_programme", f"no programme is called {asked!r}", path="/programme", value=asked, hint=nearest(asked, ids))


def _pair(asked: str) -> bool:
    """Whether it is written as an agreement of a hub with one partner: `us-kr`."""
    hub, _, partner = asked.lower().partition("-")
    return hub in ("us", "eu", "uk", "au") and len(partner) == 2 and partner.isalpha()  # noqa: PLR2004 - a country's code


def _written(lines: Iterable[TariffLine], on: date) -> set[str]:
    """The symbols and areas that the lines themselves name."""
    found = {symbol for line in lines for rate in line.rates for symbols, _ in rate.on(on)[1] for symbol in symbols}
    return found | {rate.origin for line in lines for rate in line.rates if rate.column in PREFERENTIAL and rate.origin}


def programme_duties(line: TariffLine, symbols: Iterable[str], origin: str, on: date, *, by_origin: bool) -> tuple[tuple[str, Expression], ...]:
    """The duties that a line gives under any of the symbols or, of tariffs that write a rate for each origin, for the origin."""
    wanted = set(symbols)
    found: list[tuple[str, Expression]] = []
    for rate in line.rates:
        if rate.column in PREFERENTIAL and rate.holds(on) and ((by_origin and rate.covers(origin)) or (rate.origin in wanted and rate.covers(origin))):
            found.append((rate.text, rate.expression))
        elif wanted and rate.column not in PREFERENTIAL:
            found.extend((rate.text, duty) for named_, duty in rate.on(on)[1] if wanted.intersection(named_))
    return tuple(found)


def claimed_duties(line: TariffLine, claim: Accepted, origin: str, on: date) -> tuple[tuple[str, Expression], ...] | None:
    """The duties of a line under a claim: none where the tariff gives it nothing, None where the tariff does not say."""
    if claim.why:
        return ()
    found = programme_duties(line, claim.symbols, origin, on, by_origin=claim.programme is not None and not claim.symbols)
    says = claim.symbols or any(rate.column in PREFERENTIAL for rate in line.rates)
    return found if found or says else None


def doubts(claims: Iterable[Accepted], lines: tuple[TariffLine, ...], rule: str, origin: str, on: date) -> tuple[Caveat, ...]:
    """What an answer says of the claims that were made."""
    found = []
    for one in claims:
        if one.why:
            found.append(Caveat(kind="conflict", rule=rule, text=f"the claim is not taken: {one.why}"))
        elif lines and all(claimed_duties(line, one, origin, on) == () for line in lines):
            text = f"the claim is not taken: the tariff gives these goods no rate under {one.claim.programme}"
            found.append(Caveat(kind="conflict", rule=rule, text=text))
        elif one.programme is None:
            found.append(Caveat(kind="unverified", rule=rule, text=f"whether the goods fall under {one.claim.programme} is not known here"))
        elif one.programme.grade == "C":
            found.append(Caveat(kind="unverified", rule=one.programme.rule, text=f"who belongs to {one.programme.name} was not verified"))
    return tuple(found)
