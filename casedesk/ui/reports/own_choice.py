"""Reports of one's own: choose one, keep what is chosen under a name, forget it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.errors import CasedeskError, Invalid
from casedesk.i18n import N_, _
from casedesk.reports import own_reports
from casedesk.reports.own_reports import Choice
from casedesk.ui.desk import Desk
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.reports.order_form import OrderForm

_WHOLE = "*"


class OwnChoice(QWidget):
    """The list of them, which fills the form; ``chosen`` once it has."""

    chosen = Signal()

    def __init__(self, desk: Desk, form: OrderForm, language: Field) -> None:
        super().__init__()
        self._desk, self._form, self._language = desk, form, language
        #: by name
        self.kept: dict[str, Choice] = {}
        self._list = CodeBox(self._options, states=False, empty=False)
        self.field = Field(N_("Report"), self._list, name="own_report")
        self.setLayout(vbox(self.field))
        self._list.set_value(_WHOLE)
        self._list.edited.connect(self._choose)
        form.saving.connect(self._keep)
        form.removing.connect(self._forget)

    def offer(self, kept: Mapping[str, Choice]) -> None:
        """Offer what is kept."""
        self.kept = dict(kept)
        self.redraw()

    def redraw(self) -> None:
        """Write the list anew."""
        self._list.combo.reload()

    def _choose(self) -> None:
        name = self._list.content() or ""
        choice = self.kept.get(name, Choice())
        self._form.show_choice(choice, name if name in self.kept else "")
        if choice.language:
            self._language.control.set_value(choice.language)
        self.chosen.emit()

    def _keep(self, name: str) -> None:
        choice = self._form.choice(self._language.control.content())
        if choice is None:
            return
        self._desk.tasks.run(
            lambda uow: own_reports.save(uow, name, choice),
            lambda _none: self._saved(name, choice),
            owner=self,
            failed=self._failed,
        )

    def _failed(self, error: CasedeskError) -> None:
        if isinstance(error, Invalid):
            self._form.name.set_error(error.fields["name"])
            self._form.name.go()
        else:
            self._desk.refuse(error)

    def _saved(self, name: str, choice: Choice) -> None:
        self._form.name.set_error(None)
        self.kept[name] = choice
        self._show(name)
        self._desk.say(_("Kept: {name}").format(name=name))

    def _forget(self, name: str) -> None:
        def forgotten(_none: None) -> None:
            self.kept.pop(name, None)
            self._show(_WHOLE)
            self._choose()

        self._desk.tasks.run(lambda uow: own_reports.remove(uow, name), forgotten, owner=self)

    def _show(self, name: str) -> None:
        self.redraw()
        self._list.set_value(name)
        self._form.remove.setVisible(name in self.kept)

    def _options(self) -> list[tuple[str, str]]:
        return [(_WHOLE, _("The whole catalogue")), *((name, name) for name in self.kept)]
