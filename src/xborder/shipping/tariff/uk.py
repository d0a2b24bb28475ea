"""The United Kingdom's tariff, as its Trade Tariff service answers (JSON:API, version 2), one document for each commodity.

>>> measure = {"id": "1", "type": "measure", "attributes": {"effective_start_date": "2021-01-01T00:00:00.000Z", "effective_end_date": None},
...     "relationships": {
...         "measure_type": {"data": {"id": "103"}}, "geographical_area": {"data": {"id": "1011"}}, "duty_expression": {"data": {"id": "1-duty"}}}}
>>> duty = {"id": "1-duty", "type": "duty_expression", "attributes": {"base": "12.00 %"}}
>>> commodity = {"data": {"attributes": {"goods_nomenclature_item_id": "6109100010", "description_plain": "T-shirts"},
...     "relationships": {"import_measures": {"data": [{"id": "1"}]}}}, "included": [measure, duty]}
>>> read_uk_commodities([commodity], edition="2026-11-21", revised="2026-11-21").lookup("6109100010").line.rates[0].text
'12.00 %'
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from xborder.errors import FactError
from xborder.shipping.tariff.assembly import assembled
from xborder.shipping.tariff.hs import hs_code
from xborder.shipping.tariff.line import ERGA_OMNES
from xborder.shipping.tariff.packing import Column, Row
from xborder.shipping.tariff.schedule import TariffSchedule
from xborder.values import day

__all__ = ["MEASURES", "read_uk_commodities"]

MEASURES = {
    "103": "general",
    "105": "general_end_use",
    "106": "customs_union",
    "112": "suspension",
    "115": "suspension_end_use",
    "122": "quota",
    "123": "quota_end_use",
    "142": "preference",
    "143": "preferential_quota",
    "145": "preference_end_use",
    "146": "preferential_quota_end_use",
    "305": "vat",
    "306": "excise",
    "551": "anti_dumping_provisional",
    "552": "anti_dumping",
    "553": "countervailing_provisional",
    "554": "countervailing",
    "695": "additional",
    "696": "additional_safeguard",
}
"""Measure types by the column they stand in here; any other becomes a column of its own, `measure_` and its number."""


def read_uk_commodities(documents: Iterable[str | bytes | Mapping[str, Any]], /, *, edition: str, revised: date | str, currency: str = "GBP") -> TariffSchedule:
    """The schedule of answers of `/uk/api/commodities/…`, each as text or as read; `revised` is the day they were asked for."""
    rows: dict[str, Row] = {}
    for number, document in enumerate(documents, 1):
        row = _row(_document(document, number), number)
        rows[row.code] = row
    return assembled(rows.values(), name="UK Integrated Online Tariff", edition=edition, country="GB", revised=revised, grammar="taric", currency=currency)


def _document(told: str | bytes | Mapping[str, Any], number: int) -> Mapping[str, Any]:
    if isinstance(told, str | bytes):
        try:
            told = json.loads(told)
        except ValueError as error:
            raise FactError("cut_off", f"document {number} is cut off or no JSON: {error}", path=f"/documents/{number}", hint="ask the service again") from None
    if not isinstance(told, Mapping):
        raise FactError("not_a_mapping", f"document {number} is no answer of the service", path=f"/documents/{number}", value=type(told).__name__)
    return told


def _at(value: Any, path: str, *names: str) -> Any:
    """What stands under a chain of names; the first that is missing is refused by its path."""
    for name in names:
        if not isinstance(value, Mapping) or name not in value:
            raise FactError(
                "missing_key", f"the answer has no {name!r}", path=f"{path}/{name}", value=name, hint="hand over the whole answer, with what it includes"
            )
        value, path = value[name], f"{path}/{name}"
    return value


def _row(document: Mapping[str, Any], number: int) -> Row:
    path = f"/documents/{number}"
    attributes = _at(document, path, "data", "attributes")
    code = hs_code(_at(attributes, f"{path}/data/attributes", "goods_nomenclature_item_id"), lengths=(10,))
    included = {(one.get("type"), str(one.get("id"))): one for one in _at(document, path, "included")}
    rates: list[tuple[Column, str]] = []
    for one in _at(document, path, "data", "relationships", "import_measures", "data"):
        measure = included.get(("measure", str(one["id"])))
        if measure is None:
            raise FactError(
                "missing_measure", f"the measure {one['id']} of {code} is not included", path=f"{path}/included", value=one["id"], hint="the answer is cut off"
            )
        rates.extend(_rate(measure, included, f"{path}/included/{one['id']}"))
    words = attributes.get("description_plain") or attributes.get("description") or ""
    return Row(code, 0, str(words), "", tuple(rates))


def _rate(measure: Mapping[str, Any], included: Mapping[tuple[Any, str], Any], path: str) -> Iterator[tuple[Column, str]]:
    relations = _at(measure, path, "relationships")
    kind = str(_at(relations, path, "measure_type", "data", "id"))
    area = str(_at(relations, path, "geographical_area", "data", "id"))
    duty = _at(relations, path, "duty_expression", "data")
    text = "" if duty is None else str((included.get(("duty_expression", str(duty["id"])), {}).get("attributes") or {}).get("base") or "")
    if not text.strip():
        return
    name = MEASURES.get(kind, f"measure_{kind}")
    without = {str(one["id"]) for one in (relations.get("excluded_countries") or {}).get("data") or ()}
    members = tuple(one for one in _members(included.get(("geographical_area", area), {})) if one not in without)
    if without and not members:
        name = f"{name} except {','.join(sorted(without))}"
    since, until = (_day(_at(measure, path, "attributes").get(f"effective_{end}_date")) for end in ("start", "end"))
    last = until + timedelta(days=1) if until else None
    yield Column(name, None if area == ERGA_OMNES else area, since, last, members), text


def _members(area: Mapping[str, Any]) -> Iterator[str]:
    told = ((area.get("relationships") or {}).get("children_geographical_areas") or {}).get("data") or ()
    yield from sorted(str(one["id"]) for one in told)


def _day(told: object) -> date | None:
    return day(str(told)[:10]) if told else None
