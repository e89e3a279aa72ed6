"""What the tables of coordination are called, and what their rows are."""

from __future__ import annotations

from build_tools.values.wording import N_

INTERNATIONAL_BODY = N_("International body")
COLUMNS = {
    "country": N_("Country"),
    "region": N_("Region"),
    "funder": N_("Funder"),
    "provider": N_("Provider"),
    "year": N_("Year"),
    "need": N_("Need"),
    "themes": N_("Themes"),
    "assessment": N_("Assessment"),
    "date": N_("Holds for"),
    "answers": N_("Activities that say they answer it"),
    "number": N_("Number"),
    "activity": N_("Activity"),
    "places": N_("Where"),
    "providers": N_("Provided by"),
    "funders": N_("Paid for by"),
    "start": N_("From"),
    "end": N_("Until"),
    "activities": N_("Activities recorded there"),
}
TABLES = {
    "needs": (
        N_("Needs and the activities that answer them"),
        N_("Every need that a recorded assessment states."),
    ),
    "needs-not-answered": (
        N_("Needs with no activity recorded that answers them"),
        N_(
            "No activity recorded here says that it answers these needs. Help that is not "
            "recorded may well exist."
        ),
    ),
    "needs-answered-twice": (
        N_("Needs answered twice or more"),
        N_(
            "Two or more recorded activities say that they answer these needs. That may be "
            "a plan and need not be a duplication."
        ),
    ),
    "countries-not-assessed": (
        N_("Countries without a recorded assessment"),
        N_("No assessment of these countries is recorded here. One may well exist."),
    ),
    "by-country": (
        N_("Who works where"),
        N_("One row for each activity and each country or region that it names."),
    ),
    "by-region": (
        N_("Activities by region"),
        N_("An activity stands under each UN subregion that it names or whose countries it names."),
    ),
    "by-funder": (
        N_("Activities by funder"),
        N_("One row for each activity and each body that paid for it."),
    ),
    "by-provider": (
        N_("Activities by provider"),
        N_("One row for each activity and each body that provided it."),
    ),
    "by-year": (
        N_("Activities by year"),
        N_(
            "An activity stands in each year from its start to its end; where no end is "
            "recorded, in the year in which it began."
        ),
    ),
}
"""The tables in their order: title and what the rows are."""
