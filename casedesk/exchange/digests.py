"""Telling rows that were brought in before from new ones, however the file is written.

A row is known by a keyed digest of the mapping's source, what its cells say, and how many rows
that say the same came before it in the file: equal rows can be different events.
"""

import hmac
from collections import Counter
from collections.abc import Sequence

_ROW = b"row\x1f"
_KEY = b"key\x1f"


class Digests:
    """The digests of one file's rows, in their order."""

    def __init__(self, secret: bytes, source: str) -> None:
        self._secret = secret
        self._source = source.encode() + b"\x1f"
        self._met: Counter[bytes] = Counter()

    def row(self, tokens: Sequence[str]) -> bytes:
        """The digest of the next row, from the texts that say what is in it."""
        said = self._digest(_ROW, "\x1f".join(tokens).encode("utf-8", "surrogatepass"))
        self._met[said] += 1
        return hmac.digest(self._secret, said + str(self._met[said]).encode(), "sha256")

    def key(self, kind: str, text: str) -> bytes:
        """The digest by which a person is known again in a later file."""
        return self._digest(_KEY, f"{kind}\x1f{text}".encode("utf-8", "surrogatepass"))

    def _digest(self, prefix: bytes, content: bytes) -> bytes:
        return hmac.digest(self._secret, prefix + self._source + content, "sha256")
