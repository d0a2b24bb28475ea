"""571 line cases of rulespec-us (CC BY 4.0): which class of duty, and at what rate, each line has in both columns."""

import re
from fractions import Fraction

from xborder.shipping.duty import AdValorem, read_duty

CLASSES = {"conditional": "reference", "empty": "reference"}
"""A rate said in words, or a cell without one, is a reference here."""
THIRDS = {"4405000000", "4409100500", "9506114000"}
"""Column 2 says 33 1/3%, which the cases could not read as a number; it is ad valorem."""
INHERITED = {"9006591520"}
"""The line has no cell of its own and inherits Free in the edition of 2025-12-01; the cases saw an empty cell."""


def read(cell, column):
    return read_duty(cell, grammar="hts", column=column)


def test_lines_have_the_class_and_the_rate_of_their_cells(line_cases, rates_of_lines):
    wrong, lines, checked = set(), 0, 0
    for _, _, facts, answers in line_cases:
        if "hts_line" not in facts:
            continue
        lines += 1
        code = facts["hts_line"].zfill(10)
        cells = rates_of_lines.get(code) or rates_of_lines[code[:8]]
        for path, answer in answers.items():
            column, what = re.fullmatch(r"ch\w+?_(general|column2)_(disposition|rate)", path).groups()
            reading = read(cells[column], column)
            checked += 1
            if what == "disposition":
                agrees = CLASSES.get(answer, answer) == reading.duty_class
            else:
                duty = reading.expression
                agrees = Fraction(answer) == (duty.rate.exact if isinstance(duty, AdValorem) else 0)
            if not agrees:
                wrong.add(code)

    assert lines == 558
    assert checked > 1_700
    assert THIRDS | INHERITED == wrong


def test_lines_written_by_hand_have_their_rates(line_cases, rates_of_lines):
    checked = 0
    for name, _, facts, answers in line_cases:
        rate = next((Fraction(answer) for path, answer in answers.items() if path.endswith("applicable_rate_of_duty")), None)
        if "hts_line" in facts or rate is None or facts.get("special_rate_applies") == "true":
            continue
        column = "column2" if facts["column_2_rate_applies"] == "true" else "general"
        code = re.search(r"[\d-]{10,}", name)[0].replace("-", "")
        duty = read((rates_of_lines.get(code) or rates_of_lines[code[:8]])[column], column).expression
        checked += 1

        assert rate == (duty.rate.exact if isinstance(duty, AdValorem) else 0)
    assert checked == 6


def test_there_are_571(line_cases):
    assert len(line_cases) == 571
