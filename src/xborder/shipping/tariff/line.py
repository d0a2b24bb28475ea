"""What does a tariff say of one code?

>>> rate = TariffRate(column="special", text="Free (AU,KR) 5% (JP)", grammar="hts")
>>> [(symbols, duty.to_dict()["op"]) for symbols, duty in rate.programmes]
[(('AU', 'KR'), 'free'), (('JP',), 'ad_valorem')]
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias, final

from attrs import frozen

from xborder.errors import Incomplete
from xborder.reasons import Caveat, Need
from xborder.shipping.duty.expression import Expression, Reference
from xborder.values import Value

if TYPE_CHECKING:
    from xborder.shipping.duty.reading import DutyReading

__all__ = ["Found", "Grammar", "TariffLine", "TariffRate"]

Grammar = Literal["hts", "taric", "eu_cet", "au"]
Programmes: TypeAlias = tuple[tuple[tuple[str, ...], Expression], ...]
ERGA_OMNES = "1011"
"""The group of all countries, as TARIC and the UK's tariff number it."""
_WORDS = 8192
"""How many different cells are remembered as read: more than any tariff here has."""


@lru_cache(_WORDS)
def _duty(grammar: Grammar, special: bool, text: str) -> Expression:  # noqa: FBT001 - a cell's column is part of its reading
    if grammar == "hts" and not special:
        from xborder.shipping.duty.hts import read_hts

        return read_hts(text)
    from xborder.shipping.duty.reading import read_duty

    return read_duty(text, grammar=grammar, column="special" if special else None).expression


@lru_cache(_WORDS)
def _programmes(grammar: Grammar, special: bool, text: str) -> Programmes:  # noqa: FBT001 - as above
    if special and grammar == "hts":
        from xborder.shipping.duty.hts import read_special

        return read_special(text) or ()
    return tuple((one.symbols, one.expression) for one in _reading(text).programmes) if grammar == "au" else ()


@lru_cache(_WORDS)
def _reading(text: str) -> "DutyReading":
    from xborder.shipping.duty.reading import read_duty

    return read_duty(text, grammar="au")


@final
@frozen(kw_only=True)
class TariffRate(Value):
    """One cell of a tariff: which column it stands in, its words, and whose goods and which days it is for.

    `origin` is a country or an area of the tariff's own (`members` are then its countries); without it the rate is for
    all. `until` is the first day not in force.
    """

    column: str
    text: str
    grammar: Grammar
    origin: str | None = None
    members: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def expression(self) -> Expression:
        """The duty that the words say; where they say one for each programme, a reference."""
        return _duty(self.grammar, self.column == "special", self.text)

    @property
    def programmes(self) -> Programmes:
        """The duty under each programme that the words name by its symbol."""
        return _programmes(self.grammar, self.column == "special", self.text)

    def on(self, when: date) -> tuple[Expression | None, Programmes]:
        """The duty on a day and under each programme; None where the words begin on a later day."""
        if not self.holds(when):
            return None, ()
        if self.grammar != "au":
            return (None if self.column == "special" else self.expression), self.programmes
        duty, programmes = _reading(self.text).on(when)
        by_programme = isinstance(duty, Reference) and duty.kind == "by_programme"
        return (None if by_programme else duty), tuple((one.symbols, one.expression) for one in programmes)

    @property
    def turns(self) -> tuple[date, ...]:
        """The days on which the rate, or a stage of it, begins or ends."""
        stages = _reading(self.text).stages if self.grammar == "au" else ()
        return tuple(one for one in (self.since, self.until, *(stage.since for stage in stages)) if one is not None)

    def holds(self, when: date) -> bool:
        """Whether the rate is in force on a day, as far as the tariff says."""
        return (self.since is None or self.since <= when) and (self.until is None or when < self.until)

    def covers(self, origin: str) -> bool:
        """Whether the rate is for goods of an origin."""
        return self.origin in (None, ERGA_OMNES, origin) or origin in self.members


@final
@frozen(kw_only=True)
class TariffLine(Value):
    """A code with its rates. `rated_by` is the row they stand on: the code's own, or the one above it that it inherits from."""

    code: str
    rated_by: str
    description: str = ""
    path: tuple[str, ...] = ()
    """The words of the rows above, the outermost first."""
    units: tuple[str, ...] = ()
    rates: tuple[TariffRate, ...] = ()

    def column(self, name: str, on: date | None = None) -> tuple[TariffRate, ...]:
        """The rates of one column, on a day if one is named; of rates for one origin that follow each other, the latest.

        More than one for the same origin and day means that the tariff does not say which: an estimate.
        """
        found = [rate for rate in self.rates if rate.column == name and (on is None or rate.holds(on))]
        if on is None or len(found) < 2:  # noqa: PLR2004 - one rate supersedes nothing
            return tuple(found)
        latest = {origin: max(rate.since or date.min for rate in found if rate.origin == origin) for origin in {rate.origin for rate in found}}
        return tuple(rate for rate in found if (rate.since or date.min) == latest[rate.origin])

    @property
    def expressions(self) -> tuple[tuple[str, Expression], ...]:
        """Each column's name with the duty it says."""
        return tuple((rate.column, rate.expression) for rate in self.rates)


def lines_differ(lines: Iterable[TariffLine]) -> bool:
    """Whether lines say different things."""
    return len({line.rates for line in lines}) > 1


@final
@frozen(kw_only=True)
class Found(Value):
    """What a tariff has under a code: one line, several that its digits do not tell apart, or none and a need."""

    code: str
    lines: tuple[TariffLine, ...] = ()
    needs: tuple[Need, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether the code's digits decide: all lines under it carry the same rates."""
        return bool(self.lines) and not self.needs and not lines_differ(self.lines)

    @property
    def line(self) -> TariffLine:
        """The line, where the code decides; else `Incomplete`, naming what lies under it."""
        if not self.decided:
            named = ", ".join(line.code for line in self.lines[:8]) + (" …" if len(self.lines) > 8 else "")  # noqa: PLR2004 - enough to see the pattern
            raise Incomplete(
                "undecided_code", f"the code {self.code} does not decide the rate", path="/hs", value=self.code, hint=f"one of {named}" if named else ""
            )
        return self.lines[0]
