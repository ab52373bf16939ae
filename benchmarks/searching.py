"""Search as you type, among a hundred thousand people."""

import random
from collections.abc import Iterator, Sequence
from functools import partial

from benchmarks.measuring import Line, Times, timed
from casedesk.services import cases
from casedesk.services.vaults import UnitOfWork, Vault
from casedesk.storage.directory import CaseLine, Filter

GOAL = 30
_QUERIES = 200
#: rows that a window shows
_SHOWN = 40


def lines(vault: Vault, plain: Vault, people: int) -> Iterator[Line]:
    """The time until the first screenful of what was typed is there."""
    typed = _queries(vault)
    own, other = _times(vault, typed), _times(plain, typed)
    yield Line(
        f"search among {people:,}, p95",
        own.p95 * 1000,
        "ms",
        GOAL,
        own.p95 / other.p95,
        own.spread(),
    )


def _times(vault: Vault, typed: Sequence[str]) -> Times:
    for words in typed[:5]:
        _search(vault, words)
    return Times([timed(partial(_search, vault, words)) for words in typed])


def _search(vault: Vault, words: str) -> list[CaseLine]:
    def work(uow: UnitOfWork) -> list[CaseLine]:
        return cases.lines(uow, cases.numbers(uow, Filter(words=words))[:_SHOWN])

    return vault.run(work)


def _queries(vault: Vault) -> list[str]:
    """Names in any order, their beginnings letter by letter, and folios."""
    chance = random.Random(1)  # noqa: S311 - chooses what to type
    with vault.begin() as uow:
        numbers = chance.sample(cases.numbers(uow, Filter()), _QUERIES)
        found = cases.lines(uow, numbers)
    typed: list[str] = []
    for line in found:
        words = (line.name or line.alias or line.folio).split()
        chance.shuffle(words)
        typed.append(line.folio)
        typed.append(" ".join(words[:2]))
        typed.extend(words[0][:length] for length in range(1, len(words[0]) + 1))
    return chance.sample(typed, _QUERIES)
