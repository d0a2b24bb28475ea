"""Facts that cannot be read are refused by name; those that can are written as they were read."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from xborder.compliance.consent import ConsentDecision, ConsentRequest, check_consent
from xborder.errors import FactError

AT = "2026-11-21T12:00:00Z"
OPT_IN = {"act": "opt_in", "at": "2026-03-01T10:00:00Z", "channel": "email"}
DOUBLE = {**OPT_IN, "act": "double_opt_in"}
SALE = {"act": "purchase", "at": "2026-03-01T10:00:00Z", "opt_out_offered": True}


def facts(country: str, *history: dict[str, Any], **changed: Any) -> dict[str, Any]:
    sender = {"country": "GB", "same_entity": True, "similar_goods": True, **changed.pop("sender", {})}
    recipient = {"country": country, "kind": "individual", **changed.pop("recipient", {})}
    request = {"kind": "message", "channel": "email", "content": "marketing", "recipient": recipient, "sender": sender}
    return {**request, "history": list(history), **changed}


def ask(country: str, *history: dict[str, Any], at: Any = AT, known_on: Any = None, **changed: Any) -> ConsentDecision:
    return check_consent(facts(country, *history, **changed), at=at, known_on=known_on)


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({"kind": "mail"}, "unknown_choice", "/request/kind"),
        ({"content": "ad"}, "unknown_choice", "/request/content"),
        ({"channel": "e-mail"}, "unknown_choice", "/request/channel"),
        ({"recipient": {"country": "UK"}}, "unknown_country", "/request/recipient/country"),
        ({"recipient": {"kind": "consumer"}}, "unknown_choice", "/request/recipient/kind"),
        ({"recipient": {"age": -1}}, "unusable_age", "/request/recipient/age"),
        ({"recipient": {"age": 17.5}}, "not_a_whole_number", "/request/recipient/age"),
        ({"recipient": {"timezone": "Mars/Olympus"}}, "unknown_zone", "/request/recipient/timezone"),
        ({"sender": {"same_entity": "yes"}}, "not_a_boolean", "/request/sender/same_entity"),
        ({"message": {"unsubscribe": 1}}, "not_a_boolean", "/request/message/unsubscribe"),
        ({"message": {"label": ""}}, "empty_text", "/request/message/label"),
        ({"message": {"label": 1}}, "not_a_boolean", "/request/message/label"),
        ({"message": {"footer": True}}, "unknown_key", "/request/message/footer"),
        ({"history": "opt_in"}, "not_a_list", "/request/history"),
        ({"history": [{"act": "optin", "at": AT}]}, "unknown_choice", "/request/history/0/act"),
        ({"history": [OPT_IN, {"act": "opt_in", "at": "2026-03-01T10:00:00"}]}, "naive_datetime", "/request/history/1/at"),
        ({"history": [{"act": "opt_in", "at": "2026-03-01"}]}, "not_an_instant", "/request/history/0/at"),
        ({"history": [{**OPT_IN, "recorded_at": "soon"}]}, "not_an_instant", "/request/history/0/recorded_at"),
        ({"history": [{"act": "opt_in", "at": "0001-01-01T00:00:00+14:00"}]}, "instant_out_of_range", "/request/history/0/at"),
        ({"history": [{"act": "opt_in", "at": "9999-06-01T00:00:00Z"}]}, "instant_out_of_range", "/request/history/0/at"),
        ({"history": [{"act": "opt_in"}]}, "missing_key", "/request/history/0/at"),
        ({"purpose": " "}, "empty_text", "/request/purpose"),
        ({"at": "2026-11-21T12:00:00"}, "naive_datetime", "/at"),
        ({"at": date(2026, 11, 21)}, "not_an_instant", "/at"),
        ({"at": "2009-11-21T12:00:00Z"}, "outside_atlas", "/at"),
        ({"known_on": "yesterday"}, "not_an_instant", "/known_on"),
        ({"known_on": datetime(2026, 1, 1)}, "naive_datetime", "/known_on"),
    ],
)
def test_facts_that_cannot_be_read(changed: dict[str, Any], code: str, path: str) -> None:
    with pytest.raises(FactError) as caught:
        ask("DE", **changed)

    assert (code, path) == (caught.value.code, caught.value.path)
    assert caught.value.hint or code == "not_a_boolean" or code.startswith("not_a_whole")


def test_a_history_is_owed() -> None:
    without = {key: one for key, one in facts("DE").items() if key != "history"}

    with pytest.raises(FactError, match="ConsentRequest needs 'history'"):
        check_consent(without, at=AT)


def test_a_request_reads_back_what_it_wrote() -> None:
    late = {**DOUBLE, "recorded_at": AT}
    recipient = {"age": 30, "timezone": "Europe/Berlin"}
    request = ConsentRequest(**facts("DE", SALE, late, recipient=recipient, message={"label": "[AD]"}, purpose="news"))

    assert request == ConsentRequest.from_dict(request.to_dict())
    assert check_consent(request, at=AT) == check_consent(request.to_dict(), at=datetime(2026, 11, 21, 12, tzinfo=UTC))
