"""Proving again all that was published, at the push of a button."""

from casedesk import i18n
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.reports import proving
from casedesk.reports.proving import UNPROVED, Audit
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.in_sight import reveal_soon
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.work_bar import WorkBar

WHAT = N_(
    "Proves each report again against all that were published before it, by whole numbers alone, "
    "and compares each file with what was written. With many reports this takes minutes, in which "
    "nothing else can be saved."
)
PROVED = N_("All is proved: no small number can be deduced. Reports: {releases}. Files: {files}.")
#: more would be a list to search through; the command line has them all
_MOST = 5


class ProvingCard(Card):
    """The button, how far it is, and what was found."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="proving")
        self._desk = desk
        self.prove_button = button(N_("Prove all of it again"), "shield-check", name="prove_again")
        self.work = WorkBar("proving")
        self.proved = Banner("ok", "", closable=True)
        self.unproved = Banner("error", "", closable=True)
        self.proved.setObjectName("proved")
        self.unproved.setObjectName("unproved")
        for part in (
            h2(N_("Is all of it proved?")),
            muted(WHAT),
            self.proved,
            self.unproved,
            hbox(self.prove_button, None),
            self.work,
        ):
            self.add(part)
        self._quiet()
        self.prove_button.clicked.connect(self.prove)

    def prove(self) -> None:
        """Prove everything again."""
        self._quiet()
        self.prove_button.setEnabled(False)
        self.work.begin(N_("Proving one report after the other…"))
        reveal_soon(self.work)
        task = self._desk.tasks.call(
            proving.audit,
            self._told,
            owner=self,
            failed=self._failed,
            progress=self.work.advance,
        )
        self.work.follow(task)

    def _quiet(self) -> None:
        for banner in (self.proved, self.unproved):
            banner.hide()

    def _end(self) -> None:
        self.work.end()
        self.prove_button.setEnabled(True)
        self.prove_button.setFocus()  # which it had lost

    def _told(self, found: Audit) -> None:
        self._end()
        if found.unproved:
            self.unproved.tell(lambda: _unproved(found))
        else:
            self.proved.tell(lambda: _proved(found))

    def _failed(self, error: CasedeskError) -> None:
        self._end()
        self.unproved.tell(lambda: str(error))


def _proved(found: Audit) -> str:
    counts = {"releases": i18n.number(found.releases), "files": i18n.number(found.files)}
    return _(PROVED).format(**counts)


def _unproved(found: Audit) -> str:
    return " ".join([*map(str, found.unproved[:_MOST]), _(UNPROVED)])
