"""What does a place ask of marketing by e-mail? Its rule of the day, resolved once."""

from datetime import date
from typing import Literal, final

from attrs import frozen

from xborder.atlas import Atlas, Entry, Moment
from xborder.reasons import Caveat, Need
from xborder.values import Value

__all__ = ["RULE", "Effect", "EmailLaw", "email_law"]

RULE = "compliance.email_marketing"
NEAR = 180
"""An announced change is near for half a year, in days."""
_DAY = 86_400


@final
@frozen(kw_only=True)
class Effect(Value):
    """What one rule does here: permits, forbids, or obliges; `duty` is the obligation meant, if any."""

    rule: str
    statute: str
    article: str
    effect: Literal["permit", "forbid", "oblige"]
    grade: Literal["A", "B", "C"]
    duty: str | None = None


@final
@frozen(kw_only=True)
class EmailLaw(Value):
    """The rule for marketing by e-mail at one place, from `first` to `last` on its authority's clock."""

    scope: str
    zone: str
    edition: str
    first: int
    last: int
    entry: Entry
    statute: str
    article: str
    regime: Literal["opt_in", "opt_out"]
    business: Literal["opt_in", "opt_out"]
    soft: bool
    purchase_months: int | None
    inquiry_months: int | None
    double_opt_in: Literal["required", "evidence", "no"]
    consent_months: int | None
    duties: tuple[str, ...]
    label: str | None
    announced: tuple[Entry, ...]

    @property
    def cited(self) -> str:
        """The statute and its article, in one breath."""
        return f"{self.statute}, {self.article}"

    def effect(self, effect: Literal["permit", "forbid", "oblige"], duty: str | None = None) -> Effect:
        """This rule, and what it does to the request."""
        return Effect(
            rule=self.entry.rule,
            statute=self.statute,
            article=self.article,
            effect=effect,
            grade=self.entry.grade,
            duty=duty,
        )

    def ahead(self, on: date) -> tuple[Caveat, ...]:
        """The announced changes that are near, or past their day."""
        return tuple(
            Caveat(
                kind="announced",
                rule=one.rule,
                text=one.note or f"{one.name} will change",
                on=date.fromordinal(one.start // _DAY),
            )
            for one in self.announced
            if one.start // _DAY - on.toordinal() <= NEAR
        )


@final
@frozen(kw_only=True)
class Silence(Value):
    """A stretch of time in which nothing is written about a place."""

    zone: str
    edition: str
    first: int
    last: int
    need: Need


def email_law(scope: str, moment: Moment, atlas: Atlas) -> EmailLaw | Silence:
    """The law of a place at a moment, remembered by the atlas for as long as it holds."""

    def make() -> EmailLaw | Silence:
        found = atlas.find(scope, RULE, moment.first)
        zone = atlas.header(scope).get("zone") or "UTC"
        entry = found.entry
        if entry is None or entry.value is None:
            text = f"the atlas {atlas.edition} has no rule {RULE} for {scope} at that time"
            return Silence(
                zone=zone,
                edition=atlas.edition,
                first=found.first,
                last=found.last,
                need=Need(kind="rule", path=f"{scope}:{RULE}", text=text),
            )
        said = entry.value
        months = said.get("implied_months")
        return EmailLaw(
            scope=scope,
            zone=zone,
            edition=atlas.edition,
            first=found.first,
            last=found.last,
            entry=entry,
            statute=said.get("statute"),
            article=said.get("article"),
            regime=said.get("regime"),
            business=said.get("business"),
            soft=said.get("soft_opt_in") == "similar_goods",
            purchase_months=months.get("purchase") if months else None,
            inquiry_months=months.get("inquiry") if months else None,
            double_opt_in=said.get("double_opt_in"),
            consent_months=said.get("consent_months"),
            duties=said.get("obligations"),
            label=said.get("label"),
            announced=atlas.announced(scope, RULE, found.first),
        )

    return atlas.plan((RULE, scope), moment, make)
