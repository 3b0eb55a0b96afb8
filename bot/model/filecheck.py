"""Whether a file's content is what its ending says, and holds no macros; nothing is ever unpacked."""

import io
import zipfile
from pathlib import PurePath

ZIPPED = {
    "docx": "word/",
    "xlsx": "xl/",
    "pptx": "ppt/",
    "odt": "content.xml",
    "ods": "content.xml",
    "odp": "content.xml",
}
STARTS = {
    "pdf": (b"%PDF-",),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "tif": (b"II*\x00", b"MM\x00*"),
    "rtf": (b"{\\rtf",),
}
SAME_AS = {"xls": "doc", "ppt": "doc", "jpeg": "jpg", "tiff": "tif"}
TEXTS = frozenset({"txt", "csv", "md"})
# A macro project is named in UTF-16 in the old formats, in ASCII inside the zipped ones.
OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
NEW_MACROS = ("vbaproject.bin", "basic/", "scripts/", "xl/macrosheets/")
ZIP_START = b"PK\x03\x04"
# Before each name in a zip's table. A document has some hundreds; a table alone could fill the memory.
ZIP_ENTRY, MOST_ENTRIES = b"PK\x01\x02", 20_000


def why_refused(name: str, content: bytes) -> str | None:
    """None for a file that is taken; else empty, macros, or mismatch."""
    if not content:
        return "empty"
    ending = PurePath(name).suffix.lower().lstrip(".")
    if ending in ZIPPED:
        return _why_zip_refused(content, ZIPPED[ending])
    if OLD_MACROS in content:
        return "macros"
    return None if _starts_right(SAME_AS.get(ending, ending), content) else "mismatch"


def _starts_right(ending: str, content: bytes) -> bool:
    if ending in TEXTS:
        return b"\x00" not in content
    if ending == "webp":
        return content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if ending == "heic":
        return content[4:8] == b"ftyp"
    return content.startswith(STARTS.get(ending, ()))


def _why_zip_refused(content: bytes, needed: str) -> str | None:
    # What begins as something else is opened as that by whoever does not look at its name.
    if not content.startswith(ZIP_START) or content.count(ZIP_ENTRY) > MOST_ENTRIES:
        return "mismatch"
    try:
        # Only the table of names is read.
        names = [name.lower() for name in zipfile.ZipFile(io.BytesIO(content)).namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "mismatch"
    if any(name.startswith(NEW_MACROS) or name.endswith(NEW_MACROS[0]) for name in names):
        return "macros"
    return None if any(name.startswith(needed) for name in names) else "mismatch"
