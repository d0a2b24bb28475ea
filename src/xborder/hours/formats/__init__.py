"""How do others write opening hours? Read and written, and refused with a reason where one side cannot say what the other does."""

from xborder.hours.formats.google import from_delivery_time, to_delivery_time
from xborder.hours.formats.osm import from_osm
from xborder.hours.formats.osm_text import to_osm
from xborder.hours.formats.schema_org import from_schema_org, to_schema_org
from xborder.hours.formats.vavailability import to_vavailability
from xborder.hours.formats.zendesk import from_zendesk, to_zendesk

__all__ = [
    "from_delivery_time",
    "from_osm",
    "from_schema_org",
    "from_zendesk",
    "to_delivery_time",
    "to_osm",
    "to_schema_org",
    "to_vavailability",
    "to_zendesk",
]
