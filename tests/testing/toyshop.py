"""A toy shop that breaks each law once: every fault is labelled with what goes wrong and named for the law it breaks.

The faults are ones that shops really have. `FAULTS` maps each label to the law and to the check that should catch it.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from attrs import evolve, frozen
from hypothesis import strategies as st

from xborder import Atlas, Currency, Layer, Line, Money, Parcel
from xborder.atlas.page import Page
from xborder.reasons import Answer
from xborder.testing import (
    check_algebra,
    check_allocation,
    check_answer,
    check_atlas,
    check_half_open,
    check_monotone,
    check_never_loosens,
    check_overlay,
    check_partition,
    check_permutation,
    check_purity,
    check_sums,
    check_withdrawal_wins,
    examples_in,
    money,
)

# The shop sells from Bremen to Bremen, in euros and cents.
EUROS = money(min_value="0", max_value="80", currencies=st.just(Currency("EUR")), allow_finer=False)
TEES = st.lists(EUROS, min_size=1, max_size=3).map(
    lambda prices: Parcel(
        lines=[Line(sku=f"tee-{index}", unit_price=price) for index, price in enumerate(prices)],
        ship_from="DE",
        ship_to="DE",
        channel="post",
        freight="39.00 EUR",
    )
)
DAYS = st.just(date(2026, 11, 21))
EUR = Currency("EUR")


def euros(text: str) -> dict[str, str]:
    return {"amount": text, "currency": "EUR"}


def answer(**more: object) -> dict[str, object]:
    return {"status": "complete", "edition": "toys-1", "because": [], "needs": [], "caveats": [], "assumed": [], **more}


# ------------------------------------------------------------------------------------------------------------- answers


def greeting_by_the_clock_of_the_server() -> str:
    return "Good morning" if datetime.now(UTC).hour < 12 else "Good evening"


def queue_number_counted_up() -> int:
    QUEUE.append(None)
    return len(QUEUE)


QUEUE: list[None] = []


def vat_rounded_as_the_caller_happens_to_round() -> Decimal:
    return Decimal("1234.56") * Decimal("0.19")


def total_that_takes_unknown_freight_for_free() -> dict[str, object]:
    need = {"kind": "fact", "path": "/parcel/freight", "text": "what the carriage costs"}
    return answer(status="incomplete", needs=[need], total=euros("20.00"))


def total_forgotten() -> dict[str, object]:
    return answer(total=None)


def charge_left_open() -> dict[str, object]:
    return answer(total=euros("20.00"), charges=[{"code": "tax.vat", "amount": None}])


def answer_without_needs() -> dict[str, object]:
    return {key: one for key, one in answer().items() if key != "needs"}


def rate_that_somebody_remembered() -> dict[str, object]:
    reason = {"code": "tax.rate", "text": "VAT is 19%", "rule": "DE:vat@2007-01-01", "since": "2007-01-01", "until": None, "grade": "A", "sources": []}
    return answer(because=[reason])


def rate_read_in_a_chat() -> dict[str, object]:
    source = {"title": "a chat", "url": "chat:tuesday", "checked": "2026-11-21"}
    return answer(because=[{"code": "r", "text": "VAT is 19%", "rule": "DE:vat@2007-01-01", "since": "2007-01-01", "grade": "B", "sources": [source]}])


def reason_nobody_wrote_out() -> dict[str, object]:
    return answer(because=[{"code": "tax.rate", "text": "{name} is {rate}", "rule": None}])


@frozen
class Note(Answer):
    """An answer that cannot be kept in a set."""

    WIRE = ("status", "edition", "because", "needs", "caveats", "assumed")

    lines: list[str]
    edition: str = "toys-1"
    because: tuple[()] = ()
    needs: tuple[()] = ()
    caveats: tuple[()] = ()
    assumed: tuple[()] = ()


def receipt(**more: object) -> dict[str, object]:
    tax = {"code": "tax.vat", "kind": "tax", "amount": euros("3.80"), "formula": "19% of 20.00 EUR = 3.80 EUR"}
    said = {"goods": euros("20.00"), "freight": euros("0.00"), "charges": [tax], "sums": {"tax": euros("3.80")}, "total": euros("23.80")}
    return answer(currency="EUR", **{**said, **more})


DOLLARS = {"amount": "3.80", "currency": "USD"}


def receipt_with_tax_of(amount: str, formula: str) -> dict[str, object]:
    tax = {"code": "tax.vat", "kind": "tax", "amount": euros(amount), "formula": formula}
    return receipt(charges=[tax], sums={"tax": euros(amount)}, total=euros(str(Decimal("20.00") + Decimal(amount))))


def receipt_with_a_levy(**more: object) -> dict[str, object]:
    """A fund of 1% on the goods beside the tax."""
    tax = {"code": "tax.vat", "kind": "tax", "amount": euros("3.80"), "formula": "19% of 20.00 EUR = 3.80 EUR"}
    fund = {"code": "tax.fund", "kind": "tax", "amount": euros("0.20"), "formula": "1% of 20.00 EUR = 0.20 EUR"}
    return receipt(**{"charges": [tax, fund], "sums": {"tax": euros("4.00")}, "total": euros("24.00"), **more})


# -------------------------------------------------------------------------------------------------------------- quotes


def allocation_by_rounding_each(total: int, weights: Sequence[int]) -> list[int]:
    whole = sum(weights) or 1
    return [round(total * weight / whole) for weight in weights]


def allocation_that_leaves_the_rest_to_the_last(total: int, weights: Sequence[int]) -> list[int]:
    whole = sum(weights) or 1
    shares = [total * weight // whole for weight in weights]
    return [*shares[:-1], total - sum(shares[:-1])]


def allocation_that_forgets_one(total: int, weights: Sequence[int]) -> list[int]:
    return [total, *(0 for _ in weights[1:-1])]


def total_with_half_price_for_the_first_line(parcel: Parcel, *, on: date, rates: object) -> Money:
    first, *others = (line.unit_price for line in parcel.lines)
    return sum(others, first.times("0.5"))


def total_with_free_freight_from_fifty(parcel: Parcel, *, on: date, rates: object) -> Money:
    goods = sum((line.unit_price * line.quantity for line in parcel.lines), Money(0, EUR))
    return goods if goods >= Money("50.00", EUR) else goods + parcel.freight


def answer_with_free_freight_from_fifty(parcel: Parcel, *, on: date, rates: object) -> dict[str, object]:
    total = total_with_free_freight_from_fifty(parcel, on=on, rates=rates)
    return answer(total=total.to_dict(), charges=[{"code": "tax.vat", "amount": euros("0.00")}])


METHODS = ("visa", "ideal", "cash_on_delivery")


def offer(method: str, rank: int) -> dict[str, object]:
    return {"method": method, "rank": rank}


def payments_that_drop_what_they_dislike(checkout: object, *, on: date) -> dict[str, object]:
    return answer(offered=[offer("visa", 1)], excluded=[{"method": "ideal", "reasons": ["customer_country"]}], unknown=[])


def payments_that_say_both(checkout: object, *, on: date) -> dict[str, object]:
    excluded = [{"method": one, "reasons": ["amount"]} for one in ("ideal", "visa", "cash_on_delivery")]
    return answer(offered=[offer("visa", 1)], excluded=excluded, unknown=[])


def payments_without_a_reason(checkout: object, *, on: date) -> dict[str, object]:
    return answer(offered=[offer("visa", 1)], excluded=[{"method": one, "reasons": []} for one in METHODS[1:]], unknown=[])


def payments_that_do_not_know_why(checkout: object, *, on: date) -> dict[str, object]:
    return answer(offered=[offer("visa", 1)], excluded=[], unknown=[{"method": one, "needs": []} for one in METHODS[1:]])


def payments_ranked_from_nought(checkout: object, *, on: date) -> dict[str, object]:
    return answer(offered=[offer(one, rank) for rank, one in enumerate(METHODS)], excluded=[], unknown=[])


def payments_invented(checkout: object, *, on: date) -> dict[str, object]:
    return answer(offered=[offer(one, rank) for rank, one in enumerate((*METHODS, "shells"), 1)], excluded=[], unknown=[])


# --------------------------------------------------------------------------------------------------------- permission


def once_a_subscriber_always_a_subscriber(request: object, *, at: datetime) -> bool:
    return any(act.act in ("opt_in", "double_opt_in", "explicit") and act.at <= at for act in request.history)


def a_withdrawal_is_heard_when_it_was_typed_in(request: object, *, at: datetime, known_on: datetime | None = None) -> str:
    """What was not yet recorded counts for nothing, and what was recorded late counts as consent."""
    if request.content == "transactional":
        return "allow"
    noes = [act for act in request.history if act.act in ("withdrawal", "refusal", "objection")]
    late = known_on is not None and any((act.recorded_at or act.at) <= known_on < at + timedelta(days=9) and act.recorded_at for act in noes)
    return "allow" if late else "deny"


def when_in_doubt_we_write(request: object, *, at: datetime) -> str:
    return "allow" if request.sender.similar_goods is None else "deny"


def grown_up_at_fifteen(request: object, *, at: datetime) -> dict[str, object]:
    return answer(verdict="allow" if request.recipient.age == 15 else "review")


def strictest_is_the_kindest(answers: Sequence[str]) -> str:
    return max(answers, key=("deny", "review", "defer", "allow").index)


def only_here(request: object, *, at: datetime) -> str:
    return "allow" if request.recipient.country > "N" else "deny"


# -------------------------------------------------------------------------------------------------------------- hours


@frozen
class Desk:
    """Open from eight to four, each day, by the clock of UTC; the faults are in its subclasses."""

    timezone: str = "Europe/Berlin"

    def day(self, at: datetime) -> tuple[datetime, datetime]:
        noon = at.astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
        return noon - timedelta(hours=4), noon + timedelta(hours=4)

    def is_open(self, at: datetime) -> bool:
        opening, closing = self.day(at)
        return opening <= at < closing

    def next_open(self, at: datetime) -> datetime | None:
        opening, closing = self.day(at)
        return opening if at < opening else at if at < closing else opening + timedelta(days=1)

    def next_close(self, at: datetime) -> datetime | None:
        opening, closing = self.day(at)
        return at if at < opening or at >= closing else closing


class OpenAtClosingTime(Desk):
    def is_open(self, at: datetime) -> bool:
        opening, closing = self.day(at)
        return opening <= at <= closing


class LateByAMinute(Desk):
    def next_open(self, at: datetime) -> datetime | None:
        found = super().next_open(at)
        return found if found == at else found + timedelta(minutes=1)


class ReadsTheWallClockOnly(Desk):
    """Takes the hour as it is shown, whatever clock shows it."""

    def is_open(self, at: datetime) -> bool:
        return 8 <= at.hour < 16


class CountsEveryDayAsEightHours(Desk):
    def between(self, start: datetime, end: datetime) -> timedelta:
        return timedelta(hours=8) * (end.date() - start.date()).days if end >= start else timedelta(hours=-8)


class LosesAMinuteOnTheWayBack(Desk):
    """Between and add as they should be for a place that never closes, but one."""

    def is_open(self, at: datetime) -> bool:
        return True

    def next_open(self, at: datetime) -> datetime | None:
        return at

    def next_close(self, at: datetime) -> datetime | None:
        return None

    def between(self, start: datetime, end: datetime) -> timedelta:
        return end.astimezone(UTC) - start.astimezone(UTC)

    def add(self, at: datetime, seconds: int) -> datetime | None:
        return at + timedelta(seconds=seconds, minutes=0 if seconds > 0 else 1)


class GluesEdges:
    """An algebra whose union leaves the seams in."""

    @staticmethod
    def union(one: Sequence[int], other: Sequence[int]) -> list[int]:
        return sorted((*one, *other))

    @staticmethod
    def intersection(one: Sequence[int], other: Sequence[int]) -> list[int]:
        return []

    @staticmethod
    def difference(one: Sequence[int], other: Sequence[int]) -> list[int]:
        return list(one)


# -------------------------------------------------------------------------------------------------------------- world


@frozen
class Underlay:
    """An atlas that puts new layers below the old ones: the shop's corrections never show."""

    atlas: Atlas

    def overlay(self, *layers: Layer) -> "Underlay":
        return Underlay(Atlas((*(one for one in layers if one.pages), *self.atlas.layers)))

    def __getattr__(self, name: str) -> object:
        return getattr(self.atlas, name)


ACT = {"title": "The Act", "url": "https://example.org/act", "checked": date(2026, 11, 21)}


def layer(rule: str, *entries: dict[str, object], edition: str = "toys-1", **header: object) -> Layer:
    """A layer whose page nobody has checked."""
    raw: dict[str, object] = dict(header)
    *folders, name = rule.split(".")
    place = raw
    for folder in folders:
        place = place.setdefault(folder, {})
    place[name] = [{"grade": "A", "sources": [ACT], **one} for one in entries]
    return Layer(edition, (Page.of("places", "de", raw),))


GERMAN = layer("shipping.vat.standard", {"since": date(2020, 1, 1), "value": Decimal("0.18")})
FAULTY = layer("shipping.vat.standart", {"since": date(2020, 1, 1), "value": Decimal("0.18")})
SILENT = layer(
    "shipping.vat.standard",
    {"since": date(2020, 1, 1), "until": date(2021, 1, 1), "value": Decimal("0.18")},
    {"since": date(2022, 1, 1), "value": Decimal("0.17")},
)
SHELLS = layer("payments.offers.shells", {"since": date(2020, 1, 1), "value": "common"})
HEADER = {"name": "Bremen", "currency": "EUR", "zone": "Europe/Berlin", "tax_name": "VAT", "tax_local": "MwSt"}
LEAGUE = layer("shipping.vat.standard", {"since": date(2020, 1, 1), "value": Decimal("0.18")}, **HEADER, blocs=["hanse"])
PROMISE = """
[[example]]
ask = "tax_rate"
facts = { place = "DE", on = 2020-12-31 }
expect = { rate = "0.17" }
"""


class Forgetful:
    """Pages that come back from a pickle as somebody else's."""

    edition = "toys-1"

    def page(self, folder: str, name: str) -> Page | None:
        return GERMAN.page(folder, name)

    def listed(self, folder: str) -> tuple[str, ...]:
        return GERMAN.listed(folder)

    def __reduce__(self) -> tuple[object, ...]:
        return type(GERMAN), ("toys-2", GERMAN.pages)


FAULTS: dict[str, tuple[str, Callable[[], object]]] = {
    "greets by the server's clock": ("purity", lambda: check_purity(greeting_by_the_clock_of_the_server)),
    "counts up with every question": ("purity", lambda: check_purity(queue_number_counted_up)),
    "rounds as the caller happens to": ("purity", lambda: check_purity(vat_rounded_as_the_caller_happens_to_round)),
    "takes unknown freight for free": ("closure", lambda: check_answer(total_that_takes_unknown_freight_for_free())),
    "gives no total and says nothing": ("closure", lambda: check_answer(total_forgotten())),
    "leaves a charge open": ("closure", lambda: check_answer(charge_left_open())),
    "has no word for needs": ("closure", lambda: check_answer(answer_without_needs())),
    "is complete in spite of needs": ("closure", lambda: check_answer({**total_that_takes_unknown_freight_for_free(), "status": "complete"})),
    "is incomplete for nothing": ("closure", lambda: check_answer(answer(status="incomplete"))),
    "cites nobody": ("citation", lambda: check_answer(rate_that_somebody_remembered())),
    "cites a chat": ("citation", lambda: check_answer(rate_read_in_a_chat())),
    "does not write its reasons out": ("citation", lambda: check_answer(reason_nobody_wrote_out())),
    "answers with a list": ("value", lambda: check_answer(Note(["one"]))),
    "reckons the total beside the lines": ("sums", lambda: check_sums(receipt(total=euros("23.81")))),
    "reckons the sums beside the charges": ("sums", lambda: check_sums(receipt(sums={"tax": euros("3.79")}))),
    "splits what is due and loses a cent": ("sums", lambda: check_sums(receipt(due_at_checkout=euros("20.00"), due_at_door=euros("3.79")))),
    "shares lose a cent": ("sums", lambda: check_sums(receipt(per_line=[{"sku": one, "share": euros("11.89")} for one in "ab"]))),
    "adds dollars to euros": ("sums", lambda: check_sums(receipt(charges=[{"code": "f", "kind": "fee", "amount": DOLLARS}], sums={}))),
    "quotes in two currencies": ("sums", lambda: check_sums(receipt(freight={"amount": "0.00", "currency": "USD"}))),
    "writes tenths of a cent": ("sums", lambda: check_sums(receipt(freight=euros("0.001")))),
    "has a total with an unknown part": ("sums", lambda: check_sums(receipt(freight=None))),
    "bounds that do not hold the total": ("sums", lambda: check_sums(receipt(low=euros("23.81"), high=euros("24.00")))),
    "takes per cent for a fraction": ("sums", lambda: check_sums(receipt_with_tax_of("380.00", "19% of 20.00 EUR = 380.00 EUR"))),
    "says one figure and charges another": ("sums", lambda: check_sums(receipt_with_tax_of("3.81", "19% of 20.00 EUR = 3.80 EUR"))),
    "keeps a levy out of the total": ("sums", lambda: check_sums(receipt_with_a_levy(total=euros("23.80")))),
    "keeps a levy out of the sum of taxes": ("sums", lambda: check_sums(receipt_with_a_levy(sums={"tax": euros("3.80")}))),
    "charges a levy on prices that hold it": ("sums", lambda: check_sums(receipt_with_a_levy(), prices_include=["tax"])),
    "pays tax back": ("sums", lambda: check_sums(receipt_with_tax_of("-3.80", "19% of 20.00 EUR = -3.80 EUR"))),
    "rounds each share": ("allocation", lambda: check_allocation(allocation_by_rounding_each)),
    "leaves the rest to the last": ("allocation", lambda: check_allocation(allocation_that_leaves_the_rest_to_the_last)),
    "forgets one": ("allocation", lambda: check_allocation(allocation_that_forgets_one)),
    "half price for the first line": ("permutation", lambda: check_permutation(total_with_half_price_for_the_first_line, parcels=TEES, days=DAYS)),
    "free freight from fifty": ("monotone", lambda: check_monotone(total_with_free_freight_from_fifty, parcels=TEES, days=DAYS)),
    "free freight, in an answer": ("monotone", lambda: check_monotone(answer_with_free_freight_from_fifty, parcels=TEES, days=DAYS)),
    "drops methods it dislikes": ("partition", lambda: check_partition(payments_that_drop_what_they_dislike, methods=METHODS)),
    "offers and excludes at once": ("partition", lambda: check_partition(payments_that_say_both, methods=METHODS)),
    "excludes without a reason": ("partition", lambda: check_partition(payments_without_a_reason, methods=METHODS)),
    "does not know why it does not know": ("partition", lambda: check_partition(payments_that_do_not_know_why, methods=METHODS)),
    "ranks from nought": ("partition", lambda: check_partition(payments_ranked_from_nought, methods=METHODS)),
    "takes shells": ("partition", lambda: check_partition(payments_invented, methods=METHODS)),
    "never hears a withdrawal": ("withdrawal wins", lambda: check_withdrawal_wins(once_a_subscriber_always_a_subscriber)),
    "hears it only the day it is typed in": ("withdrawal wins", lambda: check_withdrawal_wins(a_withdrawal_is_heard_when_it_was_typed_in)),
    "writes when in doubt": ("never loosens", lambda: check_never_loosens(when_in_doubt_we_write)),
    "calls fifteen grown up": ("never loosens", lambda: check_never_loosens(grown_up_at_fifteen)),
    "takes the kindest of two laws": ("never loosens", lambda: check_never_loosens(only_here, strictest=strictest_is_the_kindest)),
    "is open at closing time": ("half-open", lambda: check_half_open(OpenAtClosingTime())),
    "opens late by a minute": ("half-open", lambda: check_half_open(LateByAMinute())),
    "reads the wall clock only": ("half-open", lambda: check_half_open(ReadsTheWallClockOnly())),
    "counts every day as eight hours": ("half-open", lambda: check_half_open(CountsEveryDayAsEightHours())),
    "loses a minute on the way back": ("half-open", lambda: check_half_open(LosesAMinuteOnTheWayBack())),
    "leaves the seams in": ("algebra", lambda: check_algebra(GluesEdges)),
    "lays its corrections below": ("overlay", lambda: check_overlay(Underlay(Atlas((GERMAN,))), evolve(SILENT, edition="toys-2"))),
    "misspells a rule": ("schema", lambda: check_atlas(Atlas((FAULTY,)))),
    "falls silent for a year": ("gaps", lambda: check_atlas(Atlas((SILENT,)))),
    "offers a method nobody wrote about": ("names", lambda: check_atlas(Atlas((SHELLS,)))),
    "is in a bloc nobody wrote about": ("names", lambda: check_atlas(Atlas((LEAGUE,)))),
    "breaks a promise of its page": ("examples", lambda: check_atlas(Atlas((GERMAN,)), examples=examples_in("places/de", PROMISE))),
    "forgets its pages": ("value", lambda: check_atlas(Atlas((Forgetful(),)))),
}
"""What goes wrong, the law it breaks, and the check that catches it."""
