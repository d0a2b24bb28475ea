"""What is written down: days, places, timelines, layers, whole atlases.

>>> from hypothesis import find
>>> from xborder import standard
>>> find(from_atlas(standard(), rules="shipping.vat.standard"), lambda entry: entry.value == 0).scope
'HK'
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.atlas import COVERS, Atlas, Entry, Layer, Timeline, standard
from xborder.atlas.page import FOLDERS
from xborder.codes import Country
from xborder.locale.contact import Address
from xborder.reasons import Source

__all__ = ["atlases", "days", "from_atlas", "layers", "places", "timelines"]

_INVENTED = tuple(Country(f"Q{letter}") for letter in "MNOPQRSTUVWXYZ")
_SOURCE = {"title": "The Act", "url": "https://example.org/act", "checked": date(2026, 11, 21)}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
