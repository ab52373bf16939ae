"""Two people on file who are one: merged under one folio, and parted again if that was wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from casedesk.domain.answers import NOT_ASKED, Answer, Missing, value_or
from casedesk.domain.cases import OPEN, AsylumApplication, Case, Service, Stay
from casedesk.domain.derived.stays import ended
from casedesk.domain.distinctions import Distinction
from casedesk.domain.fields import Spec, specs
from casedesk.domain.incidents import Incident
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.services import extras, people
from casedesk.services.cases import surviving
from casedesk.storage import history, links, log, records
from casedesk.storage.errors import CannotUndo
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = ["Choice", "Doubled", "MergedAlready", "Pair", "doubled", "merge", "pair", "part"]

#: what ties a person to others is decided by where they stay, not answer by answer
_TIES = frozenset({"merged_into"})


class MergedAlready(CasedeskError):
    """One of the two is no person of their own any more."""

    msgid = N_("These two are one person already.")
    advice = N_("Look for either folio: it leads to the same case.")


@dataclass(frozen=True)
class Choice:
    """One answer of both, which differs; ``stays`` is what stays unless somebody chooses."""

    spec: Spec
    kept: object
    gone: object

    @property
    def stays(self) -> object:
        """The answer of who stays, unless only the other one gave one."""
        unknown, known = isinstance(self.kept, Missing), not isinstance(self.gone, Missing)
        return self.gone if unknown and known else self.kept


@dataclass(frozen=True)
class Pair:
    """Two people side by side: who would stay, who would go, and where they differ."""

    kept: Person
    kept_case: Case
    gone: Person
    gone_case: Case
    choices: tuple[Choice, ...]
    #: the names of their households, by id
    households: Mapping[str, str]


def pair(uow: UnitOfWork, kept_case_id: str, gone_case_id: str) -> Pair:
    """Both as they are on file. Raises MergedAlready or NoSuchRecord."""
    kept_case, gone_case = surviving(uow, kept_case_id), surviving(uow, gone_case_id)
    if kept_case.person_id == gone_case.person_id:
        raise MergedAlready
    kept = records.get(uow, Person, kept_case.person_id)
    gone = records.get(uow, Person, gone_case.person_id)
    for case in (kept_case, gone_case):
        uow.note(log.READ, Case.kind, case.id)
    choices = (
        Choice(spec, getattr(kept, name), getattr(gone, name))
        for name, spec in specs(Person).items()
        if name not in _TIES and getattr(kept, name) != getattr(gone, name)
    )
    ids = [value_or(each.household_id, "") for each in (kept, gone)]
    households = {
        each.id: value_or(each.name, "") for each in records.find_in(uow, Household, "id", ids)
    }
    return Pair(kept, kept_case, gone, gone_case, tuple(choices), households)


def merge(uow: UnitOfWork, kept: Person, kept_case_id: str, gone_id: str) -> Case:
    """Have everything of one person stand under another, whose answers are those of ``kept``.

    One entry in the history tells of it and takes all of it back. Raises MergedAlready, Invalid
    or ChangedMeanwhile.
    """
    gone = records.get(uow, Person, gone_id)
    merged = any(not isinstance(each.merged_into, Missing) for each in (kept, gone))
    if merged or kept.id == gone_id:
        raise MergedAlready
    operations = _answers(uow, kept)
    case = records.get(uow, Case, kept_case_id)
    moved = [
        each
        for each in records.find(uow, Case, person_id=gone_id)
        if isinstance(each.merged_into, Missing)
    ]
    operations += _no_longer_apart(uow, kept.id, gone_id)
    drafts = []
    for each in moved:
        operations += links.repoint(uow, Case.kind, each.id, case.id)
        drafts += links.rename_drafts(uow, each.id, case.id)
    operations += _closed_and_opened(uow, case, moved)
    operations += _looks(uow, case, moved)
    operations += extras.set_aside(uow, kept.id, gone_id)
    operations += links.repoint(uow, Person.kind, gone_id, kept.id)
    drafts += links.rename_drafts(uow, gone_id, kept.id)
    for each in moved:
        there = records.get(uow, Case, each.id)
        operations.append(records.change(uow, replace(there, merged_into=case.id)).version)
    left = replace(gone, merged_into=kept.id, household_id=NOT_ASKED, relation=NOT_ASKED)
    operations.append(records.change(uow, left).version)
    uow.note(
        log.MERGE,
        Person.kind,
        kept.id,
        gone=gone_id,
        case=case.id,
        cases=[each.id for each in moved],
        folios=[str(each.folio) for each in moved],
        operations=operations,
        drafts=drafts,
    )
    uow.cases |= {case.id, *(each.id for each in moved)}
    return case


def _looks(uow: UnitOfWork, case: Case, moved: list[Case]) -> list[str]:
    """A look that was asked for in a case that goes is asked for in the one that stays."""
    stays = records.get(uow, Case, case.id)
    asked = next((each for each in moved if each.needs_look), None)
    if asked is None or stays.needs_look:
        return []
    names = [name for name in specs(Case) if name.startswith("look")]
    answers = {name: getattr(asked, name) for name in names}
    return [records.change(uow, replace(stays, **answers)).version]


@dataclass(frozen=True)
class Doubled:
    """What may stand in a case twice since a merge, and is for people to judge."""

    #: stays that go on; a person sleeps in one bed
    stays: int
    #: incidents of the same day, or told on the same day, with an act in common
    incidents: int
    #: steps of the procedure that began on the same day; reports count each once
    steps: int = 0
    #: services of one kind given on the same day
    services: int = 0

    def __bool__(self) -> bool:
        return any(vars(self).values())


def doubled(uow: UnitOfWork, case_id: str) -> Doubled:
    """Look for what both cases told of one person."""
    stays = records.find(uow, Stay, case_id=case_id)
    going_on = sum(not ended(each.exited_on) for each in stays)
    told = Counter(
        (str(value_or(each.occurred, each.reported_on)), act.code)
        for each in records.find(uow, Incident, case_id=case_id)
        for act in each.acts
    )
    return Doubled(
        going_on if going_on > 1 else 0,
        *(_twice(each.values()) for each in (told, _steps(uow, case_id), _services(uow, case_id))),
    )


def _twice(times: Iterable[int]) -> int:
    return sum(each > 1 for each in times)


def _steps(uow: UnitOfWork, case_id: str) -> Counter[tuple[str, str]]:
    """The states of a procedure with their days, as entries and applications tell them."""
    told = [
        (str(each.what).removeprefix("state."), str(each.happened_on))
        for each in records.find(uow, ProcedureEntry, case_id=case_id)
        if str(each.what).startswith("state.")
        and each.mistaken is not True
        and not isinstance(each.happened_on, Missing)
    ]
    told += [
        (str(each.state), str(each.state_since))
        for each in records.find(uow, AsylumApplication, case_id=case_id)
        if not isinstance(each.state, Missing) and not isinstance(each.state_since, Missing)
    ]
    return Counter(told)


def _services(uow: UnitOfWork, case_id: str) -> Counter[tuple[str, str]]:
    """What was given, with its day; of two meals neither is the other one."""
    return Counter(
        (f"{each.what} {value_or(each.meal, '')}", str(each.given_on))
        for each in records.find(uow, Service, case_id=case_id)
        if not isinstance(each.what, Missing) and not isinstance(each.given_on, Missing)
    )


def part(uow: UnitOfWork, merge_id: str) -> list[str]:
    """Take a merge back, whole. What was written down since stays with who stayed.

    Returns the labels of answers that were changed since and stay as they are. Raises
    CannotUndo, or ChangedSince if either was merged again.
    """
    uow.log.flush()
    found = log.by_id(uow.connection, merge_id)
    if found is None or found.action != log.MERGE or found.content is None:
        raise CannotUndo
    content = found.content
    past = log.of_records(uow.connection, [found.record_id])
    if any((each.content or {}).get("merge") == merge_id for each in past):
        raise CannotUndo
    before = log.read_head(uow.connection)
    kept = history.put_back(uow, content["operations"])
    uow.log.flush()
    ids = [(case_id, content["case"]) for case_id in content["cases"]]
    ids.append((content["gone"], found.record_id))
    links.put_back_drafts(uow, content["drafts"], ids)
    uow.note(
        log.UNMERGE,
        Person.kind,
        found.record_id,
        merge=merge_id,
        folios=content["folios"],
        operations=log.ids_after(uow.connection, before.seq),
    )
    uow.cases |= {content["case"], *content["cases"]}
    return kept


def _answers(uow: UnitOfWork, kept: Person) -> list[str]:
    """Store the answers that stay; what somebody else changed before is no part of the merge."""
    before = records.get(uow, Person, kept.id).version
    after = people.correct(uow, kept).version if kept.version else before
    return [after] if after != before else []


def _no_longer_apart(uow: UnitOfWork, one: str, other: str) -> list[str]:
    """Whoever merges two people takes back that they are not one; a tie to oneself says nothing."""
    changed = []
    for mine, theirs in ((one, other), (other, one)):
        for said in records.find(uow, Distinction, person_id=mine, other_id=theirs):
            if said.apart is True:
                changed.append(records.change(uow, replace(said, apart=False)).version)
    return changed


def _closed_and_opened(uow: UnitOfWork, case: Case, moved: list[Case]) -> list[str]:
    """The case is as old as the oldest of them, and open if one of them is."""
    days = [each.opened_on for each in (case, *moved) if not isinstance(each.opened_on, Missing)]
    opened: Answer[PartialDate] = min(days) if days else case.opened_on
    changed = replace(records.get(uow, Case, case.id), opened_on=opened)
    if changed.state != OPEN and any(each.state == OPEN for each in moved):
        changed = replace(
            changed,
            state=OPEN,
            reopened_on=PartialDate.of(uow.today),
            closed_on=NOT_ASKED,
            close_reason=NOT_ASKED,
        )
    before = records.get(uow, Case, case.id)
    return [] if changed == before else [records.change(uow, changed).version]
