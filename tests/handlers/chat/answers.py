"""How people say that they do not come, for the tests of attendance and of deputies."""

from integrations.botapi import Group, Message, Person
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.reply import Reply

WHEN = "fredag 12 februari 2027 kl. 13.00"
WHERE = f"{WHEN}, Regionens hus"


def told(reply: Reply, who: Person | Group) -> Message:
    """The one message that somebody got."""
    (message,) = [each for each in reply.said if each.chat.id == who.id]
    return message


def own_card(chat: Chat, who: Person) -> Message:
    """The card of /narvaro, in Norr where somebody is of several arenas."""
    shown = told(chat.says(who, "/narvaro"), who)
    in_norr = [word for row in shown.buttons for word in row if word.startswith("Norr – ")]
    return told(chat.presses(who, shown, in_norr[0]), who) if in_norr else shown


def is_absent(chat: Chat, who: Person) -> Reply:
    """«Förhinder» and «Hela mötet», to where the bot may ask for a word."""
    card = own_card(chat, who)
    return chat.presses(who, told(chat.presses(who, card, "Förhinder"), who), "Hela mötet")


def is_absent_without_a_word(chat: Chat, who: Person, deputy: Person) -> Message:
    """The same and «Hoppa över»: what the deputy is asked."""
    return told(chat.presses(who, told(is_absent(chat, who), who), "Hoppa över"), deputy)


def deputies_stand_in_for(chat: Chat, *keys: str) -> None:
    """Dan's seat stands in for those seats."""
    with chat.memory() as store:
        (seat,) = [each for each in chat.place(store).seats() if each.key == "dan"]
        seat.stands_in_for = list(keys)
