"""A customer brief as a page of text: what a person at a terminal reads, at most 100 columns wide.

Names and greetings come in all scripts, so widths are counted in cells: a Chinese character fills two, an accent none.

>>> cells("山田様"), wrapped("one two three", 7)
(6, ['one two', 'three'])
"""

import re
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
from xborder.shipping.charges import Charge
from xborder.shipping.cost import LandedCost
from xborder.shipping.parcel import Line, Parcel

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
    """A text in lines of at most that many columns, broken between words, and inside a word only where it must be.

    Words end at plain spaces alone: the narrow one before a French mark holds it to its word.
    """
    lines = [""]
    for word in re.split(r"[ \t\r\n]+", text):
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
    """A line of a table: words, where it is paid and its note, an amount; words that are aligned stay so where they fit."""
    right = (note.rjust(NOTE) if note.strip() else "") + amount.rjust(AMOUNT)
    room = ROOM - cells(right)
    *before, last = [text] if cells(text) < room else wrapped(text, room - 1)
    yield from before
    yield _padded(last, room) + right


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
        "MISSING": [line for need in brief.needs for line in _item(f"{need.text} → {need.path}")],
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
    until, again = awake.until, awake.next_open
    if awake.open:
        what = f"Awake until {_moment(until, at, viewer)}." if until else "Awake, and nothing known closes it."
        more = f" Opens again at {_moment(again, at, viewer)}." if again else ""
    else:
        what, more = "Closed.", f" Opens at {_moment(again, at, viewer)}, in {_span(again.utc - at)}." if again else " Nothing known opens it again."
    return [*_set(what + more), *_set("; ".join(reason.text for reason in awake.because))]


def _moment(times: Times, at: datetime, viewer: str | None) -> str:
    """An instant on her clock, where it is known, and on the shop's."""
    city = times.zone.rpartition("/")[2].replace("_", " ")
    if times.viewer is None or viewer is None:
        return f"{_near(times.local, zones.local(at, times.zone))} in {city}"
    if times.local.utcoffset() == times.viewer.utcoffset():
        return f"{_near(times.viewer, zones.local(at, viewer))} her time"
    shop = _clock(times.local) + ("" if times.local.date() == times.viewer.date() else f" on {_day(times.local.date())}")
    return f"{_near(times.viewer, zones.local(at, viewer))} her time ({shop} in {city})"


def _near(moment: datetime, now: datetime) -> str:
    words = {0: "today", 1: "tomorrow"}
    return f"{_clock(moment)} {words.get((moment.date() - now.date()).days) or f'on {_day(moment.date())}'}"


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
    lines = list(_row(f"{parcel.ship_from.scope} → {parcel.ship_to.scope} by {by}, entering on {cost.on}", "", str(cost.currency)))
    for line, price in zip(parcel.lines, cost.quote.prices, strict=True):
        lines += _row(" · ".join(_about(line)), "", _digits(None if price is None else Money.of(price, cost.currency)))
    lines += _row("freight", "", _digits(cost.freight))
    if parcel.insurance is not None:
        lines += _row("insurance", "", _digits(cost.insurance))
    told = []
    for charge in cost.charges:
        reason = charge.reason()
        lines += _row(_charged(charge, parcel), f"{_where(charge, parcel)} {notes.mark(reason.entry)}", _digits(charge.amount))
        told.append(reason)
    lines += _totals(cost)
    for reason in cost.because:
        if reason not in told:
            lines += _item(f"{reason.text} {notes.mark(reason.entry)}")
    return lines


def _about(line: Line) -> Iterator[str]:
    yield f"{line.quantity} {TIMES} {line.sku}"
    if line.unit_price.scale == line.unit_price.currency.exponent:
        yield f"{_digits(line.unit_price)} {line.unit_price.currency} each" if line.quantity > 1 else f"{_digits(line.unit_price)} {line.unit_price.currency}"
    if line.hs:
        yield f"HS {line.hs[:4]}.{'.'.join(line.hs[index : index + 2] for index in range(4, len(line.hs), 2))}"
    if line.origin:
        yield f"from {line.origin}"


def _charged(charge: Charge, parcel: Parcel) -> str:
    """What is charged, on what: by the line's own name and with its arithmetic."""
    if charge.status == "not_applicable":
        return charge.reason().text
    name = charge.place.terms.name
    what = f"fee {name}" if charge.kind == "fee" else name
    of = "" if charge.line is None else f" on {parcel.lines[charge.line].sku}"
    if charge.rate is not None and charge.rate.numerator == 0:
        return f"{what}{of}: 0%"
    sum_, _, amount = charge.formula.rpartition(" = ")
    return f"{what}{of}: {sum_}" if sum_ else f"{what}{of}" if charge.amount else f"{what}{of}: {amount}"


def _where(charge: Charge, parcel: Parcel) -> str:
    """Where she pays it."""
    if charge.status == "not_applicable":
        return ""
    if charge.kind in (parcel.prices_include or ()):
        return "in the price"
    at_the_border = charge.collected_by in ("carrier", "customs")
    if not at_the_border or parcel.incoterm == "DDP":
        return "at checkout"
    return "by the seller" if charge.payer == "seller" else "at the door"


def _totals(cost: LandedCost) -> Iterator[str]:
    yield " " * (ROOM - AMOUNT + 2) + "─" * (AMOUNT - 2)
    if cost.total is None:
        least = cost.low if None not in (*cost.quote.prices, cost.freight) else None
        yield from _row("the total is not known yet; it is at least" if least else "the total is not known yet", "", _digits(least))
        return
    yield from _row("total", "", _digits(cost.total))
    yield from _row("due at checkout", "", _digits(cost.due_at_checkout))
    yield from _row("due at the door", "", _digits(cost.due_at_door))


def _digits(money: Money | None) -> str:
    return "?" if money is None else format(money.amount, ",f")


def _payment(brief: "CustomerBrief", notes: _Notes) -> list[str]:
    pay = brief.payments
    if pay is None:
        return ["No checkout is known."]
    country, amount = pay.checkout.customer.country, pay.checkout.amount
    entries = {dict(reason.params)["name"]: reason.entry for reason in pay.because if reason.code == "payments.offers"}
    lines = list(_set(f"for {_digits(amount)} {amount.currency} from {country} to {pay.checkout.merchant.country}; the most used there first"))
    told = [one for one in pay.offered if one.band != "unknown"][:SHOWN]
    for one in told:
        by = f", by {one.provider}" if one.provider else ""
        lines += _row(f"{one.rank:>2}  {_padded(one.name, 28)}  {one.band} in {country}{by}", "", notes.mark(entries.get(one.name)))
    rest = [one.name for one in pay.offered if one not in told]
    if rest:
        lines += _item(f"{'also' if told else 'would work'}, how much used there is not known: {_some(rest)}")
    for reason in pay.because:
        if reason.code == "payments.flag":
            code = next((flag.code for flag in pay.flags if flag.rule == reason.rule), "")
            about = _some([one.name for one in pay.offered if code in one.flags])
            lines += _item(f"{code.replace('_', ' ')} ({about}): {reason.text} {notes.mark(reason.entry)}")
    for code, words in AWAY.items():
        lines += _methods(f"with {words}", [one.method for one in pay.excluded if one.reasons == (code,)])
    lines += _methods("not decided", [one.method for one in pay.unknown])
    return lines


def _methods(words: str, ids: list[str]) -> Iterator[str]:
    if ids:
        yield from _item(f"{words}: {_some([one.replace('_', ' ') for one in ids])}")


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
    if consent.obligations and consent.verdict != "deny":
        lines += _item(f"the message owes: {', '.join(one.replace('_', ' ') for one in consent.obligations)}")
    return lines
