"""Pictures of the demo's story, drawn when it is told: a reading of the noise, a form that was signed."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SIZE = (1200, 900)
PAPER, INK, FAINT, SEAL = "#fbfaf4", "#2b3a55", "#c9c6ba", "#c23a2f"


def reading(on: "ImageDraw") -> None:
    """A sound meter on a window sill at night."""
    from PIL import ImageFont

    on.rectangle((0, 0, 1200, 620), "#1d2733")
    on.rectangle((0, 620, 1200, 900), "#8b7a66")
    for x in range(80, 1200, 260):
        on.rectangle((x, 90, x + 90, 190), "#39485a" if x % 520 else "#d9b768")
    on.rounded_rectangle((430, 170, 770, 860), 40, "#2c2f33", outline="#4a4f55", width=6)
    on.rounded_rectangle((560, 60, 640, 180), 36, "#3b3f45")
    on.rounded_rectangle((475, 240, 725, 470), 16, "#c7d3b8")
    on.text((600, 330), "38.2", "#20261b", ImageFont.load_default(110), "mm")
    on.text((600, 425), "dB(A)  23:41", "#20261b", ImageFont.load_default(38), "mm")
    for row in range(2):
        for column in range(3):
            x, y = 505 + 75 * column, 540 + 110 * row
            on.ellipse((x, y, x + 50, y + 50), "#5a6069")


def signed_form(on: "ImageDraw") -> None:
    """A confirmation: printed lines, a name by hand, a seal."""
    on.rectangle((0, 0, 1200, 900), "#6d7a70")
    on.polygon([(250, 60), (960, 40), (985, 860), (270, 880)], PAPER)
    on.rectangle((440, 120, 770, 150), INK)
    for no, width in enumerate((560, 600, 520, 590, 380, 560, 300)):
        on.rectangle((330, 220 + 58 * no, 330 + width, 232 + 58 * no), FAINT)
    hand = [(380, 740), (420, 690), (440, 760), (480, 700), (520, 755), (560, 690), (600, 750), (660, 705), (700, 730)]
    on.line(hand, "#1f3a8a", 7, joint="curve")
    on.ellipse((720, 620, 900, 800), None, SEAL, 9)
    on.regular_polygon((810, 710, 42), 5, 0, SEAL)


PICTURES: Mapping[str, tuple[str, Callable[["ImageDraw"], None]]] = {
    "reading": ("夜间复测.jpg", reading),
    "signed_form": ("确认单.jpg", signed_form),
}


def drawn(name: str) -> tuple[str, bytes]:
    """A picture's name and its bytes, the same every time."""
    from PIL import Image, ImageDraw

    label, draw = PICTURES[name]
    picture = Image.new("RGB", SIZE)
    draw(ImageDraw.Draw(picture))
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=84)
    return label, kept.getvalue()
