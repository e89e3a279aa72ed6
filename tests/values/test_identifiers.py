import pytest

from build_tools.values.identifiers import check_akn, check_ecli, check_url
from build_tools.values.ids import Reference, is_id, is_part, link_target, parse_reference
from build_tools.values.lookalike import ascii_host
from build_tools.values.nearest import nearest
from build_tools.values.territories import (
    check_language,
    country_codes,
    country_name,
    direction,
    language_name,
    region_name,
)


@pytest.mark.parametrize(
    "text",
    ["ECLI:EU:C:2021:152", "ECLI:CE:ECHR:2018:0424JUD006235714", "ECLI:DE:BGH:2016:300816B4STR203.16.0"],
)  # fmt: skip
def test_ecli(text: str) -> None:
    assert check_ecli(text) == text


@pytest.mark.parametrize(
    "text", ["ECLI:EU:C:21:152", "ecli:EU:C:2021:152", "EU:C:2021:152", "", "ECLI:EU:C:2021:"]
)
def test_no_ecli(text: str) -> None:
    with pytest.raises(ValueError, match="an ECLI is written"):
        check_ecli(text)


def test_akn() -> None:
    assert check_akn("/akn/ug/act/2011/2/eng@2011-02-14")
    with pytest.raises(ValueError, match="Akoma Ntoso"):
        check_akn("akn/ug/act/2011/2")


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)", "java\tscript:x", "data:text/html,x", "//host/x", "\\\\host\\x", "https://", "ftp://a/b",
        "https://user:word@host/", 'https://a/"onclick="x', "https://a/<script>", "https://a b/", "https://[::1", "x",
        "https://a/" + "b" * 2000,
    ],
)  # fmt: skip
def test_an_unsafe_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the reasons differ
        check_url(text)


def test_a_web_address() -> None:
    assert check_url("https://www.courts.go.jp/app/hanrei_en/detail?id=1882#top")
    assert check_url("http://example.org/условие/%D8%A7")


@pytest.mark.parametrize(
    ("host", "asked_for"),
    [
        ("пример.example", "xn--e1afmkfd.example"),
        ("аpple.example", "xn--pple-43d.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("faß.example", "xn--fa-hia.example"),
        ("court.example", "court.example"),
    ],
)  # the second begins with a Cyrillic letter
def test_a_host_is_shown_as_it_is_asked_for(host: str, asked_for: str) -> None:
    assert ascii_host(host) == asked_for
    if host != asked_for:
        with pytest.raises(ValueError, match=asked_for):
            check_url(f"https://{host}/")
    assert check_url(f"https://{asked_for}/")


def test_a_host_without_such_a_form_cannot_deceive() -> None:
    assert ascii_host("a" * 80 + "é.example").isascii()


@pytest.mark.parametrize("text", ["a", "r-v-smith-2014", "0", "a" * 80])
def test_parts(text: str) -> None:
    assert is_part(text)


@pytest.mark.parametrize(
    "text",
    ["", "-a", "a-", "A", "é", "a" * 81, "con", "lpt1", "index", "index-2", "a.b", "a_b", "а"],
)  # the last is Cyrillic
def test_no_parts(text: str) -> None:
    assert not is_part(text)


def test_ids_and_references() -> None:
    assert is_id("laws/gb/computer-misuse-act-1990")
    assert not is_id("laws")
    assert not is_id("laws/../x")
    assert parse_reference("laws/gb/x#s1") == Reference("laws/gb/x", "s1")
    assert str(parse_reference("laws/gb/x#s1")) == "laws/gb/x#s1"
    for text in ("laws/gb/x#", "laws/gb/x#S1", "laws/gb/x.yml", "x", "laws//x"):
        with pytest.raises(ValueError):  # noqa: PT011 - the reasons differ
            parse_reference(text)


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("../../laws/gb/x.yml#s1", ("laws/gb/x", "s1")),
        ("other.md", ("cases/gb/other", "")),
        ("#s1", ("cases/gb/a", "s1")),
        ("../../../etc/passwd", (None, "")),
        ("../../../secret.md", (None, "")),
        ("other.html", (None, "")),
        ("%2e%2e/%2e%2e/%2e%2e/x.md", (None, "")),
    ],
)
def test_where_a_link_leads(target: str, leads_to: tuple[str | None, str]) -> None:
    assert link_target(target, "cases/gb/a") == leads_to


def test_countries_are_iso_3166_and_named_by_cldr() -> None:
    assert {"no", "gb", "aq"} <= country_codes()
    assert not {"eu", "uk", "xx", "NO", "int"} & country_codes()
    assert country_name("no") == "Norway"
    assert country_name("ci", "fr") == "Côte d’Ivoire"
    assert country_name("int") == "International"
    assert region_name("014") == "Eastern Africa"
    assert language_name("zh-Hans") == "Chinese"


def test_languages() -> None:
    for tag in ("en", "zh-Hans", "pt-BR", "es-419"):
        assert check_language(tag) == tag
    for tag in ("english", "EN", "qq", "zh-Xxxx", "en-UKX", ""):
        with pytest.raises(ValueError):  # noqa: PT011 - the reasons differ
            check_language(tag)
    assert direction("ar") == "rtl"
    assert direction("en") == "ltr"


def test_the_nearest_value() -> None:
    assert nearest("ilegal-access", ["illegal-access", "spam"]) == "illegal-access"
    assert nearest("SUMMARY", ["Summary"]) == "Summary"
    assert nearest("zzz", ["illegal-access"]) == ""
    assert nearest("x" * 100_000, ["illegal-access"]) == ""
