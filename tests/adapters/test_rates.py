"""Are published exchange rates read as they were written, and is whatever is wrong named by row and column?"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder import FactError, Money
from xborder.adapters.rates import parse_base_rates_json, parse_ecb_csv, parse_ecb_xml

DAILY = "Date, USD, JPY, BGN, ISK, \n20 November 2026, 1.0842, 162.35, 1.9558, N/A, \n"
HISTORY = """\
Date,USD,JPY,CYP,LTL,
2026-11-20,1.0842,162.35,N/A,N/A,
2026-11-19,1.0817,161.90,N/A,,
2008-01-02,1.4688,163.50,N/A,3.4528,
"""
XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
  <Cube>
    <Cube time='2026-11-20'>
      <Cube currency='USD' rate='1.0842'/>
      <Cube currency='JPY' rate='162.35'/>
    </Cube>
    <Cube time='2026-11-19'>
      <Cube currency='USD' rate='1.0817'/>
    </Cube>
  </Cube>
</gesmes:Envelope>
"""


def quotes(rates):
    return {name: str(Decimal(rate.numerator) / rate.denominator) for name, rate in rates.quotes}


FORMS = [DAILY, DAILY.encode(), b"\xef\xbb\xbf" + DAILY.encode(), "\ufeff" + DAILY, DAILY.replace("\n", "\r\n"), DAILY + "\n\n"]


@pytest.mark.parametrize("data", FORMS, ids=["text", "bytes", "marked bytes", "marked text", "two-character line ends", "empty lines"])
def test_the_daily_file_is_read(data):
    rates = parse_ecb_csv(data)

    assert date(2026, 11, 20) == rates.on
    assert {"EUR/BGN": "1.9558", "EUR/JPY": "162.35", "EUR/USD": "1.0842"} == quotes(rates)
    assert "European Central Bank, euro foreign exchange reference rates" == rates.source


@pytest.mark.parametrize(
    ("on", "expected"),
    [(None, "2026-11-20"), ("2026-11-20", "2026-11-20"), ("2026-11-22", "2026-11-20"), (date(2026, 11, 19), "2026-11-19"), ("2010-01-01", "2008-01-02")],
)
def test_the_history_is_read_as_of_a_day(on, expected):
    rates = parse_ecb_csv(HISTORY, on=on)

    assert expected == rates.on.isoformat()


def test_cells_without_a_rate_are_no_rate():
    assert ["EUR/JPY", "EUR/USD"] == [name for name, _ in parse_ecb_csv(HISTORY).quotes]
    assert "EUR/LTL" in dict(parse_ecb_csv(HISTORY, on="2008-01-02").quotes)


def test_a_day_without_any_rate_is_not_the_last_day():
    assert "2026-11-20" == parse_ecb_csv(HISTORY.replace("Date,", "Date,").replace("2026-11-20", "2026-11-21,N/A,N/A,N/A,N/A,\n2026-11-20", 1)).on.isoformat()


@pytest.mark.parametrize(("on", "expected"), [(None, "2026-11-20"), ("2026-11-21", "2026-11-20"), ("2026-11-19", "2026-11-19")])
@pytest.mark.parametrize("data", [XML, XML.encode()], ids=["text", "bytes"])
def test_the_xml_is_read(data, on, expected):
    rates = parse_ecb_xml(data, on=on)

    assert expected == rates.on.isoformat()
    assert Money("10.84", "USD") == rates.convert(Money("10.00", "EUR"), "USD") or on == "2026-11-19"


def test_csv_and_xml_of_one_day_are_equal():
    assert parse_ecb_csv(HISTORY) == parse_ecb_xml(XML)


@pytest.mark.parametrize(
    ("data", "path", "text"),
    [
        ("", "/1/1", "begin with 'Date'"),
        ("\n \n", "/1/1", "begin with 'Date'"),
        ("<html>", "/1/1", "begin with 'Date'"),
        ("Date,USD\n2026-11-20,1,2\n", "/2/3", "row 2, column 3"),
        ("Date,USD,JPY\n2026-11-20,1.08,abc\n", "/2/3", "'abc' is not the rate of JPY"),
        ("Date,USD,JPY\n2026-11-20,1.08,-1\n", "/2/3", "'-1' is not the rate of JPY"),
        ("Date,USD,JPY\n2026-11-20,1.08,1e3\n", "/2/3", "'1e3' is not the rate of JPY"),
        ("Date,USD\n\n2026-13-20,1.08\n", "/3/1", "'2026-13-20' is not a day"),
        ("Date,USD\n32 November 2026,1.08\n", "/2/1", "'32 November 2026' is not a day"),
        ("Date,USD\n20 Novembre 2026,1.08\n", "/2/1", "'20 Novembre 2026' is not a day"),
        ("Date,USD\n2026-11-20,0\n", "/rates/USD", "above zero"),
        ("Date,USD\n2026-11-20,N/A\n", "/rates", "no rates"),
        ("Date,USD\n", "/rates", "no rates"),
    ],
)
def test_what_is_wrong_in_the_csv_is_named_by_its_place(data, path, text):
    with pytest.raises(FactError) as caught:
        parse_ecb_csv(data)

    assert path == caught.value.path
    assert text in str(caught.value)
    assert caught.value.hint or caught.value.code == "unusable_rate"


@pytest.mark.parametrize("parse", [parse_ecb_csv, parse_ecb_xml])
def test_a_day_before_the_file_begins_has_no_rates(parse):
    with pytest.raises(FactError) as caught:
        parse(HISTORY if parse is parse_ecb_csv else XML, on="1999-01-03")

    assert ("no_rates", "/on") == (caught.value.code, caught.value.path)


@pytest.mark.parametrize("parse", [parse_ecb_csv, parse_ecb_xml])
def test_a_day_that_is_none_is_refused(parse):
    with pytest.raises(FactError) as caught:
        parse(HISTORY if parse is parse_ecb_csv else XML, on="last friday")

    assert ("not_a_day", "/on") == (caught.value.code, caught.value.path)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(FactError, match="not UTF-8"):
        parse_ecb_csv(b"Date,USD\n\xff")


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><Cube><Cube time='2026-11-20'>&b;</Cube></Cube>"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (BOMB, "document type, in row 1, column 1"),
        ("<!DOCTYPE x SYSTEM 'http://example.com/x.dtd'><x/>", "document type"),
        ("<Cube>&a;</Cube>", "not XML"),
        ("<Cube>", "not XML"),
        ("Date,USD", "not XML"),
        ("", "not XML"),
        ("<Cube>\n<Cube currency='USD' rate='1'/></Cube>", "no currency or no day, in row 2, column 1"),
        ("<Cube><Cube time='2026-11-20'><Cube rate='1'/></Cube></Cube>", "no currency or no day"),
        ("<Cube><Cube time='2026-11-20'><Cube currency='USD' rate='x'/></Cube></Cube>", "'x' is not the rate of USD, in row 1, column 31"),
        ("<Cube><Cube time='2026-11-20'><Cube currency='USD'/></Cube></Cube>", "'' is not the rate of USD"),
        ("<Cube><Cube time='20.11.2026'/></Cube>", "'20.11.2026' is not a day, in row 1, column 7"),
        ("<Cube/>", "no rates"),
        ("<other time='2026-11-20'/>", "no rates"),
    ],
)
def test_what_is_wrong_in_the_xml_is_named_by_its_place(data, text):
    with pytest.raises(FactError, match=text):
        parse_ecb_xml(data)


def test_base_and_rates_are_read_as_they_were_written():
    rates = parse_base_rates_json(b'{"base": "USD", "date": "2026-11-20", "rates": {"EUR": 0.92236, "JPY": 149, "BTC": 0.0000103, "USD": 1}}', source="a bank")

    assert [("USD/EUR", Fraction("0.92236")), ("USD/JPY", Fraction(149))] == list(rates.quotes)
    assert ("2026-11-20", "a bank") == (rates.on.isoformat(), rates.source)


def test_the_day_comes_from_the_caller_where_the_file_is_silent():
    data = '{"timestamp": 1795132800, "base": "USD", "rates": {"EUR": "0.92"}}'

    assert "2026-11-20" == parse_base_rates_json(data, on="2026-11-20", source="a bank").on.isoformat()


@pytest.mark.parametrize(
    ("data", "known", "code", "path"),
    [
        ('{"base": "USD", "rates": {"EUR": 0.92}}', {}, "missing_key", "/on"),
        ('{"base": "USD", "date": "2026-11-20", "rates": {"EUR": 0.92}}', {"on": "2026-11-21"}, "another_day", "/on"),
        ('{"base": "USD", "date": "today", "rates": {"EUR": 0.92}}', {}, "not_a_day", "/date"),
        ('{"base": "USD", "rates": {"EUR": 0.92}}', {"on": "soon"}, "not_a_day", "/on"),
        ('{"base": "XYZ", "rates": {"EUR": 0.92}}', {"on": "2026-11-20"}, "unknown_currency", "/base"),
        ('{"base": "USD", "rates": {"EUR": "much"}}', {"on": "2026-11-20"}, "unreadable_rate", "/rates/EUR"),
        ('{"base": "USD", "rates": {"EUR": -1}}', {"on": "2026-11-20"}, "unusable_rate", "/rates/EUR"),
        ('{"base": "USD", "rates": {"EUR": null}}', {"on": "2026-11-20"}, "unreadable_rate", "/rates/EUR"),
        ('{"base": "USD", "rates": {"EUR": true}}', {"on": "2026-11-20"}, "float_rate", "/rates/EUR"),
        ('{"base": "USD", "rates": {"EUR": NaN}}', {"on": "2026-11-20"}, "unreadable_rate", "/rates"),
        ('{"base": "USD", "rates": {"BTC": 1}}', {"on": "2026-11-20"}, "no_rates", "/rates"),
        ('{"base": "USD", "rates": []}', {"on": "2026-11-20"}, "unreadable_rates", ""),
        ('{"rates": {"EUR": 1}}', {"on": "2026-11-20"}, "unreadable_rates", ""),
        ("[]", {"on": "2026-11-20"}, "unreadable_rates", ""),
        ('{"base":\n  oops}', {"on": "2026-11-20"}, "unreadable_rates", "/2/3"),
        (b"\xff", {"on": "2026-11-20"}, "unreadable_rates", ""),
    ],
)
def test_what_is_wrong_in_the_json_is_named(data, known, code, path):
    with pytest.raises(FactError) as caught:
        parse_base_rates_json(data, source="a bank", **known)

    assert (code, path) == (caught.value.code, caught.value.path)


def test_a_source_is_owed_and_named():
    with pytest.raises(FactError) as caught:
        parse_base_rates_json('{"base": "USD", "rates": {"EUR": 1}}', on="2026-11-20", source=" ")

    assert "/source" == caught.value.path


TABLE = st.dictionaries(st.sampled_from(["USD", "JPY", "GBP", "KWD", "CHF", "HUF"]), st.decimals("0.0001", "99999", places=4), min_size=1)
DAYS = st.dates(date(1999, 1, 4), date(2035, 12, 31))
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


@given(st.dictionaries(DAYS, TABLE, min_size=1, max_size=5), st.integers(-400, 400), st.booleans())
def test_the_three_forms_of_one_table_are_read_alike(table, shift, spoken):
    codes = sorted({code for one in table.values() for code in one})
    last = max(table)
    asked = last + timedelta(days=shift)

    def told(day):
        return f"{day.day:02} {MONTHS[day.month - 1]} {day.year}" if spoken else day.isoformat()

    lines = [f"{told(day)}," + ",".join(str(one.get(code, "N/A")) for code in codes) + "," for day, one in table.items()]
    csv = "\n".join(["Date," + ",".join(codes) + ",", *lines])
    cubes = "".join(
        f"<Cube time='{day}'>" + "".join(f"<Cube currency='{code}' rate='{rate}'/>" for code, rate in one.items()) + "</Cube>" for day, one in table.items()
    )
    on = asked if any(day <= asked for day in table) else last
    one, other = parse_ecb_csv(csv, on=on), parse_ecb_xml(f"<Cube>{cubes}</Cube>", on=on)
    day = max(one for one in table if one <= on)
    json_text = f'{{"base": "EUR", "rates": {{{", ".join(f"{chr(34)}{code}{chr(34)}: {rate}" for code, rate in table[day].items())}}}}}'
    third = parse_base_rates_json(json_text, on=day, source=one.source)

    assert one == other == third
    assert day == one.on
    assert {f"EUR/{code}": Fraction(rate) for code, rate in table[day].items()} == dict(one.quotes)


@given(st.one_of(st.text(), st.binary()), st.sampled_from([parse_ecb_csv, parse_ecb_xml]))
def test_rubbish_is_refused_and_never_crashes(data, parse):
    with pytest.raises(FactError):
        parse(data)
