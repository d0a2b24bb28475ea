"""Average duties by subheading, as the World Bank's WITS answers (SDMX-JSON): what is to be had for most countries.

>>> dimensions = [{"id": name, "values": [{"id": value}]} for name, value in (("REPORTER", "076"), ("PARTNER", "000"), ("PRODUCTCODE", "610910"))]
>>> answer = {"structure": {"dimensions": {"series": dimensions, "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2022"}]}]}},
...     "dataSets": [{"series": {"0:0:0": {"observations": {"0": [35.0]}}}}]}
>>> schedule = read_wits(answer, revised="2022-12-31", currency="BRL")
>>> schedule.country, schedule.estimate, schedule.lookup("6109.10.00").line.rates[0].text
('BR', True, '35%')

An average is never the rate of a line: every answer from such a schedule is an estimate and says so.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from xborder.codes.country import meant
from xborder.errors import FactError
from xborder.shipping.tariff.assembly import assembled, nested
from xborder.shipping.tariff.hs import hs_code
from xborder.shipping.tariff.packing import Column, Row
from xborder.shipping.tariff.schedule import TariffSchedule

__all__ = ["read_wits"]

NOTE = "simple averages by subheading: the lines below it may differ"
_WORLD = "000"
_OWN = {"918": "EU"}
"""The European Union has a number of WITS's own."""


def read_wits(content: str | bytes | Mapping[str, Any], /, *, revised: date | str, currency: str | None = None) -> TariffSchedule:
    """The schedule of one reporter's answer, as text or as read; of several years the latest."""
    told: Any = content
    if isinstance(content, str | bytes):
        try:
            told = json.loads(content, parse_float=Decimal)
        except ValueError as error:
            raise FactError("cut_off", f"the answer is cut off or no JSON: {error}", path="/", hint="ask again with the same query") from None
    series = _at(told, "structure", "dimensions", "series")
    years = _at(told, "structure", "dimensions", "observation")[0]["values"]
    at = {str(one.get("id", "")).upper(): index for index, one in enumerate(series)}
    for name in ("REPORTER", "PARTNER", "PRODUCTCODE"):
        if name not in at:
            raise FactError(
                "missing_column",
                f"the answer has no dimension {name!r}",
                path="/structure/dimensions/series",
                value=name,
                hint="ask for data with its structure",
            )
    sets = _at(told, "dataSets")
    found: dict[str, list[tuple[Column, str]]] = {}
    reporters: set[str] = set()
    for key, one in (sets[0].get("series") or {}).items():
        reporter, partner, code = (_value(series, at[name], key) for name in ("REPORTER", "PARTNER", "PRODUCTCODE"))
        reporters.add(reporter)
        origin = None if partner in (_WORLD, "WLD") else _country(partner)
        rate, year = _latest(one, years, key)
        column = Column("preference" if origin else "general", origin, date(int(year), 1, 1) if origin else None)
        found.setdefault(hs_code(code, lengths=range(4, 13)), []).append((column, f"{rate}%" if rate else "0%"))
    if len(reporters) != 1:
        raise FactError(
            "several_reporters",
            f"one reporter is wanted, not {len(reporters)}",
            path="/dataSets/0/series",
            value=sorted(reporters),
            hint="ask for one country at a time",
        )
    country = _country(reporters.pop())
    rows = (Row(code, 0, "", "", tuple(sorted(rates, key=lambda each: each[0].origin or ""))) for code, rates in found.items())
    edition = max(str(one["id"]) for one in years)
    return assembled(
        nested(rows),
        name="WITS, TRAINS averages",
        edition=edition,
        country=country,
        revised=revised,
        grammar="taric",
        currency=currency,
        estimate=True,
        note=NOTE,
    )


def _at(told: Any, *names: str) -> Any:
    path = ""
    for name in names:
        if not isinstance(told, Mapping) or name not in told or not told[name]:
            raise FactError("missing_key", f"the answer has no {name!r}", path=f"{path}/{name}", value=name, hint="ask for SDMX-JSON with its structure")
        told, path = told[name], f"{path}/{name}"
    return told


def _value(series: Sequence[Mapping[str, Any]], at: int, key: str) -> str:
    try:
        return str(series[at]["values"][int(key.split(":")[at])]["id"])
    except (IndexError, ValueError, KeyError):
        raise FactError(
            "cut_off", f"the series {key!r} names a value that is not in the structure", path=f"/dataSets/0/series/{key}", value=key, hint="ask again"
        ) from None


def _country(number: str) -> str:
    if number in _OWN:
        return _OWN[number]
    codes = meant(number.zfill(3))
    if len(codes) == 1:
        return codes[0]
    raise FactError(
        "unknown_country",
        f"{number!r} is no number of a country",
        path="/structure/dimensions/series",
        value=number,
        hint="M49 numbers, 918 for the EU, 000 for all",
    )


def _latest(one: Mapping[str, Any], years: Sequence[Mapping[str, Any]], key: str) -> tuple[str, str]:
    told = one.get("observations") or {}
    if not told:
        raise FactError(
            "no_observation", f"the series {key!r} has no observation", path=f"/dataSets/0/series/{key}", value=key, hint="ask for a year with data"
        )
    index = max(told, key=int)
    try:
        rate = Decimal(str(told[index][0]))
        year = str(years[int(index)]["id"])
    except (InvalidOperation, IndexError, KeyError, ValueError, TypeError):
        raise FactError("unreadable_rate", f"the series {key!r} has no number", path=f"/dataSets/0/series/{key}", value=str(told[index])) from None
    if rate < 0:
        raise FactError("negative_rate", f"the series {key!r} is below zero", path=f"/dataSets/0/series/{key}", value=rate)
    plain = format(rate.normalize(), "f")
    return plain, year
