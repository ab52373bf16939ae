"""The names under which drafts are kept: those who write them and those who look agree."""

#: the page of a new person
NEW_PERSON = "person:new"


def of_incident(case_id: str, incident_id: str = "") -> str:
    """An incident of a case; without an id a new one."""
    return f"incident:{incident_id or f'new:{case_id}'}"


def of_entry(kind: str, case_id: str, entry_id: str = "") -> str:
    """An entry of a case, such as a stay; without an id a new one."""
    return f"{kind}:{entry_id or 'new'}:{case_id}"
