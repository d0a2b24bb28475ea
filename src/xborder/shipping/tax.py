"""What rate of VAT or GST applies there, on that day?

>>> from xborder import tax_rate
>>> tax_rate("DE", on="2020-12-31").rate
Rate('0.16')
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, final

from attrs import frozen

from xborder.atlas import Atlas, Entry, standard
from xborder.atlas.shapes import CATEGORIES, Category
from xborder.errors import FactError
from xborder.locale.contact import Address
from xborder.money import Rate
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason
from xborder.shipping.plan import announcement
from xborder.values import choice, day_or_instant

__all__ = ["CATEGORIES", "TaxRate", "tax_rate"]


@final
@frozen(kw_only=True)
class TaxRate(Answer):
    """A rate with the rule it stands on; `None` is unknown, `0` is a country without such a tax."""

    WIRE = ("status", "edition", "rate", "name", "category", "since", "until", "announced", "rule", "because", "needs", "caveats", "assumed")

    rate: Rate | None
    name: str | None
    category: str
    entry: Entry | None
    ahead: tuple[Entry, ...]
    edition: str
    needs: tuple[Need, ...]
    assumed: tuple[Assumption, ...] = ()

    @property
    def since(self) -> date | None:
        """The first day of this rate."""
        return self.entry.since if self.entry else None

    @property
    def until(self) -> date | None:
        """The first day it no longer holds, where that is known."""
        return self.entry.until if self.entry else None

    @property
    def rule(self) -> str | None:
        """The entry of the atlas."""
        return self.entry.rule if self.entry else None

    @property
    def announced(self) -> tuple[Caveat, ...]:
        """Changes that are announced and lie ahead."""
        return tuple(announcement(entry) for entry in self.ahead)

    @property
    def because(self) -> tuple[Reason, ...]:
        """The entry that was read."""
        if self.entry is None or self.rate is None:
            return ()
        return (self.entry.reason("tax.rate", "{name} ({category}) is {rate}", name=self.name, category=self.category, rate=self.rate),)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Whether the rate was verified, and what is announced."""
        unverified = self.entry is not None and self.entry.grade == "C"
        own = (Caveat(kind="unverified", rule=self.rule, text=f"{self.rule} was not verified against a source"),) if unverified else ()
        return own + self.announced


def _said(entry: Entry | None) -> Rate | None:
    """The rate an entry gives for goods of which nothing particular is known; None where it is unknown."""
    value = None if entry is None else next((one for when, one in entry.cases if not when), None) if entry.cases else entry.value
    return None if value is None or value == "unknown" else Rate.read(value)


def tax_rate(place: Address | Mapping[str, Any] | str, /, *, on: date | str, category: Category = "standard", atlas: Atlas | None = None) -> TaxRate:
    """What rate of VAT or GST applies at `place` on a day, for a goods category of the closed list `CATEGORIES`?"""
    world = standard() if atlas is None else atlas
    scope = Address.read(place).scope
    try:
        wanted = choice(category, *CATEGORIES)
    except FactError as error:
        raise error.under("category") from None
    try:
        moment = world.moment(scope, day_or_instant(on))
    except FactError as error:
        raise error.under("on") from None
    rule = f"shipping.vat.{wanted}"
    found = world.find(scope, rule, moment.first).entry
    said = _said(found)
    entry = found if said is not None else None
    needs = () if entry else (Need(kind="rule", path=f"{scope}:{rule}", text=f"the atlas {world.edition} has no rule {rule} for {scope} on that day"),)
    return TaxRate(
        rate=said,
        name=world.header(scope).get("tax_name"),
        category=wanted,
        entry=entry,
        ahead=world.announced(scope, rule, moment.first),
        edition=world.edition,
        needs=needs,
    )
