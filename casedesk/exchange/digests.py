"""Telling rows that were brought in before from new ones, however the file is written.

A row is known by a keyed digest of the mapping's source, what its cells say, and how many rows
that say the same came before it in the file: equal rows can be different events. Its number in
the file is kept as well, for the rows left out: corrected, one can say the same as another row.
"""

import hmac
from collections import Counter
from collections.abc import Sequence

_ROW = b"row\x1f"
_KEY = b"key\x1f"
_PLACE = b"place\x1f"


class Digests:
    """The digests of one file's rows, in their order."""

    def __init__(self, secret: bytes, source: str) -> None:
        self._secret = secret
        self._source = source.encode() + b"\x1f"
        self._met: Counter[bytes] = Counter()

    def said(self, tokens: Sequence[str]) -> bytes:
        """The digest of the texts that say what is in a row."""
        return self._digest(_ROW, "\x1f".join(tokens).encode("utf-8", "surrogatepass"))

    def row(self, said: bytes) -> bytes:
        """The digest of the next row that says so."""
        self._met[said] += 1
        return hmac.digest(self._secret, said + str(self._met[said]).encode(), "sha256")

    def place(self, said: bytes, number: str) -> bytes:
        """The digest of the row that says so at a place in its file."""
        return hmac.digest(self._secret, said + _PLACE + number.encode(), "sha256")

    def key(self, kind: str, text: str) -> bytes:
        """The digest by which a person is known again in a later file."""
        return self._digest(_KEY, f"{kind}\x1f{text}".encode("utf-8", "surrogatepass"))

    def _digest(self, prefix: bytes, content: bytes) -> bytes:
        return hmac.digest(self._secret, prefix + self._source + content, "sha256")
