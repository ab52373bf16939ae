"""Saving an incident so that it survives a power cut."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from benchmarks.measuring import Line, Times, timed
from casedesk.domain.ids import new_id
from casedesk.domain.incidents import Incident
from casedesk.services import cases, incidents
from casedesk.services.vaults import Vault
from casedesk.storage import records
from casedesk.storage.directory import Filter

GOAL = 25
_SAVES = 200


def lines(vault: Vault, plain: Vault, people: int) -> Iterator[Line]:
    """The time from Save to committed and on the disk."""
    drafts = _drafts(vault)
    own, other = _times(vault, drafts), _times(plain, drafts)
    yield Line(
        f"save of an incident among {people:,}, p95, durable",
        own.p95 * 1000,
        "ms",
        GOAL,
        own.p95 / other.p95,
        own.spread(),
    )


def _times(vault: Vault, drafts: Sequence[Incident]) -> Times:
    fresh = [replace(draft, id=new_id(), version="") for draft in drafts]
    return Times([timed(partial(_save, vault, incident)) for incident in fresh])


def _save(vault: Vault, incident: Incident) -> None:
    vault.run(lambda uow: incidents.record(uow, incident))


def _drafts(vault: Vault) -> list[Incident]:
    """Incidents as they are already there, to be recorded once more."""
    chance = random.Random(2)  # noqa: S311 - chooses which
    with vault.begin() as uow:
        there = cases.numbers(uow, Filter())
        numbers = chance.sample(there, min(20 * _SAVES, len(there)))
        ids = [line.case_id for line in cases.lines(uow, numbers)]
        found = records.find_in(uow, Incident, "case_id", ids)
    return found[:_SAVES]
