"""What in a text may belong to a person: addresses, numbers, dates of birth.

Every pattern reads a text once from left to right: no repetition stands inside another
that can match the same letters, so that no text makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MAIL = "an e-mail address"
CARD = "a payment card's number"
ACCOUNT = "a bank account's number"
BIRTH = "a date of birth"
IDENTITY = "an identity number"
PHONE = "a telephone number"
STREET = "a street address"
SURE = frozenset({MAIL, CARD, ACCOUNT, BIRTH, IDENTITY})
"""What is hardly ever anything else; telephone numbers and streets are more often."""


@dataclass(frozen=True, slots=True)
class Private:
    """Something that may belong to a person, and where in the text it stands."""

    what: str
    start: int
    end: int

    @property
    def sure(self) -> bool:
        """Whether it is hardly ever anything else."""
        return self.what in SURE


_MAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}(?:@|\s?[\[(](?:at|@)[\])]\s?)"
    r"[\w-]{1,63}(?:(?:\.|\s?[\[(]dot[\])]\s?)[\w-]{2,63}){1,6}"
)
_CARD = re.compile(r"(?<![\w.,/-])\d(?:[ -]?\d){12,18}(?![\w/-])(?![.,]\d)")
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?!\w)")
_IDENTITY = re.compile(
    r"(?<![\w-])(?:\d{3}-\d{2}-\d{4}|\d{3}\.\d{3}\.\d{3}-\d{2})(?![\w-])"
    r"|(?i:\b(?:passport|social security|national insurance|national id(?:entity)?|identity card)"
    r"(?: card)? (?:no\.?|number|nr\.?)[:\s]{1,3})[A-Z]{0,3} ?\d[\dA-Z -]{4,16}"
)
_MONTHS = (
    r"(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|janv|f[ée]v|avr|juin|juil|"
    r"ao[uû]t|ene|abr|ago|gen|mag|giu|lug|set|ott|dic|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|"
    r"окт|ноя|дек)\w{0,7}\.?"
)
_DAY = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.|º)? (?:de |of )?{_MONTHS},? (?:de |of )?\d{{4}}"
    rf"|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日)"
)
_BIRTH = re.compile(
    r"(?:\bborn(?: in [\w ,]{1,40}?)?(?: on)?|\bdate of birth|\bd\.?o\.?b\b\.?|\bbirth ?date"
    r"|\bn[ée]e?(?:\(e\))? le|\bdate de naissance|\bgeboren am|\bgeburtsdatum|\bgeb\."
    r"|\bnacid[oa](?: en [\w ,]{1,40}?)? el|\bfecha de nacimiento|\bnascid[oa] (?:em|aos|a)"
    r"|\bdata de nascimento|\bnat[oa] il|\bродил(?:ся|ась)|\bдата рождения|出生(?:日期)?于?"
    rf"|تاريخ الميلاد|\bمواليد)[\s:,(]{{0,3}}{_DAY}",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w+/.-])\+\d{1,3}(?:[ .()/-]{0,2}\d){6,13}(?![\d/])"
    r"|(?<![\w.-])\(\d{3}\) ?\d{3}[ .-]\d{4}(?!\d)"
    r"|(?<![\w./-])0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}(?![\d/-])"
    r"|(?i:\b(?:tel|t[ée]l[ée]phone|telephone|phone|mobile|cell|whatsapp|fax|телефон|电话|هاتف))"
    r"(?i:(?: (?:no|number|nr))?)\.?[:\s]{0,3}\(?\+?\d(?:[ .()/-]{0,2}\d){5,13}(?![\d/])"
)
_NAME = r"[A-ZÀ-Þ][\w'’-]{1,30}"
_STREET = re.compile(
    rf"(?<![\w.])\d{{1,5}}[a-z]?,? (?:{_NAME} ){{1,3}}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Crescent|Terrace|Close|Boulevard|Blvd|"
    r"Court Road|Gardens|Mews)\b(?! v)"
    r"|(?<![\w.])\d{1,5}(?: ?bis| ?ter)?,? (?i:rue|avenue|boulevard|chemin|impasse|allée|quai) "
    rf"(?:(?:de|des|du|la|le|l'|d')\s?){{0,3}}{_NAME}"
    rf"|\b(?:Calle|Avenida|Carrera|Via|Viale|Piazza|Rua|Travessa) (?:(?:de|del|da|do|la) )?"
    rf"(?:{_NAME} ?){{1,3}},? (?:n[.º°o]{{0,2}} ?|# ?)?\d{{1,5}}\b"
    r"|\b[A-ZÄÖÜ]\w{2,30}(?:straße|strasse|gasse|weg|allee|platz) \d{1,4}[a-z]?\b"
    r"|\b(?:ул\.|улица|проспект|пр-т) [А-ЯЁ][\w-]{1,30},? (?:д\. ?|дом )?\d{1,4}\b"
)


def find_private(text: str) -> Iterator[Private]:
    """Everything in a text that may belong to a person, in the order of its kinds.

    Measured on made-up samples and on the records by tests/rules/test_private.py.
    """
    has_digit = any(map(text.__contains__, "0123456789"))
    if "@" in text or "[at" in text or "(at" in text:
        yield from _all(_MAIL, MAIL, text)
    if not has_digit:
        return
    yield from _all(_CARD, CARD, text, _is_card)
    yield from _all(_ACCOUNT, ACCOUNT, text, _is_account)
    yield from _all(_IDENTITY, IDENTITY, text)
    yield from _all(_BIRTH, BIRTH, text)
    yield from _all(_PHONE, PHONE, text)
    yield from _all(_STREET, STREET, text)


def _all(
    pattern: re.Pattern[str],
    what: str,
    text: str,
    judge: Callable[[str], bool] = lambda found: True,
) -> Iterator[Private]:
    for match in pattern.finditer(text):
        if judge(match.group()):
            yield Private(what, match.start(), match.end())


def _is_card(found: str) -> bool:
    """Whether digits have a card network's prefix and length, and Luhn's check digit."""
    digits = found.replace(" ", "").replace("-", "")
    first, four = digits[0], int(digits[:4])
    lengths: tuple[int, ...] = ()
    if first == "4":
        lengths = (13, 16, 19)
    elif 5100 <= four <= 5599 or 2221 <= four <= 2720:
        lengths = (16,)
    elif four // 100 in (34, 37):
        lengths = (15,)
    elif four // 100 in (60, 62, 64, 65, 35):
        lengths = (16, 17, 18, 19)
    elif four // 100 in (30, 36, 38, 39):
        lengths = (14,)
    return len(digits) in lengths and _luhn(digits)


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812-1: the check digit of card numbers."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_account(found: str) -> bool:
    """ISO 13616: an IBAN's two check digits."""
    text = found.replace(" ", "")
    if not 15 <= len(text) <= 34:
        return False
    moved = text[4:] + text[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1
