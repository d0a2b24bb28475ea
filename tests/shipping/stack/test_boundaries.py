"""Does each additional duty begin and end at its minute?"""

from datetime import datetime, timedelta

import pytest

TEE, SCREW, COIL, CAR, PHONE, BEER = "6109.10.00", "7318.15.20", "7208.10.15", "8703.23.01", "8517.13.00", "2203.00.00"

TURNS = [
    # section 301, China: lists and the four-year review
    ("8402.11.00", "CN", "2018-07-06T00:01:00-04:00", "s301-1", None, "0.25"),
    ("9403.60.80", "CN", "2019-05-10T00:01:00-04:00", "s301-3", "0.1", "0.25"),
    (TEE, "CN", "2020-02-14T00:01:00-05:00", "s301-4a", "0.15", "0.075"),
    ("8703.80.00", "CN", "2024-09-27T00:00:00-04:00", "s301-review-100", None, "1"),
    ("8541.10.00", "CN", "2025-01-01T00:00:00-05:00", "s301-2025-50", None, "0.5"),
    ("8507.60.00", "CN", "2026-01-01T00:00:00-05:00", "s301-2026-25", None, "0.25"),
    # IEEPA
    (TEE, "CN", "2025-02-04T00:01:00-05:00", "ieepa-fentanyl-cn", None, "0.1"),
    (TEE, "CN", "2025-03-04T00:01:00-05:00", "ieepa-fentanyl-cn", "0.1", "0.2"),
    (TEE, "HK", "2025-11-10T00:01:00-05:00", "ieepa-fentanyl-cn", "0.2", "0.1"),
    (TEE, "CA", "2025-03-04T00:01:00-05:00", "ieepa-fentanyl-ca", None, "0.25"),
    (TEE, "CA", "2025-08-01T00:01:00-04:00", "ieepa-fentanyl-ca", "0.25", "0.35"),
    (TEE, "MX", "2025-03-04T00:01:00-05:00", "ieepa-fentanyl-mx", None, "0.25"),
    (TEE, "VN", "2025-04-05T00:01:00-04:00", "ieepa-reciprocal", None, "0.1"),
    (TEE, "CN", "2025-04-09T00:01:00-04:00", "ieepa-reciprocal", "0.1", "0.84"),
    (TEE, "CN", "2025-04-10T00:01:00-04:00", "ieepa-reciprocal", "0.84", "1.25"),
    (TEE, "MO", "2025-05-14T00:01:00-04:00", "ieepa-reciprocal", "1.25", "0.1"),
    (TEE, "VN", "2025-04-10T00:01:00-04:00", "ieepa-reciprocal", "0.46", "0.1"),
    (TEE, "VN", "2025-08-07T00:01:00-04:00", "ieepa-reciprocal", "0.1", "0.2"),
    (TEE, "BR", "2025-08-06T00:01:00-04:00", "ieepa-brazil", None, "0.4"),
    (TEE, "IN", "2025-08-27T00:01:00-04:00", "ieepa-india", None, "0.25"),
    (TEE, "IN", "2026-02-07T00:01:00-05:00", "ieepa-india", "0.25", None),
    (TEE, "CN", "2026-02-24T00:00:00-05:00", "ieepa-reciprocal", "0.1", None),
    # section 122
    (TEE, "VN", "2026-02-24T00:01:00-05:00", "s122", None, "0.1"),
    (TEE, "VN", "2026-07-24T00:01:00-04:00", "s122", "0.1", None),
    # section 301 of 2026 and section 338
    (TEE, "BR", "2026-07-22T00:01:00-04:00", "s301-brazil", None, "0.25"),
    (TEE, "VN", "2026-07-24T00:01:00-04:00", "s301-forced-labor", None, "0.125"),
    (TEE, "IN", "2026-07-24T00:01:00-04:00", "s301-forced-labor", None, "0.1"),
    (BEER, "CA", "2026-08-22T00:01:00-04:00", "s338", None, "0.5"),
    (TEE, "CA", "2026-08-22T00:01:00-04:00", "s338-goods", None, "0.5"),
    (BEER, "CA", "2026-09-15T00:01:00-04:00", "canada-338", None, "0.5"),
    ("9403.30.40", "CA", "2026-09-15T00:01:00-04:00", "canada-338-goods", None, "0.5"),
    # section 201 and the later sections 232
    ("6810.99.00.20", "VN", "2026-08-15T00:01:00-04:00", "s201-quartz", None, "0.5"),
    ("3004.90.92.10", "IN", "2026-07-31T00:01:00-04:00", "s232-pharma", None, "1"),
    ("8806.21.00", "VN", "2026-09-03T00:01:00-04:00", "s232-drones", None, "0.25"),
    # section 232
    (COIL, "DE", "2025-06-04T00:01:00-04:00", "s232-steel", "0.25", "0.5"),
    (SCREW, "DE", "2026-04-06T00:01:00-04:00", "s232-steel-derived-own", "0.5", None),
    (CAR, "MX", "2025-04-03T00:01:00-04:00", "s232-autos", None, "0.25"),
    ("8708.30.50", "TH", "2025-05-03T00:01:00-04:00", "s232-auto-parts", None, "0.25"),
    (CAR, "JP", "2025-09-16T00:01:00-04:00", "s232-autos", "0.25", "0.15"),
    ("7411.10.10", "CL", "2025-08-01T00:01:00-04:00", "s232-copper", None, "0.5"),
    ("4407.11.00", "CA", "2025-10-14T00:01:00-04:00", "s232-wood-lumber", None, "0.1"),
    ("9401.61.40.11", "VN", "2025-10-14T00:01:00-04:00", "s232-wood-furniture", None, "0.25"),
    ("8702.10.31", "TR", "2025-11-01T00:01:00-04:00", "s232-truck-buses", None, "0.1"),
    ("8471.50.01.50", "TW", "2026-01-15T00:01:00-05:00", "s232-semiconductors", None, "0.25"),
]


@pytest.mark.parametrize(("hs", "origin", "at", "name", "before", "after"), TURNS)
def test_a_measure_turns_at_its_minute(us, hs, origin, at, name, before, after):
    turn = datetime.fromisoformat(at)

    def rate(moment):
        found = {one.code: one for one in us(hs, origin, moment).components}.get(f"duty.us.{name}")
        return None if found is None else found.rate.to_dict()

    expected = (before, after)
    actual = rate(turn - timedelta(minutes=1)), rate(turn)

    assert expected == actual


STACKS = [
    (TEE, "CN", "2025-04-15T12:00:00-04:00", "1690.00 USD"),  # 16.5 + 7.5 + 20 + 125
    (TEE, "CN", "2026-03-15T12:00:00-04:00", "340.00 USD"),  # 16.5 + 7.5 + 10
    (TEE, "DE", "2025-09-01T12:00:00-04:00", "165.00 USD"),  # at the cap already
    ("8481.80.30", "DE", "2025-09-01T12:00:00-04:00", "150.00 USD"),  # topped up to 15 %
    (TEE, "JP", "2026-08-01T12:00:00-04:00", "165.00 USD"),
    ("6204.42.20", "FR", "2026-08-01T12:00:00-04:00", "100.00 USD"),  # 8.4 % topped up to 10 %
    (CAR, "JP", "2026-08-01T12:00:00-04:00", "150.00 USD"),
    (COIL, "DE", "2026-05-01T12:00:00-04:00", "500.00 USD"),
    (COIL, "GB", "2026-05-01T12:00:00-04:00", "250.00 USD"),
    ("7606.12.30", "RU", "2026-05-01T12:00:00-04:00", None),  # column 2 and 200 %
    (PHONE, "CN", "2026-03-15T12:00:00-04:00", "0.00 USD"),  # on the list that section 122 exempts
]


@pytest.mark.parametrize(("hs", "origin", "at", "amount"), STACKS)
def test_a_whole_stack(us, hs, origin, at, amount):
    answer = us(hs, origin, at)

    if amount is None:
        assert "2" == answer.column
        assert {"duty.column_2", "duty.us.s232-aluminum"} <= {one.code for one in answer.components if one.status == "known"}
        return
    expected = amount
    actual = str(answer.amount)

    assert expected == actual
