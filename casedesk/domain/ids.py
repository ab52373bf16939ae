"""Identifiers: UUIDv7 inside, never shown (they leak time); random folios for people to read."""

import os
import secrets
import time

#: digits and capitals without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V
FOLIO_ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
FOLIO_LENGTH = 7
_CHECKED = len(FOLIO_ALPHABET)


def new_id() -> str:
    """A UUIDv7 (RFC 9562): Unix milliseconds, 12 bits of their fraction, 62 random bits.

    The fraction (section 6.2, method 3) keeps ids made one after another in that order.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    noise = int.from_bytes(os.urandom(8)) & (1 << 62) - 1
    raw = milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | noise
    text = f"{raw:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def new_folio() -> str:
    """Seven random letters and a check letter, as ``K7MP-3XQT``: 3.4 thousand million of them."""
    number = secrets.randbelow(_CHECKED**FOLIO_LENGTH)
    body = ""
    for _ in range(FOLIO_LENGTH):
        number, place = divmod(number, _CHECKED)
        body += FOLIO_ALPHABET[place]
    return _grouped(body + _check_letter(body))


def is_folio(text: str) -> bool:
    """Whether the text, however typed, is a folio with the right check letter."""
    body = plain_folio(text)
    return len(body) == FOLIO_LENGTH + 1 and body[-1] == _check_letter(body[:-1])


def plain_folio(text: str) -> str:
    """The letters of a folio alone."""
    return "".join(letter for letter in text.upper() if letter in FOLIO_ALPHABET)


def _grouped(body: str) -> str:
    return f"{body[:4]}-{body[4:]}"


def _check_letter(body: str) -> str:
    # Weights 1..7 under a prime modulus: every single wrong letter and every swap is seen.
    total = sum(place * FOLIO_ALPHABET.index(letter) for place, letter in enumerate(body, start=1))
    return FOLIO_ALPHABET[total % _CHECKED]
