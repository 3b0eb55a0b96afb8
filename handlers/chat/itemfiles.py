"""«Bilagor», and files as answers to an item's card."""

from typing import Any

from bot.acts.agendas.leftout import version_button
from bot.acts.items import incoming as acts
from bot.acts.items.attachments import receipt_of
from bot.acts.sending.reach import must_take_more
from bot.model.changes import as_sent
from bot.model.dispatch import Button, Dispatch
from bot.model.item import AgendaItem, Attachment, ItemState
from bot.model.press import Press
from bot.permissions import may_prepare
from bot.refusals import AlreadyDescribed
from handlers.chat.conversation import Conversation, Rows
from handlers.chat.hearing import HeardFile
from handlers.chat.items import about, item_of, pressed_item, refresh_shown, show_card

DONE = "filesdone"


def press_files(talk: Conversation, _press: Press) -> None:
    """«Bilagor»: files until «Klar»."""
    must_take_more(talk.here, talk.now)
    item = pressed_item(talk)
    acts.must_take_file(talk.rights, item)
    asked = talk.say("ask_files", buttons=_done(talk, item), about=about(item), item=item, useful_twice=False)
    _wait(talk, asked, item=item.id, card=talk.heard.message_id)


def _wait(talk: Conversation, asked: Dispatch, **facts: Any) -> None:
    """«Klar» stands below the newest message alone."""
    talk.ask("files", **facts | {"done_below": asked.dedupe_key})


def take_done_away(talk: Conversation) -> None:
    """Where files are awaited, and will not be any more."""
    if talk.question and talk.question.flow == "files":
        talk.drop_buttons(talk.store.dispatch(talk.question.facts.get("done_below", "")), DONE)


def press_files_done(talk: Conversation, _press: Press) -> None:
    """«Klar»."""
    item = pressed_item(talk)
    take_done_away(talk)
    talk.done_asking()
    show_card(talk, item)


def store_file(talk: Conversation, facts: dict[str, Any]) -> None:
    """A message while files are awaited."""
    item = item_of(talk, facts)
    acts.must_take_file(talk.rights, item)
    earlier = talk.store.dispatch(facts.get("done_below", ""))
    if talk.heard.file is None:
        asked = talk.say("ask_files", buttons=_done(talk, item), item=item)
    else:
        is_left_out = _is_left_out(talk, item)
        file = attach(talk, item, talk.heard.file)
        refresh_shown(talk, item, facts.get("card"))
        asked = _say_received(talk, item, file, _done(talk, item), is_left_out=is_left_out)
    talk.drop_buttons(earlier, DONE)
    _wait(talk, asked, **facts)


def answer_card(talk: Conversation, item_id: int) -> None:
    """A file, or the words that an item still lacks, as an answer to its card."""
    must_take_more(talk.here, talk.now)
    item = item_of(talk, {"item": item_id})
    if talk.heard.file is None:
        acts.must_be_changeable(talk.rights, item)
        if item.description:
            raise AlreadyDescribed(item=item)
        acts.describe(talk.store, talk.rights, item, talk.heard.text, now=talk.now)
        show_card(talk, item)
        return
    is_left_out = _is_left_out(talk, item)
    file = attach(talk, item, talk.heard.file)
    refresh_shown(talk, item, talk.heard.reply_to)
    _say_received(talk, item, file, [], is_left_out=is_left_out)


def _say_received(
    talk: Conversation, item: AgendaItem, file: Attachment, buttons: Rows, *, is_left_out: bool
) -> Dispatch:
    talk.store.flush()
    more: dict[str, Any] = {"about": about(item), "subject": receipt_of(file)}
    more["is_left_out"] = is_left_out
    if is_left_out and item.meeting and may_prepare(talk.rights):
        buttons = [*buttons, [version_button(item.meeting)]]
    return talk.say("file_received", buttons=buttons, item=item, file=file, **more)


def _is_left_out(talk: Conversation, item: AgendaItem) -> bool:
    """Whether a file that comes now, and was not promised, is seen only in a new version of the agenda.

    It goes along with a supplement that is about to go out.
    """
    if item.meeting is None or not item.meeting.is_sent:
        return False
    if item.state is not ItemState.ACCEPTED or item.awaits_file:
        return False
    agenda = as_sent(talk.here.all_publications(item.meeting), talk.here.arena.zone)
    return agenda is not None and agenda.line_of(item.id) is not None


def attach(talk: Conversation, item: AgendaItem, file: HeardFile) -> Attachment:
    """Note a file that was sent. Raises OnlyTitlesHere, and what acts.items.attach does."""
    must_take_more(talk.here, talk.now)
    return acts.attach(
        talk.store, talk.rights, item, file_id=file.file_id, name=file.name, size=file.size, now=talk.now
    )


def _done(talk: Conversation, item: AgendaItem) -> list[list[Button]]:
    return [[talk.button("Klar", "filesdone", item.id)]]
