"""How a rule's value reads in a table of the docs: in a few words, the same for every tool that writes one."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from xborder.atlas import Entry
from xborder.money import Rate
from xborder.values import Pairs

__all__ = ["begun", "linked", "said"]

AROUND = {"at_most": "up to", "below": "below"}
WHO = {"import": "else taxed at the border", "untaxed": "else untaxed", "owed": "owed all the same without registration"}
HOW = {"half_up": "nearest", "down": "down", "up": "up"}


def begun(entry: Entry) -> str:
    """The day an entry begins, with its minute where it has one."""
    return entry.since.isoformat(" ", "minutes") if isinstance(entry.since, datetime) else entry.since.isoformat()


def linked(entry: Entry) -> str:
    """The first source of an entry, as a link."""
    if not entry.sources:
        return "not verified"
    title = entry.sources[0].title.replace("|", "/").replace("[", "(").replace("]", ")").replace("<", "").replace(">", "")
    url = entry.sources[0].url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f"[{title}]({url})"


def said(entry: Entry) -> str:
    """The value of an entry in words, case by case where it has cases."""
    if not entry.cases:
        return _value(entry.name, entry.value).replace("|", "/")
    told = [f"{_when(when)}: {_value(entry.name, value)}" if when else f"otherwise {_value(entry.name, value)}" for when, value in entry.cases]
    return "; ".join(told if not entry.cases[-1][0] else [*told, "otherwise not written down"]).replace("|", "/")


def _when(when: Iterable[tuple[str, Any]]) -> str:
    return ", ".join(f"{name} {_words(value)}" for name, value in when).replace("_", " ")


def _words(value: Any) -> str:
    many = value if isinstance(value, tuple) else (value,)
    return " or ".join(str(one).lower() if isinstance(one, bool) else str(one) for one in many)


def _value(rule: str, held: Any) -> str:
    value = _table(held)
    if value == "unknown" or (isinstance(value, Mapping) and value.get("method") == "unknown"):
        return "not known"
    if not isinstance(value, Mapping):
        return Rate.read(value).percent if value is not None else "none"
    for prefix, words in SHAPES.items():
        if rule.startswith(prefix):
            return words(value)
    return ", ".join(f"{name} {_words(one)}" for name, one in value.items())


def _table(value: Any) -> Any:
    """A page's table, and the tables in it, as plain ones."""
    if isinstance(value, Pairs):
        return {name: _table(one) for name, one in value}
    return tuple(_table(one) for one in value) if isinstance(value, tuple) else value


def _duty_base(value: Mapping[str, Any]) -> str:
    factor = value.get("factor")
    method: str = value["method"]
    return method.upper() + (f" × {Rate.read(factor).percent}" if factor else "")  # noqa: RUF001 - the sign of multiplication is meant


def _relief(value: Mapping[str, Any]) -> str:
    method, limit = value["method"], value.get("limit")
    if method == "none":
        return "none"
    if method == "excess":
        return f"{limit} are free, the excess is charged"
    if method.startswith("tax_"):
        return f"a charge {'of at most' if method == 'tax_at_most' else 'below'} {limit} is waived"
    return f"{AROUND[method]} {limit}" + (" (CIF)" if value.get("basis") == "cif" else "")


def _tax_base(value: Mapping[str, Any]) -> str:
    text = " + ".join(one.removeprefix("levy.") for one in value["include"])
    if uplift := value.get("uplift"):
        text += f" + {Rate.read(uplift).percent} of {'CIF' if value.get('uplift_of') == 'cif' else 'goods'}"
    return f"({text}) / (1 - rate)" if value.get("inside") else text


def _scheme(value: Mapping[str, Any]) -> str:
    if value.get("method") == "none":
        return "none"
    limit = (
        f"{AROUND[value.get('edge') or 'at_most']} {value['limit']} a{'n item' if value['per'] == 'item' else ' consignment'}"
        if value.get("limit")
        else "no limit"
    )
    parts = [limit, f"tax on {' + '.join(value['base'])}"]
    if factor := value.get("factor"):
        parts.append(f"{Rate.read(factor).percent} of it charged")
    if rate := value.get("rate"):
        parts.append(f"at {Rate.read(rate).percent}")
    parts += ["no duty"] if value["duty"] == "none" else []
    return ", ".join([*parts, WHO[value["unregistered"]]])


def _simplified(value: Mapping[str, Any]) -> str:
    if value["method"] == "none":
        return "none"
    if value["method"] == "per_item":
        by = "HS code" if value["item"] == "hs6" else "line"
        return f"{value['amount']} for each {by}, {AROUND[value.get('edge') or 'at_most']} {value['limit']}"
    if value["method"] == "replaces_all":
        return f"{Rate.read(value['rate']).percent} in place of duty and tax, {AROUND[value.get('edge') or 'at_most']} {value['limit']}"
    bands = [f"{Rate.read(one['rate']).percent}{_less(one)} up to {one['up_to']}" for one in value["bands"]]
    return f"{', '.join(bands)} ({value['basis'].upper() if value['basis'] == 'cif' else value['basis']})"


def _less(band: Mapping[str, Any]) -> str:
    less = str(band.get("less") or "0 ")
    if less.startswith("0 "):
        return ""
    return f" plus {less[1:]}" if less.startswith("-") else f" less {less}"


def _union(value: Mapping[str, Any]) -> str:
    words = {
        "seller": "no border: the seller collects the tax",
        "reverse_charge": "no border: the buyer accounts for the tax",
        "import_tax": "no duty, tax at the border",
        "none": "a border",
    }
    return words[value["method"]]


def _levy(value: Mapping[str, Any]) -> str:
    if value.get("method") == "none":
        return "none"
    base = " + ".join(value["base"]) + (", inside its own base" if value.get("inside") else "")
    return f"{value['name']}: {Rate.read(value['rate']).percent} of {base}"


def _excise(value: Mapping[str, Any]) -> str:
    return f"{value['name']}: the line's rate of {' + '.join(value['base'])}" + (", inside its own base" if value.get("inside") else "")


def _fee(value: Mapping[str, Any]) -> str:
    method = value["method"]
    if method == "none":
        return "none"
    if method == "rate":
        text = f"{Rate.read(value['rate']).percent} of {'CIF' if value.get('basis') == 'cif' else 'goods'}"
        text += "".join(f", {word} {value[key]}" for key, word in (("min", "at least"), ("max", "at most")) if value.get(key))
    else:
        text = f"{value['amount']} {method.replace('_', ' ')}"
    text += f", {AROUND[value.get('edge') or 'at_most']} {value['limit']}" if value.get("limit") else ""
    return f"`{value['code']}`: {text}" + (f", above {value['above']}" if value.get("above") else "")


def _rounding(value: Mapping[str, Any]) -> str:
    return f"{HOW[value['direction']]} {'to' if value['direction'] != 'half_up' else ''} {value['unit']}".replace("  ", " ")


def _general(value: Mapping[str, Any]) -> str:
    exceptions = value.get("exceptions")
    return Rate.read(value["rate"]).percent + (f", except {exceptions}" if exceptions else " on everything")


SHAPES = {
    "shipping.duty.base": _duty_base,
    "shipping.duty.relief": _relief,
    "shipping.duty.general": _general,
    "shipping.duty.simplified": _simplified,
    "shipping.vat.base": _tax_base,
    "shipping.vat.relief": _relief,
    "shipping.scheme.": _scheme,
    "shipping.union": _union,
    "shipping.levy.": _levy,
    "shipping.excise": _excise,
    "shipping.fee.": _fee,
    "shipping.rounding.": _rounding,
}
