"""How a promise explains itself: which days did not count and why, what was taken for granted, what is missing."""

from datetime import date
from typing import final

from attrs import frozen

from xborder.doors import holidays as book
from xborder.reasons import Assumption, Caveat, Cited, Need, Reason, assumed, told
from xborder.shipping.promise.facts import AT_WAREHOUSE
from xborder.shipping.promise.journey import Route, Tape, depart
from xborder.shipping.promise.workdays import PATIENCE, Workdays, half_day, weekend_entry
from xborder.values import Value

__all__ = ["Skipped", "assumptions_of", "caveats_of", "needs_of", "reasons_of", "said", "skipped_on"]


def said(code: str, template: str, /, entry: Cited | None = None, **words: object) -> Reason:
    """A reason with those of the words that its template speaks."""
    return told(code, template, entry, None, **{name: one for name, one in words.items() if f"{{{name}}}" in template})


@final
@frozen(kw_only=True)
class Skipped(Value):
    """A day that did not count: `weekend`, `weekday`, `holiday:CN:…`, `closure`, `ramp_down`, `recovery` or `cutoff`."""

    on: date
    why: str


def skipped_on(route: Route, tape: Tape, index: int) -> tuple[Skipped, ...]:
    """The days on the way through a stage that did not count, for the early parcel, the late one or both."""
    found: dict[int, str] = dict(_waiting(route, tape)) if index == 0 else {}
    days, stage, leg = route.days[index], route.request.stages[index], tape.legs[index]
    if days is not None:
        for (come, start, done), count, slow in ((leg.early, stage.min, False), (leg.late, stage.max, True)):
            if come is None or start is None:
                continue
            spans = [(come, done or start)] if stage.unit == "working_days" else [(come, start), (start + count, done or start)]
            for one, other in spans:
                found |= {on: days.why(on) for on in range(one, other) if on not in found and not days.works(on, slow=slow)}
    return tuple(Skipped(on=date.fromordinal(on), why=why) for on, why in sorted(found.items()))


def _waiting(route: Route, tape: Tape) -> list[tuple[int, str]]:
    """The days before day 0, the day of the order included if it missed the cut-off."""
    gate, last = route.gate, tape.counts[1]
    if last is None:
        return []
    found = []
    for on in range(tape.placed[0], last):
        if gate is not None and not gate.works(on, slow=True):
            found.append((on, gate.why(on)))
        elif depart(route, (on, tape.placed[1] if on == tape.placed[0] else 0), slow=True) != on:
            found.append((on, "cutoff"))
    return found


def assumptions_of(route: Route) -> tuple[Assumption, ...]:
    """The calendars that nobody named."""
    found = []
    request = route.request
    if not route.crossing:
        found.append(assumed("/warehouse/country", str(request.warehouse.country), "orders leave on working days of the warehouse's country"))
    for index, (stage, days) in enumerate(zip(request.stages, route.days, strict=True)):
        calendar = stage.calendar
        if days is not None and calendar.country is None and calendar.weekdays is None:
            whose = "the warehouse's" if stage.name in AT_WAREHOUSE else "the buyer's"
            place = "-".join(part for part in (days.country, days.region) if part)
            found.append(assumed(f"/stages/{index}/calendar/country", place, f"{stage.name} keeps the working days of {whose} country"))
    return tuple(found)


def needs_of(route: Route, tape: Tape) -> tuple[Need, ...]:
    """What keeps a date open; only the first gap on the way, as everything after it stands on it."""
    found = _clock(route, tape)
    if None in tape.counts:
        path = "/stages/0/calendar" if route.crossing else "/warehouse/country"
        return (*_gap(path, route.gate, tape.placed[0]), *found)
    for index, leg in enumerate(tape.legs):
        if None in (leg.early[2], leg.late[2]) and None not in (leg.early[0], leg.late[0]):
            return (*_gap(f"/stages/{index}/calendar", route.days[index], leg.late[0] or 0), *found)
    return found


def _gap(path: str, days: Workdays | None, day: int) -> tuple[Need, ...]:
    year = None if days is None else days.silent(day)
    if days is None or year is None:
        text = f"within {PATIENCE} years of {date.fromordinal(day)} there is no day on which this is done: check weekdays, closures and cut-off"
        return (Need(kind="fact", path=path, text=text),)
    place = "-".join(part for part in (days.country, days.region) if part)
    text = f"the holidays of {place} in {year} are not in holidays {book.version()}: name weekdays, and its closures, without a country"
    return (Need(kind="rule", path=path, text=text),)


def _clock(route: Route, tape: Tape) -> tuple[Need, ...]:
    clocks, place = route.clocks, route.request.ship_to.scope
    if not clocks.names:
        return (Need(kind="fact", path="/timezone", text=f"the clock of {place} is not known: pass the buyer's timezone"),)
    if clocks.zone(*tape.left) is not None:
        return ()
    text = f"{place} has clocks that show different days: pass the buyer's timezone for a range that is a day shorter"
    return (Need(kind="fact", path="/timezone", text=text),)


def caveats_of(route: Route, tape: Tape) -> tuple[Caveat, ...]:
    """The days that may still turn out otherwise."""
    found: dict[tuple[date, str], Caveat] = {}
    for days, start, end in _spans(route, tape):
        for on in days.estimated(start, end):
            text = f"whether {on} is a working day in {days.country} is only estimated"
            found[on, str(days.country)] = Caveat(kind="estimated", text=text, on=on)
    return tuple(found[one] for one in sorted(found))


def _spans(route: Route, tape: Tape) -> list[tuple[Workdays, int, int]]:
    """Each calendar with the days over which it was read."""
    spans: list[tuple[Workdays | None, int | None, int | None]] = [(route.gate, tape.placed[0], tape.counts[1])]
    spans += [(days, leg.early[0], leg.late[2]) for days, leg in zip(route.days, tape.legs, strict=True)]
    return [(days, start, end) for days, start, end in spans if days is not None and start is not None and end is not None]


def reasons_of(route: Route, tape: Tape) -> tuple[Reason, ...]:
    """How the days follow, step by step."""
    return (_placed(route, tape), *_stages(route, tape), *_weekends(route, tape), *_halves(route, tape))


def _placed(route: Route, tape: Tape) -> Reason:
    house, (day, minute) = route.request.warehouse, tape.placed
    early, late = tape.counts
    template = "placed {day} {time} in {zone}: it counts from {since}"
    if early == day:
        template = "placed {day} {time} in {zone}, before the cut-off: it counts from that day"
    elif any(one == (day, "cutoff") for one in _waiting(route, tape)):
        template = "placed {day} {time} in {zone}, not before the cut-off: it counts from {since}"
    since = " or ".join(dict.fromkeys("a day not known" if one is None else str(date.fromordinal(one)) for one in (early, late)))
    time = f"{minute // 60:02d}:{minute % 60:02d}"
    return said("promise.cutoff", template, day=date.fromordinal(day), time=time, zone=house.timezone, since=since)


def _stages(route: Route, tape: Tape) -> list[Reason]:
    found = []
    for index, (stage, leg) in enumerate(zip(route.request.stages, tape.legs, strict=True)):
        if index == route.crossing:
            found += _crossing(route, tape)
        dates = [_spoken(leg.early[2]), _spoken(leg.late[2])]
        off = len(skipped_on(route, tape, index))
        template = "{name} takes {days}: done {dates}" + _OFF[min(off, 2)]
        counted = ("working day" if stage.unit == "working_days" else "day") + ("" if stage.max == 1 else "s")
        days = f"{stage.min} {counted}" if stage.min == stage.max else f"{stage.min} to {stage.max} {counted}"
        found.append(said(f"promise.{stage.name}", template, name=stage.name, days=days, dates=" to ".join(dict.fromkeys(dates)), off=off))
    if route.crossing == len(tape.legs):
        found += _crossing(route, tape)
    return found


_OFF = ("", ", past {off} day off", ", past {off} days off")


def _crossing(route: Route, tape: Tape) -> list[Reason]:
    house, clocks = route.request.warehouse, route.clocks
    if clocks.names in ((), (house.timezone,)) or None in tape.left:
        return []
    days = sorted({day for second in tape.left if second is not None for day in clocks.days(second)})
    hers = clocks.zone(*tape.left) or f"the {len(clocks.names)} zones of {route.request.ship_to.country}"
    shown = " or ".join(_spoken(one) for one in days)
    template = "it leaves at the cut-off in {zone}: by then it is {days} in {hers}"
    return [said("promise.handover", template, clocks.entry, zone=house.timezone, days=shown, hers=hers)]


def _spoken(day: int | None) -> str:
    return "on a day not known" if day is None else str(date.fromordinal(day))


def _weekends(route: Route, tape: Tape) -> list[Reason]:
    """The pages that say which days of the week a country rests on."""
    found: dict[str, Reason] = {}
    for days, start, _ in _spans(route, tape):
        if days.country is not None and days.weekdays is None:
            entry = weekend_entry(days.country, days.region, date.fromordinal(start), route.world)
            if entry is not None and entry.rule not in found:
                found[entry.rule] = said("promise.weekend", "{country} rests on {days}", entry, country=days.country, days=" and ".join(entry.value))
    return list(found.values())


def _halves(route: Route, tape: Tape) -> list[Reason]:
    """The half days on the way: they count as whole ones."""
    found: dict[tuple[int, str], Reason] = {}
    for days, start, end in _spans(route, tape):
        for on in range(start, end + 1) if days.country else ():
            half = half_day(str(days.country), days.region, date.fromordinal(on), route.world) if days.works(on, slow=False) else None
            if half is not None:
                template = "{on} counts as a working day, though it is a half day in {country}: {name}"
                found[on, str(days.country)] = said("promise.half_day", template, half[1], on=date.fromordinal(on), country=days.country, name=half[0])
    return [found[one] for one in sorted(found)]
