"""Which clocks somebody may live by."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import tzdata

from xborder import Address, Customer
from xborder.atlas import Layer, standard
from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours import Whereabouts, zones_of_address, zones_of_country, zones_of_phone
from xborder.hours.whereabouts import clocks

AT = datetime(2026, 11, 21, tzinfo=UTC)


def test_the_zones_of_a_country_are_its_pages():
    assert ("Europe/Berlin", "Europe/Busingen") == zones_of_country("DE", at=AT)
    assert 29 == len(zones_of_country("US", at=AT))


def test_a_country_without_a_page_has_those_of_tzdata():
    assert zones.zones_of("CL") == zones_of_country("CL", at=AT)
    assert () == zones_of_country("QZ", at=AT)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("NZ", ("Pacific/Auckland", "Pacific/Chatham")),
        ({"country": "JP", "city": "Osaka"}, ("Asia/Tokyo",)),
        ({"country": "DE", "region": "DE-BY"}, ("Europe/Berlin", "Europe/Busingen")),
        (Address(country="JP", lines=["1-2-3"], postcode="100"), ("Asia/Tokyo",)),
    ],
)
def test_the_zones_of_an_address(address, expected):
    assert expected == zones_of_address(address, at=AT)


def test_a_region_whose_zones_are_written_down_has_those():
    page = {
        "regions": {
            "buesingen": {"hours": {"zones": [{"since": date(2010, 1, 1), "value": ["Europe/Busingen"], "grade": "C", "note": "recalled", "sources": []}]}}
        }
    }
    world = standard().overlay(Layer.from_mapping({"places/de": page}, edition="acme"))

    assert ("Europe/Busingen",) == zones_of_address("DE:buesingen", at=AT, atlas=world)


def test_the_zones_of_a_number():
    assert ("Atlantic/Canary",) == zones_of_phone("922 123456", country="ES")
    assert 42 == len(zones_of_phone("+1 800 555 0100"))


def test_whereabouts_are_read_from_a_customer_of_another_room():
    customer = Customer(languages=["de"], name={"given": "Ana"}, address={"country": "DE", "city": "Berlin"}, timezone="Europe/Berlin")
    read = Whereabouts.read(customer)

    assert ("Europe/Berlin", "DE") == (read.timezone, read.address.country)
    assert read == Whereabouts.read(read.to_dict()) == Whereabouts.read(customer.to_dict())


@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"timezone": "Berlin"}, "unknown_zone", "/timezone"),
        ({"address": "UK"}, "unknown_country", "/address/country"),
        ({"address": {"country": "DE", "town": "Berlin"}}, "unknown_key", "/address/town"),
        ({"phone": ""}, "empty_text", "/phone"),
        ({"age": 30}, "unknown_key", "/age"),
        (7, "not_a_mapping", ""),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(facts, code, path):
    with pytest.raises(FactError) as caught:
        Whereabouts.read(facts)

    assert (code, path) == (caught.value.code, caught.value.path)


@pytest.mark.parametrize(
    ("country", "count"),
    # How many clocks each keeps in the year after November 2026: research of tzdata 2026f.
    [("DE", 1), ("US", 8), ("AU", 7), ("BR", 4), ("NZ", 2), ("CN", 2), ("ES", 2), ("JP", 1), ("CA", 9), ("MX", 6), ("RU", 11)],
)
def test_zones_that_show_the_same_are_one_clock(country, count):
    names = zones_of_country(country, at=AT)

    assert count == len(clocks(names, datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 11, 30, tzinfo=UTC)))
    assert set(clocks(names, AT, AT + timedelta(days=9))) <= set(names)


def test_clocks_turned_at_other_hours_of_a_day_are_two():
    # Havana turns at midnight, New York at two.
    assert 2 == len(clocks(["America/New_York", "America/Havana"], AT, AT + timedelta(days=366)))


def test_answers_follow_the_wheel_where_the_host_is_stale(tmp_path):
    """The host's Vancouver still turns its clocks; British Columbia does no more."""
    wheel = Path(tzdata.__file__).parent / "zoneinfo" / "America"
    for name, stale in (("Vancouver", "Los_Angeles"), ("Winnipeg", "Chicago"), ("Edmonton", "Denver")):
        (tmp_path / "America").mkdir(exist_ok=True)
        (tmp_path / "America" / name).write_bytes((wheel / stale).read_bytes())
    desk = {"timezone": "America/Vancouver", "weekly": {"mon-fri": [["10:00", "18:00"]]}}
    script = (
        "import json; from xborder.adapters.wire import ask;"
        f"desk = {desk!r};"
        "due = ask('business_time', {'schedule': desk, 'op': 'next_open', 'at': '2026-12-01T10:00:00Z'})['instant']['utc'];"
        "ahead = ask('contact_windows', {'customer': {'timezone': 'America/Vancouver'}, 'at': '2026-12-01T10:00:00Z', 'k': 1, 'minutes': 30});"
        "print(json.dumps([due, ahead['windows'][0]['start'], ahead['edition']]))"
    )
    shown = subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONTZPATH": str(tmp_path)}, check=True, capture_output=True, text=True)
    due, start, edition = json.loads(shown.stdout)

    assert "2026-12-01T17:00:00Z" == due
    assert ("2026-12-01T16:00:00Z", "2026-12-01T09:00:00-07:00") == (start["utc"], start["local"])
    assert f"tzdata-{zones.version()}" in edition
