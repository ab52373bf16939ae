"""Reports put together from the catalogue, kept under a name for any period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casedesk.errors import Invalid
from casedesk.i18n import LANGUAGES, N_
from casedesk.reports import own_tables
from casedesk.reports.counting import Filters
from casedesk.reports.orders import (
    USUAL,
    Order,
    Policy,
    catalogue,
    chosen,
    counted_by,
    filters_offered,
)
from casedesk.reports.own_tables import OwnField
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.reports.tables import EXACT, RECORDS, ROUNDING
from casedesk.services import extras
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

    def order(
        self,
        period: Period,
        basis: str = RECORDS,
        policy: Policy | None = None,
        own: Iterable[OwnField] = (),
    ) -> Order:
        """It as an order; a year's policy goes before its own.

        ``own`` are the shelter's own fields offered in the year. Raises ValueError if it cannot
        be made of the catalogue.
        """
        return Order(
            *(period, self.tables, self.filters, policy or self.policy, basis),
            *(self.recipient, self.title),
            own=counted_by(self.tables, own),
        )


def own_fields(uow: UnitOfWork, published: Published, year: int | None = None) -> list[OwnField]:
    """The shelter's own fields by which the reports of a year can count.

    Their categories are settled by the year's first report that counts by them, their words are
    those of now. Fields asked no longer are offered if any report counted by them.
    """
    settled, ever = published.own(year), published.own()
    found = []
    for field in extras.fields(uow):
        if field.type not in own_tables.TYPES or field.about not in own_tables.ABOUT:
            continue
        now = own_tables.of_field(field, settled.get(field.dimension))
        if 0 < len(now.values) <= own_tables.MOST and (
            field.retired is not True or field.dimension in ever
        ):
            found.append(now)
    return found


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


def load(uow: UnitOfWork, own: Iterable[OwnField] = ()) -> dict[str, Choice]:
    """Every choice kept, by its name; what the catalogue no longer has is left out.

    Of one that has nothing else, all of it: no table chosen would mean every table.
    """
    offered = tuple(own)
    ids = {table.id for table in catalogue(own=offered).tables}
    return {
        name: _choice(content, offered)
        for name, content in own_reports.load(uow).items()
        if not content["tables"] or ids.intersection(content["tables"])
    }


def _choice(content: Mapping[str, Any], own: tuple[OwnField, ...]) -> Choice:
    coarse = {name for name, each in catalogue().dimensions.items() if each.coarse}
    policy = Policy(
        EXACT if content["mode"] == EXACT else ROUNDING,
        int(content["insiders"]),
        tuple(sorted(coarse & set(content["coarse"]))),
    )
    values = {each.name: each.values for each in filters_offered(policy)}
    filters = ((name, value) for name, value in content["filters"] if value in values.get(name, ()))
    return Choice(
        tables=chosen(content["tables"], own),
        filters=tuple(sorted(filters)),
        policy=policy,
        recipient=content["recipient"],
        title=content["title"],
        language=content["language"] if content["language"] in LANGUAGES else "",
    )
