"""A customer brief as a page of text: what a person at a terminal reads, at most 100 columns wide.

Names and greetings come in all scripts, so widths are counted in cells: a Chinese character fills two, an accent none.

>>> cells("山田様"), wrapped("one two three", 7)
(6, ['one two', 'three'])
"""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from xborder.doors import zones
from xborder.hours.availability import Availability
from xborder.hours.times import Times
from xborder.locale.greeting import Greeting
from xborder.money import Money
from xborder.reasons import Cited, Source

if TYPE_CHECKING:
    from xborder.service.brief import CustomerBrief

__all__ = ["cells", "page", "wrapped"]

WIDTH = 100
LABEL = 11
ROOM = WIDTH - LABEL
AMOUNT = 14
NOTE = 15

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
TIMES = "\N{MULTIPLICATION SIGN}"
SHOWN = 8
"""How many ways to pay are told one by one."""

VERDICTS = {
    "allow": "It may be sent now.",
    "deny": "It may not be sent.",
    "defer": "It may be sent, but not now.",
    "review": "A person who knows the law has to decide.",
}
BASES = {"consent": "consent", "soft_opt_in": "soft opt-in", "transactional": "it is no marketing", "opt_out_regime": "no consent needed there"}
AWAY = {
    "provider": "another provider",
    "currency": "another currency",
    "amount_below": "a higher amount",
    "amount_above": "a lower amount",
    "purpose": "another purpose",
    "goods": "other goods",
    "device": "another device",
    "age": "an older buyer",
    "delivery": "a later delivery",
    "blocked": "the shop's own word",
}
"""What would let in a method that fails for one reason."""


def cells(text: str) -> int:
    """How many columns a terminal gives to a text."""
    return sum(0 if unicodedata.combining(one) or unicodedata.category(one) == "Cf" else 1 + (unicodedata.east_asian_width(one) in "WF") for one in text)


def wrapped(text: str, room: int) -> list[str]:
    """A text in lines of at most that many columns, broken between words, and inside a word only where it must be."""
    lines = [""]
    for word in text.split():
        rest = word
        while rest:
            space = " " if lines[-1] else ""
            if cells(lines[-1] + space + rest) <= room:
                lines[-1] += space + rest
                break
            if lines[-1] and cells(rest) <= room:
                lines.append("")
                continue
            fits = _fitting(rest, room - cells(lines[-1] + space))
            lines[-1] += space + rest[:fits] if fits else ""
            lines.append("")
            rest = rest[fits:]
    return [line for line in lines if line] or [""]


def _fitting(word: str, room: int) -> int:
    fits = 0
    while fits < len(word) and cells(word[: fits + 1]) <= room:
        fits += 1
    return fits


def _padded(text: str, room: int) -> str:
    return text + " " * (room - cells(text))


def _set(text: str, indent: int = 0) -> Iterator[str]:
    for line in wrapped(text, ROOM - indent):
        yield " " * indent + line


def _row(text: str, note: str, amount: str) -> Iterator[str]:
    """A line of a table: words, where it is paid and its note, an amount."""
    *before, last = wrapped(text, ROOM - AMOUNT - NOTE - 2)
    yield from before
    yield _padded(last, ROOM - AMOUNT - NOTE) + note.rjust(NOTE) + amount.rjust(AMOUNT)


class _Notes:
    """The sources at the foot of the page, each told once."""

    def __init__(self) -> None:
        self.rules: dict[tuple[Source, ...], dict[str, str]] = {}

    def mark(self, entry: Cited | None) -> str:
        """`[3]`: where the sources of an entry stand; nothing where there are none."""
        if entry is None:
            return ""
        self.rules.setdefault(entry.sources, {})[entry.rule] = entry.grade
        return f"[{list(self.rules).index(entry.sources) + 1}]"

    def lines(self) -> Iterator[str]:
        for number, (sources, rules) in enumerate(self.rules.items(), 1):
            mark = f"[{number}]".ljust(5)
            first = f"{_source(sources[0])}{f', and {len(sources) - 1} more' if sources[1:] else ''}" if sources else "written from memory: no source was read"
            told = ", ".join(f"{rule} ({grade})" for rule, grade in rules.items())
            for index, line in enumerate((*wrapped(first, ROOM - 5), *wrapped(told, ROOM - 5))):
                yield (mark if index == 0 else " " * 5) + line


def _source(source: Source) -> str:
    host = source.url.partition("//")[2].partition("/")[0].removeprefix("www.")
    return f"{source.title} ({host}, read {source.checked})"


def page(brief: "CustomerBrief") -> str:
    """The whole brief, part by part, with what is missing, what to mind and the sources at its end."""
    notes = _Notes()
    told = {
        "GREETING": _greeting(brief.greeting),
        "TEAM": _team(brief.availability, brief.at, brief.viewer),
        "PARCEL": _parcel(brief, notes),
        "PAYMENT": _payment(brief, notes),
        "E-MAIL": _email(brief, notes),
        "MISSING": [line for need in brief.needs for line in _item(f"{need.text}  {need.path}")],
        "MIND": [line for caveat in brief.caveats for line in _item(f"{caveat.text}{f' ({caveat.on})' if caveat.on else ''}")],
        "ASSUMED": list(_set("; ".join(dict.fromkeys(one.text for one in brief.assumed)))) if brief.assumed else [],
    }
    told["SOURCES"] = list(notes.lines())
    lane = f" · {brief.cost.parcel.ship_from.country} → {brief.cost.parcel.ship_to.country}" if brief.cost else ""
    day, when = _day(brief.at.date()), f"{brief.at:%Y}, {_clock(brief.at)} {_offset(brief.at)}"
    left, right = f"ORDER {brief.order.id}{lane}", f"{day} {when}"
    head = [f"{_padded(left, WIDTH - cells(right))}{right}" if cells(left + right) < WIDTH else f"{left}\n{right}", "─" * WIDTH]
    parts = ("\n".join(_labelled(label, lines)) for label, lines in told.items() if lines)
    return "\n".join([*head, "\n\n".join(parts), "─" * WIDTH, f"{brief.status}; by {brief.edition}"]) + "\n"


def _labelled(label: str, lines: Iterable[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        yield f"{_padded(label if index == 0 else '', LABEL)}{line}".rstrip()


def _item(text: str) -> Iterator[str]:
    for index, line in enumerate(wrapped(text, ROOM - 2)):
        yield f"{'· ' if index == 0 else '  '}{line}"


def _greeting(greeting: Greeting | None) -> list[str]:
    if greeting is None:
        return ["Nobody is known to greet."]
    clock = f"{_clock(greeting.local_time)} on her clock ({greeting.timezone})" if greeting.local_time else "her clock is not known"
    lines = [*_set(greeting.text or "There are no words for her yet."), *_set(f"in {greeting.language}, {greeting.register}; {clock}")]
    if greeting.salutation and greeting.closing:
        lines += _set(f"a letter opens “{greeting.salutation}” and closes “{greeting.closing}”")
    return lines


def _team(awake: Availability, at: datetime, viewer: str | None) -> list[str]:
    now = "Awake" if awake.open else "Closed"
    until, again = awake.until, awake.next_open
    if awake.open:
        what = f"{now} until {_moment(until, at, viewer)}." if until else f"{now}, and nothing known closes it."
        more = f" Open again {_moment(again, at, viewer)}." if again else ""
    else:
        what, more = f"{now}.", f" Opens {_moment(again, at, viewer)}, in {_span(again.utc - at)}." if again else " Nothing known opens it again."
    return [*_set(what + more), *_set("; ".join(reason.text for reason in awake.because))]


def _moment(times: Times, at: datetime, viewer: str | None) -> str:
    """An instant on her clock, where it is known, and on the shop's."""
    city = times.zone.rpartition("/")[2].replace("_", " ")
    if times.viewer is None or viewer is None:
        return f"{_near(times.local, zones.local(at, times.zone))} in {city}"
    shop = _clock(times.local) if times.local.date() == times.viewer.date() else f"{_day(times.local.date())} {_clock(times.local)}"
    same = times.local.utcoffset() == times.viewer.utcoffset()
    return f"{_near(times.viewer, zones.local(at, viewer))} her time" + ("" if same else f" ({shop} in {city})")


def _near(moment: datetime, now: datetime) -> str:
    words = {0: "today", 1: "tomorrow"}
    return f"{words.get((moment.date() - now.date()).days) or _day(moment.date())} at {_clock(moment)}"


def _clock(moment: datetime) -> str:
    return f"{moment.hour:02}:{moment.minute:02}"


def _offset(moment: datetime) -> str:
    offset = moment.utcoffset() or timedelta(0)
    minutes = abs(offset) // timedelta(minutes=1)
    return f"UTC{'-' if offset < timedelta(0) else '+'}{minutes // 60:02}:{minutes % 60:02}" if minutes else "UTC"


def _day(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _span(length: timedelta) -> str:
    minutes = max(1, -(-length // timedelta(minutes=1)))
    days, hours = minutes // 1440, minutes % 1440 // 60
    parts = [(days, "d"), (hours, "h"), (0 if days else minutes % 60, "min")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def _parcel(brief: "CustomerBrief", notes: _Notes) -> list[str]:
    cost = brief.cost
    if cost is None:
        return ["No parcel is known."]
    parcel = cost.parcel
    by = f"{parcel.channel}, {parcel.transport}" if parcel.transport else parcel.channel
    place = {False: "at the door", True: "at checkout"}
    lines = list(_row(f"{parcel.ship_from.scope} → {parcel.ship_to.scope} by {by}, entering on {cost.on}", "", str(cost.currency)))
    for line, price in zip(parcel.lines, cost.prices, strict=True):
        about = " · ".join(word for word in (line.hs and f"HS {_hs(line.hs)}", line.origin and f"from {line.origin}") if word)
        worth = None if price is None else Money.of(price, cost.currency)
        lines += _row(f"{line.quantity} {TIMES} {line.sku} at {line.unit_price}{f'  {about}' if about else ''}", "", _digits(worth))
    lines += _row("freight", "", _digits(cost.freight))
    if parcel.insurance is not None:
        lines += _row("insurance", "", _digits(cost.insurance))
    inside = set(parcel.prices_include or ())
    for charge in cost.charges:
        reason = charge.reason()
        name = charge.place.terms.name
        of = "" if charge.line is None else f" on {parcel.lines[charge.line].sku}"
        if charge.status == "not_applicable":
            lines += _row(reason.text, notes.mark(reason.entry), _digits(charge.amount))
            continue
        where = "in the price" if charge.kind in inside else place[parcel.incoterm == "DDP" or charge.collected_by not in ("carrier", "customs")]
        formula = "" if charge.formula == str(charge.amount) else f": {charge.formula.rpartition(' = ')[0] or charge.formula}"
        lines += _row(f"{name}{of}{formula}", f"{where} {notes.mark(reason.entry)}", _digits(charge.amount))
    lines += _totals(brief)
    known = {charge.reason() for charge in cost.charges}
    for reason in cost.because:
        if reason not in known:
            lines += _item(f"{reason.text} {notes.mark(reason.entry)}")
    return lines


def _totals(brief: "CustomerBrief") -> Iterator[str]:
    cost = brief.cost
    if cost is None:
        return
    yield " " * (ROOM - AMOUNT + 2) + "─" * (AMOUNT - 2)
    if cost.total is None:
        yield from _row("total: not known yet" + (", at least" if cost.low else ""), "", _digits(cost.low))
        return
    yield from _row("total", "", _digits(cost.total))
    yield from _row("  due at checkout", "", _digits(cost.due_at_checkout))
    yield from _row("  due at the door", "", _digits(cost.due_at_door))


def _digits(money: Money | None) -> str:
    return "?" if money is None else format(money.amount, ",f")


def _hs(code: str) -> str:
    return ".".join((code[:4], *(code[index : index + 2] for index in range(4, len(code), 2))))


def _payment(brief: "CustomerBrief", notes: _Notes) -> list[str]:
    pay = brief.payments
    if pay is None:
        return ["No checkout is known."]
    spoken = {dict(reason.params)["name"]: reason.entry for reason in pay.because if reason.code == "payments.offers"}
    lines = list(_set(f"for {pay.checkout.amount} from {pay.checkout.customer.country} to {pay.checkout.merchant.country}; the most used there first"))
    told = [one for one in pay.offered if one.band != "unknown"][:SHOWN]
    for one in told:
        by = f", by {one.provider}" if one.provider else ""
        flags = f"; mind {', '.join(one.flags)}" if one.flags else ""
        text = f"{one.rank:>2}  {_padded(one.name, 26)}  {one.band} in {pay.checkout.customer.country}{by}{flags}"
        note = notes.mark(spoken.get(one.name))
        lines.append(_padded(text, ROOM - NOTE) + note.rjust(NOTE)) if cells(text) <= ROOM - NOTE else lines.extend((text[: ROOM - NOTE], note))
    rest = [one.name for one in pay.offered if one not in told]
    if rest:
        lines += _item(f"{'also' if told else 'would work'}, how common is not known: {_some(rest)}")
    for code, words in AWAY.items():
        near = [one.method for one in pay.excluded if one.reasons == (code,)]
        if near:
            lines += _item(f"with {words}: {_some(near)}")
    if pay.unknown:
        lines += _item(f"not decided: {_some([one.method for one in pay.unknown])}")
    return lines


def _some(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def _email(brief: "CustomerBrief", notes: _Notes) -> list[str]:
    consent = brief.consent
    if consent is None:
        return ["Not asked: what she said about it is not known, so nothing may be sent."]
    until = f" until {_day(consent.until.date())} {consent.until:%Y}" if consent.until else ""
    basis = f" On what ground: {BASES[consent.basis]}{until}." if consent.verdict == "allow" else ""
    lines = list(_set(f"{VERDICTS[consent.verdict]}{basis}"))
    for reason in consent.because:
        lines += _item(f"{reason.text} {notes.mark(reason.entry)}")
    if consent.obligations:
        lines += _item(f"the message owes: {', '.join(one.replace('_', ' ') for one in consent.obligations)}")
    return lines
