"""Files of evidence as rows: what may be kept, and how much of it (D33)."""

from dataclasses import dataclass

MB = 1024 * 1024
#: What one file may weigh, and all files of one case.
LARGEST, LARGEST_OF_CASE = 20 * MB, 500 * MB
#: Files of one piece of evidence, and of one case.
MOST_FILES, MOST_OF_CASE = 10, 300


@dataclass(frozen=True, slots=True)
class Media:
    """A kind of file, told by its first bytes and never by its name. `pictured`: a small copy of it can be shown."""

    code: str
    zh: str
    en: str
    extension: str
    pictured: bool = False


#: Nothing that a browser would run or draw as a page of ours, and no archives.
MEDIA = (
    Media("image/jpeg", "照片", "Photo", "jpg", pictured=True),
    Media("image/png", "图片", "Picture", "png", pictured=True),
    Media("image/webp", "图片", "Picture", "webp", pictured=True),
    Media("image/heic", "照片", "Photo", "heic"),
    Media("application/pdf", "PDF 文件", "PDF", "pdf"),
    Media("video/mp4", "录像", "Video", "mp4"),
    Media("video/quicktime", "录像", "Video", "mov"),
    Media("audio/mp4", "录音", "Sound recording", "m4a"),
    Media("audio/mpeg", "录音", "Sound recording", "mp3"),
    Media("audio/amr", "录音", "Sound recording", "amr"),
    Media("audio/x-wav", "录音", "Sound recording", "wav"),
    Media(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文件", "Word document", "docx"
    ),
    Media("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 表格", "Excel sheet", "xlsx"),
)
BY_CODE = {media.code: media for media in MEDIA}
