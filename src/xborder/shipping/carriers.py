"""What carriers publish of how they charge for volume, with the days from which it holds and where it was read.

Contracts say otherwise as often as not: a shop with one writes its own `WeightProfile`. The name of a rule ends on its unit.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from xborder.errors import FactError
from xborder.reasons import Caveat, Source
from xborder.shipping.weight_profile import WeightProfile
from xborder.values import nearest

__all__ = ["PROFILES", "rule_of"]

_READ = date(2026, 11, 21)
_UP = date(2025, 8, 18)  # UPS and FedEx: every fraction of a side counts as a whole one
_DAY_BEFORE = date(2025, 8, 17)


def _source(title: str, url: str) -> Source:
    return Source(title=title, url=url, checked=_READ)


_DHL = (
    _source("DHL Express USA: Volumetric Weight", "http://www.dhl-usa.com/en/tools/volumetric_weight_express.html?nav=Inttools/dimWeiCal"),
    _source("DHL Express Estonia: Volumetric weight calculator", "https://dhlexpressestonia.ee/en/terms-and-conditions-2/volumetric-weight-calculator/"),
)
_FEDEX_2010 = (
    _source("FedEx: Dimensional Weight Calculation Change, effective 18th January 2010", "http://www.fedex.com/br_english/rates/dimweight.html"),
    _source("FedEx help: How is dimensional weight calculated?", "https://ask.fedex.com/help/en-gb/account-payments/calculation-dim-weight-rex"),
    _source("PropertyRoom: Dimensional Weight", "https://help.propertyroom.com/support/solutions/articles/44001804965-dimensional-weight"),
)
_FEDEX_2025 = (
    _source("GAIN Consulting: Understanding the New FedEx Dimension Changes", "https://www.gain.consulting/post/understanding-the-new-fedex-dimension-changes"),
    _source("Atlantic Packaging: FedEx now rounds any fractional inch up", "https://www.atlanticpkg.com/?p=16059"),
)
_UPS = (
    _source("UPS Canada: How to Determine Billable Weight", "https://www.ups.com/ca/en/help-center/packaging-and-supplies/determine-billable-weight.page"),
    _source("UPS Qatar: Dimensional Weight", "http://www.ups.com/content/qa/en/resources/ship/packaging/dim_weight.html"),
)
_UPS_2025 = (
    _source("Supply Chain Dive: UPS dimensional weight rounding change", "https://www.supplychaindive.com/news/ups-dimensional-weight-rounding-change/756929"),
    _source(
        "Jay Group: FedEx & UPS DIM rounding rule, Aug 18, 2025",
        "https://www.jaygroup.com/blog/fedex-ups-dim-rounding-rule-aug-18-2025-whats-changing-how-to-cut-costs",
    ),
)
_USPS_2019 = (
    _source("Postal Advocate: Upcoming USPS Rate Change, June 23, 2019", "https://postaladvocate.com/upcoming-usps-rate-change-what-you-need-to-know/"),
    _source("USPS DMM Advisory, October 30, 2006", "http://pe.usps.gov/DMMAdvisory.asp?Dest=dmmadvisory103006.htm"),
)
_USPS_2026 = (
    _source("The Logistic News: USPS changes the way it measures and prices parcels", "https://thelogisticnews.com/?p=18371"),
    _source(
        "SMKlog Parcel Shipping Rates: Billable weight of a box",
        "https://glama.ai/mcp/connectors/com.smklog/parcel-shipping-rates/tools/calculate_billable_weight",
    ),
)
_KOREA = (
    _source(
        "Allthatsales: Essential Checklist for Shipping EMS Packages from Korea Post",
        "https://www.allthatsales.com/post/essential-checklist-for-shipping-ems-packages-from-korea-post-office-to-the-united-states",
    ),
    _source("EMS and parcels to Japan, August 2021", "https://sakurako.tistory.com/15"),
)
_ARAMEX = (
    _source(
        "Shiprocket: How to calculate the volumetric weight of my shipment?",
        "https://support.shiprocket.in/support/solutions/articles/43000664204-how-to-calculate-the-volumetric-weight-of-my-shipment-",
    ),
)
_AIR = (
    _source("Pengelly's: airfreight fact sheet", "http://pengellys.co.nz/DownLoad/FactSheet/8204sobnyqb4jvQNaRS6VKEFYx--DD_4VIvkm1AIhhU~"),
    _source("Midotatsu: chargeable weight of air cargo", "http://www.midotatsu.com/en/gongju-detail1.asp?Kk=11"),
)


def _profile(carrier: str, unit: str, divisor: str, **more: object) -> WeightProfile:
    return WeightProfile.from_dict({"carrier": carrier, "unit": unit, "divisor": divisor, "grade": "B", **more})


_PER_SHIPMENT = "of several packages FedEx weighs the shipment as a whole; that a kilogram is charged by halves stands in no source that was read"
_WHOLE_KILOGRAMS = "some countries' guides charge half kilograms: then pass a profile of your own with step '0.5'"
_USPS_YEAR = "its source names the day, 12 July, and not the year: it is the Sunday after the notice of May 2026"

PROFILES: Mapping[str, tuple[WeightProfile, ...]] = MappingProxyType(
    {
        "dhl_express_kg": (_profile("DHL Express", "kg", "5000", sides="nearest", step="0.5", since=_READ, grade="A", sources=_DHL),),
        "dhl_express_lb": (_profile("DHL Express", "lb", "139", sides="nearest", step="1", since=_READ, grade="A", sources=_DHL),),
        "fedex_kg": (
            _profile(
                "FedEx International",
                "kg",
                "5000",
                sides="nearest",
                step="0.5",
                per="shipment",
                since="2010-01-18",
                until=_UP,
                sources=_FEDEX_2010,
                note=_PER_SHIPMENT,
            ),
            _profile(
                "FedEx International", "kg", "5000", sides="up", step="0.5", per="shipment", since=_UP, sources=_FEDEX_2025 + _FEDEX_2010, note=_PER_SHIPMENT
            ),
        ),
        "fedex_lb": (
            _profile("FedEx International", "lb", "139", sides="nearest", step="1", per="shipment", since="2010-01-18", until=_UP, sources=_FEDEX_2010),
            _profile("FedEx International", "lb", "139", sides="up", step="1", per="shipment", since=_UP, grade="A", sources=_FEDEX_2025 + _FEDEX_2010),
        ),
        "ups_kg": (
            _profile("UPS", "kg", "5000", sides="nearest", step="1", since=_DAY_BEFORE, until=_UP, sources=_UPS, note=_WHOLE_KILOGRAMS),
            _profile("UPS", "kg", "5000", sides="up", step="1", since=_UP, sources=_UPS_2025 + _UPS, note=_WHOLE_KILOGRAMS),
        ),
        "ups_lb": (
            _profile("UPS", "lb", "139", sides="nearest", step="1", since=_DAY_BEFORE, until=_UP, grade="A", sources=_UPS + _UPS_2025[:1]),
            _profile("UPS", "lb", "139", sides="up", step="1", since=_UP, grade="A", sources=_UPS_2025 + _UPS),
        ),
        "usps_lb": (
            _profile("USPS", "lb", "166", sides="nearest", step="1", threshold="1728", since="2019-06-23", until="2026-07-12", sources=_USPS_2019),
            _profile("USPS", "lb", "139", sides="up", step="1", threshold="1728", since="2026-07-12", sources=_USPS_2026, note=_USPS_YEAR),
        ),
        "korea_post_ems_kg": (_profile("Korea Post EMS", "kg", "6000", since="2020-12-15", grade="A", sources=_KOREA),),
        "aramex_in_kg": (_profile("Aramex in India", "kg", "6000", sides="up", step="1", since=_READ, sources=_ARAMEX),),
        "air_cargo_kg": (_profile("air cargo", "kg", "6000", step="0.5", per="shipment", since=_READ, sources=_AIR),),
    }
)
"""The rules of each carrier, in order of the days from which they hold; the last of them holds today."""


def rule_of(name: str, on: date) -> tuple[WeightProfile, Caveat | None]:
    """A carrier's rule on a day; before the first day that any source speaks of it, that day's rule and a caveat."""
    rules = PROFILES.get(name)
    if rules is None:
        raise FactError("unknown_carrier", f"no rule of {name!r} is known", path="/profile", value=name, hint=nearest(str(name), PROFILES))
    for rule in rules:
        if rule.holds(on):
            return rule, None
    first = rules[0]
    text = f"no source was read of what {first.carrier} did before {first.since}: the rule of that day is taken"
    return first, Caveat(kind="unverified", text=text, on=first.since)
