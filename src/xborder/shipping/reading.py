"""One pass over the rules of a destination, from which its plan is made."""

from collections.abc import Mapping
from typing import Any

from xborder.atlas import Atlas, Entry, Moment
from xborder.codes import Currency
from xborder.errors import AtlasError
from xborder.money import Money, Rate
from xborder.reasons import Need
from xborder.shipping.parcel import Circumstances
from xborder.shipping.plan import Fee, Gate, General, LandedCostPlan, Levy, Rounding, Scheme, Simplified
from xborder.values import Pairs

__all__ = ["plan_for"]

UNKNOWN = "unknown"
"""What a page writes where a bloc's rule does not hold and nobody has read what does."""

Facts = Mapping[str, frozenset[str | bool] | None]
"""Each `when` key of a case with everything that holds for it; None where the fact is unknown."""


def plan_for(case: Circumstances, moment: Moment, atlas: Atlas) -> LandedCostPlan:
    """The plan for these circumstances, remembered by the atlas for as long as it holds."""
    return atlas.plan(("landed_cost", case), moment, lambda: _Reading(case, moment, atlas).plan())


_NO_BORDER: Mapping[str, Any] = {
    "imported": False, "scheme": None, "duty_base": None, "duty_silent": False, "cif": False, "factor": None, "duty_relief": None, "simplified": None,
    "general": None, "levies": (), "fees": (), "roundings": (), "tax_base": None, "tax_columns": (), "uplift": None, "uplift_cif": False, "inside": False,
}  # fmt: skip
"""What is read of a parcel for which no duty is asked."""


class _Reading:
    """One pass over the rules of a destination."""

    def __init__(self, case: Circumstances, moment: Moment, atlas: Atlas) -> None:
        self.case = case
        self.atlas = atlas
        self.second = moment.first
        self.first, self.last = 0, 10**12
        self.needs: list[Need] = []
        self.announced: list[Entry] = []
        self.facts = _facts(case, atlas, moment.first)

    def plan(self) -> LandedCostPlan:
        """The plan: of a parcel that crosses no customs border, or of an import."""
        rules = self.within() or self.across()
        header = self.atlas.header(self.case.scope)
        rates = self.tax_rates()
        scheme: Scheme | None = rules["scheme"]
        own = scheme.rate if scheme else None
        taxed = rules.pop("imported") and any(rate.numerator for _, rate, _ in rates)
        tax_relief = self.gate("shipping.vat.relief") if taxed else None
        if taxed and rules["tax_base"] is None:
            self.owe("shipping.vat.base")
        return LandedCostPlan(
            scope=self.case.scope,
            edition=self.atlas.edition,
            known=self.atlas.knows(self.case.scope),
            currency=Currency(header.get("currency") or "USD"),
            tax_rates=rates,
            scheme_rates=tuple((category, own, scheme.entry) for category in self.case.categories) if scheme and own else rates,
            tax_name=header.get("tax_name") or "VAT",
            platform=self.case.sold_via == "platform",
            freight_channel=self.case.channel == "freight",
            tax_relief=tax_relief,
            tax_silent=taxed and tax_relief is None,
            **{**rules, "duty_silent": rules["duty_silent"] or (rules["untaxed"] is None and rules["duty_relief"] is None)},
            announced=tuple(self.announced),
            needs=tuple(self.needs),
            first=self.first,
            last=self.last,
        )

    def across(self) -> dict[str, Any]:
        """The rules of an import."""
        duty_base, duty_value = self.read("shipping.duty.base")
        return {
            "imported": True,
            "untaxed": None,
            "duty_base": duty_base,
            "duty_silent": duty_value is None,
            "cif": duty_value is not None and duty_value.get("method") == "cif",
            "factor": _rate(duty_value, "factor"),
            "duty_relief": self.gate("shipping.duty.relief"),
            "simplified": self.simplified(),
            "scheme": self.scheme(),
            "general": self.general(),
            "levies": self.levies(),
            "fees": self.fees(),
            "roundings": self.roundings(),
            **self.tax_base(),
        }

    def tax_base(self) -> dict[str, Any]:
        """What enters the base of a tax at the border."""
        entry, value = self.read("shipping.vat.base", owed=False)
        return {
            "tax_base": entry if value else None,
            "tax_columns": value.get("include") if value else (),
            "uplift": _rate(value, "uplift"),
            "uplift_cif": bool(value and value.get("uplift_of") == "cif"),
            "inside": bool(value and value.get("inside")),
        }

    def within(self) -> dict[str, Any] | None:
        """The rules of a parcel that crosses no customs border: sold at home, or inside a customs union."""
        entry, value = self.read("shipping.union", owed=False)
        method = value.get("method") if value else "none"
        base = value.get("base") if value else ()
        if self.case.ship_from == self.case.scope[:2]:
            entry, method, base = self.read("shipping.vat.standard")[0], "seller", ("goods", "freight", "insurance")
        if method == "none" or entry is None:
            return None
        if method == "import_tax":
            return {**_NO_BORDER, "imported": True, "untaxed": entry, "fees": self.fees(), "levies": self.levies(), **self.tax_base()}
        scheme = Scheme(
            name="union",
            entry=entry,
            limit=None,
            strict=False,
            basis="goods",
            per_item=False,
            mandatory=True,
            base=base,
            duty="none",
            unregistered="untaxed",
            registered=method == "seller",
            factor=None,
            excise=False,
            rate=None,
        )
        return {**_NO_BORDER, "untaxed": entry, "scheme": scheme}

    def read(self, rule: str, *, owed: bool = True) -> tuple[Entry | None, Any]:
        """The value of a rule for these circumstances; its period narrows the plan's."""
        stretch = self.atlas.find(self.case.scope, rule, self.second)
        self.first, self.last = max(self.first, stretch.first), min(self.last, stretch.last)
        ahead = self.atlas.announced(self.case.scope, rule, self.second)
        self.announced += ahead
        if stretch.entry is None:
            if owed:
                self.owe(rule)
            return None, None
        value, unknown = _chosen(stretch.entry, self.facts)
        for fact in unknown:
            path = {"origin": "/parcel/lines", "ship_from": "/parcel/ship_from"}.get(fact, f"/parcel/{fact}")
            self.needs.append(Need(kind="fact", path=path, text=f"{fact} decides between the cases of {stretch.entry.rule}"))
        unwritten = value == UNKNOWN or (isinstance(value, Pairs) and value.get("method") == UNKNOWN)
        if unwritten or (value is None and owed and not unknown):
            self.owe(rule)
        return stretch.entry, None if unwritten else value

    def owe(self, rule: str) -> None:
        text = f"the atlas {self.atlas.edition} has no rule {rule} for {self.case.scope} on that day"
        self.needs.append(Need(kind="rule", path=f"{self.case.scope}:{rule}", text=text))

    def tax_rates(self) -> tuple[tuple[str, Rate, Entry], ...]:
        found = []
        for category in sorted(self.case.categories):
            entry, value = self.read(f"shipping.vat.{category}")
            if entry is not None and value is not None:
                found.append((category, Rate.read(value), entry))
        return tuple(found)

    def gate(self, rule: str) -> Gate | None:
        entry, value = self.read(rule)
        if entry is None or value is None:
            return None
        limit = value.get("limit")
        return Gate(entry, value.get("method"), Money.read(limit) if limit else None, value.get("basis") or "goods")

    def simplified(self) -> Simplified | None:
        entry, value = self.read("shipping.duty.simplified", owed=False)
        if entry is None or value is None or value.get("method") == "none":
            return None
        bands = tuple((Money.read(one.get("up_to")), Rate.read(one.get("rate")), _money(one, "less")) for one in value.get("bands") or ())
        return Simplified(
            entry=entry,
            method=value.get("method"),
            code=value.get("code"),
            limit=_money(value, "limit") or (bands[-1][0] if bands else None),
            strict=value.get("edge") == "below",
            basis=value.get("basis") or "goods",
            amount=_money(value, "amount"),
            item=value.get("item") or "line",
            rate=_rate(value, "rate"),
            bands=bands,
        )

    def scheme(self) -> Scheme | None:
        """The scheme that the seller or the platform may collect under: one she is registered for before one she is not."""
        found: list[Scheme] = []
        for rule in self.atlas.rules(self.case.scope, "shipping.scheme.", self.second):
            entry, value = self.read(rule, owed=False)
            if entry is None or value is None or value.get("method") == "none":
                continue
            name = rule.rpartition(".")[2]
            registered = name in self.case.schemes or (self.case.sold_via == "platform" and value.get("unregistered") != "import")
            found.append(
                Scheme(
                    name=name,
                    entry=entry,
                    limit=_money(value, "limit"),
                    strict=value.get("edge") == "below",
                    basis=value.get("basis"),
                    per_item=value.get("per") == "item",
                    mandatory=value.get("mandatory"),
                    base=value.get("base"),
                    duty=value.get("duty"),
                    unregistered=value.get("unregistered"),
                    registered=registered,
                    factor=_rate(value, "factor"),
                    excise=bool(value.get("excise")),
                    rate=_rate(value, "rate"),
                )
            )
        return next(iter(sorted(found, key=lambda one: (not one.registered, not one.mandatory, one.name))), None)

    def general(self) -> General | None:
        entry, value = self.read("shipping.duty.general", owed=False)
        if entry is None or value is None:
            return None
        return General(entry, Rate.read(value.get("rate")), value.get("exceptions"))

    def levies(self) -> tuple[Levy, ...]:
        """The levies of the day, each after those it is reckoned on."""
        found: dict[str, Levy] = {}
        if self.case.excised:
            entry, value = self.read("shipping.excise")
            if entry is not None and value is not None:
                title, base, inside = value.get("name"), value.get("base"), bool(value.get("inside"))
                found["excise"] = Levy(entry, "excise", "excise", title, "tax", None, base, inside, where="tax", after_tax=False)
        for rule in self.atlas.rules(self.case.scope, "shipping.levy.", self.second):
            entry, value = self.read(rule, owed=False)
            if entry is None or value is None or value.get("method") == "none":
                continue
            name = rule.rpartition(".")[2]
            found[name] = Levy(
                entry=entry,
                name=name,
                code=value.get("code"),
                title=value.get("name"),
                kind=value.get("kind"),
                rate=Rate.read(value.get("rate")),
                base=value.get("base"),
                inside=bool(value.get("inside")),
                where=value.get("with") or "duty",
                after_tax=False,
            )
        return _ordered(found)

    def fees(self) -> tuple[Fee, ...]:
        found = []
        for rule in self.atlas.rules(self.case.scope, "shipping.fee.", self.second):
            entry, value = self.read(rule, owed=False)
            if entry is None or value is None or value.get("method") == "none":
                continue
            found.append(
                Fee(
                    entry=entry,
                    method=value.get("method"),
                    code=value.get("code"),
                    amount=_money(value, "amount"),
                    rate=_rate(value, "rate"),
                    least=_money(value, "min"),
                    most=_money(value, "max"),
                    limit=_money(value, "limit"),
                    above=_money(value, "above"),
                    strict=value.get("edge") == "below",
                    cif=value.get("basis") == "cif",
                    payer=value.get("payer"),
                    collected_by=value.get("collected_by"),
                    in_vat_base=value.get("in_vat_base"),
                )
            )
        return tuple(found)

    def roundings(self) -> tuple[tuple[str, Rounding], ...]:
        found = []
        for name in ("base", "duty", "vat"):
            entry, value = self.read(f"shipping.rounding.{name}", owed=False)
            if entry is not None and value is not None:
                found.append((name, Rounding(entry, Money.read(value.get("unit")), value.get("direction"))))
        return tuple(found)


def _ordered(levies: Mapping[str, Levy]) -> tuple[Levy, ...]:
    """Levies in the order they are reckoned: those on which others stand before these, those on the tax last."""
    placed: dict[str, Levy] = {}

    def place(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            rule = levies[name].entry.rule
            raise AtlasError("circular_levy", f"{rule} is reckoned on itself, by way of {', '.join(above)}", path=rule, value=name)
        if name in placed or name not in levies:
            return
        for word in levies[name].base:
            place(word, (*above, name))
        late = "vat" in levies[name].base or any(placed[word].after_tax for word in levies[name].base if word in placed)
        placed[name] = levies[name]._replace(after_tax=late)

    for name in levies:
        place(name, ())
    return tuple(placed.values())


def _money(value: Pairs, name: str) -> Money | None:
    text = value.get(name)
    return None if text is None else Money.read(text)


def _rate(value: Pairs | None, name: str) -> Rate | None:
    text = value.get(name) if value else None
    return None if text is None else Rate.read(text)


def _facts(case: Circumstances, atlas: Atlas, second: int) -> Facts:
    """Each `when` key with everything that holds for it; None where the fact is unknown."""
    origins: list[frozenset[str | bool] | None] = [None if one is None else frozenset(atlas.chain(one, second)[0]) for one in case.origins]
    known = [one for one in origins if one is not None]
    shared = None if len(known) < len(origins) else frozenset[str | bool].intersection(*known)
    return {
        "channel": frozenset({case.channel}),
        "transport": None if case.transport is None else frozenset({case.transport}),
        "ship_from": frozenset(atlas.chain(case.ship_from, second)[0]),
        "origin": shared,
        "buyer": frozenset({case.buyer}),
        "sold_via": frozenset({case.sold_via or "own"}),
        "gift": frozenset({case.gift}),
        "scheme": frozenset(case.schemes),
    }


def _chosen(entry: Entry, facts: Facts) -> tuple[Any, tuple[str, ...]]:
    """The value of the first case that holds, and the facts that were wanting to decide."""
    if not entry.cases:
        return entry.value, ()
    for when, value in entry.cases:
        unknown = tuple(fact for fact, _ in when if facts[fact] is None)
        if all(facts[fact] is None or facts[fact] & set(words if isinstance(words, tuple) else (words,)) for fact, words in when):  # type: ignore[operator]
            return (None, unknown) if unknown else (value, ())
    return None, ()
