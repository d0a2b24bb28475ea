"""How do published rows become a schedule?

>>> rows = [Row("61091000", 0, "T-shirts", "doz.", ((Column("general"), "16.5%"),))]
>>> us = assembled(rows, name="a tariff", edition="1", country="US", revised="2025-12-01", grammar="hts")
>>> us.lookup("6109.10").line.column("general")[0].text
'16.5%'
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from xborder.codes import Country, Currency
from xborder.errors import FactError
from xborder.reasons import Grade, Source
from xborder.shipping.tariff.line import Grammar
from xborder.shipping.tariff.packing import Column, Row, packed
from xborder.shipping.tariff.schedule import TariffSchedule
from xborder.values import choice, day, text

__all__ = ["GRAMMARS", "Column", "Row", "assembled", "cell", "nested"]

GRAMMARS: tuple[Grammar, ...] = ("hts", "taric", "eu_cet", "au")
_CURRENCIES = {"hts": "USD", "taric": "EUR", "eu_cet": "EUR", "au": "AUD"}


def assembled(
    rows: Iterable[Row],
    *,
    name: str,
    edition: str,
    country: str,
    revised: date | str,
    grammar: Grammar,
    currency: str | None = None,
    nomenclature: str = "hs2022",
    main: str = "general",
    estimate: bool = False,
    note: str = "",
    grade: Grade = "B",
    source: Source | None = None,
    told: Mapping[str, Any] | None = None,
) -> TariffSchedule:
    """The schedule that the rows are; `country` is a country or `EU`, `told` more of its header."""
    kept = list(rows)
    header = {
        "name": text(name),
        "edition": text(edition),
        "country": country if country == "EU" else str(Country(country)),
        "currency": str(Currency(currency or _CURRENCIES[choice(grammar, *GRAMMARS)])),
        "revised": day(revised).isoformat(),
        "nomenclature": choice(nomenclature, "hs2012", "hs2022"),
        "grammar": choice(grammar, *GRAMMARS),
        "main": main,
        "estimate": estimate,
        "note": note,
        "grade": grade,
        "source": source.to_dict() | {"checked": source.checked.isoformat()} if source else None,
        "lengths": sorted({len(row.code) for row in kept if row.code}),
        **(told or {}),
    }
    return TariffSchedule(packed(header, kept))


def nested(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows without indents, indented by the codes that begin with each other."""
    open_: list[str] = []
    for row in sorted(rows, key=lambda one: one.code):
        while open_ and not row.code.startswith(open_[-1]):
            open_.pop()
        yield row._replace(indent=len(open_))
        open_.append(row.code)


def cell(row: Mapping[str, Any], column: str, number: int) -> str:
    """One cell of a published row as text; a column that the row does not have is refused."""
    value = row.get(column)
    if value is None:
        raise FactError(
            "missing_column", f"row {number} has no column {column!r}", path=f"/rows/{number}/{column}", value=column, hint="hand over the whole download"
        )
    return str(value)
