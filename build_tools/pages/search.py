"""The page of the search, which works with a script and says so without one."""

from __future__ import annotations

from build_tools.pages.context import Context
from build_tools.pages.page import Page
from build_tools.search.fields import FIELDS
from build_tools.values.wording import N_

EXAMPLES = (
    ("unauthorised access", N_("records with either word, those with both first")),
    ("+access +bank", N_("records with both words")),
    ("access -bank", N_("records with the first word and without the second")),
    ('"stored data"', N_("the words one after the other")),
    ("s 14 misuse", N_("section or article 14 of laws about misuse")),
    ("[2021] ASCA 14", N_("a citation, docket number or ECLI as a whole")),
    ("hack*", N_("words that begin so; one * may also stand inside or before")),
    ("jurisdicton~1", N_("words with one letter wrong")),
    ("title:fraud court:appeal", N_("words in one field only")),
    ("fraud^5 forgery", N_("the first word weighs five times as much")),
)

WAYS = (
    ("cases/index.html", N_("Cases by country and year")),
    ("courts/index.html", N_("Courts")),
    ("laws/index.html", N_("Laws by country")),
    ("treaties/index.html", N_("Treaties, article by article")),
    ("countries/index.html", N_("Countries by region")),
    ("offences/index.html", N_("Offences")),
    ("measures/index.html", N_("Investigative measures")),
    ("cooperation/index.html", N_("International cooperation")),
    ("evidence/index.html", N_("Electronic evidence")),
    ("lessons/index.html", N_("Lessons learned")),
    ("practices/index.html", N_("Best practices")),
    ("activities/index.html", N_("Assistance")),
    ("organisations/index.html", N_("Organisations")),
)


def search_page(context: Context) -> Page:
    """The search page."""
    description = N_("Search cases, laws, treaties, lessons and assistance on cybercrime.")
    return context.page("search.html", "search.html", N_("Search"), description, "search",
                        ways=WAYS, examples=EXAMPLES, fields=FIELDS)  # fmt: skip
