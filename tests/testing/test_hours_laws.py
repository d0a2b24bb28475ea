"""The laws of hours, promises and contact: each bites a toy that breaks it, and leaves the library's own questions alone."""

from datetime import datetime, timedelta

import pytest
from hypothesis import settings

from xborder import Schedule, business_time, contact_windows, promise, reestimate
from xborder.testing import LawBroken, check_contact_windows, check_open_time, check_promises, check_reestimates, check_sets


def days_off(answer, days, *ends):
    moved = {end: (datetime.fromisoformat(answer[end]) + timedelta(days=days)).date().isoformat() for end in ends if answer[end] is not None}
    return {**answer, **moved}


# ------------------------------------------------------------------------------------------------------------ promises


def makes_up_for_each_closure(placed_at, **facts):
    closures = sum(len(one["calendar"]["closures"]) for one in facts["stages"])
    return days_off(promise(placed_at, **facts).to_dict(), -9 * closures, "earliest", "latest")


def is_in_a_hurry_at_night(placed_at, **facts):
    late = datetime.fromisoformat(placed_at).hour >= 22
    return days_off(promise(placed_at, **facts).to_dict(), -2 if late else 0, "earliest", "latest")


def names_the_last_day_first(placed_at, **facts):
    answer = promise(placed_at, **facts).to_dict()
    return {**answer, "earliest": answer["latest"], "latest": answer["earliest"]}


def is_there_before_it_is_ordered(placed_at, **facts):
    return days_off(promise(placed_at, **facts).to_dict(), -3, "earliest")


def caps_what_is_slow(placed_at, **facts):
    """Says that nothing ever takes more than three days, as soon as somebody works longer than that."""
    quick = [{**one, "min": one["min"] % 3, "max": one["max"] % 3 + 3} for one in facts["stages"]]
    return promise(placed_at, **{**facts, "stages": quick}).to_dict()


def never_looks_again(facts, *, events, at, first=None, told=None):
    """Says what it said in the beginning, whatever the day is."""
    answer = reestimate(facts, events=[], at=facts["placed_at"], first=first, told=told).to_dict()
    return {**answer, "stage": "transit"}


def promises_anew(facts, *, events, at, first=None, told=None):
    """Whatever was told last is the first promise from then on."""
    return reestimate(facts, events=events, at=at, first=told or first, told=told).to_dict()


def forgets_the_first_promise(facts, *, events, at, first=None, told=None):
    answer = reestimate(facts, events=events, at=at, first=first, told=told).to_dict()
    new = None if answer["earliest"] is None else {"earliest": answer["earliest"], "latest": answer["latest"]}
    return {**answer, "first": new if events else answer["first"], "moved": {"earliest": 0, "latest": 0}}


def reads_events_as_they_come(facts, *, events, at, first=None, told=None):
    times = sorted((one["at"] for one in events), key=datetime.fromisoformat)
    listed = [{**one, "at": time} for one, time in zip(events, times, strict=True)]
    return reestimate(facts, events=listed, at=at, first=first, told=told).to_dict()


def takes_a_second_scan_for_a_second_parcel(facts, *, events, at, first=None, told=None):
    seen = {(one["state"], one["at"]) for one in events}
    answer = reestimate(facts, events=events, at=at, first=first, told=told).to_dict()
    return answer if len(seen) == len(events) else {**answer, "cause": "exception"}


def counts_from_what_was_told(facts, *, events, at, first=None, told=None):
    answer = reestimate(facts, events=events, at=at, first=first, told=told).to_dict()
    return {**answer, "moved": {"earliest": 0, "latest": 0}}


# --------------------------------------------------------------------------------------------------------------- hours


def takes_either_for_both(plain):
    """Reads every union as an intersection."""
    if "op" not in plain:
        return Schedule.read(plain)
    op = {"union": "intersection"}.get(plain["op"], plain["op"])
    return Schedule.read({"op": op, "parts": [takes_either_for_both(one).to_dict() for one in plain["parts"]]})


def stops_at_the_second_part(plain):
    if "op" not in plain:
        return Schedule.read(plain)
    return Schedule.read({**plain, "parts": plain["parts"][:2]})


def adds_a_minute(schedule, *, op, at, **more):
    answer = business_time(schedule, op=op, at=at, **more).to_dict()
    if op == "add" and answer["instant"] is not None:
        late = datetime.fromisoformat(answer["instant"]["utc"]) + timedelta(minutes=1)
        answer["instant"] = {"utc": late.isoformat()}
    return answer


def adds_time_of_the_wall(schedule, *, op, at, to=None, amount=None):
    if op == "between":
        return business_time(schedule, op=op, at=at, to=to).to_dict()
    hours = float(amount["n"]) * {"seconds": 1 / 3600, "minutes": 1 / 60, "hours": 1, "days": 24}[amount["unit"]]
    end = datetime.fromisoformat(at) + timedelta(hours=hours if op == "add" else -hours)
    return {"instant": {"utc": end.isoformat()}}


def cannot_go_back(schedule, *, op, at, **more):
    return {"instant": None} if op == "subtract" else business_time(schedule, op=op, at=at, **more).to_dict()


# -------------------------------------------------------------------------------------------------------------- contact


def forgets_whom_it_called(customer, *, at, k, minutes, contacted=(), cap=None):
    return contact_windows(customer, at=at, k=k, minutes=minutes).to_dict()


def calls_for_a_minute(customer, *, at, k, minutes, contacted=(), cap=None):
    return contact_windows(customer, at=at, k=k, minutes=1, contacted=contacted, cap=cap).to_dict()


def calls_back_at_once(customer, *, at, k, minutes, contacted=(), cap=None):
    """Whom it called before it calls a day sooner."""
    answer = contact_windows(customer, at=at, k=k, minutes=minutes).to_dict()
    if not contacted:
        return answer
    for one in answer["windows"]:
        one["start"]["utc"] = (datetime.fromisoformat(one["start"]["utc"]) - timedelta(days=1)).isoformat()
    return answer


FAULTS = {
    "makes up for each closure": ("promises", check_promises, makes_up_for_each_closure),
    "is in a hurry at night": ("promises", check_promises, is_in_a_hurry_at_night),
    "names the last day first": ("promises", check_promises, names_the_last_day_first),
    "is there before it is ordered": ("promises", check_promises, is_there_before_it_is_ordered),
    "caps what is slow": ("promises", check_promises, caps_what_is_slow),
    "never looks again": ("reestimates", check_reestimates, never_looks_again),
    "promises anew": ("reestimates", check_reestimates, promises_anew),
    "forgets the first promise": ("reestimates", check_reestimates, forgets_the_first_promise),
    "reads events as they come": ("reestimates", check_reestimates, reads_events_as_they_come),
    "takes a second scan for a second parcel": ("reestimates", check_reestimates, takes_a_second_scan_for_a_second_parcel),
    "counts from what was told": ("reestimates", check_reestimates, counts_from_what_was_told),
    "takes either for both": ("sets", check_sets, takes_either_for_both),
    "stops at the second part": ("sets", check_sets, stops_at_the_second_part),
    "adds a minute": ("open time", check_open_time, adds_a_minute),
    "adds time of the wall": ("open time", check_open_time, adds_time_of_the_wall),
    "cannot go back": ("open time", check_open_time, cannot_go_back),
    "forgets whom it called": ("contact windows", check_contact_windows, forgets_whom_it_called),
    "calls for a minute": ("contact windows", check_contact_windows, calls_for_a_minute),
    "calls back at once": ("contact windows", check_contact_windows, calls_back_at_once),
}


@pytest.mark.parametrize("label", FAULTS)
def test_a_toy_that_breaks_a_law_is_told_which(label):
    settings.load_profile("unpruned")
    law, check, toy = FAULTS[label]
    with pytest.raises(LawBroken) as caught:
        check(toy)

    assert law == caught.value.law


@pytest.mark.parametrize(
    ("check", "question"),
    [
        (check_promises, promise),
        (check_reestimates, reestimate),
        (check_sets, Schedule.read),
        (check_open_time, business_time),
        (check_contact_windows, contact_windows),
    ],
    ids=["promises", "reestimates", "sets", "open time", "contact windows"],
)
def test_the_library_keeps_its_own_laws(check, question):
    check(question)
