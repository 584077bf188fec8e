"""Every pair of text and ground passes WCAG AA in both themes, by calculation: axe can't see all of them."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parents[2] / "frontend/src/styles"
TOKEN = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
TEXT, GRAPHIC = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
GROUNDS = ("bg", "surface", "sunken")
TEXTS = ("ink", "muted", "link", "pos", "neg", "warn", "info")
PAIRS = [
    *((text, ground, TEXT) for text in TEXTS for ground in GROUNDS),
    *((tone, f"{tone}-soft", TEXT) for tone in ("pos", "neg", "warn", "info")),
    *(("ink", f"{tone}-soft", TEXT) for tone in ("pos", "neg", "warn", "info")),
    ("on-primary", "primary", TEXT),
    ("on-primary-soft", "primary-soft", TEXT),
    ("on-accent", "accent", TEXT),
    ("bg", "ink", TEXT),  # toasts
    *((text, "stage", TEXT) for text in ("on-stage", "stage-muted", "stage-line", "stage-gain")),
    *(("control", ground, GRAPHIC) for ground in ("bg", "surface")),
    *(("focus", ground, GRAPHIC) for ground in GROUNDS),
    *((f"c{number}", ground, GRAPHIC) for number in range(1, 8) for ground in ("bg", "surface")),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_each_pair_can_be_read(text: str, ground: str, least: float, theme: int) -> None:
    tokens = read_tokens()
    assert contrast(tokens[text][theme], tokens[ground][theme]) >= least


def test_the_calculation_agrees_with_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_no_style_uses_a_token_that_is_not_there() -> None:
    styles = "".join(path.read_text() for path in STYLES.glob("*.css"))
    defined = set(re.findall(r"(--[a-z0-9-]+):", styles))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", styles)) - defined == set()


def read_tokens() -> dict[str, tuple[str, str]]:
    return {name: (light, dark) for name, light, dark in TOKEN.findall((STYLES / "tokens.css").read_text())}


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
