"""Orders and releases of a few tables, quick to protect."""

from typing import Any

from casedesk.reports import publishing
from casedesk.reports.orders import Order
from casedesk.reports.periods import Period
from casedesk.reports.releases import Release
from casedesk.services.vaults import Vault

TABLES = ("sex_age", "nationality_sex", "minors", "reasons", "officials")


def order(label: str, **given: Any) -> Order:
    """An order of a few tables of a period."""
    return Order(Period.parse(label), **{"tables": TABLES, **given})


def publish(vault: Vault, label: str, **given: Any) -> Release:
    """Publish a few tables of a period."""
    return publishing.publish(vault, order(label, **given))
