"""A chat as people see it, in plain text: who, when, what, files, and buttons in brackets."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from bot.texts.dates import clock, listed, on_day
from handlers.demo import words
from handlers.demo.days import ZONE
from handlers.demo.page import Page, folded
from integrations.botapi import Message, StoredFile

BAR = "  | "


def show_chat(page: Page, messages: Sequence[Message]) -> None:
    """The whole chat, a heading a day."""
    for day, of_day in groupby(messages, key=lambda message: message.date.astimezone(ZONE).date()):
        page.title(on_day(day))
        for kind, alike in groupby(of_day, key=_service_kind):
            if kind[0]:
                page.line(page.dim(f"  {_happened(list(alike))}"))
            else:
                for message in alike:
                    show_message(page, message)


def show_message(page: Page, message: Message) -> None:
    """One message as a bubble."""
    page.line()
    about = f"{clock(message.date.astimezone(ZONE))}{words.PINNED if message.pinned else ''}"
    page.line(f"  {page.bold(message.sender.name)}  {page.dim(about)}")
    for line in bubble(message, page.width):
        page.line(line)


def bubble(message: Message, width: int) -> Iterator[str]:
    """The message's lines below its heading, none wider than `width`."""
    for file in message.documents:
        yield from folded(f"{words.FILE}: {file.name} ({size_of(file)})", width, BAR, BAR + "  ")
    for line in message.text.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        yield from folded(line.strip(), width, BAR + indent, BAR + indent)
    for row in message.buttons:
        yield from folded(" ".join(f"[{text}]" for text in row), width, BAR, BAR)


def size_of(file: StoredFile) -> str:
    """49 kB"""
    return f"{max(1, round(len(file.content) / 1000))} kB"


def _service_kind(message: Message) -> tuple[str, str]:
    """What Telegram itself tells, and who did it; two empty texts for what somebody wrote."""
    kind = next(iter(message.service), "")
    return (kind, message.sender.name) if kind else ("", "")


def _happened(messages: Sequence[Message]) -> str:
    who, kind = messages[0].sender.name, next(iter(messages[0].service))
    if kind == "new_chat_members":
        return words.added(who, listed([_name(new) for each in messages for new in each.service[kind]]))
    return words.HAPPENED[kind].format(who=who)


def _name(user: dict[str, Any]) -> str:
    return f"{user['first_name']} {user.get('last_name', '')}".strip()
