"""Every finding's code: what is wrong, why it matters, how to mend it.

A code never changes its meaning. examples/ holds a bad and a good file for each;
one test fails where a code lacks them, and another where a rule uses a code that does
not stand here.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.values.findings import Severity


@dataclass(frozen=True, slots=True)
class Message:
    """One kind of finding."""

    code: str
    what: str
    why: str
    mend: str
    severity: Severity = Severity.ERROR
    quoted: bool = True
    """Whether a report may show the line: not where it would spread what has to go."""


_ADVICE = Severity.ADVICE
_ALL = (
    # The file
    Message(
        "not-a-file",
        "Something under content/ is not an ordinary file.",
        "A link could publish a file from outside the repository, or one that is not there on "
        "another machine.",
        "Put the file itself there.",
    ),
    Message(
        "wrong-suffix",
        "A file under content/ is neither .md nor .yml.",
        "Only records stand there; anything else would be left out without a word.",
        "Rename the file, or move it out of content/.",
    ),
    Message(
        "wrong-folder",
        "A record stands in a folder that is not its kind's or its country's.",
        "The folder is part of the record's address, and readers look for it there.",
        "Move the file to where the message says.",
    ),
    Message(
        "bad-file-name",
        "A file or folder name has letters that an address cannot have.",
        "The name becomes the record's address, and must hold on every disk and in every script.",
        "Use small letters a-z, digits and hyphens, at most 80; avoid con, nul and the like.",
    ),
    Message(
        "empty-file",
        "The file is empty.",
        "There is nothing to publish.",
        "Fill it, starting from a record of the same kind, or delete it.",
    ),
    Message(
        "not-utf8",
        "The file is not UTF-8.",
        "Names and quotations would come out garbled.",
        "Save it as UTF-8; every editor can.",
    ),
    Message(
        "too-large",
        "The record is larger than a record can be.",
        "One file must not slow down the check or the site for all.",
        "Split it, or leave out what is not needed.",
    ),
    Message(
        "more-faults",
        "The record has more faults than are shown.",
        "So many mostly have one cause, such as a wrong indentation or the wrong kind of file.",
        "Mend what is shown, then check again.",
    ),
    Message(
        "mixed-letters",
        "A word is written in the letters of two alphabets, or in letters that look like others.",
        "It cannot be found by a search, and one name can be made to pass for another.",
        "Write the whole word anew in its own alphabet.",
    ),
    # Its form
    Message(
        "bad-fence",
        "A line of three hyphens is missing before or after the fields.",
        "Without both fences the fields cannot be told from the text.",
        "Begin the file with '---', and put '---' between the fields and the text.",
    ),
    Message(
        "tab-indentation",
        "A line is indented with a tab.",
        "YAML counts blanks; a tab has no width.",
        "Replace the tab by blanks, two for each level.",
    ),
    Message(
        "yaml-syntax",
        "The fields are not valid YAML.",
        "They cannot be read at all.",
        "Look at the line named, and the one before: a colon, a quote or a bracket is missing.",
    ),
    Message(
        "yaml-feature",
        "The record uses an anchor, an alias, a tag or a second document.",
        "These let a small file swell without bound, and no record needs them.",
        "Write the value out.",
    ),
    Message(
        "duplicate-key",
        "A field stands twice.",
        "One of the two values would be lost.",
        "Keep one, or indent it by two more blanks where it belongs to the line above.",
    ),
    Message(
        "dropped-text",
        "The end of a text is dropped, because a # after a blank begins a comment.",
        "Written so, 'docket: No #12' would be published as 'No'.",
        "Put the whole text in quotes. A comment that is meant has a blank after its #.",
    ),
    Message(
        "control-character",
        "A character that cannot be seen and has no business in a text stands in it.",
        "It could hide words, turn their order about, or break other programs.",
        "Delete it; paste as plain text.",
    ),
    Message(
        "not-a-record",
        "The file does not begin with fields.",
        "A record is a set of fields, each written 'name: value'.",
        "Start from a record of the same kind.",
    ),
    # Its fields
    Message(
        "unknown-field",
        "There is no such field.",
        "What it holds would appear nowhere.",
        "Correct the name, or put the words into notes.",
    ),
    Message(
        "unquoted-comma",
        "A text with a comma stands inside { } without quotes.",
        "The part after the comma is taken for a field, and the text is cut short.",
        'Put the whole text in quotes: {fact: "title, number and date", how: seen}.',
    ),
    Message(
        "missing-field",
        "A required field is missing or empty.",
        "Readers cannot find or judge the record without it.",
        "Fill it.",
    ),
    Message(
        "wrong-type",
        "A list, a group of fields or a single value stands where another is needed.",
        "The value cannot be read.",
        "Write it as the message shows: a list in [ ], a group in { }.",
    ),
    Message(
        "bad-text",
        "A text is too long, or has several lines where one is meant.",
        "Tables and lists of results have room for a line.",
        "Shorten it, or move the detail into the text or into notes.",
    ),
    Message(
        "impossible-date",
        "A date does not exist or is not written as one.",
        "Dates decide what law applied and what comes first.",
        "Write 2019-04-30, or 2019-04 or 2019 where that is all that is known.",
    ),
    Message(
        "unknown-country",
        "A country's code is not one.",
        "The record would appear under no country.",
        "Use the two small letters of ISO 3166-1: Norway is no, the United Kingdom is gb.",
    ),
    Message(
        "unknown-language",
        "A language's tag is not one.",
        "Browsers and screen readers need it to read the text aloud.",
        "Use a BCP 47 tag: en, fr, zh-Hans, pt-BR.",
    ),
    Message(
        "bad-address",
        "A web address is not one, or is unsafe.",
        "A reader must be able to follow it.",
        "Copy the address from the browser's address bar; it begins with https:// or http://.",
    ),
    Message(
        "bad-identifier",
        "An ECLI, Akoma Ntoso address, anchor or id has the wrong form.",
        "Identifiers link the record to other collections.",
        "Write it as the message shows.",
    ),
    Message(
        "unknown-value",
        "The word is not one of those allowed.",
        "Readers filter by these words.",
        "Use one of the words that the message lists.",
    ),
    Message(
        "bad-reference",
        "A reference does not have the form of one.",
        "It cannot be followed.",
        "Write the path of the record under content/ without its suffix, and '#part' for a part.",
    ),
    # Its text
    Message(
        "unknown-section",
        "A heading is not one of those of its kind, or text stands outside them.",
        "Readers find the same headings in every record.",
        "Use one of the headings that the message lists.",
    ),
    Message(
        "double-section",
        "A heading stands twice.",
        "Only one of the two could be shown.",
        "Join the two texts.",
    ),
    Message(
        "unclosed-code",
        "A line of three backticks or tildes opens code that is never closed.",
        "All headings and text after it would be shown as code.",
        "Close it with a line of the same signs, or delete the line.",
    ),
    Message(
        "empty-section",
        "A heading has no text under it.",
        "Readers would look for what is missing.",
        "Write the text, or delete the heading.",
    ),
    Message(
        "unread-link",
        "Something looks like a link or a footnote and is not one.",
        "Its brackets and its address would be printed as they stand.",
        "Write [text](address) with no blank between the brackets and none in the address.",
    ),
    Message(
        "raw-html",
        "HTML stands in a text.",
        "It could change the page or run a script; it is never shown.",
        "Use Markdown: *emphasis*, [link](address), lists and tables.",
    ),
    Message(
        "image-in-text",
        "An image stands in a text.",
        "Records hold words only, so that copies stay small and nothing is loaded from elsewhere.",
        "Describe it, or link to its page.",
    ),
    Message(
        "heading-in-text",
        "A heading of the first or second level stands inside a text.",
        "These levels belong to the page and to its sections.",
        "Use ### for headings inside a section.",
    ),
    Message(
        "bad-link",
        "A link in a text leads nowhere or is unsafe.",
        "A reader who follows it is lost.",
        "Link a record by the path to its file: ../../laws/gb/computer-misuse-act-1990.yml.",
    ),
    # Its links
    Message(
        "unknown-reference",
        "The record that is named does not exist.",
        "The link cannot be made.",
        "Correct the id, or add the record that is missing.",
    ),
    Message(
        "unknown-part",
        "The record exists, but not the part named after #.",
        "The link would lead to the top of the page only.",
        "Use an anchor of that record, or add the provision to it.",
    ),
    Message(
        "wrong-kind",
        "A reference names a record of the wrong kind.",
        "A charge must lead to a law, a funder to an organisation.",
        "Name a record of the kind that the message asks for.",
    ),
    Message(
        "old-reference",
        "A reference uses a former id of a record.",
        "It works, but the next reader will look for the file in vain.",
        "Use the present id.",
        _ADVICE,
    ),
    Message(
        "unknown-term",
        "The term is not in the vocabulary.",
        "Readers find records by these terms.",
        "Use a term of the vocabulary, or propose a new one there.",
    ),
    Message(
        "alias-collision",
        "A former id is the id or former id of another record.",
        "One address cannot lead to two records.",
        "Remove the alias from one of them.",
    ),
    Message(
        "duplicate-part",
        "Two parts of a record have the same anchor.",
        "A reference to it would be ambiguous.",
        "Give each part its own anchor.",
    ),
    Message(
        "circular-history",
        "Decisions of one matter name each other in a circle.",
        "The history is recorded once; the site shows it on both pages by itself.",
        "Keep the link in one of the records, as a rule the later decision.",
    ),
    Message(
        "circular-chain",
        "A record or term is, over some steps, its own parent.",
        "Such a chain has no beginning.",
        "Remove the link that closes the circle.",
    ),
    # Its sense
    Message(
        "date-order",
        "Two dates stand in an impossible order.",
        "One of them must be wrong.",
        "Check both against the source.",
    ),
    Message(
        "future-date",
        "A date that lies in the past by its nature lies in the future.",
        "A decision, a review or a record cannot be of a day that is yet to come.",
        "Correct the date.",
    ),
    Message(
        "duplicate-value",
        "A value stands twice in one list.",
        "Readers would see it twice.",
        "Keep one.",
    ),
    Message(
        "self-reference",
        "A record names itself.",
        "A reader would be sent back to the same page.",
        "Name the other record that was meant, or delete the line.",
    ),
    Message(
        "perhaps-named",
        "A text may name a person whom no record names: a victim, a child, or anyone in an "
        "anonymised matter.",
        "What stands in git once stays in every copy of it.",
        "Describe the person: 'the complainant', 'the first defendant'. If the words name nobody, "
        "leave them; this finding stops nothing.",
        _ADVICE,
    ),
    Message(
        "personal-data",
        "A text has what belongs to a person: an e-mail address, a card, account or identity "
        "number, a date of birth.",
        "No reader needs it, and a thief may.",
        "Leave it out: 'the address', 'a card of the complainant', 'then aged 34'.",
        quoted=False,
    ),
    Message(
        "perhaps-personal",
        "A text has what looks like a telephone number or a street address.",
        "It may lead to somebody's home.",
        "Leave it out if it is a person's. If it is not, leave it; this finding stops nothing.",
        _ADVICE,
        quoted=False,
    ),
    Message(
        "withheld-name",
        "A record has a name that was taken out of this collection, and must not return.",
        "Somebody had a right to be forgotten here, or to be protected.",
        "Use initials or a description. The list withheld-names.txt says which name it is to "
        "nobody who does not know it.",
        quoted=False,
    ),
    Message(
        "anonymity-lifted",
        "A record that was anonymised is so no longer.",
        "That a matter is anonymised is for ever; a court's order may stand behind it.",
        "Write 'anonymised: true' again.",
    ),
    Message(
        "name-expired",
        "The date until which a person is named has passed.",
        "The record promised that the name would give way to initials; the site shows them now.",
        "Replace the name by initials, in the title and the text too.",
        _ADVICE,
    ),
    Message(
        "no-evidence",
        "The record does not say how any of its facts is known.",
        "That readers can see how each fact is known is what sets this repository apart.",
        "Add 'evidence' with the facts, each seen (with its address) or known.",
        _ADVICE,
    ),
    Message(
        "country-name",
        "A country's title is not its name in the Unicode CLDR.",
        "Names of countries come from one kept list, so that no record has to argue about them.",
        "Use the name that the message gives.",
    ),
    Message(
        "named-person",
        "Someone is named who must not be.",
        "Victims, witnesses and minors are never named, and an anonymised matter stays so; what is "
        "once in the history of a repository cannot be taken out.",
        "Describe the person by role (the complainant), or use the decision's own initials.",
    ),
    Message(
        "disputed-value",
        "A field has a value although the record says that its sources disagree on it.",
        "A reader would take the value as settled.",
        "Empty the field, shorten the date to what all sources share, or end the dispute.",
    ),
    Message(
        "seen-without-address",
        "A fact is marked as seen, but nothing says where.",
        "Nobody can check it.",
        "Add the address (url), or say in note where it was seen, or mark it as known.",
    ),
    Message(
        "empty-charge",
        "A charge, provision or cited decision names neither a record nor a citation.",
        "It says nothing.",
        "Give the record, or how it is cited.",
    ),
    Message(
        "search-for-nothing",
        "A search that found nothing does not say what was looked for, or names two things.",
        "Readers must see what was looked for, so that 'searched for and not found' is not taken "
        "for more than it is.",
        "Give subject (an offence or power) or article (of a treaty), one of them.",
    ),
    Message(
        "found-after-all",
        "A provision is recorded on what a search is said not to have found.",
        "The page shows the provision; the search is out of date.",
        "Take the search out of not_found, or correct what the provision covers.",
        _ADVICE,
    ),
    Message(
        "unsigned-review",
        "A record is marked as reviewed, but not by whom and when.",
        "A review that nobody stands for is worth nothing.",
        "Fill by and on.",
    ),
    Message(
        "missing-summary",
        "The record has no summary.",
        "The summary is what a reader on a phone sees first.",
        "Add '## Summary' with two or three sentences.",
        _ADVICE,
    ),
    # The checker
    Message(
        "rule-failed",
        "A rule of the checker failed on this record.",
        "This is a fault of the program, not of the record.",
        "Report it, with the record.",
    ),
)
CATALOGUE = {message.code: message for message in _ALL}
