"""A group in which the bot may not write: who was to read it there gets what decides, and one hears why."""

from collections import Counter

import pytest

from integrations.botapi import Message
from integrations.botapi.access import chat_to_write
from integrations.botapi.bots import BotAccount
from integrations.botapi.chats import Chat as TelegramChat
from integrations.botapi.errors import bad_request
from integrations.botapi.methods import editing, sending
from integrations.botapi.params import Params
from integrations.botapi.stage import Stage
from tests.builders import a_co_option, a_joined_person
from tests.handlers.chat.budget import keep_budget
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply
from tests.handlers.chat.test_rescheduling import MOVED, asks_to_move
from tests.mailserver import PostOffice

INSIDE = ("asa", "ulla", "pia", "per", "bo", "greta")
MUTE = (
    "Norr\nGe mig rätt att skriva i arenans grupp. Telegram säger nej till det jag skickar dit. Öppna "
    "gruppens inställningar, välj Behörigheter och låt medlemmar skicka meddelanden och filer. Är gruppens "
    "ämne stängt? Öppna det igen.\nSå länge det är så får var och en dagordningar, protokoll och ändrade "
    "möten direkt av mig. Påminnelser i gruppen uteblir."
)
ODD = (
    "Norr\nBe den som driver boten titta i loggen. Telegram säger nej till något som jag har skickat till "
    "arenans grupp, och där står varför.\nSå länge det är så får var och en dagordningar, protokoll och "
    "ändrade möten direkt av mig. Påminnelser i gruppen uteblir."
)
AGENDA, FILE = "Preliminär dagordning", "Preliminär dagordning Norr 2027-02-12.pdf"


@pytest.fixture
def inside(chat: Chat, people: People) -> People:
    """All are known to be in the group but Dan."""
    with chat.memory() as store:
        for name in INSIDE:
            store.note_presence(people.group.id, getattr(people, name).id, present=True)
    return people


@pytest.fixture
def mute(chat: Chat, inside: People) -> People:
    """The same, and the bot may not write there any more."""
    chat.mutes(inside.group)
    return inside


def of_the_agenda(reply: Reply, people: People, name: str) -> list[str]:
    """Its post and its files, in order."""
    mine = [each for each in reply.said if each.chat.id == getattr(people, name).id]
    return [shown for each in mine if (shown := _shown(each)) in (AGENDA, FILE, "Punkt 1 – budget.pdf")]


def _shown(message: Message) -> str:
    return message.document.name if message.document else message.text.splitlines()[1]


def refuses(monkeypatch: pytest.MonkeyPatch, chat_id: int, reason: str) -> None:
    """Telegram takes nothing that is said there, for that reason."""

    def refuse(stage: Stage, bot: BotAccount, params: Params, _what: str) -> TelegramChat:
        where = chat_to_write(stage, bot, params)
        if where.id == chat_id:
            raise bad_request(reason)
        return where

    monkeypatch.setattr(sending, "_chat_to_say_in", refuse)


def secretary_heard(chat: Chat, people: People) -> list[str]:
    return [text for text in chat.heard(people.asa) if "Telegram säger nej" in text]


def test_each_who_was_to_read_it_there_gets_the_agenda_once_and_in_order(chat: Chat, mute: People) -> None:
    keep_budget(chat, mute.bo)

    sent = chat.publishes()

    whole = [AGENDA, FILE, "Punkt 1 – budget.pdf"]
    assert [of_the_agenda(sent, mute, name) for name in (*INSIDE[1:], "dan")] == [whole] * 6
    # Åsa has the file twice: once to forward, for Nils is not reached.
    assert Counter(of_the_agenda(sent, mute, "asa")) == Counter([*whole, FILE])
    assert sent.to(mute.group) == []
    post = next(each for each in sent.said if each.chat.id == mute.bo.id)
    assert post.buttons == [["Läst", "Alla handlingar"], ["Lägg till i kalendern"]]


def test_a_guest_who_read_it_in_the_group_gets_no_member_s_buttons(chat: Chat, mute: People) -> None:
    mona = chat.world.person("Mona Moberg")
    chat.world.bot.started_by.add(mona.id)
    with chat.memory() as store:
        guest, asa = a_joined_person(mona.name, mona.id), store.person_by_telegram(mute.asa.id)
        assert asa
        store.keep(guest)
        store.keep(a_co_option(guest, asa, meeting=chat.place(store).meetings()[0]))
        store.note_presence(mute.group.id, mona.id, present=True)

    sent = chat.publishes()

    (post,) = [each for each in sent.said if each.chat.id == mona.id and not each.document]
    assert post.buttons == [["Alla handlingar"], ["Lägg till i kalendern"]]


def test_the_secretary_hears_once_what_to_do(chat: Chat, mute: People) -> None:
    keep_budget(chat, mute.bo)
    chat.publishes()
    chat.says(mute.bo, "/hjalp@samverkansbot", mute.group)

    assert secretary_heard(chat, mute) == [MUTE]
    assert not any("fästa" in text for text in chat.heard(mute.asa))
    assert not any("Telegram säger nej" in text for text in chat.heard(mute.ulla))


def test_the_secretary_hears_again_the_next_day_and_no_more_once_it_is_mended(
    chat: Chat, mute: People
) -> None:
    chat.says(mute.bo, "/hjalp@samverkansbot", mute.group)
    chat.passes(days=1)
    chat.says(mute.bo, "/hjalp@samverkansbot", mute.group)
    mute.group.chat.members_may_write = True
    chat.passes(days=1)

    sent = chat.publishes()

    assert secretary_heard(chat, mute) == [MUTE] * 2
    assert (len(sent.to(mute.group)), of_the_agenda(sent, mute, "bo")) == (2, [])


def test_the_list_of_what_was_sent_tells_how_it_went(chat: Chat, mute: People) -> None:
    chat.publishes()

    listed = chat.says(mute.asa, "/utskick").text

    assert "I gruppen" not in listed
    assert "Privat: " in listed
    assert all(name in listed for name in ("Bo Berg", "Greta Gran", "Dan Dal"))
    assert "kunde inte" not in listed


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("CHAT_WRITE_FORBIDDEN", MUTE),
        ("CHAT_SEND_PLAIN_FORBIDDEN", MUTE),
        ("CHAT_RESTRICTED", MUTE),
        ("TOPIC_CLOSED", MUTE),
        ("have no rights to send a message", MUTE),
        ("need administrator rights in the channel chat", MUTE),
        ("can't parse entities: unsupported start tag", ODD),
        ("message is too long", ODD),
    ],
)
def test_whatever_telegram_says_it_is_told_and_given(
    chat: Chat, mute: People, monkeypatch: pytest.MonkeyPatch, reason: str, told: str
) -> None:
    refuses(monkeypatch, mute.group.id, reason)

    sent = chat.publishes()

    assert secretary_heard(chat, mute) == [told]
    assert of_the_agenda(sent, mute, "bo") == [AGENDA, FILE]


def test_a_moved_meeting_is_told_to_each_but_whoever_moved_it(chat: Chat, mute: People) -> None:
    moved = chat.presses(mute.asa, asks_to_move(chat, mute), "Flytta mötet")

    told = [moved.new_to(getattr(mute, name)) for name in (*INSIDE[1:], "dan")]
    assert [len(each) for each in told] == [1] * 6
    assert [text.splitlines()[:3] for text in moved.to(mute.bo)] == [MOVED.splitlines()[:3]]
    assert moved.new_to(mute.asa) == [MUTE]


def test_a_cancelled_meeting_is_told_to_each(chat: Chat, mute: People) -> None:
    shown = chat.presses(mute.asa, chat.says(mute.asa, "/moten").said[0], "Ställ in mötet").card

    cancelled = chat.presses(mute.asa, shown, "Ställ in")

    assert [len(cancelled.to(each)) for each in (mute.bo, mute.greta, mute.dan, mute.group)] == [1, 1, 1, 0]


def test_what_the_preparers_are_to_act_on_goes_to_each_of_them(chat: Chat, inside: People) -> None:
    chat.mutes(inside.preparers)
    chat.plans(closed=True)
    chat.passes(days=70)

    told = chat.strikes()

    (asked,) = told.to(inside.pia)
    assert "Bered ärendena med /beredning@samverkansbot." in asked
    assert (told.to(inside.per), told.to(inside.preparers)) == ([asked], [])
    assert "beredningens chatt" in secretary_heard(chat, inside)[0]


def test_whom_only_mail_reaches_gets_one_mail_with_everything(
    chat: Chat, mute: People, post: PostOffice
) -> None:
    keep_budget(chat, mute.bo)
    blocks(chat, mute, "bo")

    chat.publishes()

    (mail,) = [each for each in post.taken if "Bo Berg" in each["To"]]
    assert [part.get_filename() for part in mail.iter_attachments()] == [
        FILE, "Punkt 1 – budget.pdf", "Norr 2027-02-12.ics"
    ]  # fmt: skip
    assert "1. 13.00 Budget (15 min)" in str(mail.get_body(("plain",)))


def test_a_move_goes_by_mail_to_whom_only_mail_reaches(chat: Chat, mute: People, post: PostOffice) -> None:
    blocks(chat, mute, "bo")

    chat.presses(mute.asa, asks_to_move(chat, mute), "Flytta mötet")

    assert [each["Subject"] for each in post.taken if "Bo Berg" in each["To"]] == [
        "Norr: Mötet är flyttat till fredag 19 februari 2027 kl. 09.00"
    ]


def test_whom_nothing_reaches_is_named_once(chat: Chat, mute: People) -> None:
    blocks(chat, mute, "bo")

    chat.publishes()

    assert [text for text in chat.heard(mute.asa) if "kom inte fram i gruppen" in text] == [
        "Norr\nGe besked på annat sätt, för det jag skrev kom inte fram i gruppen och går inte att "
        "skicka privat till:\nBo Berg, bo.berg@example.se"
    ]
    assert "Inte nådd: Bo Berg" in chat.says(mute.asa, "/utskick").text


def blocks(chat: Chat, people: People, name: str) -> None:
    getattr(people, name).blocks_bot()
    chat.settles()


@pytest.mark.parametrize("is_told", [True, False], ids=["told first", "refused first"])
def test_a_group_that_is_lost_while_it_is_sent_to_keeps_nobody_from_it(
    chat: Chat, inside: People, is_told: bool
) -> None:
    inside.asa.removes_bot(inside.group)
    chat.mute.add(inside.group.id)
    if not is_told:
        chat.world.bot.queue.clear()

    sent = chat.publishes()

    assert {tuple(of_the_agenda(sent, inside, name)) for name in INSIDE[1:]} == {(AGENDA, FILE)}
    assert len([text for text in chat.heard(inside.asa) if "borttagen ur arenans grupp" in text]) == 1


def test_an_account_that_is_none_is_told_as_one_that_blocked_the_bot(
    chat: Chat, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat.mute.add(people.bo.id)
    refuses(monkeypatch, people.bo.id, "PEER_ID_INVALID")

    chat.says(people.bo, "/mina")
    later = chat.publishes()

    assert len([text for text in chat.heard(people.asa) if "Bo Berg går inte längre att nå" in text]) == 1
    assert any("Bo Berg" in text.partition("Inte nådd")[2] for text in later.to(people.asa))


@pytest.mark.parametrize(
    ("reason", "is_told"),
    [
        ("message to edit not found", False),
        ("message can't be edited", False),
        ("MESSAGE_ID_INVALID", False),
        ("can't parse entities: unsupported start tag", True),
    ],
)
def test_a_card_that_somebody_deleted_is_nobody_s_fault(
    chat: Chat, people: People, monkeypatch: pytest.MonkeyPatch, reason: str, is_told: bool
) -> None:
    def refuse(*_: object) -> None:
        raise bad_request(reason)

    card = chat.says(people.bo, "/foresla Budget").card
    chat.mute.add(people.bo.id)
    monkeypatch.setattr(editing, "_edit", refuse)

    chat.presses(people.bo, card, "Dra tillbaka")
    chat.passes(minutes=2)
    told = chat.strikes()

    assert [text.splitlines()[-1] for text in told.to(people.asa)] == [
        "Bo Berg, bo.berg@example.se"
    ] * is_told
