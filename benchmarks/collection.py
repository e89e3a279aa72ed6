"""A made-up collection of any size: all kinds, realistic lengths and links, seeded.

``python -m benchmarks.collection 10000 DIR`` writes a project that ``docket`` can check
and build. All but laws and cases of the repository's own records come along; the rest
is invented. Each record depends on the
seed and on its own number alone, so a larger collection contains the smaller one's cases.

Words follow a Zipf-Mandelbrot law over ordinary legal English and a long tail of
invented words and names, with words of each record's subject drawn more often, so that
the number of different words grows with the collection as it does in real texts.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from build_tools.corpus.corpus import SUBJECTS, Corpus
from build_tools.corpus.load import load
from build_tools.model.assistance import (
    Activity,
    Assessment,
    CapabilityFinding,
    Lesson,
    Need,
    Organisation,
    Practice,
)
from build_tools.model.case import Case, Charge, Cooperation, Party, Sentence, Span
from build_tools.model.common import Evidence, Record, Source
from build_tools.model.law import Law, Provision
from build_tools.parse.writer import write_record
from build_tools.source.markdown import Section
from build_tools.values.dates import PartialDate
from build_tools.values.ids import Reference

ROOT = Path(__file__).resolve().parent.parent
COPIED = (
    "vocabulary", "countries", "treaties", "organisations", "activities", "lessons", "practices",
    "assessments",
)  # fmt: skip
SHARES = {"law": 0.07, "activity": 0.05, "organisation": 0.03, "lesson": 0.02, "practice": 0.02,
          "assessment": 0.01}  # fmt: skip
"""What part of a collection each kind is; the rest are cases."""
CASE_WORDS = 277
"""With the spread of lengths, cases come to about 2,160 characters, as real ones do."""
FUNCTION_SHARE = 0.45
"""What part of English words are articles, prepositions and the like."""
TYPES = 150_000
"""How many different words the texts draw from."""

FUNCTION = """
the of and to in a that was for on with by not is as it be at had from this an or which were his
he their but have been who she her him they are has would one other any all no such where when
after under before
""".split()
COMMON = """
court accused evidence appeal section computer data offence act access held law police search
judge conviction sentence trial defendant order information right person system device intent
warrant phone account message bank fraud article case charge found appellant respondent
prosecution judgment decision question ground whether authority power material content network
""".split()
SYLLABLES = """
ba be bi bo bra cal can car cen cha con cor da de del di dor du el en er fa fen fi for gal gen
gra ha hel hor in ja jo ka ken kor la lan le lin lo lum ma mar men mi mor na nel no nor or pa
per pi pol pra qua ra ren ri ro sa sel sen si sol sta ta ten ti tor tra ul va ven vi vor wa wen
yo za zel
""".split()
ENDINGS = ("", "", "", "", "s", "s", "ed", "ing", "ation", "er", "al", "ly", "ity", "ment")
COURTS = (
    ("Supreme Court", "supreme-court"),
    ("Court of Appeal", "intermediate-appeal"),
    ("High Court", "first-instance"),
    ("District Court", "first-instance"),
    ("Magistrates' Court", "first-instance"),
)
SECTIONS = ("Summary", "Facts", "Reasoning", "Outcome")


@dataclass(frozen=True)
class World:
    """What all records of a collection can name."""

    corpus: Corpus
    size: int
    seed: int = 1

    def rng(self, *key: object) -> random.Random:
        """The random numbers of one record."""
        return random.Random(":".join(map(str, (self.seed, *key))))

    def count(self, kind: str) -> int:
        """How many records of a kind the collection has."""
        if kind == "case":
            return self.size - sum(self.count(name) for name in SHARES)
        return int(self.size * SHARES[kind])

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries' codes."""
        return tuple(sorted(self.corpus.countries))

    @cached_property
    def words(self) -> list[str]:
        """All words, the most frequent first."""
        rng = self.rng("words")
        found = dict.fromkeys(COMMON)
        while len(found) < TYPES:
            word = "".join(rng.choices(SYLLABLES, k=rng.choice((2, 2, 3, 3, 4))))
            found[word + rng.choice(ENDINGS)] = None
        return list(found)

    @cached_property
    def weights(self) -> list[float]:
        """The summed weights of the words, by Zipf and Mandelbrot."""
        return list(accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(TYPES)))

    def terms(self, vocabulary: str) -> tuple[str, ...]:
        """The ids of a vocabulary's terms."""
        return tuple(self.corpus.terms[vocabulary])

    def sentence(self, rng: random.Random, topic: str, length: int) -> list[str]:
        """Words of a text about something."""
        own = self._topic_words(topic)
        drawn = rng.choices(self.words, cum_weights=self.weights, k=length)
        joints = rng.choices(FUNCTION, cum_weights=self.weights[: len(FUNCTION)], k=length)
        chances = (rng.random() for _ in range(length))
        return [
            joint if chance < FUNCTION_SHARE else rng.choice(own) if chance > 0.94 else word
            for word, joint, chance in zip(drawn, joints, chances, strict=True)
        ]

    def _topic_words(self, topic: str) -> list[str]:
        start = self.rng("topic", topic).randrange(200, 4000)
        return [*topic.split("-"), *self.words[start : start + 40]]

    def text(self, rng: random.Random, topic: str, length: int) -> str:
        """Sentences, in paragraphs of about five."""
        words = self.sentence(rng, topic, max(6, length))
        sentences: list[str] = []
        while words:
            cut = rng.randrange(9, 28)
            head, words = words[:cut], words[cut:]
            sentences.append(" ".join(head).capitalize() + ".")
        paragraphs = [" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
        return "\n\n".join(paragraphs)

    def title(self, rng: random.Random, topic: str, length: int = 5) -> str:
        """A line that can stand as a title."""
        return " ".join(self.sentence(rng, topic, length)).capitalize()

    def name(self, rng: random.Random) -> str:
        """A surname."""
        return "".join(rng.choices(SYLLABLES, k=rng.choice((2, 3)))).capitalize()

    # Laws first: cases point to them

    def law_country(self, number: int) -> str:
        """The country of a law."""
        return self.countries[number % len(self.countries)]

    def law_provisions(self, number: int) -> int:
        """How many provisions a law has."""
        return self.rng("law-size", number).randrange(3, 24)

    def law_id(self, number: int) -> str:
        """The id of a law."""
        return f"laws/{self.law_country(number)}/computer-offences-act-{number}"

    def provision_of(self, rng: random.Random, country: str) -> Reference | None:
        """A provision of a law of a country, where the collection has one."""
        first = self.countries.index(country)
        laws = range(first, self.count("law"), len(self.countries))
        if not laws:
            return None
        number = rng.choice(laws)
        return Reference(self.law_id(number), f"s{rng.randrange(self.law_provisions(number)) + 1}")


def some(rng: random.Random, terms: tuple[str, ...], most: int) -> tuple[str, ...]:
    """A few different terms, the first ones of a vocabulary more often."""
    number = rng.randrange(most + 1)
    return tuple(dict.fromkeys(terms[int(len(terms) * rng.random() ** 2)] for _ in range(number)))


def day(rng: random.Random, first: int = 1995, last: int = 2025) -> PartialDate:
    """A date."""
    year = first + int((last - first + 1) * rng.random() ** 0.6)
    return PartialDate(year, rng.randrange(1, 13), rng.randrange(1, 29))


def source(rng: random.Random, title: str, kind: str) -> Source:
    """A source at an address that leads nowhere."""
    return Source(title=title, url=f"https://example.org/{rng.randrange(10**9)}", kind=kind)


ADDED = PartialDate(2026, 1, 1)
EVIDENCE = (Evidence(fact="all of it", how="known"),)
Written = tuple[Record, tuple[Section, ...]]


def case(world: World, number: int) -> Written:
    """The case of a number."""
    rng = world.rng("case", number)
    country = rng.choice(world.countries)
    court, level = rng.choices(COURTS, (2, 5, 4, 3, 2))[0]
    offences = some(rng, world.terms("offences"), 3)
    topic = offences[0] if offences else rng.choice(world.terms("evidence"))
    name = world.name(rng)
    style = rng.choice(("Republic v {}", "State v {}", "{} v Republic", "{} v {}", "R v {}"))
    decided = day(rng)
    begun = decided.year - rng.randrange(1, 5)
    charged = [world.provision_of(rng, country) for _ in range(rng.randrange(3))]
    abroad = rng.choice(world.countries)
    length = rng.lognormvariate(0, 0.5) * CASE_WORDS
    text = tuple(
        Section(title, world.text(rng, topic, int(length * share)), 0)
        for title, share in zip(SECTIONS, (0.16, 0.34, 0.42, 0.08), strict=True)
    )
    return Case(
        id=f"cases/{country}/{name.lower()}-{number}",
        title=f"{style.format(name, world.name(rng))} ({number})",
        country=country,
        court=f"{court}, {world.name(world.rng('seat', country, court))}",
        level=level,
        kind=rng.choice(world.terms("case-kinds")),
        date=decided,
        citations=(f"[{decided.year}] {country.upper()}{court[0]}C {rng.randrange(1, 900)}",),
        docket=f"{rng.choice('ABCDK')} {rng.randrange(1, 4000)}/{begun}",
        conduct=Span(from_=PartialDate(begun)),
        offences=offences,
        measures=some(rng, world.terms("measures"), 2),
        evidence_topics=some(rng, world.terms("evidence"), 2),
        cooperation=(Cooperation(with_=abroad, means=rng.choice(world.terms("cooperation"))),)
        if rng.random() < 0.15 and abroad != country else (),
        charges=tuple(Charge(provision=each, outcome="convicted") for each in dict.fromkeys(charged)
                      if each is not None),
        outcomes=("convicted",) if rng.random() < 0.6 else ("acquitted",),
        sentences=(Sentence(kinds=("imprisonment",), text=f"{rng.randrange(1, 12)} years"),)
        if rng.random() < 0.5 else (),
        parties=(Party(role="defendant", kind="natural", label=name),),
        sources=(source(rng, "Judgment", "judgment"),),
        evidence=EVIDENCE,
        added=ADDED,
    ), text  # fmt: skip


def law(world: World, number: int) -> Written:
    """The law of a number."""
    rng = world.rng("law", number)
    subjects = [term for name in SUBJECTS for term in world.terms(name)]
    adopted = day(rng, 1990, 2024)
    provisions = []
    for index in range(world.law_provisions(number)):
        topic = rng.choice(subjects)
        heading = f"{topic.replace('-', ' ')} {world.title(rng, topic, 3).lower()}".capitalize()
        text = world.text(rng, topic, rng.randrange(40, 160)) if rng.random() < 0.4 else None
        provisions.append(
            Provision(
                id=f"s{index + 1}",
                number=f"s {index + 1}",
                title=heading,
                covers=(topic,),
                text=text,
            )
        )
    return Law(
        id=world.law_id(number),
        title=f"Computer Offences Act {number} ({world.title(rng, 'law', 2)})",
        country=world.law_country(number),
        language="en",
        citation=f"Act {number} of {adopted.year}",
        adopted=adopted,
        in_force=adopted,
        status="in-force",
        provisions=tuple(provisions),
        sources=(source(rng, "Official text", "official-text"),),
        evidence=EVIDENCE,
        added=ADDED,
    ), ()


def organisation(world: World, number: int) -> Written:
    """The organisation of a number."""
    rng = world.rng("organisation", number)
    return Organisation(
        id=f"organisations/body-{number}",
        title=f"{world.name(rng)} {world.title(rng, 'network', 2)} Centre {number}",
        type=rng.choice(world.terms("organisation-types")),
        country=rng.choice(world.countries),
        summary=world.text(rng, "network", 60),
        sources=(source(rng, "Web site", "reference"),),
        evidence=EVIDENCE,
        added=ADDED,
    ), ()


def _body(rng: random.Random, world: World) -> Reference:
    return Reference(f"organisations/body-{rng.randrange(world.count('organisation'))}", "")


def activity(world: World, number: int) -> Written:
    """The activity of a number."""
    rng = world.rng("activity", number)
    themes = some(rng, world.terms("themes"), 3)
    topic = themes[0] if themes else "training"
    begun = day(rng, 2005, 2024)
    return Activity(
        id=f"activities/activity-{number}",
        title=f"{world.title(rng, topic, 6)} {number}",
        summary=world.text(rng, topic, 90),
        themes=themes,
        start=begun,
        countries=tuple(sorted(set(rng.choices(world.countries, k=rng.randrange(1, 5))))),
        providers=(_body(rng, world),),
        funders=(_body(rng, world),),
        result=world.text(rng, topic, 50),
        sources=(source(rng, "Report", "report"),),
        evidence=EVIDENCE,
        added=ADDED,
    ), ()


def _learned(model: type[Lesson] | type[Practice], world: World, number: int) -> Written:
    name = model.__name__.lower()
    rng = world.rng(name, number)
    themes = some(rng, world.terms("themes"), 3)
    topic = themes[0] if themes else "training"
    sections = tuple(
        Section(title, world.text(rng, topic, 70), 0)
        for title in ("Summary", "Problem", "What was done", "Evidence of effect")
    )
    return model(
        id=f"{name}s/{name}-{number}",
        title=f"{world.title(rng, topic, 6)} {number}",
        themes=themes,
        countries=(rng.choice(world.countries),),
        organisations=(_body(rng, world),),
        sources=(source(rng, "Report", "report"),),
        evidence=EVIDENCE,
        added=ADDED,
    ), sections


def lesson(world: World, number: int) -> Written:
    """The lesson of a number."""
    return _learned(Lesson, world, number)


def practice(world: World, number: int) -> Written:
    """The practice of a number."""
    return _learned(Practice, world, number)


def assessment(world: World, number: int) -> Written:
    """The assessment of a number."""
    rng = world.rng("assessment", number)
    country = rng.choice(world.countries)
    on = day(rng, 2010, 2025)
    needs = []
    for index in range(rng.randrange(1, 6)):
        theme = rng.choice(world.terms("themes"))
        needs.append(
            Need(id=f"n{index + 1}", title=world.title(rng, theme, 6), themes=(theme,),
                 text=world.text(rng, theme, 40))
        )  # fmt: skip
    capability = rng.choice(world.terms("capabilities"))
    return Assessment(
        id=f"assessments/{country}/assessment-{number}",
        title=f"Assessment {number}",
        country=country,
        date=on,
        assessed_by=(_body(rng, world),),
        capabilities=(
            CapabilityFinding(capability=capability, text=world.text(rng, "training", 40)),
        ),
        needs=tuple(needs),
        sources=(source(rng, "Report", "report"),),
        evidence=EVIDENCE,
        added=ADDED,
    ), ()


MAKERS = {"law": law, "organisation": organisation, "activity": activity, "lesson": lesson,
          "practice": practice, "assessment": assessment, "case": case}  # fmt: skip


def records(world: World) -> Iterator[Written]:
    """Every invented record of a collection."""
    for kind, make in MAKERS.items():
        for number in range(world.count(kind)):
            yield make(world, number)


def make_world(size: int, seed: int = 1) -> World:
    """What a collection of a size is made from."""
    entries = load(ROOT / "content").entries
    kept = tuple(entry for entry in entries if entry.kind.folder in COPIED)
    return World(Corpus(kept), size, seed)


def write(written: Written, content: Path) -> Path:
    """Write a record's file, and return its path."""
    record, sections = written
    suffix = ".md" if type(record).SECTIONS else ".yml"
    path = content / f"{record.id}{suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_record(record, sections), encoding="utf-8")
    return path


def make_project(size: int, folder: Path, seed: int = 1) -> World:
    """Write a whole project: the records, and the repository's configuration and docs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("mkdocs.yml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "docs", folder / "docs", dirs_exist_ok=True)
    content = folder / "content"
    for name in COPIED:
        shutil.copytree(ROOT / "content" / name, content / name, dirs_exist_ok=True)
    world = make_world(size, seed)
    for written in records(world):
        write(written, content)
    return world


def main() -> None:
    """Write a collection to a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("size", type=int, help="how many records to invent")
    parser.add_argument("folder", type=Path, help="where to write the project")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another collection")
    options = parser.parse_args()
    make_project(options.size, options.folder, options.seed)


if __name__ == "__main__":
    main()
