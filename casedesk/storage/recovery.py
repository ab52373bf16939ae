"""The recovery code: 160 random bits on paper, with a check that catches slips of the pen."""

import secrets
import zlib

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
_LENGTH = 32
_ALIKE = str.maketrans("OIL", "011")


def new_code() -> str:
    """Thirty-two letters and two check letters in groups of six."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return grouped(body + _check(body))


def grouped(letters: str) -> str:
    """The letters in groups of six, as printed."""
    return "-".join(letters[at : at + 6] for at in range(0, len(letters), 6))


def read(text: str) -> str | None:
    """The code as printed, from what somebody typed; None if a letter is wrong."""
    letters = "".join(each for each in text.upper().translate(_ALIKE) if each in _ALPHABET)
    if len(letters) != _LENGTH + 2 or letters[_LENGTH:] != _check(letters[:_LENGTH]):
        return None
    return grouped(letters)


def _check(body: str) -> str:
    number = zlib.crc32(body.encode()) % 1024
    return _ALPHABET[number >> 5] + _ALPHABET[number & 31]
