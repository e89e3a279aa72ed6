"""What the tables of coordination are called, and what their rows are."""

from __future__ import annotations

INTERNATIONAL_BODY = "International body"
COLUMNS = {
    "country": "Country",
    "region": "Region",
    "funder": "Funder",
    "provider": "Provider",
    "year": "Year",
    "need": "Need",
    "themes": "Themes",
    "assessment": "Assessment",
    "date": "Holds for",
    "answers": "Activities that say they answer it",
    "number": "Number",
    "activity": "Activity",
    "places": "Where",
    "providers": "Provided by",
    "funders": "Paid for by",
    "start": "From",
    "end": "Until",
    "activities": "Activities recorded there",
}
TABLES = {
    "needs": (
        "Needs and the activities that answer them",
        "Every need that a recorded assessment states.",
    ),
    "needs-not-answered": (
        "Needs with no activity recorded that answers them",
        "No activity recorded here says that it answers these needs. Help that is not "
        "recorded may well exist.",
    ),
    "needs-answered-twice": (
        "Needs answered twice or more",
        "Two or more recorded activities say that they answer these needs. That may be "
        "a plan and need not be a duplication.",
    ),
    "countries-not-assessed": (
        "Countries without a recorded assessment",
        "No assessment of these countries is recorded here. One may well exist.",
    ),
    "by-country": (
        "Who works where",
        "One row for each activity and each country or region that it names.",
    ),
    "by-region": (
        "Activities by region",
        "An activity stands under each UN subregion that it names or whose countries it names.",
    ),
    "by-funder": (
        "Activities by funder",
        "One row for each activity and each body that paid for it.",
    ),
    "by-provider": (
        "Activities by provider",
        "One row for each activity and each body that provided it.",
    ),
    "by-year": (
        "Activities by year",
        "An activity stands in each year from its start to its end; where no end is "
        "recorded, in the year in which it began.",
    ),
}
"""The tables in their order: title and what the rows are."""
