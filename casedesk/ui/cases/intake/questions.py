"""What is asked when somebody arrives, as data."""

from dataclasses import dataclass

from casedesk.i18n import N_
from casedesk.ui.forms.sections import Section

PERSON = "person."
STAY = "stay."
JOURNEY = "journey."


@dataclass(frozen=True)
class Part:
    """A section of the page: questions of one record, or something of its own (``own``)."""

    key: str
    section: Section
    prefix: str = PERSON
    own: str = ""
    #: whether the fields that the shelter added are asked under its questions
    extras: bool = False


PARTS = (
    Part(
        "who",
        Section(
            N_("Who"),
            (("given_names", "surnames"), "alias", "sex", ("birth", "age"), "nationality"),
            N_("Nothing here is obligatory: write what the person wants to tell."),
        ),
    ),
    Part(
        "arrival",
        Section(N_("Arrival"), ("entered_on", ("travels_with", "slept_at"))),
        STAY,
        extras=True,
    ),
    Part("family", Section(N_("Family"), ("relation",)), PERSON, "family"),
    Part(
        "journey",
        Section(
            N_("Journey"),
            (
                "reasons",
                ("origin_country", "entered_mexico_on"),
                "transport",
                ("corridor", "destination"),
                "destination_state",
            ),
        ),
        JOURNEY,
    ),
    Part("needs", Section(N_("Needs"), ("needs",))),
    Part("languages", Section(N_("Languages"), ("languages", "interpreter"))),
    Part("documents", Section(N_("Documents"), ("documents", "notes")), extras=True),
    Part("consent", Section(N_("Consent"), ()), "", "consent"),
)

#: what members of a family have in common, and the next one need not be asked again
SHARED = {
    PERSON: ("nationality", "languages", "interpreter"),
    STAY: ("entered_on", "travels_with", "slept_at"),
    JOURNEY: (
        "reasons",
        "origin_country",
        "entered_mexico_on",
        "transport",
        "corridor",
        "destination",
        "destination_state",
    ),
}


def names(prefix: str) -> list[str]:
    """The questions about one of the records, in order."""
    return [name for part in PARTS if part.prefix == prefix for name in part.section.names]
