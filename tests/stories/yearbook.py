"""The year as it can be read afterwards: every chat with its days."""

from pathlib import Path

from handlers.demo.page import Page
from handlers.demo.transcript import show_chat
from tests.stories.yearstage import YearStage


def write_transcript(stage: YearStage, file: Path) -> None:
    """Every chat, as people see it when the year is over."""
    with file.open("w", encoding="utf-8") as out:
        page = Page(out, width=92, styled=False)
        chats = [("Gruppen", stage.group), *((name, p.chat()) for name, p in stage.folk.by_name.items())]
        for name, chat in chats:
            page.title(f"===== {name} =====")
            if chat.messages:
                show_chat(page, chat.messages)
