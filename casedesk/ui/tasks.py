"""The one door from the windows to the vault: a single worker, one transaction per task."""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from casedesk.errors import CasedeskError
from casedesk.progress import Cancelled, Progress
from casedesk.services.vaults import UnitOfWork, Vault

T = TypeVar("T")
#: of how many shares of a long task a window is told
_SHARES = 1_000


@dataclass(eq=False)
class Task:
    """A task under way."""

    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[CasedeskError], None] | None
    owner: QObject
    changed: Callable[[], frozenset[str]] = frozenset
    result: Any = None
    error: BaseException | None = None
    cancelled: bool = False
    #: a newer one of the same name was asked for: nobody waits for this one's answer
    outdated: bool = False
    progress: Callable[[int, int], None] | None = None

    def cancel(self) -> None:
        """Ask the task to stop at its next step; what it wrote is rolled back.

        One that has taken its last step ends as if nobody had asked, and is answered.
        """
        self.cancelled = True


class Tasks(QObject):
    """Runs work on the vault away from the GUI thread and brings the answer back to it.

    Callbacks are dropped if their owner has died. A ``CasedeskError`` goes to ``failed`` of the
    task or, without one, to the signal ``refused``; anything else is a bug: ``crashed``.
    """

    changed = Signal(frozenset)  # kinds of records changed
    refused = Signal(object)  # a CasedeskError nobody took
    crashed = Signal(object)  # any other exception
    idle = Signal()
    _ended = Signal(object)
    _advanced = Signal(object, object)

    def __init__(self, vault: Vault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.vault = vault
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")
        self._latest: dict[str, int] = {}
        self._serial = itertools.count()
        self._pending = 0
        #: work that can be stopped, under way or waiting
        self._long: set[Task] = set()
        self._finished = False
        self._silent = False
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._advanced.connect(self._on_advanced, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[UnitOfWork], T],
        done: Callable[[T], None] | None = None,
        *,
        owner: QObject,
        failed: Callable[[CasedeskError], None] | None = None,
        latest: str = "",
    ) -> Task:
        """Run a use case in one transaction.

        Of tasks with the same ``latest`` name only the newest is run and answered.
        """
        seen: set[str] = set()

        def transaction(uow: UnitOfWork) -> T:
            seen.clear()
            result = work(uow)
            seen.update(uow.changed)
            return result

        task = Task(
            lambda: self.vault.run(transaction), done, failed, owner, lambda: frozenset(seen)
        )
        return self._submit(task, latest)

    def call(
        self,
        work: Callable[[Vault, Progress], T],
        done: Callable[[T], None] | None = None,
        *,
        owner: QObject,
        failed: Callable[[CasedeskError], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        changes: frozenset[str] = frozenset(),
    ) -> Task:
        """Run long work that begins its own transactions and can be cancelled."""
        task = Task(lambda: None, done, failed, owner, lambda: changes, progress=progress)
        told = -1

        def advance(so_far: int, total: int) -> None:
            nonlocal told
            if task.cancelled:
                raise Cancelled
            share = _SHARES * so_far // total if total else -1
            if share != told:
                told = share
                self._advanced.emit(task, (so_far, total))

        task.work = lambda: work(self.vault, advance)
        self._long.add(task)
        return self._submit(task, "")

    @property
    def busy(self) -> bool:
        """Whether anything is under way or waits."""
        return self._pending > 0

    def silence(self) -> None:
        """Bring no answer from now on: it could open a window over those that locking hides.

        Long work, such as publishing, is stopped: it would keep the vault open for minutes.
        """
        self._silent = True
        for task in self._long:
            task.cancel()

    def finish(self) -> None:
        """Wait for what is under way and take nothing more: the vault is being closed."""
        self._finished = True
        self._pool.shutdown(wait=True)

    def _submit(self, task: Task, latest: str) -> Task:
        if self._finished:  # a window on its way out may still ask
            task.cancel()
            return task
        serial = next(self._serial)
        if latest:
            self._latest[latest] = serial
        self._pending += 1
        self._pool.submit(self._work, task, latest, serial)
        return task

    def _work(self, task: Task, latest: str, serial: int) -> None:
        if latest and self._latest[latest] != serial:
            task.outdated = True
        else:
            try:
                task.result = task.work()
            except BaseException as error:  # noqa: BLE001 - carried to the GUI thread, never lost
                task.error = error
            if latest and self._latest[latest] != serial:
                task.outdated = True
        self._ended.emit(task)

    def _on_ended(self, task: Task) -> None:
        self._pending -= 1
        self._long.discard(task)
        self._answer(task)
        if task.error is None and not self._silent and (kinds := task.changed()):
            self.changed.emit(kinds)
        if not self._pending:
            self.idle.emit()

    def _answer(self, task: Task) -> None:
        alive = shiboken6.isValid(task.owner) and not self._silent
        error = task.error
        if error is None:
            if alive and task.done is not None and not task.outdated:
                task.done(task.result)
        elif not isinstance(error, CasedeskError):
            self.crashed.emit(error)
        elif alive and task.failed is not None:
            task.failed(error)
        elif not isinstance(error, Cancelled) and not self._silent:
            self.refused.emit(error)

    def _on_advanced(self, task: Task, far: tuple[int, int]) -> None:
        if task.progress is not None and not self._silent and shiboken6.isValid(task.owner):
            task.progress(*far)
