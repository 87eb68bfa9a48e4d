"""Small copies of pictures: what is seen, and nothing else."""

from io import BytesIO

import pytest
from PIL import Image
from PIL.ExifTags import IFD, Base

from desk.pictures import MOST_UNFOLDED, SIDE, NoPictureError, small_copy
from tests.photographs import MAKER, PDF, drawing, photograph


def test_nothing_that_a_camera_wrote_comes_along():
    before = photograph()
    drawn = small_copy(before)

    assert MAKER.encode() in before
    assert MAKER.encode() not in drawn
    with Image.open(BytesIO(drawn)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.getexif().get_ifd(IFD.GPSInfo) == {}


def test_it_is_small_and_upright():
    """A telephone held upright writes a picture that lies, and how to turn it."""
    with Image.open(BytesIO(small_copy(photograph(size=(1600, 1200), turned=6)))) as picture:
        assert picture.size == (SIDE * 3 // 4, SIDE)
        assert Base.Orientation not in picture.getexif()


def test_what_would_fill_the_memory_is_not_opened():
    with pytest.raises(NoPictureError):
        small_copy(drawing((MOST_UNFOLDED // 1000 + 1, 1000)))
    assert small_copy(drawing((1000, 1000)))


@pytest.mark.parametrize("data", [b"", PDF, photograph()[:300], b"\xff\xd8\xff" + b"<script>" * 50])
def test_what_does_not_open_is_no_picture(data):
    with pytest.raises(NoPictureError):
        small_copy(data)
