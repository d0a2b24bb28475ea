"""Which duty does the tariff itself ask for these goods, from there, on that day?

>>> from xborder.shipping.tariff import us_tariff
>>> answer = duty_on(us_tariff(), "6109.10.00", origin="MX", on="2025-12-01", value="200.00 USD")
>>> answer.column, answer.amount, [(one.programme, one.saves) for one in answer.available]
('general', Money('33.00', 'USD'), [('usmca', Money('33.00', 'USD'))])
>>> claim = {"programme": "usmca", "proof": "certification of origin"}
>>> claimed = duty_on(us_tariff(), "6109.10.00", origin="MX", on="2025-12-01", value="200.00 USD", claims=[claim])
>>> claimed.column, claimed.amount
('special', Money('0.00', 'USD'))

Only what stands in the schedule's own columns is answered here; additional duties, fees and taxes are other questions.
Nothing is picked silently: where digits or measures do not decide, the answer is a range with what would narrow it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, ParamSpec, TypeVar

from xborder.atlas import Atlas, Entry, standard
from xborder.codes import Country, Currency
from xborder.errors import FactError
from xborder.money import ExchangeRates, Money, divide
from xborder.reasons import Caveat, Need, assumed
from xborder.shipping.duty.evaluation import DutyAmount, Measure, evaluate
from xborder.shipping.duty.expression import FREE, Expression, Reference
from xborder.shipping.tariff.base_duty import Available, BaseDuty, DutyColumn, Edition, Option, Strategy
from xborder.shipping.tariff.claims import Accepted, Claim, accepted, claimed_duties, claims_of, doubts, programme_duties
from xborder.shipping.tariff.line import TariffLine
from xborder.shipping.tariff.preferences import PRODUCT_SYMBOLS, Programme, column_2, origin_of, preferences
from xborder.shipping.tariff.schedule import TariffSchedule
from xborder.values import choice, day_or_instant

__all__ = ["duty_on"]

_SOME = 6


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
            duty,
            value=self.value,
            measures=self.measures,
            materials=self.materials,
            references=self.references,
            rates=self.rates,
            currency=self.currency,
            path=self.path,
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
    compare: bool = True,
) -> BaseDuty:
    """The duty of one good by a schedule; `to` is the country of entry where the schedule serves several.

    Without `compare` it is left out what programmes that nobody claimed would save.
    """
    world = atlas or standard()
    chosen: Strategy = choice(strategy, "exact", "low", "high")
    destination = to or schedule.country
    moment = world.moment("DE" if destination == "EU" else destination, day_or_instant(on))
    source = _under("origin", origin_of, origin, moment.day)
    worth = None if value is None else Money.read(value)
    goods = _Goods(worth, dict(measures or {}), dict(materials or {}), dict(references or {}), rates, schedule.currency, path)
    found = _under("hs", schedule.lookup, code)
    entry = column_2(source, on, world) if schedule.country == "US" else None
    joined = preferences(source, destination, on, world)
    claimed = _under("claims", claims_of, claims)
    made = tuple(_accepted(index, one, joined, found.lines, source, destination, moment.day, entry) for index, one in enumerate(claimed))
    options = [option for line in found.lines for option in _options(line, schedule, made, source, moment.day, goods, second=entry is not None)]
    needs, caveats = _open(schedule, found.code, options, found.needs, chosen, path, moment.day)
    columns = {one.column for one in options}
    return BaseDuty(
        printed=_edition(schedule),
        code=found.code,
        origin=source,
        column=columns.pop() if len(columns) == 1 else None,
        options=tuple(options),
        strategy=chosen,
        value=worth,
        available=() if entry or not compare else tuple(_available(schedule, found.lines, joined, made, source, moment.day, goods)),
        claims=made,
        entry=entry,
        needs=needs,
        caveats=tuple(dict.fromkeys((*found.caveats, *doubts(made, found.lines, schedule.rule, source, moment.day), *caveats))),
        assumed=() if claimed else (assumed("/claims", (), "no preference is claimed"),),
        edition=world.edition,
    )


P = ParamSpec("P")
T = TypeVar("T")


def _under(name: str, ask: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Asks with the fact's name before the path of whatever is refused."""
    try:
        return ask(*args, **kwargs)
    except FactError as error:
        raise error.under(name) from None


def _edition(schedule: TariffSchedule) -> Edition:
    source = schedule.source
    return Edition(
        name=schedule.name,
        edition=schedule.edition,
        currency=Currency(schedule.currency),
        rule=schedule.rule,
        since=schedule.revised,
        grade=schedule.grade,
        sources=(source,) if source else (),
    )


def _accepted(
    index: int, claim: Claim, joined: tuple[Programme, ...], lines: tuple[TariffLine, ...], origin: Country, to: str, on: date, second: Entry | None
) -> Accepted:
    """One claim, held against the programmes of the day; under column 2 there is nothing to claim."""
    made = _under("claims", lambda: _under(str(index), accepted, claim, joined, lines, origin, to, on))
    return made._replace(why=f"goods of {origin} are charged under column 2") if second and not made.why else made


def _duties(line: TariffLine, schedule: TariffSchedule, on: date, *, second: bool) -> Iterator[tuple[str, Expression]]:
    """The duties of the column that holds where nothing is claimed; of an estimate, each that it may be."""
    names = ("column2",) if second else (schedule.main, "cut")
    for name in names:
        for rate in line.column(name, on):
            duty = rate.on(on)[0]
            if duty is not None and rate.origin is None:
                yield rate.text, duty


def _options(
    line: TariffLine, schedule: TariffSchedule, claims: tuple[Accepted, ...], origin: str, on: date, goods: _Goods, *, second: bool
) -> Iterator[Option]:
    """What the line's duty may be: the lowest of those claimed, where it is below the others."""
    label: DutyColumn = "2" if second else "general"
    spans = {duty: (text, goods.span(duty)) for text, duty in _duties(line, schedule, on, second=second)}
    claimed: list[tuple[str, Expression, DutyAmount]] = []
    for claim in claims:
        duties = claimed_duties(line, claim, origin, on)
        if duties is None and spans:
            claimed.append(_unwritten(claim, [span for _, span in spans.values()], goods))
        claimed.extend((text, duty, goods.span(duty)) for text, duty in duties or ())
    if claimed:  # the lowest of several applies: general note 3(a)(iii) of the US schedule
        text, duty, span = min(claimed, key=lambda one: (one[2].most is None, one[2].most or 0, one[2].least))
        if not any(other.most is not None and other.most < span.least for _, other in spans.values()):
            yield Option(code=line.code, column="special", text=text, expression=duty, span=span)
            return
    for duty, (text, span) in spans.items():
        yield Option(code=line.code, column=label, text=text, expression=duty, span=span)


def _unwritten(claim: Accepted, general: list[DutyAmount], goods: _Goods) -> tuple[str, Expression, DutyAmount]:
    """The duty under a programme whose rates do not stand in the tariff: anything up to the duty without it."""
    name = claim.programme.name if claim.programme else claim.claim.programme
    text = f"the rate under {name} does not stand in this tariff"
    most = None if any(one.most is None for one in general) else max(one.most for one in general if one.most is not None)
    need = Need(kind="rule", path=f"{goods.path}/claims", text=text)
    needs = (need, *(one for span in general for one in span.needs))
    return text, Reference("preference", name), DutyAmount(currency=Currency(goods.currency), least=Fraction(0), most=most, needs=needs)


def _listed(options: list[Option]) -> str:
    told = list(dict.fromkeys(f"{one.code} ({one.text})" for one in options))
    return ", ".join(told[:_SOME]) + (f" and {len(told) - _SOME} more" if len(told) > _SOME else "")


def _open(
    schedule: TariffSchedule, code: str, options: list[Option], missing: tuple[Need, ...], strategy: Strategy, path: str, on: date
) -> tuple[tuple[Need, ...], list[Caveat]]:
    """What the answer had to do without, and what to know before relying on it."""
    needs = [*missing, *(need for one in options for need in one.span.needs)]
    caveats = []
    if not options and not missing:
        needs.append(Need(kind="rule", path=f"{path}/hs", text=f"{code} bears no rate in this column that day"))
    bounds = {(one.span.least, one.span.most) for one in options}
    if len(bounds) > 1:
        text = f"{code} may be any of {_listed(options)}, which do not come to the same"
        if strategy == "exact":
            needs.append(Need(kind="rule" if schedule.estimate else "fact", path=f"{path}/hs", text=text))
        else:
            caveats.append(Caveat(kind="estimated", rule=schedule.rule, text=f"{text}; the {'lowest' if strategy == 'low' else 'highest'} is taken"))
    elif strategy != "exact" and any(least != most for least, most in bounds):
        caveats.append(Caveat(kind="estimated", rule=schedule.rule, text=f"what is missing is taken at its {'least' if strategy == 'low' else 'most'}"))
    if schedule.estimate:
        caveats.append(Caveat(kind="estimated", rule=schedule.rule, text=schedule.note, on=schedule.revised))
    stale = schedule.stale(on)
    return tuple(dict.fromkeys(needs)), [*caveats, stale] if stale else caveats


def _available(
    schedule: TariffSchedule, lines: tuple[TariffLine, ...], joined: tuple[Programme, ...], claims: tuple[Accepted, ...], origin: str, on: date, goods: _Goods
) -> Iterator[Available]:
    """The programmes that nobody claimed and that would lower the duty."""
    taken = {one.programme.id if one.programme else one.claim.programme for one in claims if not one.why}
    general = [duty for line in lines for _, duty in _duties(line, schedule, on, second=False)]
    if not general or all(duty == FREE for duty in general):
        return
    for programme in joined:
        if programme.id not in taken:
            under = [duty for line in lines for _, duty in programme_duties(line, programme.symbols, origin, on, by_origin=not programme.symbols)]
            if under or not (programme.symbols or any(rate.origin for line in lines for rate in line.rates)):
                saves = _saving(general, under, goods)
                if saves is None or saves.units:
                    yield Available(programme=programme.id, name=programme.name, saves=saves)
    for symbol, name in PRODUCT_SYMBOLS.items() if schedule.country == "US" else ():
        under = [duty for line in lines for _, duty in programme_duties(line, (symbol,), origin, on, by_origin=False)]
        if under and symbol not in taken and (symbol != "B" or origin == "CA"):
            saves = _saving(general, under, goods)
            if saves is None or saves.units:
                yield Available(programme=symbol, name=name, saves=saves)


def _saving(general: list[Expression], under: list[Expression], goods: _Goods) -> Money | None:
    """By how much the duty would fall, where both are decided; nothing where it would not."""
    now, then = ({goods.span(duty).exact for duty in duties} for duties in (general, under))
    if len(now) != 1 or len(then) != 1:
        return None
    one, other = now.pop(), then.pop()
    if one is None or other is None:
        return None
    less = max(one - other, Fraction(0))
    return Money.of(divide(less.numerator, less.denominator), goods.currency)
