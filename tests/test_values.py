"""Reading and writing values: strictly, with the path of whatever is wrong."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs import converters, field, frozen

from xborder.errors import AtlasError, FactError, Fault, Incomplete, XborderError
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, Source, assumed, told
from xborder.values import Pairs, Value, choice, day, day_or_instant, instant, named, nearest, pairs, plain, read, sequence, text, truth, utc, whole


def _numbers(value: Any) -> tuple[int, ...]:
    return sequence(value, whole)


@frozen(kw_only=True, field_transformer=named)
class Inner(Value):
    numbers: tuple[int, ...] = field(converter=_numbers)
    label: str | None = field(default=None, converter=converters.optional(text))


def _inner(value: Any) -> Inner:
    return read(Inner, value)


@frozen(kw_only=True, field_transformer=named)
class Outer(Value):
    inner: Inner = field(converter=_inner)
    words: Pairs = field(default=Pairs(), converter=lambda value: pairs(value, text))
    anything: object = None


@frozen(kw_only=True)
class Told(Answer):
    needs: tuple[Need, ...] = ()


def test_a_value_is_written_and_read_back() -> None:
    value = Outer(inner={"numbers": [1, "2"]}, words={"b": "two", "a": "one"})

    assert {"inner": {"numbers": [1, 2], "label": None}, "words": {"a": "one", "b": "two"}, "anything": None} == value.to_dict()
    assert value == Outer.from_dict(value.to_dict()) == Outer.from_dict({"inner": value.inner, "words": value.words})
    assert "two" == value.words.get("b")
    assert None is value.words.get("c")


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        ({"inner": {"numbers": [1, 1.5]}}, "not_a_whole_number", "/inner/numbers/1"),
        ({"inner": {"numbers": [True]}}, "not_a_whole_number", "/inner/numbers/0"),
        ({"inner": {"numbers": "12"}}, "not_a_list", "/inner/numbers"),
        ({"inner": {"numbers": 12}}, "not_a_list", "/inner/numbers"),
        ({"inner": {"nubmers": [1]}}, "unknown_key", "/inner/nubmers"),
        ({"inner": {}}, "missing_key", "/inner/numbers"),
        ({}, "missing_key", "/inner"),
        ({"inner": 3}, "not_a_mapping", "/inner"),
        ({"inner": {"numbers": [], "label": 3}}, "not_text", "/inner/label"),
        ({"inner": {"numbers": [], "label": " "}}, "empty_text", "/inner/label"),
        ({"inner": {"numbers": [], "label": "a\x07b"}}, "control_characters", "/inner/label"),
        ({"inner": {"numbers": []}, "words": {"a": ""}}, "empty_text", "/words/a"),
        ({"inner": {"numbers": []}, "words": 5}, "not_a_mapping", "/words"),
        ({"inner": {"numbers": []}, "words": [1]}, "not_a_mapping", "/words"),
    ],
    ids=[f"case {number}" for number in range(14)],
)
def test_what_is_wrong_is_named_by_its_path(data: Any, code: str, path: str) -> None:
    with pytest.raises(FactError) as caught:
        Outer.from_dict(data)

    assert (code, path) == (caught.value.code, caught.value.path)
    assert path in str(caught.value)


def test_errors_say_what_is_near() -> None:
    assert "did you mean 'numbers'?" == nearest("nubmers", ["label", "numbers"])
    assert "one of label, numbers" == nearest("zzz", ["numbers", "label"])


@pytest.mark.parametrize(
    ("read_it", "value", "expected"),
    [
        (day, "2026-11-21", date(2026, 11, 21)),
        (day, date(2026, 11, 21), date(2026, 11, 21)),
        (day_or_instant, "2026-11-21", date(2026, 11, 21)),
        (day_or_instant, "2026-11-21T09:30:00Z", datetime(2026, 11, 21, 9, 30, tzinfo=UTC)),
        (instant, datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)),
        (truth, True, True),
        (whole, "-12", -12),
    ],
    ids=[f"case {number}" for number in range(7)],
)
def test_leaves_are_read(read_it: Callable[[Any], Any], value: Any, expected: Any) -> None:
    assert expected == read_it(value)


@pytest.mark.parametrize(
    ("read_it", "value", "code"),
    [
        (day, "21.11.2026", "not_a_day"),
        (day, "2026-02-30", "no_such_day"),
        (day, datetime(2026, 11, 21, tzinfo=UTC), "instant_for_day"),
        (day, 20261121, "not_a_day"),
        (instant, "2026-11-21", "not_an_instant"),
        (instant, "now", "not_an_instant"),
        (instant, 5, "not_an_instant"),
        (instant, datetime(2026, 11, 21), "naive_datetime"),
        (day_or_instant, "2026-11-21T09:30:00", "naive_datetime"),
        (truth, "true", "not_a_boolean"),
        (lambda value: choice(value, "post", "courier"), "curier", "unknown_choice"),
        (lambda value: choice(value, "post", "courier"), 3, "unknown_choice"),
    ],
    ids=[f"case {number}" for number in range(12)],
)
def test_leaves_that_are_not_what_they_should_be(read_it: Callable[[Any], Any], value: Any, code: str) -> None:
    with pytest.raises(FactError) as caught:
        read_it(value)

    assert code == caught.value.code


def test_plain_data() -> None:
    at = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

    assert {"a": [None, True, 1, "x", "2026-11-21", "2026-11-21T09:30:00Z", "1.50"]} == plain({"a": (None, True, 1, "x", at.date(), at, Decimal("1.50"))})
    assert at == utc(at)
    with pytest.raises(TypeError, match="object cannot be written"):
        plain(object())


def test_an_answer_with_needs_is_incomplete() -> None:
    need = Need(kind="fact", path="/parcel/freight", text="what the carriage costs")

    assert ("complete", "incomplete") == (Told().status, Told(needs=(need,)).status)


def test_a_reason_is_read_when_somebody_reads_it() -> None:
    source = Source(title="a law", url="https://example.org/law", checked=date(2026, 11, 21))

    class Entry:
        rule = "DE:shipping.vat.standard@2021-01-01"
        since, until, grade, sources = date(2021, 1, 1), None, "A", (source,)

    cited = told("tax.vat", "{name} is {rate}", Entry(), "19% of 10", name="VAT", rate="19%")  # type: ignore[arg-type]

    assert {
        "code": "tax.vat",
        "rule": "DE:shipping.vat.standard@2021-01-01",
        "text": "VAT is 19%",
        "formula": "19% of 10",
        "since": "2021-01-01",
        "until": None,
        "grade": "A",
        "sources": [{"title": "a law", "url": "https://example.org/law", "checked": "2026-11-21"}],
    } == cited.to_dict()
    bare = Reason(code="x", template="plain")
    assert (None, None, None, None, ()) == (bare.rule, bare.since, bare.until, bare.grade, bare.sources)
    assert Assumption(path="/a", value=1, text="t") == assumed("/a", 1, "t")
    assert None is Caveat(kind="stale", text="old").rule


def test_errors_are_kept_whole() -> None:
    import pickle

    error = FactError("unknown_country", "country 'UK' is not known", path="/country", value="UK", hint="did you mean 'GB'?").under("ship_to")
    copied = pickle.loads(pickle.dumps(error))

    assert error.to_dict() == copied.to_dict()
    assert {
        "kind": "fact",
        "code": "unknown_country",
        "path": "/ship_to/country",
        "value": "UK",
        "message": "country 'UK' is not known",
        "hint": "did you mean 'GB'?",
    } == error.to_dict()
    assert isinstance(error, ValueError)
    assert "" == Incomplete("x", "y").to_dict()["value"]
    assert "y" == str(XborderError("x", "y"))


def test_an_atlas_error_names_every_fault() -> None:
    fault = Fault(file="places/xx.toml", line=3, entry="currency", message="missing")
    error = AtlasError("faulty_page", "the page places/xx has a fault", faults=(fault,))

    assert "the page places/xx has a fault\n  places/xx.toml:3: currency: missing" == str(error)
    assert "Fault('places/xx.toml:3: currency: missing')" == repr(fault)
