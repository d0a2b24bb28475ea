"""Law 1: asked twice, equal; equal wherever, whenever and however it is asked; and nothing is touched on the way to an answer.

Every question is asked in a process of its own under an audit hook, with the facts of the pages' examples and of `tests/facts/QUESTION.json`.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import xborder
from xborder.adapters.wire import QUESTIONS
from xborder.testing.examples import examples

HERE = Path(__file__).parent
PACKAGE = Path(xborder.__file__).parent
EACH = 40
"""How many examples of a question are asked, spread over all of them."""

PLAIN = ("28", "ROUND_HALF_EVEN", "1")
WAYS = {
    "clock west, in French, with narrow decimals": (
        {"TZ": "Pacific/Pago_Pago", "LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr:ar:tr"},
        ("4", "ROUND_UP", "1"),
    ),
    "clock east, in no language, with wide decimals": (
        {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        ("50", "ROUND_FLOOR", "1"),
    ),
    "tz database of the host, another hash seed": ({"PYTHONTZPATH": "/nowhere", "PYTHONHASHSEED": "1"}, PLAIN),
    "threads": ({"PYTHONHASHSEED": "2"}, ("28", "ROUND_HALF_EVEN", "4")),
}
"""Each is a process of its own, so what goes together stands in one."""


def facts_of(question: str) -> list[Any]:
    """What is asked of a question: its examples on the pages, and the facts written down for it."""
    told = [dict(one.facts) for one in examples() if one.question == question]
    written = HERE / "facts" / f"{question}.json"
    own = json.loads(written.read_text("utf-8")) if written.is_file() else []
    return [*told[:: max(1, len(told) // EACH)], *own]


@cache
def asked() -> str:
    return "\n".join(json.dumps({"ask": question, "facts": facts}) for question in QUESTIONS for facts in facts_of(question))


def run(environment: dict[str, str], how: tuple[str, str, str], cwd: Path) -> tuple[str, set[str]]:
    """The answers to everything, and what was touched on the way."""
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT")}
    done = subprocess.run(
        [sys.executable, "-B", "-P", "-X", "utf8", HERE / "asked.py", *how, PACKAGE.parent],
        input=asked(),
        env={"PYTHONHASHSEED": "0", "PYTHONPATH": str(PACKAGE.parent), "TZ": "UTC", **clean, **environment},
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout, set(done.stderr.splitlines())


@cache
def plainly() -> tuple[str, set[str]]:
    return run({}, PLAIN, HERE)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_asked_and_answered(question):
    answers = [json.loads(answer) for one, answer in zip(asked().splitlines(), plainly()[0].splitlines(), strict=True) if json.loads(one)["ask"] == question]

    assert len(answers) >= 3
    assert any("error" not in answer for answer in answers)


def test_nothing_is_touched():
    """`zoneinfo` looks for a search path when it is first imported; its zones are read from the wheel all the same."""
    touched = plainly()[1]

    assert set() == touched - {"environment PYTHONTZPATH by zoneinfo._tzpath"}


@pytest.mark.parametrize("way", WAYS)
def test_the_answer_is_the_same(way, tmp_path):
    environment, how = WAYS[way]
    answers, touched = run(environment, how, tmp_path)

    assert plainly()[0].splitlines() == answers.splitlines()
    assert plainly()[1] == touched


@pytest.mark.parametrize(
    ("act", "noted"),
    [
        ("os.getenv('TZ')", "environment TZ by __main__"),
        ("open(os.path.join(here, 'asked.py')).close()", "reads "),
        ("os.listdir(os.path.dirname(here))", "reads "),
        ("open(os.devnull, 'w').close()", "writes "),
        ("import socket; socket.socket().close()", "does socket."),
        ("import subprocess; subprocess.run([sys.executable, '-V'], capture_output=True)", "does subprocess.Popen"),
    ],
)
def test_the_watch_bites(act, noted):
    script = f"""
import os, sys
here = {str(HERE)!r}
sys.path.append(here)
import asked
watch = asked.Watch()
sys.addaudithook(watch.event)
os.environ = asked.Environment(watch)
watch.on = True
{act}
watch.on = False
print(*watch.touched, sep="\\n")
"""
    done = subprocess.run([sys.executable, "-B", "-P", "-c", script], capture_output=True, text=True, check=True)

    assert any(line.startswith(noted) for line in done.stdout.splitlines())
