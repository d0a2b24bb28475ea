r"""The Harmonized Tariff Schedule of the United States, as the USITC exports it: CSV or JSON.

>>> header = "HTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,Special Rate of Duty,Column 2 Rate of Duty,Quota Quantity,Additional Duties"
>>> rows = [header, '"0101","0","Live horses:","","","","","",""', '"0101.30.00.00","1","Asses","[""No.""]","6.8%","Free (AU)","15%","",""']
>>> read_usitc_csv("\n".join(rows), edition="2025-12-01", revised="2025-12-01").lookup("0101.30").line.units
('No.',)
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from xborder.errors import FactError
from xborder.reasons import Source
from xborder.shipping.tariff.assembly import assembled, cell
from xborder.shipping.tariff.packing import Column, Row
from xborder.shipping.tariff.schedule import TariffSchedule
from xborder.shipping.tariff.sheets import sheet

__all__ = ["read_usitc_csv", "read_usitc_json"]

NAME = "Harmonized Tariff Schedule of the United States"
_GENERAL, _SPECIAL, _COLUMN_2, _ADDITIONAL = (Column(name) for name in ("general", "special", "column2", "additional"))
_CSV = {
    "code": "HTS Number",
    "indent": "Indent",
    "words": "Description",
    "units": "Unit of Quantity",
    "general": "General Rate of Duty",
    "special": "Special Rate of Duty",
    "column2": "Column 2 Rate of Duty",
    "additional": "Additional Duties",
}
_JSON = {"code": "htsno", "indent": "indent", "words": "description", "units": "units", "general": "general", "special": "special", "column2": "other"}
_MISSPELT = ("addiitionalDuties", "additionalDuties")
"""The export ships the first spelling, and sometimes the second."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_CODE = re.compile(r"[0-9]{4}(?:\.[0-9]{2}){0,3}|")


def _row(number: int, names: Mapping[str, str], raw: Mapping[str, Any], units: str, additional: str) -> Row:
    code = cell(raw, names["code"], number).strip()
    if not _CODE.fullmatch(code):
        path = f"/rows/{number}/{names['code']}"
        raise FactError(
            "unreadable_hs_code", f"row {number} has {code!r} for a code", path=path, value=code, hint="as 0101.21.00.10; a number loses its first zero"
        )
    depth = cell(raw, names["indent"], number).strip()
    if not depth.isdecimal() or len(depth) > 2:  # noqa: PLR2004 - the deepest of them all is 11
        path = f"/rows/{number}/{names['indent']}"
        raise FactError("unreadable_indent", f"row {number} has {depth!r} for an indent", path=path, value=depth, hint="a number: rates are inherited by it")
    cells = [(column, _plain(cell(raw, names[column.name], number))) for column in (_GENERAL, _SPECIAL, _COLUMN_2)]
    cells.append((_ADDITIONAL, _plain(additional)))
    return Row(code.replace(".", ""), int(depth), _plain(cell(raw, names["words"], number)), units, tuple((column, words) for column, words in cells if words))


def _plain(words: str) -> str:
    """Words without the tags of the live export: `m<sup>2</sup>` is m2."""
    return _TAG.sub("", words).strip() if "<" in words else words.strip()


def _units(told: object, number: int, column: str) -> str:
    if isinstance(told, str):
        if not told.strip():
            return ""
        try:
            told = json.loads(told) if told.lstrip().startswith("[") else [told]
        except ValueError:
            raise FactError(
                "unreadable_units", f"row {number} has {told!r} for units", path=f"/rows/{number}/{column}", value=told, hint='as ["doz.","kg"]'
            ) from None
    if not isinstance(told, Iterable) or isinstance(told, Mapping):
        return ""
    return ",".join(filter(None, (_plain(str(one)) for one in told)))


def _schedule(rows: Iterable[Row], edition: str, revised: date | str, source: Source | None) -> TariffSchedule:
    return assembled(rows, name=NAME, edition=edition, country="US", revised=revised, grammar="hts", grade="A", source=source)


def read_usitc_csv(content: str | bytes, /, *, edition: str, revised: date | str, source: Source | None = None) -> TariffSchedule:
    """The schedule of a CSV export; `revised` is the day of the edition."""
    rows = (
        _row(number, _CSV, raw, _units(raw[_CSV["units"]], number, _CSV["units"]), raw[_CSV["additional"]])
        for number, raw in sheet(content, tuple(_CSV.values()), quoted=True)
    )
    return _schedule(rows, edition, revised, source)


def read_usitc_json(
    content: str | bytes | Iterable[Mapping[str, Any]], /, *, edition: str, revised: date | str, source: Source | None = None
) -> TariffSchedule:
    """The schedule of a JSON export, as text or as the list it holds; a first row that only repeats the second is left out."""
    return _schedule(_json_rows(_listed(content)), edition, revised, source)


def _listed(content: str | bytes | Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    told: Any = content
    if isinstance(content, str | bytes):
        try:
            told = json.loads(content)
        except ValueError as error:
            line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
            raise FactError(
                "cut_off", f"the export is cut off or no JSON: line {line}, column {column}", path=f"/rows/{line}", value=str(error), hint="download it again"
            ) from None
    if isinstance(told, str | Mapping) or not isinstance(told, Iterable):
        raise FactError("not_a_list", f"a list of rows is wanted, not {type(told).__name__}", value=type(told).__name__, hint="pass the whole export")
    return list(told)


def _json_rows(told: list[Mapping[str, Any]]) -> Iterator[Row]:
    for number, raw in enumerate(told, 1):
        if not isinstance(raw, Mapping):
            raise FactError("not_a_mapping", f"row {number} is no row but {type(raw).__name__}", path=f"/rows/{number}", value=type(raw).__name__)
        if number == 1 and len(told) > 1 and raw.get("htsno") and raw.get("htsno") == told[1].get("htsno"):
            continue
        additional = next((str(raw[name]) for name in _MISSPELT if raw.get(name)), "")
        filled = {name: "" if value is None else value for name, value in raw.items()}
        yield _row(number, _JSON, filled, _units(filled.get("units", ""), number, "units"), additional)
