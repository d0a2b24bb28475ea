"""The answer to a question of consent, and how several answers become one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, TypeVar, final

from attrs import evolve, frozen

from xborder.compliance.grounds import Basis
from xborder.compliance.law import Effect
from xborder.errors import FactError
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason

__all__ = ["ConsentDecision", "Verdict", "strictest"]

Verdict = Literal["allow", "deny", "defer", "review"]
T = TypeVar("T")

STRICT: tuple[Verdict, ...] = ("deny", "review", "defer", "allow")
"""The verdicts, the strictest first."""


@final
@frozen(kw_only=True)
class ConsentDecision(Answer):
    """Whether it may be sent, and why. Only `allow` permits; `review` is for a person who knows the law.

    `until` is the first instant at which the basis has lapsed, None where it does not lapse by itself.
    `obligations` are the law's duties for this message; in `rules` a broken one is a `forbid`.
    `defer` is never said yet: no hours of silence are written down for e-mail.
    """

    WIRE = (
        "status",
        "edition",
        "verdict",
        "until",
        "basis",
        "rules",
        "obligations",
        "because",
        "needs",
        "caveats",
        "assumed",
    )

    verdict: Verdict
    until: datetime | None
    basis: Basis
    rules: tuple[Effect, ...]
    obligations: tuple[str, ...]
    because: tuple[Reason, ...]
    needs: tuple[Need, ...]
    caveats: tuple[Caveat, ...]
    assumed: tuple[Assumption, ...]
    edition: str


def strictest(decisions: Iterable[ConsentDecision], /) -> ConsentDecision:
    """Which answer holds when several places may be hers? The strictest, with the duties of all.

    >>> from xborder import check_consent
    >>> mail = {"kind": "message", "channel": "email", "content": "marketing", "history": []}
    >>> mail["sender"] = {"country": "US", "same_entity": True, "similar_goods": True}
    >>> places = [{**mail, "recipient": {"country": one, "kind": "individual"}} for one in ("US", "CA")]
    >>> strictest(check_consent(one, at="2026-11-21T12:00:00Z") for one in places).verdict
    'deny'
    """
    heard = tuple(decisions)
    if not heard:
        raise FactError(
            "no_decisions",
            "there is no decision to choose from",
            hint="ask check_consent for each place that may be hers",
        )
    chosen = min(heard, key=lambda one: STRICT.index(one.verdict))
    untils = [one.until for one in heard if one.until is not None]
    return evolve(
        chosen,
        until=min(untils, default=None) if chosen.verdict == "allow" else chosen.until,
        rules=_once(one.rules for one in heard),
        obligations=_once(one.obligations for one in heard),
        because=_once(one.because for one in heard),
        needs=_once(one.needs for one in heard),
        caveats=_once(one.caveats for one in heard),
        assumed=_once(one.assumed for one in heard),
    )


def _once(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(one for part in parts for one in part))
