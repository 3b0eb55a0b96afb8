"""What was mailed out of a mailbox, in order and with its time; and the mailbox kept in a file."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from integrations.graphapi.calendar import Event, Mailbox
from integrations.graphapi.graph import Call

MAIL = "mail"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One mail: of Exchange's own kinds (see calendar.Mail), or MAIL where the application wrote it.

    `at` is an instant in ISO 8601, as is when the meeting `starts`, empty where it is about none.
    """

    at: str
    kind: str
    to: list[str]
    subject: str
    starts: str = ""
    html: str = ""
    files: list[str] = field(default_factory=list)


class Record(list[Call]):
    """A ledger that keeps what the calls brought about, instead of the calls, before anybody is answered.

    graph.ledger = record = Record(mailbox)
    record.keep(file)                     # from now on, each change is written
    record.take_up(file)                  # an empty mailbox becomes the kept one
    """

    def __init__(self, mailbox: Mailbox) -> None:
        super().__init__()
        self._mailbox = mailbox
        self._seen = (0, 0)
        self._write: Callable[[], None] = lambda: None
        self.letters: list[Letter] = []

    def append(self, call: Call) -> None:
        """Look at what it changed."""
        if call.accepted:
            self.look()

    def look(self) -> None:
        """Note what was mailed since the last look; after whatever people do in Outlook too."""
        mails, sent = self._mailbox.mails, self._mailbox.post.sent
        for mail in mails[self._seen[0] :]:
            self._note(mail.kind, [mail.to], mail.subject, starts=mail.starts.isoformat())
        for each in sent[self._seen[1] :]:
            self._note(MAIL, list(each.to), each.subject, html=each.html, files=sorted(each.files))
        self._seen = len(mails), len(sent)
        self._write()

    def keep(self, file: Path) -> None:
        """Write the mailbox now and at each change; never half."""
        self._write = lambda: _put(file, self._to_json())
        with self._mailbox.lock:
            self._write()

    def take_up(self, file: Path) -> None:
        """Become what was kept, if anything was."""
        if file.exists():
            kept = json.loads(file.read_text(encoding="utf-8"))
            self._mailbox.events.extend(Event(self._mailbox, **each) for each in kept["events"])
            self.letters.extend(Letter(**each) for each in kept["letters"])

    def _note(self, kind: str, to: list[str], subject: str, **more: Any) -> None:
        at = self._mailbox.now().isoformat()
        self.letters.append(Letter(at=at, kind=kind, to=to, subject=subject, **more))

    def _to_json(self) -> dict[str, Any]:
        shown = ("id", "facts", "version", "transaction")
        events = [{name: getattr(each, name) for name in shown} for each in self._mailbox.events]
        return {"events": events, "letters": [asdict(each) for each in self.letters]}


def _put(file: Path, content: dict[str, Any]) -> None:
    new = file.with_suffix(".new")
    new.write_text(json.dumps(content), encoding="utf-8")
    os.replace(new, file)
