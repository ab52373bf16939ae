"""The table of cases."""

from casedesk.i18n import N_
from casedesk.ui.cases.columns import COLUMNS
from casedesk.ui.cases.lines_model import CaseLinesModel
from casedesk.ui.kit.tables import RowsTable


class CasesTable(RowsTable):
    """One person per row."""

    def __init__(self, model: CaseLinesModel) -> None:
        super().__init__(model, COLUMNS, N_("People"), name="cases_table")
