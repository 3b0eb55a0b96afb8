"""An item with a file that is taken up, for what is said of the files that an agenda has."""

from bot.model.item import FileState, ItemState
from integrations.botapi import Person
from tests.builders import an_attachment, an_item
from tests.handlers.chat.chatting import Chat


def keep_budget(chat: Chat, who: Person) -> None:
    """An item of theirs with a file, taken up to the first meeting."""
    with chat.memory() as store:
        person = store.person_by_telegram(who.id)
        assert person
        meeting = chat.place(store).meetings()[0]
        item = an_item(person, "Budget", meeting=meeting, state=ItemState.ACCEPTED, position=1)
        content = store.keep_file(b"%PDF-1.7 budget")
        item.attach(an_attachment(person, "budget.pdf", state=FileState.STORED, sha256=content))
        store.keep(item)
