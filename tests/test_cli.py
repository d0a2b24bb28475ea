"""Is the command line the wire, and nothing else?"""

import json
import subprocess
import sys
from io import BytesIO

import pytest

from xborder import AtlasError, __version__
from xborder import __main__ as command
from xborder.adapters.wire import QUESTIONS, ask, text_of

FACTS = {"place": "DE", "on": "2020-12-31"}


def run(*arguments, facts=b""):
    """What the command says, and how it ends, in this process."""
    given, told = BytesIO(facts), BytesIO()
    return command.main(arguments, given, told), told.getvalue()


def process(*arguments, facts=b"", options=()):
    return subprocess.run([sys.executable, *options, "-m", "xborder", *arguments], input=facts, capture_output=True, check=False)


def test_an_answer_stands_on_stdout():
    done = process("tax_rate", facts=text_of(FACTS))

    assert (done.returncode, json.loads(done.stdout)) == (0, ask("tax_rate", FACTS))
    assert done.stderr == b""


def test_an_incomplete_answer_is_an_answer():
    facts = {"parcel": {"lines": [{"sku": "a", "unit_price": "20 EUR"}], "ship_from": "US", "ship_to": "DE", "channel": "post"}, "on": "2026-02-02"}
    code, told = run("landed_cost", facts=text_of(facts))

    expected = (0, "incomplete")
    actual = (code, json.loads(told)["status"])

    assert expected == actual


def test_text_is_utf_8_whatever_the_terminal():
    done = process("tax_rate", facts=text_of({**FACTS, "plé": 1}), options=("-X", "utf8=0"))

    expected = "plé"
    actual = json.loads(done.stdout.decode())["error"]["value"]

    assert expected == actual
    assert "plé".encode() in done.stdout


@pytest.mark.parametrize(
    ("arguments", "facts", "code"),
    [
        (["tax_rate"], b'{"place": "UK", "on": "2020-12-31"}', "unknown_country"),
        (["tax_rate"], b"{", "unreadable_json"),
        (["tax_rat"], b"", "unknown_question"),
        (["tax_rat", "--lines"], b"{}\n", "unknown_question"),
        (["--schema", "tax_rat"], b"", "unknown_question"),
        (["tax_rate", "greet"], b"", "too_many_questions"),
        (["--line", "tax_rate"], b"", "unknown_option"),
        ([], b"", "missing_question"),
    ],
)
def test_what_is_wrong_with_the_call_ends_with_2(arguments, facts, code):
    ended, told = run(*arguments, facts=facts)
    error = json.loads(told)["error"]

    expected = (2, "fact", code, ["kind", "code", "path", "value", "message", "hint"])
    actual = (ended, error["kind"], error["code"], list(error))

    assert expected == actual


def test_what_is_wrong_with_the_atlas_ends_with_3(monkeypatch):
    def broken(_question, _facts):
        raise AtlasError("faulty_page", "the page places/de has a fault", path="places/de")

    monkeypatch.setattr(command, "ask", broken)
    ended, told = run("tax_rate", facts=text_of(FACTS))

    expected = (3, "atlas", "faulty_page")
    actual = (ended, *(json.loads(told)["error"][key] for key in ("kind", "code")))

    assert expected == actual


def test_each_line_is_answered_by_a_line():
    lines = b'{"place": "DE", "on": "2020-12-31"}\n\n{"place": "UK", "on": "2020-12-31"}\r\n{"place": "FR", "on": "2020-12-31"}'
    ended, told = run("tax_rate", "--lines", facts=lines)
    answers = [json.loads(line) for line in told.splitlines()]

    expected = (0, ["0.16", "unreadable_json", "unknown_country", "0.2"])
    actual = (ended, [one["rate"] if "rate" in one else one["error"]["code"] for one in answers])

    assert expected == actual


def test_a_line_may_name_its_own_question():
    lines = [{"ask": "tax_rate", "facts": FACTS}, {"ask": "tax_rat", "facts": FACTS}, FACTS]
    ended, told = run("--lines", facts=b"\n".join(text_of(one) for one in lines))
    answers = [json.loads(line) for line in told.splitlines()]

    expected = (0, ["0.16", "unknown_question", "missing_question"])
    actual = (ended, [one["rate"] if "rate" in one else one["error"]["code"] for one in answers])

    assert expected == actual


def test_one_process_answers_line_by_line_while_it_is_asked():
    arguments = [sys.executable, "-m", "xborder", "tax_rate", "--lines"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asked:
        told = []
        for place in ("DE", "FR"):
            asked.stdin.write(text_of({**FACTS, "place": place}) + b"\n")
            asked.stdin.flush()
            told.append(json.loads(asked.stdout.readline())["rate"])
        asked.stdin.close()
        ended = asked.wait(20)

    expected = (0, ["0.16", "0.2"])
    actual = (ended, told)

    assert expected == actual


def test_the_questions_are_told_with_their_facts():
    _, told = run("--questions")
    questions = json.loads(told)

    assert list(questions) == list(QUESTIONS)
    assert questions["tax_rate"]["facts"] == [{"name": "place", "owed": True}, {"name": "on", "owed": True}, {"name": "category", "owed": False}]


def test_a_schema_is_told_of_facts_and_answer():
    ended, told = run("--schema", "tax_rate")

    expected = (0, ["facts", "answer"])
    actual = (ended, list(json.loads(told)))

    assert expected == actual


@pytest.mark.parametrize(("option", "expected"), [("--help", b"usage: python -m xborder"), ("-h", b"usage:"), ("--version", __version__.encode())])
def test_it_says_what_it_is(option, expected):
    ended, told = run(option)

    assert ended == 0
    assert told.startswith(expected)


def test_a_question_loads_no_room_it_does_not_need():
    parcel = {"lines": [{"sku": "a", "unit_price": "20 EUR", "duty_rate": "0.1"}], "ship_from": "US", "ship_to": "DE", "channel": "post", "freight": "0 EUR"}
    program = "import sys; from xborder.__main__ import main; main(['landed_cost'], sys.stdin.buffer, sys.stdout.buffer); print(*sys.modules, file=sys.stderr)"
    facts = text_of({"parcel": parcel, "on": "2026-02-02"})
    done = subprocess.run([sys.executable, "-c", program], input=facts, capture_output=True, check=True)
    loaded = set(done.stderr.decode().split())
    unwanted = ("xborder.hours", "xborder.payments", "xborder.compliance", "xborder.service", "xborder.testing", "xborder.adapters.schema")
    doors = ("babel", "holidays", "phonenumbers", "pycountry", "hypothesis", "argparse", "importlib.resources")

    expected = set()
    actual = {name for name in loaded if name in doors or name.startswith(unwanted)}

    assert json.loads(done.stdout)["status"] == "complete"
    assert "xborder.shipping.landed_cost" in loaded
    assert expected == actual
