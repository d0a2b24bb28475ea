"""Who buys: names in the scripts people write them in, addresses, customers.

>>> from hypothesis import find
>>> whole = find(person_names(), lambda name: name.full is not None and name.given is None)
>>> whole.surname is None
True
"""

from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.atlas import Atlas
from xborder.codes import Country, LanguageTag
from xborder.doors import zones
from xborder.errors import FactError
from xborder.locale.contact import Address, Customer, Name
from xborder.testing.strategies.ground import countries as any_country
from xborder.testing.strategies.ground import language_tags
from xborder.testing.strategies.world import places

__all__ = ["addresses", "customers", "person_names"]


class _Script(NamedTuple):
    """Names as people of one script write them: given, family and middle names, titles, and names that have no parts."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    title: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


_SCRIPTS = (
    _Script(
        ("Anna", "Bo", "Jean-Luc", "Mary Ann", "X Æ"),
        ("Smith", "O", "O'Brien", "van der Berg", "Null", "MacDonald-Ross"),
        ("Dr.", "Prof. Dr.", "Rev."),
        ("Sukarno", "Teller"),
    ),
    _Script(
        ("José María", "Zoë", "Łukasz", "Ngọc Ánh", "İpek"),
        ("Müller-Lüdenscheidt", "Ø", "Nguyễn", "de la Cruz", "Þórðarson", "Işık"),  # noqa: RUF001 - her own letter
        ("Dña.", "mgr inż."),
        ("Björk",),
    ),
    _Script(("Анна", "Олександр"), ("Щербакова", "Ґалаґан"), ("проф.",), ("Кантемир",)),
    _Script(("Ελένη", "Γιώργος"), ("Παπαδοπούλου", "Ξ"), ("Δρ.",)),
    _Script(("محمد", "فاطمة الزهراء"), ("بن سلمان", "الخوري"), ("د.",), ("سوكارنو",)),
    _Script(("דוד", "יעל"), ("בן־גוריון", "כהן"), ('ד"ר',)),
    _Script(("प्रिया", "अर्जुन"), ("शर्मा", "त्रिवेदी"), ("श्रीमती",), ("सचिन",)),
    _Script(("முத்துலட்சுமி",), ("சுப்பிரமணியன்",), (), ("ரஜினி",)),
    _Script(("สมชาย", "กุลธิดา"), ("ณ อยุธยา", "รัตนสิริวรรณ"), ("ดร.",)),
    _Script(("花子", "翔"), ("山田", "𠮷野"), ("教授",), ("イチロー", "山田 花子")),
    _Script(("伟", "欧阳娜"), ("王", "司馬"), ("博士",), ("王伟",)),
    _Script(("지훈", "서연"), ("김", "남궁"), ("박사",), ("김지훈",)),
    _Script(("ნინო",), ("ბერიძე",)),
    _Script(("Արամ",), ("Խաչատրյան",)),
    _Script(("አበበ",), ("ቢቂላ",), ("ዶ/ር",), ("ኃይሌ",)),
)
_CITIES = ("Boston", "Sankt Gallen", "Villanueva de la Serena", "’s-Hertogenbosch", "Å", "東京都", "москва", "الرياض")  # noqa: RUF001 - as it is written
_POSTCODES = ("02134", "SW1A 1AA", "1010", "100-0001", "D02 AF30", "0", "AB1")
_LINES = ("1 Main Street", "c/o Müller", "丸の内1-1-1", "Flat 2/1", "P.O. Box 7", "شارع الملك فهد")
_REGIONS = ("NY", "BY", "13", "ON", "buesingen")


@st.composite
def person_names(draw: DrawFn) -> Name:
    """Names of fifteen scripts: in parts or whole, of one part only, with titles and middle names, short, long, hyphenated."""
    script = draw(st.sampled_from(_SCRIPTS))
    shape = draw(st.sampled_from(("both", "given", "surname", "middle", "titled", "titled", "spelt out", "whole")))
    if shape == "whole" and script.whole:
        return Name(full=draw(st.sampled_from(script.whole)))
    given = None if shape == "surname" else draw(st.sampled_from(script.given))
    surname = None if shape == "given" else draw(st.sampled_from(script.surname))
    return Name(
        given=given,
        surname=surname,
        given2=draw(st.sampled_from(script.given)) if shape == "middle" else None,
        title=draw(st.sampled_from(script.title)) if shape == "titled" and script.title else None,
        full=f"{given} {surname}" if shape == "spelt out" else None,
    )


@st.composite
def addresses(draw: DrawFn, *, countries: SearchStrategy[Country] | None = None) -> Address:
    """Addresses anywhere, from a bare country to lines in another script; regions are any, also ones the country does not have."""
    country = draw(any_country() if countries is None else countries)
    parts = draw(st.integers(0, 15))
    return Address(
        country=country,
        region=draw(st.sampled_from(_REGIONS)) if parts & 1 else None,
        city=draw(st.sampled_from(_CITIES)) if parts & 2 else None,
        postcode=draw(st.sampled_from(_POSTCODES)) if parts & 4 else None,
        lines=tuple(draw(st.lists(st.sampled_from(_LINES), min_size=1, max_size=3))) if parts & 8 else (),
    )


def _zone_of(country: Country) -> str | None:
    try:
        return zones.zones_of(country)[0]
    except FactError:
        return None


@st.composite
def customers(draw: DrawFn, *, atlas: Atlas | None = None) -> Customer:
    """Customers, as much of them as they told us: any of name, gender, languages, address and time zone may be missing.

    Half of them live where the atlas has a page, the others anywhere; their languages need not be spoken there.
    """
    told = draw(st.integers(0, 31))
    known = bool(told & 16)
    where = draw(places(atlas=atlas) if known else addresses()) if told & 1 else None
    zone = _zone_of(where.country) if where and known else draw(st.sampled_from(("UTC", "Asia/Tokyo", "America/St_Johns")))
    tongues: list[LanguageTag] = draw(st.lists(language_tags(), max_size=3, unique=True))
    return Customer(
        languages=tongues,
        name=draw(person_names()) if told & 2 else None,
        gender=draw(st.sampled_from(("female", "male", "nonbinary"))) if told & 4 else None,
        address=where,
        timezone=zone if told & 8 else None,
    )
