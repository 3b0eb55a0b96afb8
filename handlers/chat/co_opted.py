"""What somebody co-opted is answered: to what they are invited, and what there is to read of it."""

from collections.abc import Sequence
from typing import Any

from bot.acts.people.co_opted import calendar_rows, shown_to
from bot.model.co_option import CoOption
from bot.model.daytext import days_meant
from bot.refusals import NoMeetingThatDay, NotReadyYet
from bot.texts.dates import on_day
from handlers.chat.conversation import Conversation, Rows


def list_own(talk: Conversation) -> None:
    """/moten, and /start: each meeting and item that they are invited to, in one message."""
    own = _own(talk)
    buttons = [*_ways_in(talk, own), *calendar_rows(own)]
    talk.say("co_opted_to", buttons=buttons, useful_twice=False, **_facts(talk, own))


def _facts(talk: Conversation, own: Sequence[CoOption], *, follows: bool = False) -> dict[str, Any]:
    return {"co_options": own, "now": talk.now, "follows": follows}


def _ways_in(talk: Conversation, own: Sequence[CoOption]) -> Rows:
    """A button for each meeting of which something is out; its day where there are several."""
    sent = {each.at.id: each for each in own if each.at and each.at.is_planned and each.at.is_sent}
    return [
        [talk.button(_way_in(each, is_only=len(sent) == 1), "agenda", meeting_id)]
        for meeting_id, each in sent.items()
    ]


def _way_in(co_option: CoOption, *, is_only: bool) -> str:
    words = "Läs punkten" if co_option.item else "Läs dagordningen"
    return words if is_only or co_option.at is None else f"{words}, {on_day(co_option.at.starts)}"


def list_everywhere(talk: Conversation) -> bool:
    """The same in each arena that has invited the speaker; False if none has."""
    arenas = talk.store.co_opting_arenas_of(talk.person, talk.now) if talk.person else []
    for arena in arenas:
        talk.enter(arena)
        list_own(talk)
    return bool(arenas)


def show_agenda(talk: Conversation) -> None:
    """/dagordning [datum]: all that they may read of the meeting, or of the nearest one."""
    own = [each for each in _own(talk) if each.at]
    days = [each.at.starts.date() for each in own if each.at]
    meant = days_meant(talk.heard.args, talk.today) if talk.heard.args else sorted(days)[:1]
    day = next((each for each in meant if each in days), next(iter(meant), None))
    found = [each for each in own if each.at and each.at.starts.date() == day]
    if day and not found:
        raise NoMeetingThatDay(day=day)
    if not [each for each in found if _show(talk, each)]:
        meeting = next((each.at for each in found), None)
        raise NotReadyYet(meeting=meeting if meeting and meeting.is_planned and not meeting.is_sent else None)


def _own(talk: Conversation) -> list[CoOption]:
    return talk.here.co_opted(talk.who, talk.today)


def _show(talk: Conversation, co_option: CoOption) -> bool:
    """Whether there was anything to show."""
    shown = shown_to(talk.here, co_option)
    if shown is None:
        return False
    subject = co_option.subject
    talk.say(shown.text_name, buttons=shown.buttons, subject=subject, useful_twice=False, **shown.facts)
    for name, sha256 in shown.files:
        talk.send_file(sha256, name, subject=subject)
    return True


def welcome(talk: Conversation) -> None:
    """Whoever has just joined as co-opted hears to what, and gets what is sent."""
    own = _own(talk)
    unread = [each for each in own if shown_to(talk.here, each) is None]
    talk.say(
        "co_opted_to", buttons=calendar_rows(unread), useful_twice=False, **_facts(talk, own, follows=True)
    )
    for each in own:
        _show(talk, each)
