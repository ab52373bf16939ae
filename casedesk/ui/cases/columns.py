"""What the case list shows, column by column."""

from collections.abc import Sequence

from casedesk.domain import codelists
from casedesk.i18n import N_, _
from casedesk.services.cases import CaseLine
from casedesk.services.finding import Reason, told
from casedesk.ui.cases import names
from casedesk.ui.cases.ages import age_text, minor_line
from casedesk.ui.cases.asylum import group_of
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import edtf_text
from casedesk.ui.kit.chips import ChipLook
from casedesk.ui.kit.row_models import Column

#: the column that says why somebody was found; the model knows, and it is there for words only
WHY = "why"


def _asylum(line: CaseLine, _desk: Desk) -> str:
    if line.asylum is None:
        return _("Not recorded")
    return codelists.load("asylum_states").label(line.asylum)


def _country(line: CaseLine, _desk: Desk) -> str:
    return codelists.load("countries").label(line.nationality) if line.nationality else "–"


def _asylum_look(line: CaseLine, _desk: Desk) -> ChipLook | None:
    group = group_of(line.asylum)
    return ChipLook(group.icon, group.tone)


def why_text(reasons: Sequence[Reason], desk: Desk) -> str:
    """Why somebody was found, in words; without those of names while names are hidden."""
    return told(reasons, hidden=desk.names_hidden)


def _minor_look(line: CaseLine, desk: Desk) -> ChipLook | None:
    return ChipLook("shield", "warn") if minor_line(line, desk) else None


def _needs_look(line: CaseLine, _desk: Desk) -> ChipLook | None:
    return ChipLook("flag", "warn") if line.look else None


COLUMNS: tuple[Column[CaseLine, Desk], ...] = (
    Column(N_("Folio"), lambda line, _desk: line.folio, 128, look=_needs_look, name="folio"),
    Column(N_("Name or alias"), names.of_line, 160, stretch=3, name="name"),
    Column(N_("Country"), _country, 92, stretch=1, spare=3, name="country"),
    Column(N_("Age"), age_text, 138, look=_minor_look, name="age"),
    Column(
        N_("Arrived"), lambda line, _desk: edtf_text(line.arrived), 114, spare=1, name="arrived"
    ),
    Column(N_("Asylum"), _asylum, 170, stretch=3, spare=4, look=_asylum_look, name="asylum"),
    Column(N_("Why found"), lambda _line, _desk: "", 190, stretch=3, name=WHY),
)
PLACES = {column.name: place for place, column in enumerate(COLUMNS)}
