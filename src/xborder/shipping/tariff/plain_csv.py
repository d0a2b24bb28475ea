r"""A tariff as anybody may write it down: `code,rate`, and perhaps `origin` and `since`.

>>> table = "code,rate,origin,since\n6109,12%,,2020-01-01\n6109,0%,JP,2024-02-01\n"
>>> schedule = read_tariff_csv(table, name="ours", edition="7", country="CH", revised="2026-01-01", currency="CHF")
>>> [(rate.text, rate.origin) for rate in schedule.lookup("6109.10").line.rates]
[('12%', None), ('0%', 'JP')]
"""

from collections.abc import Iterator
from datetime import date

from xborder.codes import Country
from xborder.errors import FactError
from xborder.shipping.tariff.assembly import GRAMMARS, assembled, nested
from xborder.shipping.tariff.hs import hs_code
from xborder.shipping.tariff.line import Grammar
from xborder.shipping.tariff.packing import Column, Row
from xborder.shipping.tariff.schedule import TariffSchedule
from xborder.shipping.tariff.sheets import sheet
from xborder.values import choice, day

__all__ = ["read_tariff_csv"]

_FREE: dict[Grammar, str] = {"hts": "Free", "au": "Free", "taric": "0%", "eu_cet": "0"}


def read_tariff_csv(
    content: str | bytes,
    /,
    *,
    name: str,
    edition: str,
    country: str,
    revised: date | str,
    grammar: Grammar = "taric",
    currency: str | None = None,
    nomenclature: str = "hs2022",
    note: str = "",
) -> TariffSchedule:
    """The schedule of a table; rates are duties in the words of `grammar`, or `free`; a later `since` follows an earlier one."""
    found: dict[str, list[tuple[Column, str]]] = {}
    for number, row in sheet(content, ("code", "rate")):
        code, column, text = _read(number, row)
        rates = found.setdefault(code, [])
        if any(column == known for known, _ in rates):
            raise FactError(
                "rate_twice", f"row {number} gives {code} a second rate", path=f"/rows/{number}", value=text, hint="tell them apart by origin or since"
            )
        rates.append((column, _FREE[choice(grammar, *GRAMMARS)] if text.casefold() == "free" else text))
    return assembled(
        nested(_rows(found)),
        name=name,
        edition=edition,
        country=country,
        revised=revised,
        grammar=grammar,
        currency=currency,
        nomenclature=nomenclature,
        note=note,
    )


def _rows(found: dict[str, list[tuple[Column, str]]]) -> Iterator[Row]:
    for code, rates in found.items():
        yield Row(code, 0, "", "", tuple(sorted(rates, key=lambda one: (one[0].origin or "", one[0].since or date.min))))


def _read(number: int, row: dict[str, str]) -> tuple[str, Column, str]:
    where = "code"
    try:
        code = hs_code(row["code"], lengths=range(4, 13))
        where = "origin"
        told = row.get("origin", "").strip()
        origin = str(Country(told)) if told else None
        where = "since"
        since = day(row["since"].strip()) if row.get("since", "").strip() else None
    except FactError as error:
        raise error.under(where).under(number).under("rows") from None
    text = row["rate"].strip()
    if not text:
        raise FactError("empty_rate", f"row {number} gives {code} no rate", path=f"/rows/{number}/rate", value="", hint="leave the row out, or write 'Free'")
    return code, Column("preference" if origin else "general", origin, since), text
