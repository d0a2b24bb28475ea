"""What each rule's value may look like: a closed list, so that a misspelt rule is a fault and not a silence."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, get_args

from xborder.codes import Country, Currency, LanguageTag
from xborder.doors import zones
from xborder.errors import FactError
from xborder.money import Money, Rate
from xborder.values import nearest

__all__ = ["CATEGORIES", "RULES", "Category", "Shape", "shape_of"]

Shape = Callable[[Any], str | None]
"""Says what is wrong with a value, or None."""

Category = Literal[
    "standard", "art", "books", "car_seats", "children_clothing", "clothing", "confectionery", "e_books", "feminine_hygiene", "food", "footwear",
    "medical_devices", "medicine", "newspapers", "pet_food", "plants", "soft_drinks",
]  # fmt: skip
CATEGORIES: tuple[Category, ...] = get_args(Category)
"""The goods categories a VAT rate can be asked for; a category that is not written down is a need, never the standard rate."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CHARGEABLE = ("goods", "freight", "insurance", "duty", "fees")
BANDS = ("dominant", "common", "available", "rare")
OBLIGATIONS = ("unsubscribe", "identity", "postal_address", "label")
GENDERS = ("female", "male", "neutral")
REGISTERS = ("formal", "polite", "casual")
PARTS = ("morning", "afternoon", "evening", "neutral")
FAMILIES = (
    "card", "card_wallet", "wallet", "bank_redirect", "instant_transfer", "bank_transfer", "direct_debit", "bnpl", "invoice", "voucher", "cash", "carrier",
)  # fmt: skip


def text(value: Any) -> str | None:
    """A non-empty text."""
    return None if isinstance(value, str) and value.strip() else f"a text is wanted, not {value!r}"


def word(*words: str) -> Shape:
    """One of a closed set of words."""
    return lambda value: None if value in words else f"{value!r} is not known here; {nearest(str(value), words)}"


def truth(value: Any) -> str | None:
    """True or false."""
    return None if isinstance(value, bool) else f"true or false is wanted, not {value!r}"


def count(value: Any) -> str | None:
    """A whole number of zero or above."""
    return None if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else f"a whole number is wanted, not {value!r}"


def readable(read: Callable[[Any], object]) -> Shape:
    """Whatever a type of the ground can read."""

    def shape(value: Any) -> str | None:
        try:
            read(value)
        except FactError as error:
            return str(error)
        return None

    return shape


def rate(value: Any) -> str | None:
    """An exact rate."""
    if isinstance(value, float):
        return f"{value!r} is a float; exact decimals only"
    return readable(Rate)(value) if isinstance(value, Decimal | int | str) else f"a rate is wanted, not {value!r}"


money = readable(Money.read)
country = readable(Country)
zone = readable(zones.zone)
tag = readable(LanguageTag)


def clock(value: Any) -> str | None:
    """A time of day."""
    return None if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value) else f"a time such as '09:00' is wanted, not {value!r}"


def listing(shape: Shape, *, least: int = 1) -> Shape:
    """A list, each member of one shape, none twice."""

    def check(value: Any) -> str | None:
        if not isinstance(value, list | tuple) or len(value) < least:
            return f"a list of {least} or more is wanted, not {value!r}"
        if len({str(one) for one in value}) < len(value):
            return "a member stands twice"
        return next((wrong for one in value if (wrong := shape(one))), None)

    return check


def either(*shapes: Shape) -> Shape:
    """The first shape that fits."""

    def check(value: Any) -> str | None:
        wrongs = [shape(value) for shape in shapes]
        return None if None in wrongs else " or ".join(str(one) for one in wrongs)

    return check


def table(owed: Mapping[str, Shape], free: Mapping[str, Shape] | None = None) -> Shape:
    """A table with keys it owes and keys it may have, and no others."""
    known = {**owed, **(free or {})}

    def check(value: Any) -> str | None:
        if not isinstance(value, Mapping):
            return f"a table is wanted, not {value!r}"
        for name in value:
            if name not in known:
                return f"unknown key {name!r}; {nearest(name, known)}"
        for name in owed:
            if name not in value:
                return f"missing key {name!r}"
        return next((f"{name}: {wrong}" for name, one in value.items() if (wrong := known[name](one))), None)

    return check


def keyed(key: Shape, one: Shape) -> Shape:
    """A table of any keys of one shape, each with a value of another."""

    def check(value: Any) -> str | None:
        if not isinstance(value, Mapping):
            return f"a table is wanted, not {value!r}"
        return next((f"{name}: {wrong}" for name, held in value.items() if (wrong := key(name) or one(held))), None)

    return check


def by(name: str, shapes: Mapping[str, Shape]) -> Shape:
    """A table whose shape is named by one of its keys: a closed set of methods."""

    def check(value: Any) -> str | None:
        if not isinstance(value, Mapping) or name not in value:
            return f"a table with {name!r} is wanted, not {value!r}"
        shape = shapes.get(value[name])
        if shape is None:
            return f"unknown {name} {value[name]!r}; {nearest(str(value[name]), shapes)}"
        return shape({key: one for key, one in value.items() if key != name})

    return check


def taxable(value: Any) -> str | None:
    """What a tax is reckoned on: a part of the value, the excise, every levy or one of them."""
    if isinstance(value, str) and re.fullmatch(r"levy\.[a-z0-9_]+", value):
        return None
    return word(*CHARGEABLE, "excise", "levies")(value)


def levied(value: Any) -> str | None:
    """What a levy is reckoned on: a part of the value, `dutiable` (what duty is taken of), another charge, or another levy by its id."""
    if isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9_]*", value):
        return None
    return f"a part of the value or the id of a levy is wanted, not {value!r}"


EDGE = {"edge": word("at_most", "below")}
LIMIT = table({"limit": money, "basis": word("goods", "cif")})
RELIEF = by(
    "method",
    {"none": table({}), "excess": LIMIT, "at_most": LIMIT, "below": LIMIT, "tax_at_most": table({"limit": money}), "tax_below": table({"limit": money})},
)
BANDED = listing(table({"up_to": money, "rate": rate}, {"less": money}))
SIMPLIFIED = by(
    "method",
    {
        "none": table({}),
        "per_item": table({"code": text, "amount": money, "limit": money, "item": word("hs6", "line")}, EDGE),
        "bands": table({"code": text, "basis": word("goods", "cif"), "bands": BANDED}),
        "replaces_all": table({"code": text, "rate": rate, "limit": money}, {"basis": word("goods", "cif"), **EDGE}),
    },
)
COLLECTED = table(
    {
        "edge": word("at_most", "below"),
        "basis": word("goods", "cif"),
        "per": word("consignment", "item"),
        "mandatory": truth,
        "base": listing(word(*CHARGEABLE)),
        "duty": word("normal", "none"),
        "unregistered": word("import", "untaxed", "owed"),
    },
    {"limit": money, "factor": rate, "excise": truth, "rate": rate},
)
SCHEME = either(table({"method": word("none")}), COLLECTED)
UNION = by("method", {"seller": table({"base": listing(word(*CHARGEABLE))}), "reverse_charge": table({}), "import_tax": table({}), "none": table({})})
PAYER = {"payer": word("buyer", "seller"), "collected_by": word("carrier", "customs", "seller"), "in_vat_base": truth}
CAPPED = {"limit": money, "above": money, **EDGE}
FEE = by(
    "method",
    {
        "none": table({}),
        "unknown": table({}),
        "per_parcel": table({"code": text, "amount": money, **PAYER}, CAPPED),
        "per_line": table({"code": text, "amount": money, **PAYER}, CAPPED),
        "per_item": table({"code": text, "amount": money, **PAYER}, CAPPED),
        "rate": table({"code": text, "rate": rate, **PAYER}, {"min": money, "max": money, "basis": word("goods", "cif"), **CAPPED}),
    },
)
LEVY = either(
    table({"method": word("none")}),
    table(
        {"code": text, "name": text, "kind": word("duty", "tax", "fee"), "rate": rate, "base": listing(levied)},
        {"inside": truth, "with": word("duty", "tax", "entry")},
    ),
)
"""A charge of the state beside customs duty and VAT, at a rate of a base."""
EXCISE = table({"base": listing(word(*CHARGEABLE)), "name": text}, {"inside": truth})
ROUNDING = table({"unit": money, "direction": word("half_up", "down", "up")}, {"of": text})


def code(value: Any) -> str | None:
    """The digits with which tariff codes begin; `-` before them makes an exception."""
    return None if isinstance(value, str) and re.fullmatch(r"-?\d{2,10}", value) else f"digits of a tariff code are wanted, not {value!r}"


def instant(value: Any) -> str | None:
    """An instant with its offset."""
    return None if isinstance(value, datetime) and value.utcoffset() is not None else f"an instant with an offset is wanted, not {value!r}"


CODES = listing(code)
ORIGINS = either(word("all"), listing(text))
LAID = {"heading": text, "headings": keyed(text, text), "rate": rate, "cap": rate, "base": text}
ADDITIONAL = either(
    table(
        {},
        {
            **LAID,
            "lists": listing(text),
            "codes": CODES,
            "described": text,
            "unread": text,
            "within": CODES,
            "within_lists": listing(text),
            "origins": ORIGINS,
            "except_origins": listing(text),
            "by_origin": listing(table({"origins": listing(text)}, LAID)),
            "columns": word("all"),
            "excludes": listing(text),
            "exempt_lists": listing(text),
            "exempt_codes": CODES,
            "exempt_heading": text,
            "exempt_headings": listing(text),
            "exceptions": text,
            "doubt_lists": listing(text),
            "claims": keyed(text, either(text, CODES)),
            "perhaps": table({"within": CODES, "unread": text}, {"rate": rate, "cap": rate, "origins": listing(text)}),
            "loaded_before": instant,
            "entered_before": instant,
            "prohibited": truth,
            "void": truth,
        },
    ),
    table({}, {"only": listing(text, least=0), "unread": text}),
    table({"formal_above": money, "harbor": rate}, {"informal": money, "express": money, "mail": money}),
)
"""A duty laid upon the tariff's own: on which goods, from where, at which rate, and what keeps it away; or what post and entry owe."""
FORMS = listing(text)
BY_GENDER = table({}, dict.fromkeys(GENDERS, FORMS))
OPENING = table({}, {"nameless": text, **dict.fromkeys(GENDERS, text)})
GREETINGS = dict.fromkeys(PARTS, text)
EMAIL = table(
    {
        "regime": word("opt_in", "opt_out"),
        "business": word("opt_in", "opt_out"),
        "soft_opt_in": word("none", "similar_goods"),
        "double_opt_in": word("required", "evidence", "no"),
        "obligations": listing(word(*OBLIGATIONS), least=0),
        "statute": text,
        "article": text,
    },
    {"implied_months": table({}, {"purchase": count, "inquiry": count}), "consent_months": count, "label": text},
)
CURRENCY = readable(Currency)
NAMED = {
    "customers": country,
    "merchants": country,
    "currencies": CURRENCY,
    "goods": word("physical", "digital", "service"),
    "purposes": word("one_off", "recurring", "off_session", "preorder", "b2b"),
    "devices": word("mobile", "desktop"),
}
"""What a method's page lists; what a list names is known to work, what `<list>_unsure` names is not known, anything else does not."""
METHOD = table(
    {},
    {
        **{name: either(word("any"), listing(shape)) for name, shape in NAMED.items()},
        **{f"{name}_unsure": either(word("any"), listing(shape)) for name, shape in NAMED.items()},
        "currencies": either(word("any"), listing(CURRENCY), keyed(CURRENCY, listing(country))),
        "customers_except": listing(country),
        "name": text,
        "launched": lambda value: None if type(value) is date else f"a date is wanted, not {value!r}",
        "pair": word("any", "domestic", "eea_gb_ch"),
        "confirmation": word("instant", "minutes", "days"),
        "confirm_days": count,
        "refund": word("full", "partial", "none"),
        "credit": truth,
        "min_age": count,
        "voucher_days": count,
    },
)
LIMITS = listing(table({"currency": readable(Currency)}, {"min": money, "max": money, "provider": text, "customers": listing(country)}))

RULES: Mapping[str, Shape] = {
    "members": country,
    "locale.languages": listing(tag),
    "locale.day_parts": table(dict.fromkeys(("morning", "afternoon", "evening", "night"), clock)),
    "locale.greeting": table(GREETINGS, {"formal": table({}, GREETINGS), "casual": table({}, GREETINGS)}),
    "locale.register": word(*REGISTERS),
    "locale.address": table({}, dict.fromkeys(REGISTERS, BY_GENDER)),
    "locale.salutation": table({}, dict.fromkeys(REGISTERS, OPENING)),
    "locale.closing": table({}, dict.fromkeys(REGISTERS, text)),
    "locale.opening": table({"named": text, "nameless": text}),
    "locale.messages": keyed(text, either(text, table({"other": text}, dict.fromkeys(("zero", "one", "two", "few", "many"), text)))),
    "locale.punctuation": table({"salutation_end": lambda value: None if isinstance(value, str) else "a text is wanted"}),
    "hours.weekend": listing(word(*WEEKDAYS), least=0),
    "hours.half_days": keyed(word(*WEEKDAYS), clock),
    "hours.zones": listing(zone),
    "shipping.vat.base": table({"include": listing(taxable)}, {"uplift": rate, "uplift_of": word("goods", "cif"), "inside": truth}),
    "shipping.vat.relief": RELIEF,
    **{f"shipping.vat.{one}": either(rate, word("unknown")) for one in CATEGORIES},
    "shipping.duty.base": table({"method": word("cif", "fob", "unknown")}, {"factor": rate}),
    "shipping.duty.general": table({"rate": rate}, {"exceptions": text}),
    "shipping.duty.relief": RELIEF,
    "shipping.duty.simplified": SIMPLIFIED,
    "shipping.duty.additional.*": ADDITIONAL,
    "shipping.scheme.*": SCHEME,
    "shipping.union": UNION,
    "shipping.levy.*": LEVY,
    "shipping.excise": EXCISE,
    "shipping.fee.*": FEE,
    "shipping.rounding.*": ROUNDING,
    "payments.offers.*": word(*BANDS),
    "payments.flag.*": table({"text": text}, {"families": listing(word(*FAMILIES)), "methods": listing(text), "above": money}),
    "payments.method": METHOD,
    "payments.provider.*": METHOD,
    "payments.limits": LIMITS,
    "compliance.email_marketing": EMAIL,
}


def shape_of(rule: str) -> Shape | None:
    """The shape of a rule's value, or None where no such rule exists."""
    known = RULES.get(rule)
    if known is None and "." in rule:
        known = RULES.get(f"{rule.rpartition('.')[0]}.*")
    return known
