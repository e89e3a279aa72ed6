"""Made-up sentences: some with what belongs to a person, some that only look like it.

Numbers of cards are the networks' public test numbers or made with a check digit; those of
telephones lie in ranges kept for fiction; nobody lives at the addresses.
"""

from __future__ import annotations

from collections.abc import Iterator

_MAILS = (
    "jane.doe@example.org", "j_doe+spam@mail.example.com", "doe@law.example", "x@example.co.uk",
    "jane [at] example.org", "doe(at)example.com", "иван@example.org", "a.b.c@sub.example.net",
)  # fmt: skip
_CARDS = (
    "4111 1111 1111 1111", "4111111111111111", "5555-5555-5555-4444", "378282246310005",
    "6011 1111 1111 1117", "3530111333300000", "2223003122003222", "4222222222222",
    "30569309025904", "6200000000000005",
)  # fmt: skip
_ACCOUNTS = (
    "GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "FR1420041010050500013M02606",
    "NL91 ABNA 0417 1643 00", "SA0380000000608010167519", "BR1800360305000010009795493C1",
)  # fmt: skip
_IDENTITIES = (
    "078-05-1120", "123.456.789-09", "passport no. 925665416", "Passport number: X1234567",
    "national insurance number QQ 12 34 56 C", "identity card no. 12345678",
)  # fmt: skip
_BIRTHS = (
    "born on 3 May 1990", "born 3 May 1990", "date of birth: 1990-05-03", "DOB 03/05/1990",
    "born on May 3, 1990", "D.O.B. 3.5.1990", "né le 3 mai 1990", "née le 12 janvier 1988",
    "geboren am 3. Mai 1990", "geb. 03.05.1990", "nacido el 3 de mayo de 1990",
    "nacida el 12 de enero de 1988", "nascido em 3 de maio de 1990", "nato il 3 maggio 1990",
    "родился 3 мая 1990", "дата рождения: 03.05.1990", "出生于1990年5月3日", "born in Exampleton on 3rd May 1990",
)  # fmt: skip
_PHONES = (
    "+44 20 7946 0958", "+1 202-555-0143", "+49 30 23125 014", "+33 1 99 00 12 34",
    "+61 2 5550 1234", "(202) 555-0143", "020 7946 0958", "0491 570 156", "tel. 555 0143 22",
    "Tel: 01632960001", "phone number 5550143", "mobile 07700 900123", "WhatsApp: +447700900456",
    "телефон 8 495 555 01 43", "+254 700 000 123", "+919999999999", "+852 5555 0123",
)  # fmt: skip
_STREETS = (
    "12 Example Street", "7a Station Road", "221 Old Mill Lane", "1600 Example Avenue",
    "45 Rue Exemple", "12 rue de la Paix", "3 bis, avenue des Champs", "Calle Mayor 12",
    "Via Roma 7", "Rua Augusta, 1500", "Musterstraße 12", "Beispielweg 3a", "Hauptplatz 1",
    "ул. Ленина, 12", "улица Мира, д. 4", "99 Harbour Crescent", "8 King George Terrace",
)  # fmt: skip
_FRAMES = (
    "The message came from {}.",
    "According to the file ({}) the order was made.",
    "Il indiqua {}, et rien de plus.",
    "{}",
)
PRIVATE = {
    "an e-mail address": _MAILS,
    "a payment card's number": _CARDS,
    "a bank account's number": _ACCOUNTS,
    "an identity number": _IDENTITIES,
    "a date of birth": _BIRTHS,
    "a telephone number": _PHONES,
    "a street address": _STREETS,
}
PUBLIC = (
    "The Court decided on 3 May 1990 in case 4111/2019.",
    "Docket 0001234-56.2019.8.26.0000, judgment of 12 March 2020.",
    "ECLI:NL:HR:2019:610 and [2021] UKSC 34 at 12-14.",
    "Section 12 of the Act of 1990 (c. 18), as amended by s 36(2).",
    "He transferred 1 234 567 890 123 rupees in 48 instalments.",
    "Application nos. 62357/14, 58170/13 and 24960/15.",
    "The offence was created in 1990 and born of necessity.",
    "ISBN 978-3-16-148410-0 and ISSN 2049-3630.",
    "593 U.S. 374 (2021); 141 S. Ct. 1648; 210 L. Ed. 2d 26.",
    "Civil Appeal No. 2015-0012 of 2019, paras 101 to 119.",
    "Article 6 of 2008, Gazette No. 12345678 of 2010.",
    "The court sat at 10.30 on 12.03.2020 in room 14.",
    "Regulation (EU) 2016/679 of 27 April 2016, OJ L 119, 4.5.2016, p. 1-88.",
    "Law No. 53-05 of 30 November 2007; Dahir 1-07-129.",
    "Section 1030(a)(2)(C) of title 18, 100 Stat. 1213.",
    "The 16 digits of a card were shown as **** 1111.",
    "Decree-Law 2021-04-15 no. 0456 came into force.",
    "BGH, 27.07.2017 - 1 StR 412/16; BVerfG 1 BvR 370/07.",
    "HC/MA 9034/2019, [2020] SGHC 56, 2 SLR(R) 123.",
    "Crl.A. 222/2011 and W.P.(Crl.) No. 167 of 2012.",
    "Twitter's handle @example was named in the charge.",
    "The router at 192.168.0.1 answered on port 8080.",
    "Loss of 12,500,000.00 dollars over 1,234 days.",
    "Convention 185 entered into force on 2004-07-01.",
    "Wall Street, Fleet Street and Downing Street were quiet.",
    "12 High Court judges; 7 Supreme Court decisions.",
    "Avenue of appeal: 30 days; rue is a French word.",
    "Case 2:19-cr-00012-ABC, ECF No. 123.",
    "SHA-256 starts with 4111111111111111a0b1 in the report.",
    "Act 854 of 2010 ss 39-41; Cap. 96 (Revised Edition 2023).",
)  # fmt: skip


def private() -> Iterator[tuple[str, str]]:
    """(what, sentence) for each sample in each frame."""
    for what, samples in PRIVATE.items():
        for sample in samples:
            for frame in _FRAMES:
                yield what, frame.format(sample)
