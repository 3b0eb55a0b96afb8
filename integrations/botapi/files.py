"""Files at Telegram: the same bytes and name have another id for every bot."""

import hashlib
import mimetypes
from dataclasses import dataclass

from integrations.botapi.shapes import Json

LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024


@dataclass(frozen=True, eq=False)
class StoredFile:
    """A document under the name with which it was first sent, or a photo; `pixels` are a photo's width and
    height, None for a document."""

    number: int
    name: str
    content: bytes
    mime_type: str
    pixels: tuple[int, int] | None = None

    @property
    def kind(self) -> str:
        """What a message calls it."""
        return "photo" if self.pixels else "document"

    @property
    def unique_id(self) -> str:
        """The same for every bot; cannot be used to send or fetch."""
        return f"AgAD{self.number:08x}"

    @property
    def path(self) -> str:
        """Where /file/bot<token>/ serves it."""
        return f"{self.kind}s/file_{self.number}{_ending(self.name)}"

    def id_for(self, bot_id: int) -> str:
        """The file_id that this bot, and no other, may use."""
        return f"{'AgAC' if self.pixels else 'BQAC'}AgQAAxk{bot_id:x}-{self.number:08x}"

    def to_json(self, bot_id: int) -> Json:
        """A `Document` of the Bot API, or the only `PhotoSize` of a photo."""
        ids = {"file_id": self.id_for(bot_id), "file_unique_id": self.unique_id}
        if self.pixels:
            about: Json = {"width": self.pixels[0], "height": self.pixels[1]}
        else:
            about = {"file_name": self.name, "mime_type": self.mime_type}
        return {**ids, **about, "file_size": len(self.content)}


class Files:
    """Every file that somebody sent."""

    def __init__(self) -> None:
        self._by_number: dict[int, StoredFile] = {}

    def store(
        self, name: str, content: bytes, mime_type: str = "", *, pixels: tuple[int, int] | None = None
    ) -> StoredFile:
        """Keep a new file, a photo where its pixels are named."""
        number = len(self._by_number) + 1
        guessed = mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        stored = self._by_number[number] = StoredFile(number, name, content, guessed, pixels)
        return stored

    def find(self, file_id: str, bot_id: int) -> StoredFile | None:
        """The file behind a bot's own file_id; another bot's id finds nothing."""
        number = file_id.rpartition("-")[2]
        stored = self._by_number.get(_hexadecimal(number))
        return stored if stored and stored.id_for(bot_id) == file_id else None

    def numbered(self, number: int) -> StoredFile | None:
        """The file with that number."""
        return self._by_number.get(number)

    def at(self, path: str) -> StoredFile | None:
        """The file that is served under a path."""
        number = path.partition("_")[2].partition(".")[0]
        stored = self._by_number.get(int(number)) if number.isdecimal() else None
        return stored if stored and stored.path == path else None


def sha256(content: bytes) -> str:
    """How the ledger tells files apart."""
    return hashlib.sha256(content).hexdigest()


def _ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f".{ending}" if stem and dot and ending.isalnum() and ending.isascii() else ""


def _hexadecimal(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return -1
