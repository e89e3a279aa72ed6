"""Files stand where their kind and country say; ids, former ids and anchors are unique."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.corpus.corpus import Corpus, anchors_of
from build_tools.corpus.load import Entry
from build_tools.model.assistance import Assessment
from build_tools.model.law import Law
from build_tools.model.reference import CountryRecord, Vocabulary
from build_tools.model.treaty import Treaty
from build_tools.rules.fault import Fault
from build_tools.values.territories import country_codes, country_name

_PARTS = {Law: "provisions", Treaty: "articles", Assessment: "needs", Vocabulary: "terms"}


def check_folder(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """The folder under the kind's own is the record's country."""
    if not entry.kind.by_country:
        return
    country = getattr(entry.record, "country")  # noqa: B009 - each kind by country has it
    kind, folder, *_ = entry.id.split("/")
    if folder != country:
        message = (
            f"country: the record says '{country}' but stands in {kind}/{folder}/; move it to "
            f"content/{kind}/{country}/"
        )
        yield Fault("wrong-folder", message, ("country",))


def check_country(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A country's file is named by its code, and its title is its CLDR name."""
    if not isinstance(entry.record, CountryRecord):
        return
    code = entry.id.split("/")[1]
    if code not in country_codes():
        message = f"'{code}' is not a country's code; the file is named by ISO 3166-1, as no.yml"
        yield Fault("unknown-country", message)
        return
    name = country_name(code)
    if entry.record.title != name:
        message = f"title: CLDR's name for '{code}' is '{name}', not '{entry.record.title}'"
        yield Fault("country-name", message, ("title",), name)


def check_aliases(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """A former id is nobody's present id and nobody else's former one."""
    for number, alias in enumerate(entry.record.aliases):
        owner = alias if alias in corpus.by_id else corpus.aliases.get(alias, "")
        if owner == entry.id and alias != entry.id and entry.record.aliases.index(alias) == number:
            continue
        message = f"aliases: '{alias}' is already an address of '{owner}'"
        yield Fault("alias-collision", message, ("aliases", number))


def check_anchors(entry: Entry, corpus: Corpus) -> Iterator[Fault]:
    """No two parts of a record share an anchor."""
    seen: set[str] = set()
    for number, anchor in enumerate(anchors_of(entry.record)):
        if anchor in seen:
            parts = _PARTS[type(entry.record)]
            message = f"{parts}.id: the anchor '{anchor}' stands twice in this record"
            yield Fault("duplicate-part", message, (parts, number, "id"))
        seen.add(anchor)
