"""/minauppgifter: everything that is kept about the speaker, in whatever arena."""

from bot.acts.people.own_records import own_records_file
from bot.model.ownrecord import OWN_RECORDS
from handlers.chat.conversation import Conversation

FILE_NAME = "Mina uppgifter.txt"


def send(talk: Conversation) -> None:
    """As a file, to the speaker alone. Raises Unknown for somebody who has not joined."""
    content = own_records_file(talk.store, talk.who, now=talk.now)
    talk.say("own_records_here", useful_twice=False)
    talk.send_file(talk.store.keep_file(content), FILE_NAME, subject=OWN_RECORDS)
