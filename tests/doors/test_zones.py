"""The tz database of the wheel, whatever the host has."""

import json
import os
import pickle
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import tzdata
from hypothesis import given
from hypothesis import strategies as st

from xborder.doors import zones
from xborder.errors import FactError

ZONES = Path(tzdata.__file__).parent / "zoneinfo"
VANCOUVER = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)


def test_version_is_the_name_iana_gives():
    assert tzdata.IANA_VERSION == zones.version()


def test_british_columbia_keeps_its_permanent_offset():
    expected = "2026-12-01T10:30:00-07:00"
    actual = zones.local(VANCOUVER, "America/Vancouver").isoformat()

    assert expected == actual


def test_the_hosts_database_is_never_read(tmp_path):
    # A host whose Vancouver still turns its clocks: the rules of Los Angeles under the name of Vancouver.
    stale = tmp_path / "America" / "Vancouver"
    stale.parent.mkdir()
    stale.write_bytes((ZONES / "America" / "Los_Angeles").read_bytes())
    script = (
        "import json, zoneinfo; from datetime import *; from xborder.doors import zones;"
        "at = datetime(2026, 12, 1, 17, 30, tzinfo=UTC);"
        "print(json.dumps([at.astimezone(zoneinfo.ZoneInfo('America/Vancouver')).isoformat(),"
        "zones.local(at, 'America/Vancouver').isoformat()]))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONTZPATH": str(tmp_path), "TZ": "Asia/Kathmandu"},
        check=True,
        capture_output=True,
    )

    assert ["2026-12-01T09:30:00-08:00", "2026-12-01T10:30:00-07:00"] == json.loads(shown.stdout)


def test_importlib_resources_is_not_needed():
    script = "import sys; from xborder.doors import zones; zones.zone('Asia/Tokyo'); zones.zones_of('US');print('importlib.resources' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert shown.stdout.strip() == "False"


def test_every_name_is_a_zone():
    for name in zones.zone_names():
        shown = zones.local(VANCOUVER, name)

        assert VANCOUVER == shown


def test_a_zone_is_read_once():
    assert zones.zone("Asia/Tokyo") is zones.zone("Asia/Tokyo")


def test_aliases_are_zones():
    assert zones.local(VANCOUVER, "Asia/Calcutta") == zones.local(VANCOUVER, "Asia/Kolkata")


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("Europe/Berlni", "unknown_zone", "did you mean 'Europe/Berlin'?"),
        ("europe/berlin", "unknown_zone", "did you mean 'Europe/Berlin'?"),
        ("New York", "unknown_zone", "did you mean 'America/New_York'?"),
        ("xyzzy", "unknown_zone", "write an IANA name, as 'Europe/Berlin'"),
        ("../zones", "unknown_zone", None),
        ("zone.tab", "unknown_zone", None),
        ("", "empty_text", None),
        (None, "not_text", None),
        (["UTC"], "not_text", None),
    ],
)
def test_an_unknown_zone_is_refused(name, code, hint):
    with pytest.raises(FactError) as caught:
        zones.zone(name)

    assert code == caught.value.code
    assert hint in (None, caught.value.hint)


def test_zones_of_a_country_are_those_of_zone_tab():
    rows = [line.split("\t") for line in (ZONES / "zone.tab").read_text().splitlines() if not line.startswith("#")]
    expected = {code: tuple(row[2] for row in rows if row[0] == code) for code in {row[0] for row in rows}}
    actual = {code: zones.zones_of(code) for code in expected}

    assert expected == actual
    assert len(expected["US"]) == 29


@pytest.mark.parametrize(("country", "hint"), [("de", "did you mean 'DE'?"), ("XX", "write an ISO 3166-1 code, as 'DE'")])
def test_a_country_without_zones_is_refused(country, hint):
    with pytest.raises(FactError) as caught:
        zones.zones_of(country)

    assert ("unknown_country", hint) == (caught.value.code, caught.value.hint)


@given(at=st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)), name=st.sampled_from(sorted(zones.zone_names())))
def test_what_is_shown_locally_is_the_same_instant_and_pickles(at, name):
    shown = zones.local(at, name)

    assert at == shown
    assert shown == pickle.loads(pickle.dumps(shown))
    assert shown.utcoffset() == at.astimezone(zones.zone(name)).utcoffset()


def test_an_instant_at_the_end_of_time_is_refused():
    with pytest.raises(FactError) as caught:
        zones.local(datetime.max.replace(tzinfo=UTC), "Asia/Tokyo")

    assert caught.value.code == "instant_out_of_range"


def test_a_naive_instant_is_refused():
    with pytest.raises(FactError) as caught:
        zones.local(datetime(2026, 1, 1), "Asia/Tokyo")

    assert caught.value.code == "naive_datetime"


GAP = ("Europe/Paris", datetime(2026, 3, 29, 2, 30))
OVERLAP = ("Europe/Paris", datetime(2026, 10, 25, 2, 30))
MIDNIGHT_GAP = ("Africa/Cairo", datetime(2026, 4, 24, 0, 0))
HALF_HOUR = ("Australia/Lord_Howe", datetime(2026, 10, 4, 2, 15))


@pytest.mark.parametrize(
    ("case", "how", "expected"),
    [
        # RFC 5545, 3.3.5: a skipped time takes the offset before the gap, a repeated one means the first.
        (GAP, "compatible", "2026-03-29T01:30:00+00:00"),
        (GAP, "earlier", "2026-03-29T00:30:00+00:00"),
        (GAP, "later", "2026-03-29T01:30:00+00:00"),
        (GAP, "raise", "skipped_time"),
        (OVERLAP, "compatible", "2026-10-25T00:30:00+00:00"),
        (OVERLAP, "earlier", "2026-10-25T00:30:00+00:00"),
        (OVERLAP, "later", "2026-10-25T01:30:00+00:00"),
        (OVERLAP, "raise", "repeated_time"),
        (MIDNIGHT_GAP, "compatible", "2026-04-23T22:00:00+00:00"),
        (HALF_HOUR, "compatible", "2026-10-03T15:45:00+00:00"),
        # The example of RFC 5545 itself: 02:30 on 11 March 2007 in New York is 03:30 there.
        (("America/New_York", datetime(2007, 3, 11, 2, 30)), "compatible", "2007-03-11T07:30:00+00:00"),
        (("America/New_York", datetime(2007, 11, 4, 1, 30)), "compatible", "2007-11-04T05:30:00+00:00"),
        (("America/New_York", datetime(2007, 7, 4, 1, 30)), "raise", "2007-07-04T05:30:00+00:00"),
    ],
)
def test_a_wall_time_is_resolved_by_the_rule_named(case, how, expected):
    name, wall = case
    try:
        actual = zones.resolve(wall, name, disambiguation=how).isoformat()
    except FactError as error:
        actual = error.code

    assert expected == actual


def test_a_wall_time_has_no_zone():
    with pytest.raises(FactError) as caught:
        zones.resolve(VANCOUVER, "Asia/Tokyo")

    assert caught.value.code == "aware_datetime"


@given(
    wall=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),
    name=st.sampled_from(["Europe/Paris", "Australia/Lord_Howe", "Africa/Cairo", "America/Havana", "Pacific/Apia", "Antarctica/Troll"]),
)
def test_seconds_and_resolve_agree(wall, name):
    wall = wall.replace(microsecond=0)
    expected = zones.resolve(wall, name)
    actual = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=zones.second(zones.zone(name), wall))

    assert expected == actual
