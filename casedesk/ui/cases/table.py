"""The table of cases."""

from casedesk.i18n import N_
from casedesk.ui.cases.columns import COLUMNS, PLACES, WHY
from casedesk.ui.cases.lines_model import CaseLinesModel
from casedesk.ui.kit.tables import RowsTable, Sized


class CasesTable(RowsTable):
    """One person per row; why somebody was found is said while something is looked for."""

    def __init__(self, model: CaseLinesModel) -> None:
        self._lines = model
        super().__init__(model, COLUMNS, N_("People"), name="cases_table")
        model.modelReset.connect(self.share_width)

    def shows(self, column: Sized) -> bool:
        """Every column, but the one that says why only for words."""
        return column is not COLUMNS[PLACES[WHY]] or self._lines.search is not None
