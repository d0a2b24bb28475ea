"""What do a carrier's events mean? Their codes in the words all carriers share, and links for the buyer to look herself.

>>> log = tracking_log([{"code": "EMC", "at": "2026-03-02T10:00:00Z"}, {"code": "EDB", "at": "2026-03-05T07:00:00Z"}], carrier="upu")
>>> [one.state for one in log.events]
['in_transit', 'customs']
>>> tracking_link("royal_mail", "RB 1234 5678 5 GB")
'https://www.royalmail.com/track-your-item#/tracking-results/RB123456785GB'

Texts that carriers write for people are not read: they change, and they are translated. Where a carrier's codes are not
listed here, hand in a table of them.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, final

from attrs import converters, field, frozen

from xborder.errors import FactError
from xborder.reasons import Source
from xborder.shipping.promise.log import STATES, State, TrackingEvent
from xborder.values import Value, choice, instant, named, nearest, read, sequence, text

__all__ = ["CODES", "CODE_SOURCES", "LINKS", "LINK_SOURCE", "CarrierEvent", "TrackingLog", "tracking_link", "tracking_log"]

_READ = date(2026, 11, 21)


def _source(title: str, url: str) -> Source:
    return Source(title=title, url=url, checked=_READ)


CODES: Mapping[str, Mapping[str, State | None]] = MappingProxyType(
    {
        "aftership": MappingProxyType(
            {
                "InfoReceived": "accepted",
                "InTransit": "in_transit",
                "OutForDelivery": "out_for_delivery",
                "AvailableForPickup": "out_for_delivery",
                "AttemptFail": "exception",
                "Delivered": "delivered",
                "Exception": "exception",
                "Expired": None,
                "Pending": None,
            }
        ),
        "dhl": MappingProxyType({"pre-transit": "accepted", "transit": "in_transit", "delivered": "delivered", "failure": "exception", "unknown": None}),
        "easypost": MappingProxyType(
            {
                "unknown": None,
                "pre_transit": "accepted",
                "in_transit": "in_transit",
                "out_for_delivery": "out_for_delivery",
                "delivered": "delivered",
                "available_for_pickup": "out_for_delivery",
                "return_to_sender": "returned",
                "failure": "exception",
                "cancelled": "exception",
                "error": None,
            }
        ),
        "kd100": MappingProxyType(
            {
                "0": "in_transit",
                "1": "shipped",
                "2": "exception",
                "3": "delivered",
                "4": "returned",
                "5": "out_for_delivery",
                "6": "returned",
                "7": "in_transit",
                "10": "customs",
                "11": "customs",
                "12": "in_transit",
                "13": "held",
                "14": "exception",
            }
        ),
        "shipengine": MappingProxyType(
            {"UN": None, "AC": "accepted", "IT": "in_transit", "DE": "delivered", "EX": "exception", "AT": "exception", "NY": None, "SP": "out_for_delivery"}
        ),
        "shippo": MappingProxyType(
            {"UNKNOWN": None, "PRE_TRANSIT": "accepted", "TRANSIT": "in_transit", "DELIVERED": "delivered", "RETURNED": "returned", "FAILURE": "exception"}
        ),
        "ups": MappingProxyType({"D": "delivered", "I": "in_transit", "M": "accepted", "MV": None, "X": "exception", "NA": None, "U": None}),
        "upu": MappingProxyType(
            {
                "EMA": "shipped",
                "EMB": "in_transit",
                "EXA": "in_transit",
                "EXB": "held",
                "EXC": "in_transit",
                "EXD": "held",
                "EXX": "exception",
                "EMC": "in_transit",
                "EMJ": "in_transit",
                "EMK": "in_transit",
                "EMD": "in_transit",
                "EDA": "held",
                "EDB": "customs",
                "EME": "held",
                "EDC": "in_transit",
                "EMF": "in_transit",
                "EMH": "exception",
                "EMI": "delivered",
            }
        ),
    }
)
"""Codes by carrier or service, each with the state it means; None where it says nothing of where the parcel is."""

CODE_SOURCES: Mapping[str, tuple[Source, ...]] = MappingProxyType(
    {
        "aftership": (_source("AfterShip Tracking, Delivery Statuses", "https://www.aftership.com/docs/tracking/2025-01/enum/delivery-statuses"),),
        "dhl": (
            _source(
                "DHL Support, What are the different status codes available in the DHL Shipment Tracking - Unified API?",
                "https://support-developer.dhl.com/support/solutions/articles/47001197243-what-are-the-different-status-codes-available-in-the-dhl-shipment-tracking-unified-api-",
            ),
        ),
        "easypost": (_source("EasyPost Docs, Tracker", "https://docs.easypost.com/docs/trackers"),),
        "kd100": (_source("KD100, Tracking Status Codes", "https://www.kd100.com/docs/tracking-status-codes"),),
        "shipengine": (
            _source(
                "@shipengine/connect-carrier-api 4.16.6, standardized-status-codes.js",
                "https://app.unpkg.com/@shipengine/connect-carrier-api@4.16.6/files/lib/models/tracking/standardized-status-codes.js",
            ),
        ),
        "shippo": (_source("Shippo, Package Tracking, Status Values", "https://smithery.ai/skills/shippo/tracking"),),
        "ups": (
            _source(
                "UPS, Package Activity Types, as kept by karrio",
                "https://github.com/karrioapi/karrio/blob/main/modules/connectors/ups/vendors/Tracking-package-activity-types.html",
            ),
        ),
        "upu": (
            _source(
                "Mandatory parcel tracking, list of UPU events",
                "https://logistic-natives.com/mandatory-parcel-tracking-key-to-seamless-delivery-execution.html",
            ),
            _source("PRIME, Operations FAQs", "https://prime-posts.com/myprime/knowledge-base/faq-en/operations-faqs"),
        ),
    }
)
"""What was read before a carrier's codes were written down."""

LINKS: Mapping[str, str] = MappingProxyType(
    {
        "australia_post": "https://auspost.com.au/mypost/track/details/{number}",
        "canada_post": "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={number}",
        "deutsche_post": "https://www.deutschepost.de/sendung/simpleQuery.html?piececode={number}",
        "dhl": "https://www.dhl.com/en/express/tracking.html?AWB={number}",
        "dpd": "https://www.dpd.com/tracking/{number}",
        "evri": "https://www.evri.com/track/{number}",
        "fedex": "https://www.fedex.com/fedextrack/?tracknumbers={number}",
        "gls": "https://gls-group.eu/EU/en/parcel-tracking/{number}",
        "inpost": "https://inpost.pl/sledzenie-przesylek/{number}",
        "la_poste": "https://www.laposte.fr/outils/suivre-vos-envois?code={number}",
        "new_zealand_post": "https://www.nzpost.co.nz/tools/tracking?track={number}",
        "postnord": "https://www.postnord.se/track-and-trace/{number}",
        "royal_mail": "https://www.royalmail.com/track-your-item#/tracking-results/{number}",
        "swiss_post": "https://www.post.ch/en/parcel-tracking?itemId={number}",
        "ups": "https://www.ups.com/track?tracknum={number}",
        "usps": "https://tools.usps.com/go/TrackConfirmAction?tLabels={number}",
    }
)
"""Where each carrier shows its parcels, by the carrier's name."""

LINK_SOURCE = _source(
    "WooCommerce, Fulfillments, shipping providers",
    "https://github.com/woocommerce/woocommerce/tree/trunk/plugins/woocommerce/src/Internal/Fulfillments/Providers",
)
"""What was read before the links were written down."""

_NUMBER = re.compile(r"[A-Z0-9]{6,40}")


def _instant(value: datetime | str) -> datetime:
    return instant(value)


@final
@frozen(kw_only=True, field_transformer=named)
class CarrierEvent(Value):
    """One line of a carrier's list, as the carrier wrote it."""

    code: str = field(converter=text)
    at: datetime = field(converter=_instant)
    note: str | None = field(default=None, converter=converters.optional(text))


@final
@frozen(kw_only=True)
class TrackingLog(Value):
    """A carrier's list in the words all carriers share, in order of time, and the codes that nobody knows here."""

    events: tuple[TrackingEvent, ...]
    unknown: tuple[str, ...]


def tracking_log(
    events: Iterable[CarrierEvent | Mapping[str, Any]],
    /,
    *,
    carrier: str | None = None,
    table: Mapping[str, State | None] | None = None,
) -> TrackingLog:
    """What has happened to a parcel, by its carrier's own list of events.

    `table` maps codes to states, or to None where a code says nothing of where the parcel is; it outranks the carrier's codes
    that are known here, and stands alone where no carrier is named. An unknown code moves nothing and is named.
    """
    known: dict[str, State | None] = {}
    if carrier is not None:
        known = {code.casefold(): state for code, state in _of(carrier, CODES, "carrier", "its codes are not known here: hand in a table").items()}
    elif table is None:
        raise FactError("no_table", "codes mean something only by their carrier", path="/carrier", hint="name the carrier, or hand in a table of its codes")
    for code, state in (table or {}).items():
        try:
            known[code.casefold()] = None if state is None else choice(state, *STATES)
        except FactError as error:
            raise error.under(code).under("table") from None
    try:
        lines = sequence(events, lambda one: read(CarrierEvent, one))
    except FactError as error:
        raise error.under("events") from None
    ordered = sorted(lines, key=lambda one: one.at)
    found = [(known[one.code.casefold()], one) for one in ordered if one.code.casefold() in known]
    return TrackingLog(
        events=tuple(TrackingEvent(state=state, at=one.at) for state, one in found if state is not None),
        unknown=tuple(dict.fromkeys(one.code for one in ordered if one.code.casefold() not in known)),
    )


def tracking_link(carrier: str, number: str, /) -> str:
    """Where the buyer can look for her parcel; spaces and dashes of the number are dropped."""
    template: str = _of(carrier, LINKS, "carrier", "its link is not known here")
    clean = re.sub(r"[\s-]", "", text(number)).upper()
    if not _NUMBER.fullmatch(clean):
        raise FactError("unreadable_number", f"{number!r} is not a tracking number", path="/number", value=number, hint="6 to 40 letters and digits")
    return template.format(number=clean)


def _of(name: str, known: Mapping[str, Any], path: str, why: str) -> Any:
    if name not in known:
        raise FactError("unknown_carrier", f"{name!r} is no carrier: {why}", path=f"/{path}", value=name, hint=nearest(str(name), known))
    return known[name]
