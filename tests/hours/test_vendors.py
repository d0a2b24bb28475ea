"""The examples that vendors print of business time; two of them are wrong, and the right answer stands here."""

from datetime import UTC, datetime, timedelta

import pytest

from xborder.hours import Schedule


def utc(text):
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("source", "hours", "start", "wanted", "expected"),
    [
        ("chatwoot#13392", ("09:00", "17:00"), "2026-11-20T16:30Z", 1, "2026-11-23T09:30Z"),
        ("chatwoot#13392", ("09:00", "17:00"), "2026-11-18T07:00Z", 2, "2026-11-18T11:00Z"),
        ("Intercom, SLAs and office hours", ("09:00", "17:00"), "2026-11-20T16:55Z", 24, "2026-11-25T16:55Z"),
        ("switchlabs CRM guide", ("09:00", "17:00"), "2026-11-19T15:00Z", 4, "2026-11-20T11:00Z"),
        ("HELPDESK.AI#3935", ("09:00", "17:00"), "2026-11-20T16:00Z", 8, "2026-11-23T16:00Z"),
        ("freeitsm wiki", ("09:00", "17:00"), "2026-11-17T16:30Z", 1, "2026-11-18T09:30Z"),
        # eesel.ai on Zendesk prints Monday 09:00 here; eight hours from closing on Friday end at closing on Monday.
        ("eesel.ai", ("09:00", "17:00"), "2026-11-20T17:00Z", 8, "2026-11-23T17:00Z"),
        # nineminds prints Tuesday 11:00; one hour is left on Friday and three are worked on Monday.
        ("nineminds docs", ("08:00", "17:00"), "2026-11-20T16:00Z", 4, "2026-11-23T11:00Z"),
    ],
)
def test_the_examples_vendors_print(source, hours, start, wanted, expected):
    desk = Schedule(timezone="UTC", weekly={"mon-fri": [list(hours)]})

    assert utc(expected) == desk.add(utc(start), wanted * 3600), source
    assert timedelta(hours=wanted) == desk.between(utc(start), utc(expected))


def test_holidays_of_one_town_do_not_close_another():
    # zammad#390: 48 hours from 9 November 2016, 23:00, with 12 hours a day, take four days unless a local holiday is read.
    desk = {"timezone": "Europe/Berlin", "weekly": {"mon-sun": [["09:00", "21:00"]]}, "holidays": {"country": "DE", "region": "BE"}}
    expected = utc("2016-11-13T21:00+01:00")

    assert expected == Schedule.from_dict(desk).add(utc("2016-11-09T23:00+01:00"), 48 * 3600)
