"""The parameters of one call, however they were sent: JSON, a form, or a form with files."""

import json
from dataclasses import dataclass, field
from typing import Any

from integrations.botapi.errors import bad_request
from integrations.botapi.files import sha256
from integrations.botapi.shapes import Json

_STRUCTURES = {
    "allowed_updates", "caption_entities", "commands", "entities", "link_preview_options", "media",
    "reaction", "reply_markup", "reply_parameters", "scope",
}  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    content: bytes
    mime_type: str = ""

    def summary(self) -> Json:
        """How the ledger names it."""
        return {"name": self.name, "size": len(self.content), "sha256": sha256(self.content)}


@dataclass(frozen=True)
class Params:
    """Values as they came: text from forms, typed values from JSON."""

    values: Json = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value as text; empty if it is missing."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """The value as a number; what is no number counts as 0, as at Telegram."""
        text = self.text(name).strip()
        if not text:
            return default
        return int(text) if text.lstrip("-").isdecimal() else 0

    def boolean(self, name: str) -> bool:
        """Telegram takes true, yes and 1."""
        return self.text(name).lower() in ("true", "yes", "1")

    def structure(self, name: str, what: str) -> Any:
        """A JSON value, or None if it is missing; raises ApiRefusal 400 naming `what`."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def upload(self, reference: str) -> Upload | None:
        """The file sent as a field, or as `attach://field`."""
        return self.files.get(reference.removeprefix("attach://"))

    def summary(self) -> Json:
        """For the ledger: values with JSON unfolded, files by name, size and sha256."""
        shown = {name: _unfolded(name, value) for name, value in self.values.items()}
        return {**shown, **{name: upload.summary() for name, upload in self.files.items()}}


def _unfolded(name: str, value: Any) -> Any:
    if name not in _STRUCTURES or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value
