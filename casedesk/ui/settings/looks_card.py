"""Language, colours, text size and the minutes until the program locks itself."""

from casedesk.i18n import N_, _, ngettext, number
from casedesk.settings import TEXT_SIZES, THEMES
from casedesk.ui.desk import Desk
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.combos import Options
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.preferences import Preferences

#: a language is called what its speakers call it
LANGUAGES = {"es": "Español", "en": "English"}
THEME_NAMES = {
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}
MINUTES = (1, 2, 5, 10, 15, 30)


class LooksCard(Card):
    """Choices that are applied and remembered as soon as they are made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(h2(N_("This computer")), spacing=14, name="looks_card")
        assert desk.preferences is not None  # noqa: S101 - the program always gives them
        self._preferences: Preferences = desk.preferences
        self.fields = {
            "language": Field(N_("Language"), _box(_languages), name="language"),
            "theme": Field(N_("Colours"), _box(_themes), name="theme"),
            "text_size": Field(N_("Text size"), _box(_text_sizes), name="text_size"),
            "lock_after": Field(
                N_("Lock by itself when nobody has touched it for"),
                _box(_minutes),
                hint=N_("Ctrl+L locks at once, from anywhere"),
                name="lock_after",
            ),
        }
        for name, field in self.fields.items():
            self.add(field)
            field.control.edited.connect(lambda name=name: self._chosen(name))
        self.add(None)
        self._preferences.changed.connect(self.show_choices)
        self.show_choices()

    def show_choices(self) -> None:
        """Show what is chosen now, here or elsewhere."""
        for name, field in self.fields.items():
            field.control.set_value(str(getattr(self._preferences.now, name)))

    def _chosen(self, name: str) -> None:
        code = self.fields[name].control.content()
        now = getattr(self._preferences.now, name)
        if code and code != str(now):
            self._preferences.change(**{name: type(now)(code)})


def _box(options: Options) -> CodeBox:
    return CodeBox(options, states=False, empty=False)


def _languages() -> list[tuple[str, str]]:
    return list(LANGUAGES.items())


def _themes() -> list[tuple[str, str]]:
    return [(theme, _(THEME_NAMES[theme])) for theme in THEMES]


def _text_sizes() -> list[tuple[str, str]]:
    return [(str(size), f"{number(size)} %") for size in TEXT_SIZES]


def _minutes() -> list[tuple[str, str]]:
    return [
        (str(each), ngettext("{count} minute", "{count} minutes", each).format(count=each))
        for each in MINUTES
    ]
