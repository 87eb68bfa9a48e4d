"""Files as people bring them: a photograph with what a camera writes into it, a paper, and what is none of these."""

from io import BytesIO

from PIL import Image
from PIL.ExifTags import IFD, Base

#: What a camera knows of whoever took the picture.
MAKER = "Private Phone of Lin"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def photograph(colour: str = "#7a8b94", size: tuple[int, int] = (1200, 900), turned: int = 1) -> bytes:
    """A JPEG with its place, its device and how it was held."""
    picture = Image.new("RGB", size, colour)
    picture.paste("#c9a66b", (0, 0, size[0] // 2, size[1] // 2))
    known = picture.getexif()
    known[Base.Make], known[Base.Orientation] = MAKER, turned
    known.get_ifd(IFD.GPSInfo)[1] = "N"
    kept = BytesIO()
    picture.save(kept, "JPEG", exif=known)
    return kept.getvalue()


def drawing(size: tuple[int, int]) -> bytes:
    """A PNG of one colour: small in its file, large when it unfolds."""
    kept = BytesIO()
    Image.new("1", size).save(kept, "PNG")
    return kept.getvalue()
