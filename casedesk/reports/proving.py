"""The whole ledger proved again: its chain, each report against all before it, and its files."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from casedesk import __version__
from casedesk.disclosure import (
    CannotProtect,
    Figure,
    Link,
    RoundedTable,
    World,
    certify,
    check,
    components,
    every_key,
    figure,
    stoppable,
    verify,
)
from casedesk.i18n import N_, _
from casedesk.progress import Cancelled, Progress, Steps, silent
from casedesk.reports.counting import all_counts
from casedesk.reports.exporting import FORMATS, file_name
from casedesk.reports.orders import population_of
from casedesk.reports.protecting import exact_tables, exact_truths, parts_of
from casedesk.reports.published import Published
from casedesk.reports.reading import FileDiffers, check_file
from casedesk.reports.refusals import LedgerBehind, ReportRefused, titles
from casedesk.reports.releases import Release, report_of
from casedesk.reports.sums import sums
from casedesk.reports.tables import EXACT, SUM
from casedesk.storage import ledger, ledger_memory
from casedesk.storage.ledger import Entry
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault

UNPROVED = N_(
    "Not everything is proved. Publish nothing from this vault until you know why: keep a copy of "
    "the whole folder, and audit the newest backup, or bring in the ledger that was saved last."
)
NO_PROOF = N_("Report {number} ({period}): there is no proof of it.")
WRONG_PROOF = N_("Report {number} ({period}): its proof does not hold.")
NOT_AS_COUNTED = N_("Report {number} ({period}): {table} does not say what was counted.")
NOT_THE_SUM = N_("Report {number} ({period}): it is not the sum of the reports it was made of.")
FILE_CHANGED = N_("File “{file}”: it is not the one that was written.")
FILE_DIFFERS = N_("File “{file}”: it does not say what report {number} says.")
NO_TIME = N_("There was not enough time to prove by now: {tables}.")
GIVEN_AWAY = N_("Small numbers can be deduced by now in: {tables}.")


class AuditStopped(Cancelled):
    """Somebody stopped an audit: what it had not come to may not be proved."""

    msgid = N_("The audit was stopped and is not complete: the rest was not proved again.")


@dataclass(frozen=True)
class Unproved:
    """Something in the ledger that is not proved; ``msgid`` says what."""

    msgid: str
    details: dict[str, object]

    def __str__(self) -> str:
        return _(self.msgid).format(**self.details)


@dataclass(frozen=True)
class Audit:
    """What was looked at, and what is not proved."""

    entries: int
    releases: int
    files: int
    unproved: tuple[Unproved, ...]


def audit(vault: Vault, progress: Progress = silent) -> Audit:
    """Prove everything again, by whole numbers alone.

    Raises NotAllowed, LedgerBroken if an entry is not what was written, or LedgerBehind if this
    computer has seen more of it. Stopped, it raises AuditStopped.
    """
    try:
        return _audit(vault, progress)
    except Cancelled:
        raise AuditStopped from None


def _audit(vault: Vault, progress: Progress) -> Audit:
    with vault.begin() as uow:
        uow.require_coordinator()
        ledger.verify(uow)
        if behind := ledger_memory.missing_from(uow, ledger_memory.vault_id(vault)):
            raise LedgerBehind(count=behind)
        published = Published(uow)
        steps = Steps(progress, len(published.releases))
        with stoppable(lambda: steps.step(0)):
            found = [*_releases(published, steps), *_files(uow, published), *_by_now(published)]
        files = sum(each.kind == ledger.FILES for each in published.entries)
        return Audit(len(published.entries), len(published.releases), files, tuple(found))


def _releases(published: Published, steps: Steps) -> Iterator[Unproved]:
    proofs = {
        number: entry for entry in published.proofs for number in entry.body.get("releases", ())
    }
    holds = cache(partial(_holds, published))
    for release in published.releases:
        then = published.upto(release.number)
        if release.order.basis == SUM:
            yield from _sum(then, release)
        else:
            yield from _counted(then, release)
            proof = proofs.get(release.number)
            if proof is None:
                yield _of(release, NO_PROOF)
            elif not holds(proof.seq):
                yield _of(release, WRONG_PROOF)
        steps.step()


def _sum(then: Published, release: Release) -> Iterator[Unproved]:
    try:
        right = sums(then, release.order) == release.tables
    except (ReportRefused, KeyError):
        right = False
    if not right:
        yield _of(release, NOT_THE_SUM)


def _counted(then: Published, release: Release) -> Iterator[Unproved]:
    """Which tables do not say what was counted."""
    order = release.order
    true = exact_tables(then.facts(order.period), order)
    if order.policy.mode == EXACT:
        for table, shown in zip(true, release.tables, strict=True):
            counts = all_counts(table)
            if any(number not in (None, counts[key]) for key, number in shown.counts.items()):
                yield _of(release, NOT_AS_COUNTED, table=titles([table.name]))
    else:
        rounded = [RoundedTable(**vars(table)) for table in release.tables]
        try:
            verify(true, rounded, base=order.policy.base, links=_own_links(release))
        except CannotProtect as error:
            yield _of(release, NOT_AS_COUNTED, table=titles(error.tables))


def _own_links(release: Release) -> list[Link]:
    """The links between its own tables."""
    shown = {figure(table, key) for table in release.tables for key in every_key(table)}
    return [
        link
        for link in release.links
        if all(
            Figure(population, tuple(sorted(fixed.items()))) in shown
            for population, fixed in (link.part, link.whole)
        )
    ]


def _holds(published: Published, number: int) -> bool:
    """Whether a certificate proves what it says it proves, as the ledger stood at the time."""
    then = published.upto(number)
    (proof,) = [each for each in then.proofs if each.seq == number]
    parts = tuple(tuple(part) for part in proof.body["parts"])
    world = then.world(populations={name for part in parts for name in part})
    try:
        check(world, then.certificate(proof), truth=exact_truths(then, world))
    except (CannotProtect, KeyError, ValueError):
        return False
    return parts_of(world) == parts


def _files(uow: UnitOfWork, published: Published) -> Iterator[Unproved]:
    by_number = {each.number: each for each in published.releases}
    for entry in published.entries:
        if entry.kind == ledger.FILES:
            name, content = entry.body["name"], ledger.blob(uow, entry.seq) or b""
            release = by_number[entry.body["release"]]
            if hashlib.sha256(content).hexdigest() != entry.body["sha256"]:
                yield Unproved(FILE_CHANGED, {"file": name})
            elif _in_our_words(entry) and not _says(published, release, entry, content):
                yield Unproved(FILE_DIFFERS, {"file": name, "number": release.number})


def _in_our_words(entry: Entry) -> bool:
    """Whether a file can be held against what would be written now.

    Another version has other words around the figures, and compared them when it wrote; what is
    for machines alone has none.
    """
    return entry.body["form"] == "csv" or entry.body.get("program") == __version__


def _says(published: Published, release: Release, entry: Entry, content: bytes) -> bool:
    report = report_of(release, published.before(release))
    language, form = entry.body["language"], entry.body["form"]
    names = [file_name(release, language, each) for each in FORMATS]
    try:
        check_file(report, language, form, content, names)
    except FileDiffers:
        return False
    return True


def _by_now(published: Published) -> Iterator[Unproved]:
    """What follows from counts that were told outside after the reports were proved."""
    proved = {tuple(part): entry.seq for entry in published.proofs for part in entry.body["parts"]}
    for part in components(published.world()):
        told = [
            seq
            for seq, stated in published.told.items()
            if population_of(stated.population, stated.period) in part.populations
        ]
        if max(told, default=0) > proved.get(part.populations, -1):
            yield from _again(published, published.world(populations=part.populations))


def _again(published: Published, part: World) -> Iterator[Unproved]:
    try:
        known = published.witnesses(part)
        certify(part, truth=exact_truths(published, part), known=known)
    except CannotProtect as error:
        msgid = GIVEN_AWAY if error.reason == "deducible" else NO_TIME
        yield Unproved(msgid, {"tables": titles(error.tables)})


def _of(release: Release, msgid: str, **details: object) -> Unproved:
    period = release.order.period.label
    return Unproved(msgid, {"number": release.number, "period": period, **details})
