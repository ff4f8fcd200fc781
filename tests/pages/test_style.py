"""The colours of the style sheet can be read, by day and by night, in every hue."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "templates/assets/site.css").read_text("utf-8")
TOKENS = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(
        r"--([a-z-]+): light-dark\(((?:#|oklch)[^,]+), ((?:#|oklch).+?)\);", CSS
    )
}
HUES = dict(re.findall(r"\.hue-(\d+) \{ --hue: (\d+); \}", CSS))
AA, AAA, MARK = 4.5, 7.0, 3.0  # WCAG 2.2: 1.4.3, 1.4.6, 1.4.11


def luminance(colour: str, hue: str = "0") -> float:
    red, green, blue = (_linear_hex if colour.startswith("#") else _linear_oklch)(colour, hue)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear_hex(colour: str, hue: str) -> list[float]:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def _linear_oklch(colour: str, hue: str) -> list[float]:
    """Björn Ottosson's matrices; what lies beyond sRGB is cut off."""
    lightness, chroma = map(float, re.findall(r"\d*\.\d+|\d+(?:\.\d+)?", colour)[:2])
    lightness /= 100
    a, b = (chroma * turn(math.radians(float(hue))) for turn in (math.cos, math.sin))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    mixed = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return [min(max(part, 0.0), 1.0) for part in mixed]


def contrast(text: str, ground: str, theme: str, hue: str = "0") -> float:
    one, other = (luminance(TOKENS[name][theme], hue) + 0.05 for name in (text, ground))
    return max(one, other) / min(one, other)


THEMES = pytest.mark.parametrize("theme", ["light", "dark"])


def test_contrast_is_computed_as_defined() -> None:
    assert round((luminance("#ffffff") + 0.05) / (luminance("#000000") + 0.05), 2) == 21
    assert abs(luminance("oklch(100% 0 var(--hue))") - 1) < 0.001


@THEMES
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_running_text_has_the_highest_grade(theme: str, ground: str) -> None:
    for text in ("ink", "link"):
        assert contrast(text, ground, theme) >= AAA, text
    assert contrast("quiet", "paper", theme) >= AAA


@THEMES
def test_marks_stand_out(theme: str) -> None:
    assert contrast("mark", "paper", theme) >= MARK


@THEMES
@pytest.mark.parametrize("degrees", HUES)
def test_chips_of_every_hue_can_be_read(theme: str, degrees: str) -> None:
    hue = HUES[degrees]
    assert contrast("hue-text", "hue-soft", theme, hue) >= AA
    assert contrast("hue-mark", "paper", theme, hue) >= MARK


def test_every_hue_has_its_class() -> None:
    from reading_list.rendering.filters import hue

    assert {hue(degrees) for degrees in range(360)} == {f"hue-{step}" for step in HUES}


def test_four_sizes_and_two_weights() -> None:
    weights = set(re.findall(r"font(?:-weight)?: (\d{3})", CSS))
    assert weights == {"400", "600"}
    assert len(re.findall(r"^  --(?:small|text|large|huge): ", CSS, re.MULTILINE)) == 4


def test_nothing_comes_from_elsewhere() -> None:
    assert not re.search(r"url\(|@import|https?:", CSS)
