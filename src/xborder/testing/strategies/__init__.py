"""What to ask about: strategies for every ground type and every question's facts, named for what they make."""

from xborder.testing.strategies.clocks import instants, instants_near_transition, schedules
from xborder.testing.strategies.ground import countries, currencies, exchange_rates, language_tags, money, rates
from xborder.testing.strategies.people import addresses, customers, person_names
from xborder.testing.strategies.permission import consent_requests, histories
from xborder.testing.strategies.thresholds import around_threshold
from xborder.testing.strategies.trade import checkouts, hs_codes, parcels
from xborder.testing.strategies.world import atlases, days, from_atlas, layers, places, timelines

__all__ = [
    "addresses", "around_threshold", "atlases", "checkouts", "consent_requests", "countries", "currencies", "customers", "days", "exchange_rates",
    "from_atlas", "histories", "hs_codes", "instants", "instants_near_transition", "language_tags", "layers", "money", "parcels", "person_names", "places",
    "rates", "schedules", "timelines",
]  # fmt: skip
