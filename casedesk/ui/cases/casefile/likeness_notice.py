"""A notice that another case may be of the same person."""

from casedesk.i18n import N_, _
from casedesk.services import likenesses
from casedesk.services.cases import CaseFile
from casedesk.services.likenesses import Likeness
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner


class LikenessNotice(Banner):
    """Shown only while there is such a case; its action compares the two."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("warn", "", action=N_("Compare"), icon="users")
        self.setObjectName("likeness_notice")
        self._desk = desk
        self._case_id = ""
        self._like: Likeness | None = None
        self.acted.connect(self._compare)
        self.hide()

    def look(self, file: CaseFile) -> None:
        """Look whether another case may be of this person."""
        self._case_id = case_id = file.case.id
        self._desk.tasks.run(
            lambda uow: likenesses.of(uow, file.person),
            lambda found: self._show(case_id, found),
            owner=self,
            latest="likeness",
        )

    def forget(self) -> None:
        """Say nothing of the case before."""
        self._case_id, self._like = "", None
        self.hide()

    def _show(self, case_id: str, found: list[Likeness]) -> None:
        if case_id != self._case_id:
            return
        self._like = found[0] if found else None
        if self._like is None:
            self.hide()
            return
        folio, likely = self._like.line.folio, min(round(self._like.probability * 100), 99)
        text = N_("Perhaps the same person as folio {folio} ({likely} % likely).")
        self.tell(lambda: _(text).format(folio=folio, likely=likely))

    def _compare(self) -> None:
        other = self._like.line.case_id if self._like is not None else ""
        self._desk.go("merge", case_id=self._case_id, other_id=other)
