"""Recording incidents."""

from dataclasses import replace

import pytest

from casedesk.domain.answers import UNKNOWN
from casedesk.domain.incidents import Act, Incident, Perpetrator, Victimisation
from casedesk.domain.partial_dates import PartialDate
from casedesk.errors import Invalid
from casedesk.services import cases, incidents
from casedesk.services.vaults import Vault
from tests.services.test_intake import ARRIVAL, arrive, read


def robbery(vault: Vault) -> Incident:
    """An invented robbery with one police officer and one stranger."""
    case = arrive(vault, given_names="Inventada")
    return Incident(
        case_id=case.id,
        reported_on=ARRIVAL,
        occurred=PartialDate(2026, 10, approximate=True),
        acts=(Act(code="ROB", by=("a",)), Act(code="AME", by=("a", "b"))),
        perpetrators=(Perpetrator(key="a", type="police"), Perpetrator(key="b", type=UNKNOWN)),
        victimisations=(
            Victimisation(person_id=case.person_id, act="ROB", role="victim"),
            Victimisation(person_id=case.person_id, act="AME", role="witness"),
        ),
        narrative="Invented words.",
    )


def refused(vault: Vault, incident: Incident) -> list[str]:
    """The fields that keep an incident from being saved."""
    with pytest.raises(Invalid) as error:
        vault.run(lambda uow: incidents.record(uow, incident))
    return sorted(error.value.fields)


def test_an_incident_comes_back_as_it_was_recorded(vault: Vault) -> None:
    incident = robbery(vault)
    stored = vault.run(lambda uow: incidents.record(uow, incident))
    assert stored == replace(incident, version=stored.version)
    found = vault.run(lambda uow: cases.read(uow, incident.case_id)).incidents
    assert found == (stored,)


def test_only_what_happened_must_be_answered(vault: Vault) -> None:
    case = arrive(vault)
    bare = Incident(case_id=case.id, reported_on=ARRIVAL)
    assert refused(vault, bare) == ["acts"]
    stored = vault.run(lambda uow: incidents.record(uow, replace(bare, acts=(Act(code="EXT"),))))
    assert stored.version


def test_parts_must_point_at_each_other(vault: Vault) -> None:
    incident = robbery(vault)
    wrong = replace(
        incident,
        acts=(Act(code="ROB", by=("z",)), Act(code="ROB"), Act(code="none such")),
        victimisations=(
            Victimisation(person_id=incident.victimisations[0].person_id, act="SEC", role="victim"),
        ),
    )
    assert refused(vault, wrong) == [
        "acts.0.by",
        "acts.1.code",
        "acts.2.code",
        "victimisations.0.act",
    ]


def test_it_cannot_be_told_before_it_happened(vault: Vault) -> None:
    incident = replace(
        robbery(vault), occurred=PartialDate(2026, 11), reported_on=PartialDate(2026, 10)
    )
    assert refused(vault, incident) == ["reported_on"]


def test_a_changed_incident_keeps_its_history(vault: Vault) -> None:
    incident = robbery(vault)
    stored = vault.run(lambda uow: incidents.record(uow, incident))
    vault.run(lambda uow: incidents.record(uow, replace(stored, complaint=True)))
    file = read(vault, vault.run(lambda uow: cases.read(uow, stored.case_id)).case)
    assert file.incidents[0].complaint is True
    assert file.incidents[0].narrative == "Invented words."


def test_what_two_people_change_apart_must_fit_together(vault: Vault) -> None:
    incident = robbery(vault)
    first = replace(incident, victimisations=incident.victimisations[:1])
    stored = vault.run(lambda uow: incidents.record(uow, first))
    vault.run(lambda uow: incidents.record(uow, replace(stored, acts=stored.acts[:1])))
    late = replace(stored, victimisations=incident.victimisations)
    assert refused(vault, late) == ["victimisations.1.act"]
