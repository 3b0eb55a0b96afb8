"""The buttons below a change of holder: registered, asked back about, corrected, taken back."""

from typing import Any

from bot.acts.items.details import set_presenter
from bot.acts.items.incoming import checked_words
from bot.acts.people.co_opting import let_present
from bot.acts.people.joining import may_settle
from bot.acts.replacements import registering, replacing
from bot.acts.replacements.card import card_buttons, card_facts
from bot.model.item import AgendaItem
from bot.model.press import Press
from bot.model.replacement import Replacement
from bot.model.replacementdraft import ReplacementDraft
from bot.refusals import ChangedMeanwhile, StaleButton
from handlers.chat.booking import desk_of
from handlers.chat.conversation import Conversation


def press_open(talk: Conversation, press: Press) -> None:
    """The card, as /attgora leads to it."""
    replacement = _found(talk, press.thing)
    _say_card(talk, replacement)


def press_register(talk: Conversation, press: Press) -> None:
    """«Registrera»."""
    replacement = _current(talk, press)
    token = registering.register(desk_of(talk), replacement, bot_name=talk.bot_name)
    show_registered(talk, replacement, token)


def show_registered(talk: Conversation, replacement: Replacement, token: str | None) -> None:
    """The card as registered, and the newcomer's link if the registrar is to pass it on."""
    refresh(talk, replacement)
    if token and replacement.newcomer:
        since = replacement.begins if replacement.begins < talk.today else None
        talk.say("new_link", person=replacement.newcomer, token=token, since=since)


def press_ask(talk: Conversation, press: Press) -> None:
    """«Stämmer inte»: what is to be asked?"""
    replacement = _current(talk, press)
    replacing.must_register(desk_of(talk))
    talk.ask("replquestion", replacement=replacement.id, revision=replacement.mark)
    skip = talk.button("Hoppa över", "replskip", replacement.id, replacement.mark)
    talk.say("ask_what_is_wrong", buttons=[[skip]], replacement=replacement, useful_twice=False)


def press_skip(talk: Conversation, press: Press) -> None:
    """«Hoppa över»: the question is asked without words."""
    replacement = _current(talk, press)
    talk.drop_buttons(talk.pressed)
    _question(talk, replacement, "")


def store_question(talk: Conversation, facts: dict[str, Any]) -> None:
    """What was written after «Stämmer inte»."""
    replacement = _found(talk, int(facts["replacement"]))
    _must_be_current(replacement, int(facts["revision"]))
    _question(talk, replacement, checked_words(talk.heard.text))


def _question(talk: Conversation, replacement: Replacement, words: str) -> None:
    replacing.question(desk_of(talk), replacement, words)
    talk.done_asking()
    talk.say("replacement_question_sent", replacement=replacement)


def press_undo(talk: Conversation, press: Press) -> None:
    """«Ångra», for a day; that the day of the change has come meanwhile is no reason to ask again."""
    replacement = _found(talk, press.thing)
    registering.undo(desk_of(talk), replacement)
    refresh(talk, replacement)


def press_fix(talk: Conversation, press: Press) -> None:
    """«Ändra»: what was reported stands as it is, until the corrected one is sent."""
    replacement = _current(talk, press)
    if not (replacement.is_open and replacing.may_answer(talk.rights, replacement)):
        raise StaleButton
    draft = ReplacementDraft.of_report(replacement)
    talk.ask("replacement", draft=draft.to_facts(), asked="preview", seats=[])
    stop = talk.button("Avbryt", "replstop", revision=draft.mark)
    talk.say("ask_correction", buttons=[[stop]], replacement=replacement, useful_twice=False)


def press_back(talk: Conversation, press: Press) -> None:
    """«Dra tillbaka»."""
    replacement = _current(talk, press)
    replacing.withdraw(desk_of(talk), talk.rights, replacement)
    refresh(talk, replacement)


def press_yes(talk: Conversation, press: Press) -> None:
    """«Det stämmer»."""
    replacement = _current(talk, press)
    replacing.stand_by(desk_of(talk), talk.rights, replacement)
    refresh(talk, replacement)


def _current(talk: Conversation, press: Press) -> Replacement:
    """The change as the button's card showed it. Raises StaleButton, ChangedMeanwhile."""
    replacement = _found(talk, press.thing)
    _must_be_current(replacement, press.revision)
    return replacement


def _found(talk: Conversation, number: int) -> Replacement:
    """One that the presser may see: who registers, and who reported it. Raises StaleButton."""
    replacement = talk.here.replacement(number)
    if replacement is None:
        raise StaleButton
    if not (_registers(talk) or replacing.may_answer(talk.rights, replacement)):
        raise StaleButton
    return replacement


def _registers(talk: Conversation) -> bool:
    return may_settle(talk.here, talk.who, now=talk.now)


def _must_be_current(replacement: Replacement, mark: int) -> None:
    if replacement.mark != mark:
        raise ChangedMeanwhile(by=replacement.changed_by, replacement=replacement)


def refresh(talk: Conversation, replacement: Replacement) -> None:
    """The card as it stands now, in the message that was pressed."""
    talk.store.flush()
    talk.show_again("replacement_card", **_card(talk, replacement))


def _say_card(talk: Conversation, replacement: Replacement) -> None:
    talk.say("replacement_card", **_card(talk, replacement))


def _card(talk: Conversation, replacement: Replacement) -> dict[str, Any]:
    asks = _registers(talk)
    rows = card_buttons(replacement, talk.who, talk.now, asks=asks)
    facts = card_facts(desk_of(talk), replacement, asks=asks)
    return {"buttons": rows, "about": replacement.thing, **facts}


def press_holds_still(talk: Conversation, press: Press) -> None:
    """«Bo föredrar ändå»: somebody who has left presents it all the same."""
    item = _item(talk, press)
    if item.presenter is None or item.presenter.id != press.revision:
        raise ChangedMeanwhile(by=item.changed_by, item=item)
    let_present(desk_of(talk), talk.rights, item)
    talk.show_again("presentation_settled", item=item)


def press_holds_now(talk: Conversation, press: Press) -> None:
    """«Cilla tar över»."""
    item = _item(talk, press)
    standings = talk.here.standings(talk.today)
    person = next((each.person for each in standings if each.person.id == press.revision), None)
    if person is None:
        raise StaleButton
    set_presenter(talk.store, talk.here, talk.rights, item, person, now=talk.now)
    talk.show_again("presentation_settled", item=item)


def press_holds_none(talk: Conversation, press: Press) -> None:
    """«Stryk»: nobody is down to present it."""
    item = _item(talk, press)
    set_presenter(talk.store, talk.here, talk.rights, item, None, now=talk.now)
    talk.show_again("presentation_settled", item=item)


def _item(talk: Conversation, press: Press) -> AgendaItem:
    item = talk.here.item(press.thing)
    if item is None or not item.is_open:
        raise StaleButton
    return item
