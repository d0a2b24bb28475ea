"""Phone numbers as sets of zones."""

import subprocess
import sys

import phonenumbers
import pytest
from phonenumbers.tzdata import TIMEZONE_DATA

from xborder.doors import phone, zones
from xborder.errors import FactError


def test_version_is_that_of_the_package():
    assert phonenumbers.__version__ == phone.version()


def test_the_geocoder_is_never_loaded():
    script = (
        "import sys; from xborder.doors import phone; print('phonenumbers' in sys.modules);"
        "phone.zones_of_number('+4930123456'); print([one for one in sys.modules if 'geo' in one and one.startswith('phonenumbers')])"
    )
    shown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert ["False", "[]"] == shown.stdout.splitlines()


@pytest.mark.parametrize(
    ("number", "country", "expected"),
    [
        ("+34 922 123456", None, ("Atlantic/Canary",)),
        ("+1 415 555 0123", None, ("America/Los_Angeles",)),
        ("030 123456", "DE", ("Europe/Berlin",)),
        ("tel:+49-30-123456", None, ("Europe/Berlin",)),
        # A satellite phone is of no place.
        ("+870 773 111632", None, ()),
    ],
)
def test_where_a_number_was_issued(number, country, expected):
    assert expected == phone.zones_of_number(number, country)


@pytest.mark.parametrize(("number", "count"), [("+1 800 555 0100", 42), ("+61 412 345 678", 8)])
def test_a_number_may_be_of_many_zones(number, count):
    found = phone.zones_of_number(number)

    assert count == len(found) == len(set(found))
    assert set(found) <= zones.zone_names()


def test_every_zone_of_the_package_is_one_of_tzdata():
    assert set() == {one for names in TIMEZONE_DATA.values() for one in names} - zones.zone_names()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("030 123456", "not_a_phone_number"),
        ("+999123", "not_a_phone_number"),
        ("+1 555 0100", "not_a_phone_number"),
        ("call me", "not_a_phone_number"),
        ("", "empty_text"),
        (49301234, "not_text"),
    ],
)
def test_what_is_no_number_is_refused(number, code):
    with pytest.raises(FactError) as caught:
        phone.zones_of_number(number)

    assert code == caught.value.code
