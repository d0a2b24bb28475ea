"""Cross-border customer logic: pure functions over a dated, cited picture of the world.

Everything public is here and is loaded when it is first touched; importing the package loads nothing else.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take this name as true; typing itself costs 9 ms to import
if TYPE_CHECKING:
    from xborder.atlas import Atlas, Layer, changes, diff, stale, standard
    from xborder.codes import Country, Currency, LanguageTag
    from xborder.compliance.consent import ConsentDecision, ConsentRequest, check_consent
    from xborder.errors import AtlasError, FactError, Incomplete, XborderError
    from xborder.hours.amounts import Amount
    from xborder.hours.availability import Availability, availability
    from xborder.hours.contact import ContactWindows, contact_windows
    from xborder.hours.reckoning import (
        BusinessTime,
        add_business_time,
        business_time,
        business_time_between,
        nearest_open,
        nth_working_day,
        subtract_business_time,
    )
    from xborder.hours.schedules import Combined, Schedule
    from xborder.locale.contact import Address, Customer, Name
    from xborder.locale.display import country_name, currency_name, day_text, money_text, region_name
    from xborder.locale.explain import explain
    from xborder.locale.greeting import Greeting, greet
    from xborder.locale.tags import best_language
    from xborder.money import ExchangeRates, Money, Rate
    from xborder.payments.checkout import Checkout
    from xborder.payments.suggestion import PaymentSuggestions, suggest_payments
    from xborder.reasons import Assumption, Caveat, Need, Reason, Source
    from xborder.service.brief import CustomerBrief, Order, Shop, customer_brief
    from xborder.service.coverage import Coverage, Team, coverage
    from xborder.service.sla import SlaClock, sla_clock
    from xborder.service.targets import SlaTarget
    from xborder.shipping.cliffs import Cliffs, cliffs
    from xborder.shipping.duty.reading import DutyReading, read_duty
    from xborder.shipping.landed_cost import LandedCost, landed_cost
    from xborder.shipping.origins import OriginComparison, compare_origins
    from xborder.shipping.parcel import Line, Parcel
    from xborder.shipping.promise.check import PromiseCheck, check_promise
    from xborder.shipping.promise.facts import PromiseRequest, Stage, Warehouse
    from xborder.shipping.promise.options import OptionChoice, OptionPolicy, ShippingOption, choose_option
    from xborder.shipping.promise.promise import Promise, promise
    from xborder.shipping.promise.reestimate import Reestimate, reestimate
    from xborder.shipping.promise.s10 import S10Identifier
    from xborder.shipping.promise.tracking import TrackingLog, tracking_link, tracking_log
    from xborder.shipping.rate_card import Freight, RateCard
    from xborder.shipping.snapshot import Repricing, Snapshot, reprice, snapshot
    from xborder.shipping.stack import DutyAnswer, duty
    from xborder.shipping.tax import TaxRate, tax_rate
    from xborder.shipping.tax_id import TaxIdCheck, check_tax_id
    from xborder.shipping.upcoming import Upcoming, upcoming
    from xborder.shipping.weight import ChargeableWeight, chargeable_weight
    from xborder.shipping.weight_profile import WeightProfile

_HOMES = {
    "errors": ("AtlasError", "FactError", "Incomplete", "XborderError"),
    "codes": ("Country", "Currency", "LanguageTag"),
    "money": ("ExchangeRates", "Money", "Rate"),
    "reasons": ("Assumption", "Caveat", "Need", "Reason", "Source"),
    "atlas": ("Atlas", "Layer", "changes", "diff", "stale", "standard"),
    "locale.contact": ("Address", "Customer", "Name"),
    "locale.display": ("country_name", "currency_name", "day_text", "money_text", "region_name"),
    "locale.explain": ("explain",),
    "locale.greeting": ("Greeting", "greet"),
    "locale.tags": ("best_language",),
    "hours.amounts": ("Amount",),
    "hours.availability": ("Availability", "availability"),
    "hours.reckoning": (
        "BusinessTime",
        "add_business_time",
        "business_time",
        "business_time_between",
        "nearest_open",
        "nth_working_day",
        "subtract_business_time",
    ),
    "hours.contact": ("ContactWindows", "contact_windows"),
    "hours.schedules": ("Combined", "Schedule"),
    "payments.checkout": ("Checkout",),
    "payments.suggestion": ("PaymentSuggestions", "suggest_payments"),
    "shipping.cliffs": ("Cliffs", "cliffs"),
    "shipping.duty.reading": ("DutyReading", "read_duty"),
    "shipping.landed_cost": ("LandedCost", "landed_cost"),
    "shipping.origins": ("OriginComparison", "compare_origins"),
    "shipping.parcel": ("Line", "Parcel"),
    "shipping.promise.check": ("PromiseCheck", "check_promise"),
    "shipping.promise.facts": ("PromiseRequest", "Stage", "Warehouse"),
    "shipping.promise.options": ("OptionChoice", "OptionPolicy", "ShippingOption", "choose_option"),
    "shipping.promise.promise": ("Promise", "promise"),
    "shipping.promise.reestimate": ("Reestimate", "reestimate"),
    "shipping.promise.s10": ("S10Identifier",),
    "shipping.promise.tracking": ("TrackingLog", "tracking_link", "tracking_log"),
    "shipping.rate_card": ("Freight", "RateCard"),
    "shipping.snapshot": ("Repricing", "Snapshot", "reprice", "snapshot"),
    "shipping.stack": ("DutyAnswer", "duty"),
    "shipping.tax": ("TaxRate", "tax_rate"),
    "shipping.tax_id": ("TaxIdCheck", "check_tax_id"),
    "shipping.weight": ("ChargeableWeight", "chargeable_weight"),
    "shipping.weight_profile": ("WeightProfile",),
    "shipping.upcoming": ("Upcoming", "upcoming"),
    "compliance.consent": ("ConsentDecision", "ConsentRequest", "check_consent"),
    "service.brief": ("CustomerBrief", "Order", "Shop", "customer_brief"),
    "service.coverage": ("Coverage", "Team", "coverage"),
    "service.sla": ("SlaClock", "sla_clock"),
    "service.targets": ("SlaTarget",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__version__ = "0.1.0"
__all__ = [
    "Address",
    "Amount",
    "Assumption",
    "Atlas",
    "AtlasError",
    "Availability",
    "BusinessTime",
    "Caveat",
    "ChargeableWeight",
    "Checkout",
    "Cliffs",
    "Combined",
    "ConsentDecision",
    "ConsentRequest",
    "ContactWindows",
    "Country",
    "Coverage",
    "Currency",
    "Customer",
    "CustomerBrief",
    "DutyAnswer",
    "DutyReading",
    "ExchangeRates",
    "FactError",
    "Freight",
    "Greeting",
    "Incomplete",
    "LandedCost",
    "LanguageTag",
    "Layer",
    "Line",
    "Money",
    "Name",
    "Need",
    "OptionChoice",
    "OptionPolicy",
    "Order",
    "OriginComparison",
    "Parcel",
    "PaymentSuggestions",
    "Promise",
    "PromiseCheck",
    "PromiseRequest",
    "Rate",
    "RateCard",
    "Reason",
    "Reestimate",
    "Repricing",
    "S10Identifier",
    "Schedule",
    "ShippingOption",
    "Shop",
    "SlaClock",
    "SlaTarget",
    "Snapshot",
    "Source",
    "Stage",
    "TaxIdCheck",
    "TaxRate",
    "Team",
    "TrackingLog",
    "Upcoming",
    "Warehouse",
    "WeightProfile",
    "XborderError",
    "add_business_time",
    "availability",
    "best_language",
    "business_time",
    "business_time_between",
    "changes",
    "chargeable_weight",
    "check_consent",
    "check_promise",
    "check_tax_id",
    "choose_option",
    "cliffs",
    "compare_origins",
    "contact_windows",
    "country_name",
    "coverage",
    "currency_name",
    "customer_brief",
    "day_text",
    "diff",
    "duty",
    "explain",
    "greet",
    "landed_cost",
    "money_text",
    "nearest_open",
    "nth_working_day",
    "promise",
    "read_duty",
    "reestimate",
    "region_name",
    "reprice",
    "sla_clock",
    "snapshot",
    "stale",
    "standard",
    "subtract_business_time",
    "suggest_payments",
    "tax_rate",
    "tracking_link",
    "tracking_log",
    "upcoming",
]


def __getattr__(name: str) -> object:
    """Loads a public name's room when the name is first touched."""
    if name not in _HOME_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """What is public."""
    return list(__all__)
