"""What Telegram takes as a photo: PNG or JPEG here, of at most 10 MB and of a bounded size and shape."""

from integrations.botapi.errors import bad_request
from integrations.botapi.files import LARGEST_PHOTO

MOST_PIXELS, STEEPEST = 10_000, 20
_PNG = b"\x89PNG\r\n\x1a\n"
# Start of frame, in all its kinds; what lies between them (C4, C8, CC) is something else.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def pixels_of(content: bytes) -> tuple[int, int]:
    """Width and height of a photo; raises ApiRefusal 400 for what Telegram refuses
    (https://core.telegram.org/bots/api#sendphoto)."""
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > LARGEST_PHOTO:
        raise bad_request("file is too big to be sent as a photo")
    found = _of_png(content) or _of_jpeg(content)
    if found is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = found
    if not min(found) or width + height > MOST_PIXELS or max(found) > STEEPEST * min(found):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return found


def _of_png(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 33:
        return None
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _of_jpeg(content: bytes) -> tuple[int, int] | None:
    """The frame's size: markers are FF and a kind, then a length that counts itself."""
    at = 2
    while content.startswith(b"\xff\xd8") and at + 9 <= len(content) and content[at] == 0xFF:
        if content[at + 1] in _FRAMES:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return None
