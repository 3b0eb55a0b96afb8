"""Keeps a world in a directory, so that a later process goes on where it stood; the ledger is not kept.

keep(world, directory)      # from now on, each change is written before anybody is told of it
take_up(world, directory)   # a new world becomes the kept one, before it is served
"""

import hashlib
import inspect
import os
import pickle
from collections import defaultdict, deque
from datetime import datetime, timedelta, timezone
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from integrations.botapi.bots import BotAccount, Webhook
from integrations.botapi.callbacks import CallbackAnswer, Press
from integrations.botapi.chats import Chat
from integrations.botapi.entities import FormattedText
from integrations.botapi.files import Files, StoredFile
from integrations.botapi.history import History
from integrations.botapi.members import Member
from integrations.botapi.messages import Message
from integrations.botapi.people import Person
from integrations.botapi.speaking import Speaker
from integrations.botapi.stage import Stage
from integrations.botapi.updates import Pending, UpdateQueue
from integrations.botapi.users import User
from integrations.botapi.world import World

WORLD = "world"
_PARTS = ("users", "bots", "chats", "history", "files", "presses", "read", "_last_number")
_CLASSES = (
    BotAccount, CallbackAnswer, Chat, Files, FormattedText, History, Member, Message, Pending, Person, Press,
    Speaker, StoredFile, UpdateQueue, User, Webhook,
)  # fmt: skip
_PLAIN = (dict, list, int, defaultdict, deque, datetime, timedelta, timezone)
_BY_NAME = {(known.__module__, known.__qualname__): known for known in (*_CLASSES, *_PLAIN)}


class Unreadable(Exception):
    """What lies there is no world, or one of another version."""


def keep(stage: Stage, directory: Path) -> None:
    """Write the world now and at each change."""
    with stage.lock:
        _write(stage, directory)
        stage.changed.listeners.add(lambda: _write(stage, directory))


def is_kept(directory: Path) -> bool:
    """Whether a world is kept there."""
    return (directory / WORLD).exists()


def take_up(world: World, directory: Path) -> None:
    """Become the kept world. Raises Unreadable, and the world is as it was."""
    try:
        stamp, kept = (directory / WORLD).read_bytes().split(b"\n", 1)
        if stamp != _stamp():
            raise Unreadable
        parts = dict(zip(_PARTS, _Reader(kept, world, directory).load(), strict=True))
        bot = parts["bots"][world.bot.token]
    except (OSError, ValueError, TypeError, LookupError, EOFError, AttributeError, pickle.PickleError):
        raise Unreadable from None
    vars(world).update(parts, bot=bot)


def _write(stage: Stage, directory: Path) -> None:
    """Never half: the old file stands until the new one is whole."""
    kept = BytesIO()
    _Writer(kept, stage, directory).dump([getattr(stage, part) for part in _PARTS])
    _put(directory / WORLD, _stamp() + b"\n" + kept.getvalue())


def _put(file: Path, content: bytes) -> None:
    new = file.with_suffix(".new")
    new.write_bytes(content)
    os.replace(new, file)


@cache
def _stamp() -> bytes:
    """The same as long as nothing has changed in what is kept: another version reads it wrongly, or not."""
    source = "".join(inspect.getsource(kept) for kept in _CLASSES)
    return hashlib.sha256(source.encode()).hexdigest().encode()


class _Writer(pickle.Pickler):
    """Documents lie in files of their own, each written once."""

    def __init__(self, out: BytesIO, stage: Stage, directory: Path) -> None:
        super().__init__(out)
        self._stage, self._directory = stage, directory

    def persistent_id(self, thing: Any) -> Any:
        if thing is self._stage:
            return ("stage",)
        if isinstance(thing, StoredFile):
            file = _document(self._directory, thing.number)
            if not file.exists():
                _put(file, thing.content)
            return ("document", thing.number, thing.name, thing.mime_type)
        return None


class _Reader(pickle.Unpickler):
    """Knows the world's own classes and nothing else, so that a foreign file can do nothing."""

    def __init__(self, kept: bytes, stage: Stage, directory: Path) -> None:
        super().__init__(BytesIO(kept))
        self._stage, self._directory = stage, directory
        self._documents: dict[int, StoredFile] = {}

    def find_class(self, module: str, name: str) -> Any:
        return _BY_NAME[module, name]

    def persistent_load(self, named: Any) -> Any:
        if named == ("stage",):
            return self._stage
        _, number, name, mime_type = named
        if number not in self._documents:
            content = _document(self._directory, number).read_bytes()
            self._documents[number] = StoredFile(number, name, content, mime_type)
        return self._documents[number]


def _document(directory: Path, number: int) -> Path:
    return directory / f"document-{int(number)}"
