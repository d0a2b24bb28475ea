"""The questions on the command line: facts as JSON in, the answer as JSON out.

    python -m xborder landed_cost < facts.json
    python -m xborder landed_cost --lines < many.jsonl

Ends with 0 for any answer, also an incomplete one, with 2 where the facts are wrong and with 3 where the atlas is; an
error is JSON on stdout, too. With `--lines` each line is answered by one line, an error by an error in its place.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from xborder import __version__
from xborder.adapters.wire import QUESTIONS, Question, ask, facts_of, question_named, text_of
from xborder.errors import AtlasError, FactError, XborderError
from xborder.values import nearest

__all__ = ["main"]

USAGE = """\
usage: python -m xborder QUESTION < facts.json        one question, its facts on stdin, its answer on stdout
       python -m xborder QUESTION --lines < f.jsonl   one question a line, one answer a line
       python -m xborder --lines < f.jsonl            the same; each line is {"ask": QUESTION, "facts": {...}}
       python -m xborder --questions                  the questions, and the facts each takes
       python -m xborder --schema QUESTION            JSON Schema of its facts and of its answer
       python -m xborder --version
"""
OPTIONS = ("--help", "--lines", "--questions", "--schema", "--version")
FACTS, ATLAS = 2, 3
"""How the process ends where the facts are wrong, and where the atlas is."""


def main(arguments: Sequence[str], facts: BinaryIO, answers: BinaryIO) -> int:
    """Answers what the arguments ask, and returns how the process should end."""
    try:
        words, options = _read(arguments)
        if "--help" in options:
            answers.write(USAGE.encode())
        elif "--version" in options:
            answers.write(f"{__version__}\n".encode())
        elif "--questions" in options:
            _write(answers, _questions())
        elif "--schema" in options:
            from xborder.adapters.schema import schema

            _write(answers, schema(_one(words)))
        elif "--lines" in options:
            question = question_named(words[0]).name if words else None
            for line in facts:
                _write(answers, _answer(question, line))
        else:
            question = question_named(_one(words)).name
            _write(answers, ask(question, facts_of(facts.read())))
    except XborderError as error:
        _write(answers, {"error": error.to_dict()})
        return ATLAS if isinstance(error, AtlasError) else FACTS
    return 0


def _read(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words and the options among the arguments."""
    options = ["--help" if one == "-h" else one for one in arguments if one.startswith("-")]
    for one in options:
        if one not in OPTIONS:
            raise FactError("unknown_option", f"there is no option {one!r}", value=one, hint=nearest(one, OPTIONS))
    words = [one for one in arguments if not one.startswith("-")]
    if len(words) > 1:
        raise FactError("too_many_questions", f"one question at a time, not {len(words)}", value=" ".join(words), hint="facts come on stdin")
    return words, options


def _one(words: Sequence[str]) -> str:
    if not words:
        raise FactError("missing_question", "no question was asked", hint=nearest("", QUESTIONS))
    return words[0]


def _questions() -> dict[str, Any]:
    def told(question: Question) -> dict[str, Any]:
        return {"text": question.text, "facts": [{"name": one.name, "owed": one.owed} for one in question.facts]}

    return {name: told(question) for name, question in QUESTIONS.items()}


def _answer(question: str | None, line: bytes) -> dict[str, Any]:
    """One line's answer, or its error in its place."""
    try:
        given = facts_of(line)
        return ask(question, given) if question else ask(*_asked(given))
    except XborderError as error:
        return {"error": error.to_dict()}


def _asked(line: object) -> tuple[str, Any]:
    """The question and the facts of a line that names its own question."""
    if not isinstance(line, Mapping) or set(line) != {"ask", "facts"}:
        hint = 'write {"ask": "tax_rate", "facts": {…}}, or name one question for all lines'
        raise FactError("missing_question", "the line does not say what it asks", value=line, hint=hint)
    return line["ask"], line["facts"]


def _write(answers: BinaryIO, data: object) -> None:
    answers.write(text_of(data) + b"\n")
    answers.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer))
