"""Whether Graph tells of changes in the arenas' mailboxes, as the bot that runs has found it."""

from collections.abc import Iterator, Mapping

from handlers.line.check import Check, broken, works
from handlers.settings import PREFIX

NUDGES = "aviseringar"
AT_ONCE = "ändringar i Outlook märks genast"
NOT_YET = "ändringar i Outlook märks inom en minut; genast när boten är igång"
NOT_TOLD = (
    "Microsoft säger inte till när något ändras i {0} ({1}). Boten märker det ändå inom en minut. "
    "Kontrollera att {2} nås från internet, eller ta bort {prefix}PUBLIC_URL. Så gör du: docs/graph.md."
)


def check_nudges(url: str, mailboxes: Mapping[str, str], heard: Mapping[str, str]) -> Iterator[Check]:
    """`mailboxes` by the arena's short name; `heard` says of each that is subscribed to why Graph tells
    nothing, empty where it tells."""
    for short, mailbox in mailboxes.items():
        name, problem = f"{NUDGES}, {short}", heard.get(mailbox.casefold())
        if problem:
            yield broken(name, NOT_TOLD.format(mailbox, problem, url, prefix=PREFIX))
        else:
            yield works(name, NOT_YET if problem is None else AT_ONCE)
