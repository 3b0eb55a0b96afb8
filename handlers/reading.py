"""/hjalp and /avbryt."""

from handlers.conversation import Conversation


def help_(talk: Conversation) -> None:
    """/hjalp: what the asker can do, in few words."""
    arenas = talk.store.arenas_of(talk.person, talk.now.date()) if talk.person else []
    if len(arenas) == 1:
        talk.enter(arenas[0])
    talk.say("help", standing=talk.standing, useful_twice=False)


def cancel(talk: Conversation) -> None:
    """/avbryt: leave whatever was asked."""
    talk.done_asking()
    talk.say("cancelled", useful_twice=False)
