"""A page with one of each widget."""

from PySide6.QtWidgets import QWidget

from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.buttons import button, icon_button
from casedesk.ui.kit.charts import Bar, BarChart
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.code_box import CodeBox, CodesBox, YesNoBox
from casedesk.ui.kit.columns import Columns
from casedesk.ui.kit.date_box import DateBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.forms import Form
from casedesk.ui.kit.navigation import NavList, Place, TabStrip
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Card, EmptyState
from casedesk.ui.kit.text_boxes import LongTextBox, NumberBox, TextBox
from casedesk.ui.kit.timelines import Event, Timeline

LONG = "Denial of medical attention by a hospital that belongs to the state or to a municipality"


def few() -> list[tuple[str, str]]:
    """A short list of codes."""
    return [("ROB", "Robbery"), ("EXT", "Extortion"), ("MED", LONG)]


def many() -> list[tuple[str, str]]:
    """A list of 240 codes."""
    names = ["México", "Perú", "Haití", "Côte d'Ivoire"]
    return [(f"C{at}", names[at] if at < len(names) else f"Country {at}") for at in range(240)]


def make_form() -> Form:
    """A form with every kind of control."""
    return Form(
        {
            "name": Field("Name or alias", TextBox(), hint="As the person wants", name="name"),
            "notes": Field("In the person's words", LongTextBox(), name="notes"),
            "age": Field("Age", NumberBox(highest=120), name="age"),
            "entered": Field("Date of entry", DateBox(), name="entered"),
            "state": Field("Stage", CodeBox(few), name="state"),
            "country": Field("Country of birth", CodeBox(many), name="country"),
            "acts": Field("What happened?", CodesBox(few), name="acts"),
            "languages": Field("Languages", CodesBox(many), name="languages"),
            "lawyer": Field("Does the person have a lawyer?", YesNoBox(), name="lawyer"),
        }
    )


def make_page() -> tuple[Page, Form]:
    """The page and its form."""
    page = Page("Cases", name="cases")
    form = make_form()
    places = [Place("one", "Summary", "home"), Place("two", "Incidents", "alert-triangle")]
    page.add_back("Back to cases")
    page.add_action(button("Save", "check", "primary"))
    page.head.addWidget(TabStrip(places))
    page.notify(Banner("warn", LONG, action="Back up now", closable=True))
    side: QWidget = Card(
        NavList(places, kind="sections"),
        Timeline([Event("home", "ok", "Arrived", "10 nov 2026", "By bus")]),
        BarChart([Bar("Honduras", "145", 145), Bar("Cuba", "hidden", None)]),
        StatusChip("calendar", "Interview set", "warn"),
        EmptyState("folders", "No cases yet", "Take the first person in", button("New case")),
        icon_button("Close", "x"),
    )
    page.add(Columns(Card(form.summary, *form.fields.values()), side))
    return page, form
