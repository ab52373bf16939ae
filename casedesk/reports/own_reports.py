"""Reports put together from the catalogue, kept under a name for any period."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casedesk.errors import Invalid
from casedesk.i18n import LANGUAGES, N_
from casedesk.reports.counting import Filters
from casedesk.reports.orders import USUAL, Order, Policy, catalogue, chosen, filters_offered
from casedesk.reports.periods import Period
from casedesk.reports.tables import EXACT, RECORDS, ROUNDING
from casedesk.storage import own_reports
from casedesk.storage.unit_of_work import UnitOfWork

NO_NAME = N_("Give it a name.")


@dataclass(frozen=True)
class Choice:
    """What somebody chooses of the catalogue, of whatever period."""

    #: ids of tables; none means all
    tables: tuple[str, ...] = ()
    filters: Filters = ()
    policy: Policy = USUAL
    recipient: str = ""
    title: str = ""
    #: of the files; empty for that of the program
    language: str = ""

    def order(self, period: Period, basis: str = RECORDS, policy: Policy | None = None) -> Order:
        """It as an order; a year's policy goes before its own.

        Raises ValueError if it cannot be made of the catalogue.
        """
        policy = policy or self.policy
        return Order(period, self.tables, self.filters, policy, basis, self.recipient, self.title)


def save(uow: UnitOfWork, name: str, choice: Choice) -> None:
    """Keep a choice under a name. Raises NotAllowed, or Invalid without a name."""
    if not name.strip():
        raise Invalid({"name": NO_NAME})
    policy = choice.policy
    content = {
        "tables": list(choice.tables),
        "filters": [list(pair) for pair in choice.filters],
        "mode": policy.mode,
        "insiders": policy.insiders,
        "coarse": list(policy.coarse),
        "recipient": choice.recipient,
        "title": choice.title,
        "language": choice.language,
    }
    own_reports.save(uow, name.strip(), content)


def remove(uow: UnitOfWork, name: str) -> None:
    """Forget a choice. Raises NotAllowed."""
    own_reports.remove(uow, name)


def load(uow: UnitOfWork) -> dict[str, Choice]:
    """Every choice kept, by its name; what the catalogue no longer has is left out."""
    return {name: _choice(content) for name, content in own_reports.load(uow).items()}


def _choice(content: Mapping[str, Any]) -> Choice:
    coarse = {name for name, each in catalogue().dimensions.items() if each.coarse}
    policy = Policy(
        EXACT if content["mode"] == EXACT else ROUNDING,
        int(content["insiders"]),
        tuple(sorted(coarse & set(content["coarse"]))),
    )
    values = {each.name: each.values for each in filters_offered(policy)}
    filters = ((name, value) for name, value in content["filters"] if value in values.get(name, ()))
    return Choice(
        tables=chosen(content["tables"]),
        filters=tuple(sorted(filters)),
        policy=policy,
        recipient=content["recipient"],
        title=content["title"],
        language=content["language"] if content["language"] in LANGUAGES else "",
    )
