"""Exchange rates from the files that publish them: the ECB's CSV and XML, and JSON of a base and its rates.

Whoever has fetched the file hands over its bytes; here they are only read. Errors name the row and the column.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn
from xml.parsers import expat

from xborder.codes import Currency
from xborder.errors import FactError
from xborder.money import ExchangeRates
from xborder.values import Under, day

__all__ = ["parse_base_rates_json", "parse_ecb_csv", "parse_ecb_xml", "rates_of"]

_ECB = "European Central Bank, euro foreign exchange reference rates"
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_WORDS = re.compile(r"(\d{1,2}) ([A-Za-z]+) (\d{4})")
_RATE = re.compile(r"\d{1,15}(\.\d{1,15})?")

_AS_IT_CAME = "hand over the file as it came"

Day = tuple[date, dict[str, str]]


def rates_of(base: str, mapping: Mapping[str, Any], /, *, on: date, source: str) -> ExchangeRates:
    """Rates by currency as a value; codes that ISO 4217 does not know, such as those of coins, are left out."""
    known = {code: rate for code, rate in mapping.items() if _is_currency(code) and code != base}
    if not known:
        raise FactError("no_rates", f"there is no rate of an ISO 4217 currency in {base}", value="{}", path="/rates", hint="hand over the whole file")
    try:
        return ExchangeRates.from_mapping(base, known, on=on, source=source)
    except FactError as error:
        code = error.path.rpartition("~1")[2]  # "/quotes/EUR~1USD"
        if code != error.path:
            error.path = f"/rates/{code}"
        raise


def _is_currency(code: object) -> bool:
    try:
        Currency(str(code))
    except FactError:
        return False
    return True


def parse_ecb_csv(data: bytes | str, /, on: date | str | None = None) -> ExchangeRates:
    r"""The rates of `eurofxref.csv` or `eurofxref-hist.csv`: those of the last day on or before `on`, by default of the last.

    >>> rates = parse_ecb_csv("Date, USD, JPY, ISK, \n20 November 2026, 1.0842, 162.35, N/A, \n")
    >>> rates.on.isoformat(), [name for name, _ in rates.quotes]
    ('2026-11-20', ['EUR/JPY', 'EUR/USD'])
    """
    written = ((number, line) for number, line in enumerate(_text(data).splitlines(), 1) if line.strip(" ,\t"))
    lines = [(number, [cell.strip() for cell in line.split(",")]) for number, line in written]
    if not lines or lines[0][1][0] != "Date":
        raise _fault("the file does not begin with 'Date'", 1, 1, lines[0][1][0] if lines else "")
    header = lines[0][1]
    days: list[Day] = []
    for row, cells in lines[1:]:
        quotes: dict[str, str] = {}
        for column, cell in enumerate(cells[1:], 2):
            code = header[column - 1] if column <= len(header) else ""
            if cell in ("", "N/A"):
                continue
            if not code:
                raise _fault("a rate stands under no currency", row, column, cell)
            if not _RATE.fullmatch(cell):
                raise _fault(f"{cell!r} is not the rate of {code}", row, column, cell)
            quotes[code] = cell
        days.append((_day(cells[0], row), quotes))
    return _latest(days, on)


def parse_ecb_xml(data: bytes | str, /, on: date | str | None = None) -> ExchangeRates:
    """The rates of `eurofxref-daily.xml` or `eurofxref-hist.xml`: those of the last day on or before `on`, by default of the last.

    >>> parse_ecb_xml("<Cube><Cube time='2026-11-20'><Cube currency='USD' rate='1.0842'/></Cube></Cube>").on.isoformat()
    '2026-11-20'

    A document type is refused, and with it every entity: the ECB's files have none.
    """
    days: list[Day] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        row, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        if name.rpartition(":")[2] != "Cube":
            return
        if "time" in attributes:
            days.append((_day(attributes["time"], row, column), {}))
        elif "currency" in attributes or "rate" in attributes:
            code, rate = attributes.get("currency"), attributes.get("rate", "")
            if not code or not days:
                raise _fault("a rate has no currency or no day", row, column, rate)
            if not _RATE.fullmatch(rate):
                raise _fault(f"{rate!r} is not the rate of {code}", row, column, rate)
            days[-1][1][code] = rate

    def document_type(*_: object) -> NoReturn:
        raise _fault("the file has a document type", parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, "<!DOCTYPE")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    except expat.ExpatError as error:
        raise _fault(f"the file is not XML: {expat.ErrorString(error.code)}", error.lineno, error.offset + 1, "") from None
    return _latest(days, on)


def parse_base_rates_json(data: bytes | str, /, *, source: str, on: date | str | None = None) -> ExchangeRates:
    """The rates of `{"base": "USD", "rates": {"EUR": 0.9224}}`, as many services write them.

    >>> parse_base_rates_json('{"base": "EUR", "date": "2026-11-20", "rates": {"USD": 1.0842}}', source="my bank").on.isoformat()
    '2026-11-20'

    Rates are read as they were written, not as floats. Without a `date` in it, `on` is owed; both must agree.
    """
    try:
        found = json.loads(_text(data), parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _fault(f"the rates are not JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.lineno, error.colno, "") from None
    if not isinstance(found, Mapping) or not isinstance(found.get("rates"), Mapping) or not isinstance(found.get("base"), str):
        raise FactError("unreadable_rates", "the rates are not a base and its rates", value=type(found).__name__, hint='write {"base": "USD", "rates": {…}}')
    told = found.get("date")
    asked: date | None = None if on is None else Under("on", day)(on)
    dated: date | None = asked if told is None else Under("date", day)(told)
    if dated is None:
        raise FactError("missing_key", "the rates do not say of which day they are", path="/on", hint="pass on='2026-11-20'")
    if asked is not None and dated != asked:
        raise FactError("another_day", f"these are the rates of {dated}, not of {asked}", path="/on", value=asked, hint=f"pass on='{dated}', or leave it out")
    return rates_of(Under("base", Currency)(found["base"]), found["rates"], on=dated, source=source)


def _text(data: bytes | str) -> str:
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FactError("unreadable_rates", f"the file is not UTF-8: {error.reason} at byte {error.start}", hint=_AS_IT_CAME) from None


def _no_number(text: str) -> NoReturn:
    raise FactError("unreadable_rate", f"{text} is not an exchange rate", path="/rates", value=text, hint="leave an unknown rate out")


def _fault(text: str, row: int, column: int, value: str) -> FactError:
    return FactError("unreadable_rates", f"{text}, in row {row}, column {column}", path=f"/{row}/{column}", value=value, hint=_AS_IT_CAME)


def _day(text: str, row: int, column: int = 1) -> date:
    """A day as the ECB writes it: `2026-11-20` in its history, `20 November 2026` in its daily file."""
    words = _WORDS.fullmatch(text)
    try:
        if words and words[2].lower() in _MONTHS:
            return date(int(words[3]), _MONTHS.index(words[2].lower()) + 1, int(words[1]))
        return day(text)
    except ValueError:
        raise _fault(f"{text!r} is not a day", row, column, text) from None


def _latest(days: Iterable[Day], on: date | str | None) -> ExchangeRates:
    """The rates of the last day with any, on or before the one asked for."""
    asked: date | None = None if on is None else Under("on", day)(on)
    found = [one for one in days if one[1] and (asked is None or one[0] <= asked)]
    if not found:
        when = f" on or before {asked}" if asked else ""
        hint = "hand over a file that reaches back to it" if asked else _AS_IT_CAME
        raise FactError("no_rates", f"the file has no rates{when}", path="/on" if asked else "/rates", value=asked, hint=hint)
    last, quotes = max(found, key=lambda one: one[0])
    return rates_of("EUR", quotes, on=last, source=_ECB)
