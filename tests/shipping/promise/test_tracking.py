"""Carriers' codes in the words all carriers share, links, and the postal number's check digit."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder import FactError, S10Identifier, tracking_link, tracking_log
from xborder.codes import Country
from xborder.shipping.promise.log import STATES
from xborder.shipping.promise.s10 import s10_check_digit
from xborder.shipping.promise.tracking import CODE_SOURCES, CODES, LINK_SOURCE, LINKS

AT = "2026-03-02T10:00:00Z"


def states(carrier, *codes, **more):
    log = tracking_log([{"code": code, "at": f"2026-03-02T10:{index:02d}:00Z"} for index, code in enumerate(codes)], carrier=carrier, **more)
    return [one.state for one in log.events], log.unknown


@pytest.mark.parametrize("carrier", CODES)
def test_every_table_leads_to_known_states_and_has_a_source(carrier):
    assert set(CODES[carrier].values()) <= {*STATES, None}
    assert "delivered" in CODES[carrier].values()
    assert all(one.url.startswith("https://") for one in CODE_SOURCES[carrier])
    assert set(CODES) == set(CODE_SOURCES)


@pytest.mark.parametrize(
    ("carrier", "codes", "expected"),
    [
        (
            "upu",
            ["EMA", "EMC", "EMD", "EDB", "EME", "EDC", "EMF", "EMH", "EMI"],
            "shipped in_transit in_transit customs held in_transit in_transit exception delivered",
        ),
        ("aftership", ["InfoReceived", "InTransit", "OutForDelivery", "AttemptFail", "Delivered"], "accepted in_transit out_for_delivery exception delivered"),
        ("easypost", ["pre_transit", "in_transit", "return_to_sender"], "accepted in_transit returned"),
        ("shippo", ["PRE_TRANSIT", "TRANSIT", "FAILURE", "RETURNED"], "accepted in_transit exception returned"),
        ("shipengine", ["AC", "IT", "AT", "SP", "DE"], "accepted in_transit exception out_for_delivery delivered"),
        ("dhl", ["pre-transit", "Transit", "DELIVERED"], "accepted in_transit delivered"),
        ("ups", ["M", "I", "X", "D"], "accepted in_transit exception delivered"),
        ("kd100", ["1", "0", "11", "13", "12", "5", "3"], "shipped in_transit customs held in_transit out_for_delivery delivered"),
    ],
)
def test_a_carriers_list_is_read(carrier, codes, expected):
    assert (expected.split(), ()) == states(carrier, *codes)


def test_codes_that_say_nothing_move_nothing_and_unknown_ones_are_named():
    assert (["in_transit"], ("Lost", "Eaten")) == states("aftership", "Pending", "Lost", "InTransit", "Eaten", "Lost", "Expired")


def test_a_table_of_the_callers_own_stands_alone_or_outranks():
    table = {"abgeholt": "shipped", "X": None}

    assert (["shipped"], ("M",)) == states(None, "Abgeholt", "M", "x", table=table)
    assert (["shipped", "accepted"], ()) == states("ups", "abgeholt", "X", "M", table=table)


def test_events_come_in_order_of_time():
    log = tracking_log([{"code": "D", "at": "2026-03-04T10:00:00Z", "note": "left at door"}, {"code": "I", "at": AT}], carrier="ups")

    assert ["in_transit", "delivered"] == [one.state for one in log.events]
    assert log == pickle.loads(pickle.dumps(log))


@pytest.mark.parametrize(
    ("events", "more", "code", "path"),
    [
        ([], {}, "no_table", "/carrier"),
        ([], {"carrier": "pigeon"}, "unknown_carrier", "/carrier"),
        ([], {"table": {"A": "flying"}}, "unknown_choice", "/table/A"),
        ([{"code": "", "at": AT}], {"carrier": "ups"}, "empty_text", "/events/0/code"),
        ([{"code": "D", "at": "2026-03-02"}], {"carrier": "ups"}, "not_an_instant", "/events/0/at"),
        ("D", {"carrier": "ups"}, "not_a_list", "/events"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(events, more, code, path):
    with pytest.raises(FactError) as caught:
        tracking_log(events, **more)

    assert (code, path) == (caught.value.code, caught.value.path)


@pytest.mark.parametrize("carrier", LINKS)
def test_every_link_holds_the_number(carrier):
    assert tracking_link(carrier, "ab 12-34 56").endswith("AB123456")
    assert LINKS[carrier].startswith("https://")
    assert LINK_SOURCE.url


@pytest.mark.parametrize(
    ("carrier", "number", "code"),
    [("ups", "1Z", "unreadable_number"), ("ups", "1Z<script>", "unreadable_number"), ("pigeon", "123456", "unknown_carrier"), ("ups", " ", "empty_text")],
)
def test_no_link_is_made_of_what_is_no_number(carrier, number, code):
    with pytest.raises(FactError) as caught:
        tracking_link(carrier, number)

    assert code == caught.value.code


@pytest.mark.parametrize("number", ["RB123456785GB", "RB123456785US", "RB123456785CV", "RB123456785CF", " R B 1 2 3 4 5 6 7 8 5 C F ", "ee-123456785-gb"])
def test_good_numbers_are_read(number):
    """Those of jkeen/tracking_number_data, and its spaces."""
    assert "123456785" == S10Identifier.read(number).number[2:11]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("RB123456786US", "wrong_check_digit"),
        ("RB123456785XX", "unknown_country"),
        ("RB12345678US", "unreadable_s10"),
        ("1Z9999999999999999", "unreadable_s10"),
        ({"service": "rr", "serial": 1, "country": "DE"}, "unreadable_service"),
        ({"service": "RR", "serial": 100_000_000, "country": "DE"}, "unusable_serial"),
        ({"service": "RR", "serial": -1, "country": "DE"}, "unusable_serial"),
    ],
)
def test_bad_numbers_are_refused(number, code):
    with pytest.raises(FactError) as caught:
        S10Identifier.read(number)

    assert code == caught.value.code


def test_check_digits_known_elsewhere():
    """47312482 stands in Wikipedia's article; a remainder of 0 gives 5, one of 1 gives 0."""
    assert [9, 5, 0] == [s10_check_digit(47312482), s10_check_digit(0), s10_check_digit(50)]


serials = st.integers(0, 99_999_999)


@given(serials, st.sampled_from(["RR", "EE", "CP", "LX", "AV"]), st.sampled_from(["DE", "GB", "NZ"]))
def test_a_number_that_was_made_is_read_again(serial, service, country):
    made = S10Identifier(service=service, serial=serial, country=Country(country))

    assert made == S10Identifier.read(made.number)
    assert S10Identifier.from_dict(made.to_dict()) == made
    assert {"RR": "registered letter", "EE": "express mail (EMS)", "CP": "parcel", "LX": "tracked letter"}.get(service) == made.kind


@given(serials, st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_figure_is_found(serial, place, step):
    """Each weight is prime to eleven, so a single figure never slips through, but for the two digits that share a sign."""
    written = f"{serial:08d}"
    other = int(written[:place] + str((int(written[place]) + step) % 10) + written[place + 1 :])
    digits = s10_check_digit(serial), s10_check_digit(other)

    assert digits[0] != digits[1] or digits[0] in (0, 5)
