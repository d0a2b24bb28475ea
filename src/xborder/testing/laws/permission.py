"""What a function that says whether one may write to her owes: a no is heard, and less evidence never permits more."""

import inspect
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from xborder.compliance.request import Act, ConsentRequest, Message
from xborder.testing.laws.broken import held, owed, told
from xborder.testing.strategies.permission import consent_requests, evidence, moments, noes
from xborder.testing.strategies.world import places

__all__ = ["check_never_loosens", "check_withdrawal_wins"]

STRICT = ("deny", "review", "defer", "allow")
_DOUBTS = (True, None, False)
_DAY = timedelta(days=1)

CheckConsent = Callable[..., Any]


def _verdict(answer: Any) -> str:
    """What was said: a yes or no, a word, an answer of this library, or one in the words of the wire."""
    if isinstance(answer, bool):
        return "allow" if answer else "deny"
    return answer if isinstance(answer, str) else str(told(answer)["verdict"])


def _with(value: Any, fact: str, *, truth: bool | None) -> Any:
    return evolve(value, **{fact: truth})


def _never_looser(law: str, before: Any, after: Any, change: str, **facts: object) -> None:
    one, other = _verdict(before), _verdict(after)
    owed(law, STRICT.index(other) <= STRICT.index(one), f"no more than {one} {change}", other, **facts)


def check_withdrawal_wins(check_consent: CheckConsent, /, *, requests: SearchStrategy[ConsentRequest] | None = None) -> None:
    """Law: a refusal, withdrawal or objection never loosens a verdict, however late it becomes known, and stands until she consents anew.

    >>> from xborder import check_consent
    >>> check_withdrawal_wins(check_consent)

    `check_consent(request, at=…)` gives a verdict, an answer with one, or simply whether it may be sent. Only a function that
    takes `known_on` is asked what it knew when.
    """
    remembers = "known_on" in inspect.signature(check_consent).parameters

    def check(facts: tuple[ConsentRequest, Act, datetime]) -> None:
        request, no, at = facts
        more = evolve(request, history=(*request.history, no))
        before = check_consent(request, at=at)
        _never_looser("withdrawal wins", before, check_consent(more, at=at), f"after a {no.act}", request=more, at=at)
        if remembers:
            late = evolve(request, history=(*request.history, evolve(no, recorded_at=at + 2 * _DAY)))
            unheard, heard = (check_consent(late, at=at, known_on=at + days * _DAY) for days in (1, 3))
            _never_looser("withdrawal wins", unheard, heard, f"once the {no.act} became known", request=late, at=at)
        past = tuple(evolve(act, at=min(act.at, at), recorded_at=None) for act in request.history)
        last = evolve(request, content="marketing", history=(*past, evolve(no, at=at, channel=None, recorded_at=None)))
        verdict = _verdict(check_consent(last, at=at))
        owed("withdrawal wins", verdict != "allow", f"no permission where a {no.act} is her last word", verdict, request=last, at=at)

    held(st.tuples(consent_requests() if requests is None else requests, noes(), moments()), check)


def check_never_loosens(
    check_consent: CheckConsent,
    /,
    *,
    requests: SearchStrategy[ConsentRequest] | None = None,
    strictest: Callable[[Iterable[Any]], Any] | None = None,
) -> None:
    """Law: taking evidence away, or doubting it, never permits more; nor does a message that lacks a duty, nor a recipient under age.

    >>> from xborder import check_consent
    >>> from xborder.compliance.consent import strictest
    >>> check_never_loosens(check_consent, strictest=strictest)

    With `strictest`, which makes one answer of several, neither does a second place that may be hers.
    """

    def check(facts: tuple[ConsentRequest, Act, datetime, str, Any]) -> None:
        request, act, at, duty, place = facts
        more = evolve(request, history=(*request.history, act))

        def ask(one: ConsentRequest) -> Any:
            return check_consent(one, at=at)

        def compared(change: str, looser: ConsentRequest, stricter: ConsentRequest) -> None:
            _never_looser("never loosens", ask(looser), ask(stricter), change, with_evidence=looser, without=stricter, at=at)

        compared(f"without the {act.act}", more, request)
        for fact in ("freely_given", "specific", "opt_out_offered"):
            doubted = [evolve(request, history=(*request.history, _with(act, fact, truth=truth))) for truth in _DOUBTS]
            compared(f"where {fact} is not known", doubted[0], doubted[1])
            compared(f"where {fact} is not so", doubted[1], doubted[2])
        for fact in ("same_entity", "similar_goods"):
            senders = [evolve(request, sender=_with(request.sender, fact, truth=truth)) for truth in _DOUBTS]
            compared(f"where {fact} is not known", senders[0], senders[1])
            compared(f"where {fact} is not so", senders[1], senders[2])
        carried, bare = (evolve(request, message=_with(request.message or Message(), duty, truth=truth)) for truth in (True, False))
        compared(f"where the message lacks its {duty}", carried, bare)
        grown, minor = (evolve(request, recipient=evolve(request.recipient, age=age)) for age in (None, 15))
        compared("where she is fifteen", grown, minor)
        if strictest is not None:
            other = evolve(request, recipient=evolve(request.recipient, country=place.country, region=place.region))
            alone, both = strictest([ask(request)]), strictest([ask(request), ask(other)])
            _never_looser("never loosens", alone, both, f"where she may be in {place.scope} as well", request=request, at=at)

    duties = st.sampled_from(("unsubscribe", "identity", "postal_address", "label"))
    held(st.tuples(consent_requests() if requests is None else requests, evidence(), moments(), duties, places()), check)
