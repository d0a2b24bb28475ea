"""Which duty does the tariff itself ask for these goods, from there, on that day?

>>> answer = duty_on(us_tariff(), "6109.10.00", origin="MX", on="2025-12-01", value="200.00 USD")
>>> answer.column, answer.amount, [(one.programme, one.saves) for one in answer.available]
('general', Money('33.00', 'USD'), [('usmca', Money('33.00', 'USD'))])
>>> claimed = duty_on(us_tariff(), "6109.10.00", origin="MX", on="2025-12-01", value="200.00 USD", claims=[{"programme": "usmca", "proof": "certification of origin"}])
>>> claimed.column, claimed.amount
('special', Money('0.00', 'USD'))

Only what stands in the schedule's own columns is answered here; additional duties, fees and taxes are other questions.
Nothing is picked silently: where digits or measures do not decide, the answer is a range with what would narrow it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple, final

from attrs import frozen

from xborder.atlas import Atlas, Entry, standard
from xborder.codes import Country, Currency
from xborder.money import ExchangeRates, Money, Rate, divide
from xborder.reasons import Assumption, Caveat, Grade, Need, Reason, Source, assumed, told
from xborder.shipping.duty.evaluation import DutyAmount, Measure, evaluate
from xborder.shipping.duty.expression import Expression
from xborder.shipping.tariff.claims import Accepted, Claim, accepted, claimed_duties, claims_of, doubts, programme_duties
from xborder.shipping.tariff.line import TariffLine
from xborder.shipping.tariff.packaged import us_tariff
from xborder.shipping.tariff.preferences import PRODUCT_SYMBOLS, Programme, column_2, origin_of, preferences
from xborder.shipping.tariff.schedule import TariffSchedule
from xborder.values import Answer, Value, choice, day_or_instant

__all__ = ["Available", "BaseDuty", "Claim", "Option", "duty_on", "us_tariff"]

Strategy = Literal["exact", "low", "high"]
DutyColumn = Literal["general", "special", "2"]
_SOME = 6


@final
@frozen(kw_only=True)
class Option(Value):
    """One duty that may be the one: of a line, in the words of a column."""

    WIRE = ("code", "column", "text", "expression", "low", "high")

    code: str
    column: DutyColumn
    text: str
    expression: Expression
    span: DutyAmount

    @property
    def low(self) -> Money:
        """The least it comes to."""
        return self.span.low()

    @property
    def high(self) -> Money | None:
        """The most it comes to; None where nothing bounds it."""
        return self.span.high()


@final
@frozen(kw_only=True)
class Available(Value):
    """A programme that was not claimed and would lower the duty, if the goods fulfil its rules; `saves` is None where the tariff does not say by how much."""

    programme: str
    name: str
    saves: Money | None = None


@final
@frozen(kw_only=True)
class Edition(Value):
    """The edition of a tariff, as a reason cites it."""

    rule: str
    since: date
    until: date | None = None
    grade: Grade = "B"
    sources: tuple[Source, ...] = ()


@final
@frozen(kw_only=True)
class BaseDuty(Answer):
    """The duty of the schedule's own columns."""

    WIRE = ("status", "amount", "low", "high", "ad_valorem_equivalent", "column", "options", "available", "tariff", "because", "needs", "caveats", "assumed", "edition")

    schedule: TariffSchedule
    code: str
    origin: Country
    column: DutyColumn | None
    options: tuple[Option, ...]
    strategy: Strategy
    value: Money | None
    available: tuple[Available, ...]
    claims: tuple[Accepted, ...]
    entry: Entry | None
    needs: tuple[Need, ...]
    caveats: tuple[Caveat, ...]
    assumed: tuple[Assumption, ...]
    edition: str

    @property
    def currency(self) -> Currency:
        """The tariff's own money."""
        return Currency(self.schedule.currency)

    def _bounds(self) -> tuple[Fraction | None, Fraction | None]:
        if not self.options:
            return None, None
        highs = [one.span.most for one in self.options]
        high = None if None in highs else max(one for one in highs if one is not None)
        return min(one.span.least for one in self.options), high

    def _money(self, figure: Fraction | None) -> Money | None:
        return None if figure is None else Money.of(divide(figure.numerator, figure.denominator), self.currency)

    @property
    def low(self) -> Money | None:
        """The least it can be."""
        return self._money(self._bounds()[0])

    @property
    def high(self) -> Money | None:
        """The most it can be; None where nothing bounds it."""
        return self._money(self._bounds()[1])

    @property
    def exact(self) -> Fraction | None:
        """The duty in minor units before it is rounded, by the strategy that was chosen; None where it is not decided."""
        low, high = self._bounds()
        if low == high or self.strategy == "low":
            return low
        return high if self.strategy == "high" else None

    @property
    def amount(self) -> Money | None:
        """The duty, rounded to the minor unit; None where it is not decided."""
        return self._money(self.exact)

    @property
    def ad_valorem_equivalent(self) -> Rate | None:
        """The duty as a rate of the value, where both are known in one money."""
        exact = self.exact
        if exact is None or self.value is None or self.value.currency != self.currency or not self.value.units:
            return None
        return Rate(exact / self.value.exact)

    @property
    def tariff(self) -> Mapping[str, str]:
        """Which tariff and which edition of it was read."""
        return {"name": self.schedule.name, "edition": self.schedule.edition}

    @property
    def because(self) -> tuple[Reason, ...]:
        """The rows that were read, and what put the goods into their column."""
        source = self.schedule.source
        edition = Edition(rule=self.schedule.rule, since=self.schedule.revised, grade=self.schedule.grade, sources=(source,) if source else ())
        found = []
        if self.entry:
            found.append(told("tariff.column_2", "goods of {origin} are charged under column 2", self.entry, origin=self.origin))
        found += [
            told("tariff.claim", "{name} is claimed, with {proof} as its proof", one.programme.entry if one.programme else None, name=_name(one), proof=one.claim.proof)
            for one in self.claims
            if not one.why
        ]
        template = "{code}, column {column}: {text}"
        return (*found, *(told("tariff.rate", template, edition, code=one.code, column=one.column, text=one.text) for one in self.options))


def _name(claim: Accepted) -> str:
    return claim.programme.name if claim.programme else claim.claim.programme


class _Goods(NamedTuple):
    """What is known of the goods, to reckon a duty with."""

    value: Money | None
    measures: Mapping[str, Measure]
    materials: Mapping[str, Money | str]
    references: Mapping[str, Expression | Money]
    rates: ExchangeRates | None
    currency: str
    path: str

    def span(self, duty: Expression) -> DutyAmount:
        """The least and the most that a duty comes to."""
        return evaluate(
            duty, value=self.value, measures=self.measures, materials=self.materials, references=self.references, rates=self.rates, currency=self.currency, path=self.path
        )


def duty_on(
    schedule: TariffSchedule,
    code: str,
    /,
    *,
    origin: str,
    on: date | str,
    value: Money | Mapping[str, Any] | str | None = None,
    measures: Mapping[str, Measure] | None = None,
    materials: Mapping[str, Money | str] | None = None,
    references: Mapping[str, Expression | Money] | None = None,
    claims: Iterable[Claim | Mapping[str, Any]] = (),
    strategy: Strategy = "exact",
    to: str | None = None,
    rates: ExchangeRates | None = None,
    atlas: Atlas | None = None,
    path: str = "",
) -> BaseDuty:
    """The duty of one good by a schedule; `to` is the country of entry where the schedule serves several."""
    world = atlas or standard()
    chosen = choice(strategy, "exact", "low", "high")
    destination = to or schedule.country
    moment = world.moment("DE" if destination == "EU" else destination, day_or_instant(on))
    source = origin_of(origin, moment.day)
    worth = None if value is None else Money.read(value)
    goods = _Goods(worth, dict(measures or {}), dict(materials or {}), dict(references or {}), rates, schedule.currency, path)
    found = schedule.lookup(code)
    entry = column_2(source, on, world) if schedule.country == "US" else None
    joined = preferences(source, destination, on, world)
    claimed = claims_of(claims)
    made = tuple(_accepted(index, one, joined, found.lines, source, destination, moment.day, entry) for index, one in enumerate(claimed))
    options = [option for line in found.lines for option in _options(line, schedule, made, source, moment.day, goods, second=entry is not None)]
    low, high = min((one.span.least for one in options), default=None), max((one.span.most or Fraction(0) for one in options), default=None)
    needs = {need.path + need.text: need for need in found.needs}
    needs.update({need.path + need.text: need for one in options for need in one.span.needs})
    caveats = [*found.caveats, *doubts(made, schedule.rule)]
    if not options and not found.needs:
        needs["rate"] = Need(kind="rule", path=f"{path}/hs", text=f"{found.code} bears no rate in this column on {moment.day}")
    settled = {(one.span.least, one.span.most) for one in options}
    if len(settled) > 1:
        text = f"{found.code} may be any of {_listed(options)}: they do not come to the same"
        if chosen == "exact":
            needs["hs"] = Need(kind="rule" if schedule.estimate else "fact", path=f"{path}/hs", text=text)
        else:
            caveats.append(Caveat(kind="estimated", rule=schedule.rule, text=f"{text}; the {'lowest' if chosen == 'low' else 'highest'} is taken"))
    elif chosen != "exact" and low != high:
        caveats.append(Caveat(kind="estimated", rule=schedule.rule, text=f"what is missing is taken at its {'least' if chosen == 'low' else 'most'}"))
    if schedule.estimate:
        caveats.append(Caveat(kind="estimated", rule=schedule.rule, text=schedule.note, on=schedule.revised))
    caveats.extend(filter(None, (schedule.stale(moment.day),)))
    columns = {one.column for one in options}
    return BaseDuty(
        schedule=schedule,
        code=found.code,
        origin=source,
        column=columns.pop() if len(columns) == 1 else None,
        options=tuple(options),
        strategy=chosen,
        value=worth,
        available=() if entry else tuple(_available(schedule, found.lines, joined, made, source, moment.day, goods)),
        claims=made,
        entry=entry,
        needs=tuple(needs.values()),
        caveats=tuple(dict.fromkeys(caveats)),
        assumed=() if claimed else (assumed("/claims", [], "no preference is claimed"),),
        edition=world.edition,
    )
