"""Do the schemas, which are read from the types, hold what is really asked and answered?"""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from xborder import FactError
from xborder.adapters.schema import schema
from xborder.adapters.wire import QUESTIONS, ask
from xborder.testing.examples import examples

EXAMPLES = examples()
FACTS = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted((Path(__file__).parent / "facts").iterdir())}
ROOT = Path(__file__).parents[2]
WRITTEN = ROOT / "docs" / "reference" / "schemas"


@cache
def validator(question, part):
    return Draft202012Validator(laid_out(schema(question)[part]))


def laid_out(document):
    """The schema with each definition in the place of what refers to it: the same schema, and looked through in half the time."""
    made = {}

    def put(node):
        if isinstance(node, list):
            return [put(one) for one in node]
        if not isinstance(node, dict):
            return node
        if set(node) != {"$ref"}:
            return {key: one if key == "$defs" else put(one) for key, one in node.items()}
        name = node["$ref"].rpartition("/")[2]
        if name not in made:
            made[name] = node  # one that refers to itself is left as it is
            made[name] = put(document["$defs"][name])
        return made[name]

    return put(document)


def faults(question, part, data):
    return [f"{fault.json_path}: {fault.message}" for fault in validator(question, part).iter_errors(data)]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("part", ["facts", "answer"])
def test_a_schema_is_itself_lawful(question, part):
    Draft202012Validator.check_schema(schema(question)[part])


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("part", ["facts", "answer"])
def test_every_definition_is_used_and_every_reference_defined(question, part):
    document = schema(question)[part]
    referred = {one.rpartition("/")[2] for one in references(document)}

    expected = set(document["$defs"])
    actual = referred

    assert expected == actual


def references(node):
    if isinstance(node, dict):
        for key, one in node.items():
            if key == "$ref":
                yield one
            else:
                yield from references(one)
    elif isinstance(node, list):
        for one in node:
            yield from references(one)


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.where for one in EXAMPLES])
def test_the_facts_and_the_answer_of_every_example_are_of_their_schema(example):
    expected = []
    actual = faults(example.question, "facts", example.facts) + faults(example.question, "answer", ask(example.question, example.facts))

    assert expected == actual


@pytest.mark.parametrize("question", QUESTIONS)
def test_facts_in_which_every_key_stands_are_of_their_schema(question):
    expected = []
    actual = faults(question, "facts", FACTS[question]) + faults(question, "answer", ask(question, FACTS[question]))

    assert expected == actual


@pytest.mark.parametrize("question", QUESTIONS)
def test_facts_name_every_key_of_their_schema(question):
    document = schema(question)["facts"]

    expected = set()
    actual = keys(document) - stood(FACTS[question])

    assert expected == actual


def keys(node):
    """Every key that a schema knows."""
    if isinstance(node, list):
        return {key for one in node for key in keys(one)}
    if not isinstance(node, dict):
        return set()
    return set(node.get("properties", {})) | {key for one in node.values() for key in keys(one)}


def stood(data):
    """Every key that stands somewhere."""
    if isinstance(data, list):
        return {key for one in data for key in stood(one)}
    return set(data) | {key for one in data.values() for key in stood(one)} if isinstance(data, dict) else set()


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_the_reader_refuses_by_its_keys_the_schema_refuses(question):
    first = QUESTIONS[question].facts[0].name
    for bad in ({}, {"nobody": 1}, {first: None}, []):
        with pytest.raises(FactError):
            ask(question, bad)

        assert faults(question, "facts", bad)


@pytest.mark.parametrize(
    ("question", "change"),
    [
        ("tax_rate", {"on": "tomorrow"}),
        ("tax_rate", {"place": 7}),
        ("tax_rate", {"plaice": "DE"}),
        ("landed_cost", {"rates": {"USDEUR": "1"}}),
        ("landed_cost", {"rates": {"USD/EUR": 0.92}}),
        ("landed_cost", {"rates_period": "yearly"}),
        ("landed_cost", {"parcel": {}}),
        ("landed_cost", {"on": None}),
    ],
)
def test_bad_facts_fail(question, change):
    facts = {**FACTS[question], **change}
    with pytest.raises(FactError):
        ask(question, facts)

    assert faults(question, "facts", facts)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sku", 1),
        ("unit_price", "20"),
        ("unit_price", {"amount": 0.1, "currency": "EUR"}),
        ("quantity", 1.5),
        ("duty_rate", 0.1),
        ("claim", {"programme": "GSP"}),
    ],
)
def test_a_bad_line_fails(key, value):
    facts = json.loads(json.dumps(FACTS["landed_cost"]))
    facts["parcel"]["lines"][0][key] = value
    with pytest.raises(FactError):
        ask("landed_cost", facts)

    assert faults("landed_cost", "facts", facts)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_lacks_no_key_and_has_no_other(question):
    answer = schema(question)["answer"]
    common = {"status", "edition", "because", "needs", "caveats", "assumed"}

    assert answer["additionalProperties"] is False
    assert set(answer["required"]) == set(answer["properties"])
    assert common <= set(answer["required"])


def test_closed_sets_of_words_are_enumerated():
    expected = ["complete", "incomplete", "prohibited"]
    actual = schema("tax_rate")["answer"]["properties"]["status"]["enum"]

    assert expected == actual


def test_the_same_text_comes_out_in_another_process():
    program = "import json; from xborder.adapters.schema import schema; print(json.dumps(schema('landed_cost')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    expected = json.dumps(schema("landed_cost"))
    actual = done.stdout.decode().strip()

    assert expected == actual


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("part", ["facts", "answer"])
def test_the_schemas_in_the_docs_are_up_to_date(question, part):
    """If not: python tools/write_schemas.py"""
    expected = schema(question)[part]
    actual = json.loads((WRITTEN / f"{question}.{part}.json").read_text("utf-8"))

    assert expected == actual


def test_no_schema_in_the_docs_is_of_a_question_that_is_gone():
    expected = {f"{question}.{part}.json" for question in QUESTIONS for part in ("facts", "answer")}
    actual = {one.name for one in WRITTEN.iterdir()}

    assert expected == actual
