"""«Behåll Outlooks» and «Behåll botens» below what somebody changed in Outlook."""

from bot.acts.outlook import unsettled as acts
from bot.model.press import Press
from handlers.chat.booking import desk_of
from handlers.chat.conversation import Conversation


def press_theirs(talk: Conversation, press: Press) -> None:
    """«Behåll Outlooks»: a moved meeting moves here too, and all are told."""
    link = acts.keep_theirs(desk_of(talk), press.thing, press.revision)
    talk.show_again("outlook_settled", meeting=link.meeting, is_theirs=True)


def press_ours(talk: Conversation, press: Press) -> None:
    """«Behåll botens»: what the arena decided is written again."""
    link = acts.keep_ours(desk_of(talk), press.thing, press.revision)
    talk.show_again("outlook_settled", meeting=link.meeting, is_theirs=False)
