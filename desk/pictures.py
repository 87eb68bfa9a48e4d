"""Small copies of pictures: drawn anew, so that nothing hidden in the original comes along."""

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

#: The longer side of a small copy, in pixels, and how well it is kept.
SIDE, QUALITY = 960, 78
#: A picture with more pixels is not opened (pixel floods); nor one that would unfold to more in memory, which a
#: photograph, read at an eighth of its size, does not.
MOST_PIXELS, MOST_UNFOLDED = 120_000_000, 40_000_000


class NoPictureError(ValueError):
    """It says it is a picture, and does not open as one."""


def small_copy(data: bytes) -> bytes:
    """A JPEG as people see it: turned upright, without place, device or author. Raises NoPictureError."""
    from PIL import Image, ImageOps  # few processes ever draw

    Image.MAX_IMAGE_PIXELS = None  # it counts before a photograph is read smaller; ours stands below
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
            _bounded(picture, MOST_PIXELS)
            picture.draft("RGB", (SIDE, SIDE))
            _bounded(picture, MOST_UNFOLDED)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((SIDE, SIDE))
            drawn = Image.new("RGB", upright.size)
            drawn.paste(upright)
            kept = BytesIO()
            drawn.save(kept, "JPEG", quality=QUALITY, optimize=True)
    except NoPictureError:
        raise
    except Exception as error:  # whatever a broken picture does to its reader
        raise NoPictureError("does not open") from error
    return kept.getvalue()


def _bounded(picture: "Image", most: int) -> None:
    if picture.width * picture.height > most:
        raise NoPictureError("too many pixels")
