"""The page of the search, which works with a script and says so without one."""

from __future__ import annotations

from build_tools.pages.context import Context
from build_tools.pages.page import Page
from build_tools.search.fields import FIELDS

EXAMPLES = (
    ("unauthorised access", "records with either word, those with both first"),
    ("+access +bank", "records with both words"),
    ("access -bank", "records with the first word and without the second"),
    ('"stored data"', "the words one after the other"),
    ("s 14 misuse", "section or article 14 of laws about misuse"),
    ("[2021] ASCA 14", "a citation, docket number or ECLI as a whole"),
    ("hack*", "words that begin so; one * may also stand inside or before"),
    ("jurisdicton~1", "words with one letter wrong"),
    ("title:fraud court:appeal", "words in one field only"),
    ("fraud^5 forgery", "the first word weighs five times as much"),
)

WAYS = (
    ("cases/index.html", "Cases by country and year"),
    ("courts/index.html", "Courts"),
    ("laws/index.html", "Laws by country"),
    ("treaties/index.html", "Treaties, article by article"),
    ("countries/index.html", "Countries by region"),
    ("offences/index.html", "Offences"),
    ("measures/index.html", "Investigative measures"),
    ("cooperation/index.html", "International cooperation"),
    ("evidence/index.html", "Electronic evidence"),
    ("lessons/index.html", "Lessons learned"),
    ("practices/index.html", "Best practices"),
    ("activities/index.html", "Assistance"),
    ("organisations/index.html", "Organisations"),
)


def search_page(context: Context) -> Page:
    """The search page."""
    description = "Search cases, laws, treaties, lessons and assistance on cybercrime."
    return context.page("search.html", "search.html", "Search", description, "search", ways=WAYS,
                        examples=EXAMPLES, fields=FIELDS)  # fmt: skip
