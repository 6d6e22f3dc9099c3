"""Colours as eyes take them: contrast after WCAG 2.2, difference after CIE 1976, and what colour-blind readers see."""

from __future__ import annotations

from math import sqrt

from textual.color import Color

Three = tuple[float, float, float]
BLIND: dict[str, tuple[Three, Three, Three]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""For linear RGB, at severity 1.0: Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of
Color Vision Deficiency, IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009."""
_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> Three:
    """Red, green and blue as amounts of light, 0 to 1."""
    red, green, blue = (_light(part / 255) for part in Color.parse(colour).rgb)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """1 to 21, after WCAG 2.2."""
    dark, bright = sorted(sum(map(float.__mul__, _XYZ[1], linear(colour))) for colour in (one, other))
    return (bright + 0.05) / (dark + 0.05)


def seen(colour: Three, blindness: str) -> Three:
    """What is left of a colour."""
    red, green, blue = (min(1.0, max(0.0, part)) for part in _times(BLIND[blindness], colour))
    return red, green, blue


def apart(one: Three, other: Three) -> float:
    """ΔE*ab of two linear colours: about 2.3 is just noticeable."""
    return sqrt(sum((a - b) ** 2 for a, b in zip(_lab(one), _lab(other), strict=True)))


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _times(matrix: tuple[Three, ...], colour: Three) -> list[float]:
    return [sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix]


def _lab(colour: Three) -> Three:
    x, y, z = (_cube(part / white) for part, white in zip(_times(_XYZ, colour), _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube(part: float) -> float:
    return part ** (1 / 3) if part > 216 / 24389 else (part * 24389 / 27 + 16) / 116
