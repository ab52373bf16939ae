"""What the roles are called."""

from casedesk.i18n import N_
from casedesk.services.vaults import COORDINATOR, VOLUNTEER

ROLES = {COORDINATOR: N_("Coordinator"), VOLUNTEER: N_("Volunteer")}
