"""What does a tariff say of one code?

>>> rate = TariffRate(column="special", text="Free (AU,KR) 5% (JP)", grammar="hts")
>>> [(symbols, duty.to_dict()["op"]) for symbols, duty in rate.programmes]
[(('AU', 'KR'), 'free'), (('JP',), 'ad_valorem')]
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal, final

from attrs import frozen

from xborder.errors import Incomplete
from xborder.reasons import Caveat, Need
from xborder.shipping.duty.expression import Expression, Reference
from xborder.values import Value

__all__ = ["Found", "Grammar", "TariffLine", "TariffRate"]

Grammar = Literal["hts", "taric", "eu_cet", "au"]
ERGA_OMNES = "1011"
"""The group of all countries, as TARIC and the UK's tariff number it."""


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
        if self.grammar == "hts" and self.column != "special":
            from xborder.shipping.duty.hts import read_hts

            return read_hts(self.text)
        from xborder.shipping.duty.reading import read_duty

        return read_duty(self.text, grammar=self.grammar, column="special" if self.column == "special" else None).expression

    @property
    def programmes(self) -> tuple[tuple[tuple[str, ...], Expression], ...]:
        """The duty under each programme that the words name by its symbol."""
        if self.column == "special" and self.grammar == "hts":
            from xborder.shipping.duty.hts import read_special

            return read_special(self.text) or ()
        if self.grammar != "au":
            return ()
        from xborder.shipping.duty.reading import read_duty

        return tuple((one.symbols, one.expression) for one in read_duty(self.text, grammar="au").programmes)

    def on(self, when: date) -> tuple[Expression | None, tuple[tuple[tuple[str, ...], Expression], ...]]:
        """The duty on a day and under each programme; None where the words begin on a later day."""
        if not self.holds(when):
            return None, ()
        if self.grammar != "au":
            return (None if self.column == "special" else self.expression), self.programmes
        from xborder.shipping.duty.reading import read_duty

        duty, programmes = read_duty(self.text, grammar="au").on(when)
        by_programme = isinstance(duty, Reference) and duty.kind == "by_programme"
        return (None if by_programme else duty), tuple((one.symbols, one.expression) for one in programmes)

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
