"""Referrals: what the purpose needs is proposed, and whether the person agreed is shown."""

import dataclasses

from casedesk.domain import sharing
from casedesk.domain.answers import NOT_ASKED, Missing, value_or
from casedesk.domain.cases import Consent, Referral
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.sharing import Permission
from casedesk.i18n import N_, _
from casedesk.services import referrals
from casedesk.services.cases import CaseFile
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases.casefile import kinds
from casedesk.ui.cases.casefile.entries import EntriesBox, Step
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner, Kind
from casedesk.ui.papers.paper_dialog import Paper, PaperDialog

_WORDS: dict[Permission, tuple[Kind, str]] = {
    Permission.AGREED: ("ok", N_("The person agreed to this referral.")),
    Permission.NOT_AGREED: (
        "error",
        N_("The person did not agree to be referred. Ask again before you share anything."),
    ),
    Permission.WITHDRAWN: (
        "error",
        N_("The person withdrew the consent to be referred. Ask again before you share anything."),
    ),
    Permission.FOR_OTHERS: (
        "warn",
        N_(
            "The person agreed for other organisations, not for this one. "
            "Ask, and write it down under Consent."
        ),
    ),
    Permission.NOT_ASKED: (
        "warn",
        N_("The person has not been asked yet. Ask, and write it down under Consent."),
    ),
}
_DECIDES = frozenset({"to", "recipient", "purpose"})


class ReferralsBox(EntriesBox[Referral]):
    """The referrals of a case; each has its slip, and is asked about again."""

    def __init__(self, desk: Desk, today: PartialDate) -> None:
        super().__init__(
            desk,
            kinds.referrals(today),
            Step(N_("Slip"), "printer", lambda _referral: True, self.show_slip, "slip"),
            Step(
                N_("Write their answer"), "message-circle", sharing.waiting, self.answer, "answer"
            ),
            Step(N_("Asked again"), "refresh", sharing.waiting, self.ask_again, "ask_again"),
            save=referrals.save,
        )
        self._consents: tuple[Consent, ...] = ()
        self.folio = ""
        self._proposed: object = NOT_ASKED
        self.banners = {
            permission: Banner(kind, words) for permission, (kind, words) in _WORDS.items()
        }
        for permission, banner in self.banners.items():
            banner.setObjectName(f"permission_{permission.value}")
            banner.hide()
            self.editor.box.insertWidget(0, banner)
        self.editor.form.edited.connect(self._written)
        self.editing.connect(lambda editing: self._judge() if editing else None)

    def show_file(self, file: CaseFile) -> None:
        """Show the referrals of a case."""
        self._consents, self.folio = file.consents, value_or(file.case.folio, "")
        self.show_entries(file.case.id, file.referrals)
        self._judge()

    def begin(self, entry: Referral, at: str = "") -> None:
        """Begin to write; what the person agreed to is shown at once."""
        self._proposed = NOT_ASKED
        super().begin(entry, at)
        self._judge()

    def answer(self, referral: Referral) -> None:
        """Write down what they answered."""
        self.begin(referral, "outcome")

    def ask_again(self, referral: Referral) -> None:
        """They were asked again today; the answer is waited for anew."""
        self._desk.keep(
            lambda uow: referrals.ask_again(uow, referral),
            lambda: _("Asked again. The follow-up was moved."),
            owner=self,
        )

    def show_slip(self, referral: Referral) -> None:
        """Show the slip as it is printed."""
        shelter = self._desk.shelter

        def pdf(uow: UnitOfWork, language: str) -> bytes:
            # reportlab is slow to import and seldom needed here.
            from casedesk.reports import referral_slip  # noqa: PLC0415

            return referral_slip.pdf(referrals.slip(uow, referral, shelter), language)

        def note(uow: UnitOfWork, language: str) -> None:
            from casedesk.reports import referral_slip  # noqa: PLC0415 - as above

            referral_slip.printed(uow, referrals.slip(uow, referral, shelter), language)

        paper = Paper(N_("Referral slip"), f"casedesk-{self.folio}", pdf, note)
        # Mexican organisations read it, whatever the volunteer's language is.
        PaperDialog(self._desk, paper, self, language="es").open()

    def _written(self, name: str) -> None:
        if name == "purpose":
            self._propose()
        if name in _DECIDES:
            self._judge()

    def _propose(self) -> None:
        """Tick what the purpose needs; what somebody chose by hand stays."""
        questions = self.editor.form.questions
        shared = questions.fields["shared"].control
        if shared.problem() or shared.value() not in (NOT_ASKED, self._proposed):
            return
        questions.suggest("shared", sharing.needed(questions.fields["purpose"].control.value()))
        self._proposed = shared.value()

    def _judge(self) -> None:
        written = self._as_written()
        found = None if written is None else sharing.permission(written, self._consents)
        for permission, banner in self.banners.items():
            banner.setVisible(permission is found)
        why = self.editor.form.questions.fields["without_consent"]
        had = written is not None and not isinstance(written.without_consent, Missing)
        why.setVisible(found is not Permission.AGREED or had)

    def _as_written(self) -> Referral | None:
        if not self.busy or self.editor.record is None:
            return None
        fields = self.editor.form.questions.fields
        answers = {
            name: NOT_ASKED if fields[name].control.problem() else fields[name].control.value()
            for name in (*_DECIDES, "without_consent")
        }
        referral: Referral = dataclasses.replace(self.editor.record, **answers)
        return referral
