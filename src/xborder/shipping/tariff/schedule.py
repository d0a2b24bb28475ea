"""What does a country's tariff say, as of one edition?

>>> from xborder.shipping.tariff import us_tariff
>>> us = us_tariff()
>>> us.edition, us.lookup("6109.10.00.12").line.rates[0].text
('2025-12-01', '16.5%')
>>> [line.code for line in us.lookup("6402.91").lines][:3]
['6402910500', '6402911000', '6402911600']

A schedule is a value made of bytes: the readers of this room make one of a download, `.data` is what to keep of it, and
`TariffSchedule(data)` brings it back.
"""

from datetime import date, datetime, timedelta
from typing import Any, Self, final

from attrs import field, frozen

from xborder.errors import FactError
from xborder.reasons import Caveat, Grade, Need, Source
from xborder.shipping.tariff.hs import LENGTHS, hs_code, predecessor, standing, subheadings
from xborder.shipping.tariff.line import Found, TariffLine, TariffRate
from xborder.shipping.tariff.packing import Column, Table
from xborder.values import Value

__all__ = ["TariffSchedule"]

_HEADING, _SUBHEADING, _NATIONAL_LINE = 4, 6, 8


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise FactError(
            "not_bytes",
            f"a packed tariff is bytes, not {type(value).__name__}",
            value=type(value).__name__,
            hint="read a download with read_usitc_csv and its like",
        )
    return value


@final
@frozen(repr=False)
class TariffSchedule(Value):
    """One edition of one country's tariff, as of the day it was `revised`.

    `country` is a country, or `EU`; `currency` the money that duties are reckoned in; `nomenclature` the edition of the
    Harmonized System that its codes are of. `main` is the column that holds where nothing else is claimed: `general`, or
    `base` where only base rates are known. `estimate` says that every answer is one, `note` what to know before relying on
    it, `grade` how well it is known: A the authority's own export, B a reading of it, C figures from elsewhere. `rule` is
    the id that answers cite, `lengths` how many digits a code may have.
    """

    WIRE = ("name", "edition", "country", "revised", "nomenclature", "rows", "source")

    data: bytes = field(converter=_bytes)
    table: Table = field(init=False, repr=False, eq=False, hash=False)
    name: str = field(init=False, repr=False, eq=False, hash=False)
    edition: str = field(init=False, repr=False, eq=False, hash=False)
    country: str = field(init=False, repr=False, eq=False, hash=False)
    currency: str = field(init=False, repr=False, eq=False, hash=False)
    revised: date = field(init=False, repr=False, eq=False, hash=False)
    nomenclature: str = field(init=False, repr=False, eq=False, hash=False)
    main: str = field(init=False, repr=False, eq=False, hash=False)
    estimate: bool = field(init=False, repr=False, eq=False, hash=False)
    note: str = field(init=False, repr=False, eq=False, hash=False)
    grade: Grade = field(init=False, repr=False, eq=False, hash=False)
    source: Source | None = field(init=False, repr=False, eq=False, hash=False)
    rule: str = field(init=False, repr=False, eq=False, hash=False)
    lengths: tuple[int, ...] = field(init=False, repr=False, eq=False, hash=False)
    _met: dict[tuple[int, str], TariffLine] = field(factory=dict, init=False, repr=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        table = Table(self.data)
        told = table.header
        source = told["source"]
        header = {name: told[name] for name in ("name", "edition", "country", "currency", "nomenclature", "main", "estimate", "note", "grade")}
        header |= {
            "table": table,
            "revised": date.fromisoformat(told["revised"]),
            "source": Source(title=source["title"], url=source["url"], checked=date.fromisoformat(source["checked"])) if source else None,
            "rule": f"{told['country']}:shipping.tariff@{told['revised']}",
            "lengths": tuple(sorted({*LENGTHS, *told["lengths"]})),
        }
        for name, value in header.items():
            object.__setattr__(self, name, value)

    def __reduce__(self) -> tuple[object, ...]:
        return (TariffSchedule, (self.data,))

    def __repr__(self) -> str:
        return f"TariffSchedule({self.country} {self.edition}, {self.rows} rows)"

    @property
    def rows(self) -> int:
        """How many rows it has, rows of text included."""
        return self.table.rows

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code of it, in order."""
        return self.table.codes

    @classmethod
    def from_dict(cls, data: Any, /) -> Self:  # noqa: ARG003 - nothing of it could be used
        """A schedule is kept as its bytes, not as plain data."""
        raise FactError("not_plain_data", "a tariff is not read from plain data", hint="keep schedule.data and call TariffSchedule(data)")

    def stale(self, on: date) -> Caveat | None:
        """The caveat of an answer for a day that this edition does not speak of; None on its own day."""
        day = on.date() if isinstance(on, datetime) else on
        if day == self.revised:
            return None
        if day < self.revised:
            text = f"the tariff of {self.country} is of {self.revised}: what held before it may differ"
            return Caveat(kind="estimated", rule=self.rule, text=text, on=self.revised)
        text = f"the tariff of {self.country} is of {self.revised}: changes since then are not in it"
        return Caveat(kind="stale", rule=self.rule, text=text, on=self.revised)

    def turns(self, code: str, /) -> tuple[date, ...]:
        """The days on which an answer for a code may turn: where its rates do, and around the day the edition speaks of."""
        lines = self.lookup(code).lines
        return (self.revised, self.revised + timedelta(1), *(turn for line in lines for rate in line.rates for turn in rate.turns))

    def lookup(self, code: str, /) -> Found:
        """What stands under a code; fewer digits than the tariff has find every line below them, never one of them."""
        digits = hs_code(code, lengths=self.lengths)
        if self.nomenclature == "hs2012":
            return self._by_predecessor(digits)
        first, last = self.table.span(digits)
        if first < last:
            return Found(code=digits, lines=self._lines(first, last))
        return self._above(digits) or Found(code=digits, needs=(self._missing(digits),))

    def _above(self, code: str) -> Found | None:
        """What holds for a code that the tariff does not have: the nearest row above that bears rates, or the line it was part of."""
        for length in range(len(code) - 1, _HEADING - 1, -1):
            part = code[:length]
            row = self.table.find(part)
            first, last = self.table.span(part)
            if row is not None and self.table.rates(row):
                whole = last == first + 1 or length < _NATIONAL_LINE
                return Found(code=code, lines=(self.line_at(row),), caveats=() if whole else (self._rounded(code, part),))
            if first < last:
                lines = self._lines(first, last) if length >= _NATIONAL_LINE else ()
                return Found(code=code, lines=lines, caveats=(self._rounded(code, part),)) if lines else None
        return None

    def _rounded(self, code: str, part: str) -> Caveat:
        text = f"the edition {self.edition} has no {code}: these are the rates of {part}"
        return Caveat(kind="estimated", rule=self.rule, text=text, on=self.revised)

    def _missing(self, code: str) -> Need:
        why = f"the tariff of {self.country}, edition {self.edition}, has no row for {code}"
        absent = self.table.header.get("absent_chapters", ())
        if code[:2] in absent:
            why = f"the source of the tariff of {self.country} has no chapter {code[:2]}"
        else:
            told = standing(code)
            others = tuple(one for one in told.successors if one != told.code)
            if told.status == "retired" and others:
                why += f"; it was retired from the Harmonized System, today's codes are {', '.join(others)}"
            elif told.status == "retired":
                why += "; it was retired from the Harmonized System"
            elif told.status == "unknown":
                heading = standing(code[:_HEADING])
                why += ", and HS 2022 has no such code"
                if heading.status == "retired":
                    why += f": heading {heading.code} was retired" + (f", today's are {', '.join(heading.successors)}" if heading.successors else "")
        return Need(kind="rule", path="/hs", text=why)

    def _lines(self, first: int, last: int) -> tuple[TariffLine, ...]:
        return tuple(map(self.line_at, self.table.bearing(first, last)))

    def line_at(self, row: int, code: str = "") -> TariffLine:
        """The line of a row of the table."""
        known = self._met.get((row, code))
        if known is None:
            table, rated = self.table, self.table.rated(row)
            known = TariffLine(
                code=code or table.code(row),
                rated_by=table.code(row if rated is None else rated),
                description=table.words(row),
                path=tuple(table.words(one) for one in reversed(table.above(row))),
                units=table.units(row),
                rates=() if rated is None else tuple(self._rate(column, text) for column, text in self._cells(rated)),
            )
            self._met[row, code] = known
        return known

    def _cells(self, row: int) -> tuple[tuple[Column, str], ...]:
        """The rates of a row; one that lacks the main column (9006.59.15.20 of the US schedule) has what stands above in those it lacks."""
        cells = self.table.rates(row)
        names = {column.name for column, _ in cells}
        if self.main in names:
            return cells
        for above in self.table.above(row):
            others = self.table.rates(above)
            if any(column.name == self.main for column, _ in others):
                return cells + tuple((column, text) for column, text in others if column.name not in names)
        return cells

    def _rate(self, column: Column, text: str) -> TariffRate:
        name, origin, since, until, members = column
        return TariffRate(column=name, text=text, grammar=self.table.header["grammar"], origin=origin, members=members, since=since, until=until)

    def _by_predecessor(self, digits: str) -> Found:
        """Lines of a tariff in the codes of HS 2012, reached from today's subheadings: estimates."""
        six = digits[:_SUBHEADING]
        sixes = subheadings(six) if len(six) < _SUBHEADING else (six,)
        lines, needs, caveats = [], [], []
        for one in sixes or (six,):
            before = predecessor(one) or one
            row = self.table.find(before)
            if row is None:
                needs.append(self._missing(one))
                continue
            lines.append(self.line_at(row, one))
            if before != one:
                text = f"{one} is reached through {before}, its code in HS 2012; it may have had others"
                caveats.append(Caveat(kind="estimated", rule=self.rule, text=text, on=self.revised))
            elif predecessor(one) is None:
                others = ", ".join(standing(one).successors) or "not known here"
                caveats.append(
                    Caveat(kind="conflict", rule=self.rule, text=f"{one} was retired from the Harmonized System; its successors are {others}", on=self.revised)
                )
        return Found(code=digits, lines=tuple(lines), needs=tuple(needs), caveats=tuple(caveats))
