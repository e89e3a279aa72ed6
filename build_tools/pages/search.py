"""The page of the search, which works with a script and says so without one."""

from __future__ import annotations

from build_tools.pages.context import Context
from build_tools.pages.page import Page

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
    return context.page("search.html", "search.html", "Search", description, "search", ways=WAYS)
