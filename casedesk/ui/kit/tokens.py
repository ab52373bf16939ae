"""Every colour of the program, in three themes."""

from dataclasses import dataclass

_LINEAR_LIMIT = 0.04045


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, as ``#RRGGBB``."""

    name: str
    page: str  #: behind everything
    surface: str  #: cards, fields
    raised: str  #: hovered rows, quiet blocks
    line: str  #: separators, decoration alone
    edge: str  #: borders of what can be used
    text: str
    muted: str
    accent: str  #: primary buttons, checked boxes, bars
    on_accent: str
    accent_hover: str
    accent_soft: str
    accent_text: str  #: links, chosen tabs
    focus: str
    danger: str
    danger_soft: str
    danger_fill: str  #: button of what cannot be undone
    on_danger: str
    warn: str
    warn_soft: str
    ok: str
    ok_soft: str
    info: str
    info_soft: str
    side: str  #: the navigation at the left
    side_text: str
    side_chosen: str
    on_side_chosen: str
    side_focus: str
    side_title: str
    side_brand: str
    chosen: str  #: selected rows
    hidden_bar: str  #: bars whose length tells nothing


LIGHT = Tokens(
    name="light",
    page="#F3F6F6",
    surface="#FFFFFF",
    raised="#F5F9F9",
    line="#D8E0E2",
    edge="#728289",
    text="#15232A",
    muted="#4E5F67",
    accent="#0B6468",
    on_accent="#FFFFFF",
    accent_hover="#084E52",
    accent_soft="#E0F1F0",
    accent_text="#0A5559",
    focus="#B25E00",
    danger="#B0241C",
    danger_soft="#FDEEEC",
    danger_fill="#B0241C",
    on_danger="#FFFFFF",
    warn="#824600",
    warn_soft="#FFF3E0",
    ok="#1C6638",
    ok_soft="#E6F5EA",
    info="#1D5891",
    info_soft="#E7F1FB",
    side="#0E2F36",
    side_text="#D3E3E5",
    side_chosen="#1D4A53",
    on_side_chosen="#FFFFFF",
    side_focus="#FFC27A",
    side_title="#FFFFFF",
    side_brand="#7FD6D1",
    chosen="#D8ECEB",
    hidden_bar="#7C8B92",
)

DARK = Tokens(
    name="dark",
    page="#12181C",
    surface="#1A2227",
    raised="#222C32",
    line="#324048",
    edge="#7E929C",
    text="#E8EEF0",
    muted="#A9B8BF",
    accent="#58C4BF",
    on_accent="#06282A",
    accent_hover="#7AD3CE",
    accent_soft="#1C3B3D",
    accent_text="#86DAD5",
    focus="#FFB454",
    danger="#FF9388",
    danger_soft="#432220",
    danger_fill="#FF9388",
    on_danger="#33100D",
    warn="#FFC06A",
    warn_soft="#3D2E16",
    ok="#7FD79B",
    ok_soft="#1B3625",
    info="#8FC4FF",
    info_soft="#1B3048",
    side="#0C1114",
    side_text="#B4C4CA",
    side_chosen="#20343A",
    on_side_chosen="#FFFFFF",
    side_focus="#FFB454",
    side_title="#FFFFFF",
    side_brand="#86DAD5",
    chosen="#23474A",
    hidden_bar="#7E929C",
)

CONTRAST = Tokens(
    name="contrast",
    page="#000000",
    surface="#000000",
    raised="#14143C",
    line="#FFFFFF",
    edge="#FFFFFF",
    text="#FFFFFF",
    muted="#FFFFFF",
    accent="#FFFF00",
    on_accent="#000000",
    accent_hover="#FFFFFF",
    accent_soft="#1A1A00",
    accent_text="#FFFF00",
    focus="#00FFFF",
    danger="#FF9A9A",
    danger_soft="#000000",
    danger_fill="#FF9A9A",
    on_danger="#000000",
    warn="#FFD280",
    warn_soft="#000000",
    ok="#8CFFB0",
    ok_soft="#000000",
    info="#9CD0FF",
    info_soft="#000000",
    side="#000000",
    side_text="#FFFFFF",
    side_chosen="#1A1A66",
    on_side_chosen="#FFFF00",
    side_focus="#00FFFF",
    side_title="#FFFFFF",
    side_brand="#FFFF00",
    chosen="#1A1A66",
    hidden_bar="#B0B0B0",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= _LINEAR_LIMIT else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
