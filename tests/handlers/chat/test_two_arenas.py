"""Nothing of one arena reaches anybody of another (PROMISES P8): canary words in every field."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.acts.meetings.planning import recompute_everywhere
from bot.acts.people.inviting import invite_chat, invite_person
from bot.model.dispatch import Button
from bot.model.joining import ChatKind
from handlers.chat.buttons import BUTTONS
from handlers.chat.commands import COMMANDS
from integrations.botapi import ChatView, Group, Message, Person
from storage import tables
from tests.builders import a_dispatch
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.trying import Trial

CANARY = "KANARIE"
SYDS = "SYDFÅGEL"


def sing(chat: Chat) -> None:
    """Every word that Norr has holds its canary, and Syd's has its own."""
    with chat.memory() as store:
        for arena_id, word in (("norr", CANARY), ("syd", SYDS)):
            place = chat.place(store, arena_id)
            place.arena.name, place.arena.short = f"{word} namn", f"{word} kort"
            for seat in place.seats():
                seat.title, seat.organisation = f"{word} plats {seat.key}", f"{word} huvudman"
            for meeting in place.meetings():
                meeting.place, meeting.link = f"{word} rum", f"https://{word}.example"
            for standing in place.standings(chat.clock.now().date()):
                # Greta is of both: her name is no secret to either.
                if standing.person.name != "Greta Gran":
                    standing.person.name = f"{word} {standing.person.name}"
        recompute_everywhere(store, now=chat.clock.now())


def norr_lives(chat: Chat, people: People) -> None:
    """Everything that Norr's people do."""
    card = chat.sends(people.bo, f"{CANARY}.pdf", caption=f"/foresla {CANARY} rubrik (15 min)").card
    chat.presses(people.bo, card, "Beskrivning")
    chat.says(people.bo, f"{CANARY} beskrivning")
    chat.says(people.bo, f"/foresla@samverkansbot {CANARY} i gruppen", people.group)
    first, second, *_ = chat.says(people.pia, "/beredning").said
    chat.presses(people.pia, first, "Ta upp")
    chat.presses(people.pia, second, "Avböj")
    chat.says(people.pia, f"{CANARY} skäl")
    chat.says(people.per, "/beredning@samverkansbot", people.preparers)
    chat.fetches()
    invited = chat.says(people.asa, f"/bjudin {CANARY} gäst {CANARY}.gast@example.se mötet").card
    chat.presses(people.asa, invited, "Bjud in")
    with chat.memory() as store:
        # Whoever holds a link is the person that it is for.
        for invitation in chat.place(store).open_invitations():
            invitation.replaced = True
    line = f"/ersattare {CANARY} ny {CANARY}@example.se 2026-12-01"
    chat.presses(people.bo, chat.says(people.bo, line).card, "Skicka")


def everything_pressed(chat: Chat, *arenas: str | None, own: str = "") -> Iterator[Button]:
    """Every action, as the bot itself would sign it: in their own arena on every thing of both.

    Of another arena no button gets as far as its thing, whichever that is.
    """
    things = {
        row["id"]
        for table in (tables.item, tables.meeting, tables.invitation, tables.replacement, tables.co_option)
        for row in chat.rows(table)
    }
    for action in BUTTONS:
        for arena_id in arenas:
            for thing in sorted(things) if arena_id == own else [1]:
                yield Button(text="", action=action, arena_id=arena_id, thing=thing, revision=1)


def commands(chat: Chat) -> Iterator[str]:
    item = chat.rows(tables.item)[0]["id"]
    for name in COMMANDS:
        if name not in ("start", "koppla"):
            yield f"/{name}"
    yield "/foresla Lokaler"
    yield "/dagordning 2027-02-12"
    yield f"/start item-{item}"
    yield "/bjudin Bo bo.berg@example.se"
    yield "/bjudin Stig stig.strand@example.se mötet"
    yield "/deltagare 2027-03-01"
    yield "/ersattare för Bo: Cilla Ceder cilla.ceder@example.se 2027-03-01"


def heard_in(chat: Chat, *views: ChatView) -> list[str]:
    """Everything that ever stood in these chats, files' names and buttons too."""
    return [
        words
        for view in views
        for message in chat.world.history.of(view.chat)
        for words in _words(message)
        if message.from_bot
    ]


def _words(message: Message) -> list[str]:
    buttons = [words for row in message.buttons for words in row]
    return [*message.history, *buttons, *(file.name for file in message.documents)]


def leaks(words: list[str], canary: str) -> list[str]:
    return [each for each in words if canary.casefold() in each.casefold()]


def test_nothing_of_norr_reaches_anybody_of_syd(
    chat: Chat, people: People, figure: Callable[..., None]
) -> None:
    sing(chat)
    norr_lives(chat, people)
    outside: tuple[Person, ...] = (people.david, people.sara, people.stig, people.frida)
    fika = chat.world.group("Fikat", members=[*outside, people.bo, people.greta, people.pia])
    people.bo.adds_bot(fika)
    chat.world.bot.started_by.update(who.id for who in outside)
    syds, norrs = (people.david, people.sara), (people.bo, people.greta, people.pia)
    would_hear = []
    for who in outside:
        buttons = everything_pressed(chat, "norr", "syd", None, own="syd" if who in syds else "")
        would_hear += what_is_pressed(chat, who, None, buttons)
        type_everything(chat, who, None)
    for where in (people.davids_group, fika):
        for who in (*outside, *norrs):
            if who in where.members:
                type_everything(chat, who, where)
        for who in norrs:
            if who in where.members:
                would_hear += what_is_pressed(chat, who, where, everything_pressed(chat, "norr"))
    chat.publishes()
    chat.passes(days=60)
    chat.strikes()
    views = [*(who.chat() for who in outside), people.davids_group, fika]
    notices = [each.text for who in (*outside, *norrs) for each in who.notices]
    heard = [*heard_in(chat, *views), *notices, *would_hear]
    figure(
        "P8",
        "canaries of two arenas, by every command and button",
        heard=len(heard),
        leaks=len(leaks(heard, CANARY)),
    )
    assert leaks(heard, CANARY) == []
    assert leaks(heard_in(chat, people.group, people.preparers), SYDS) == []
    assert leaks(heard_in(chat, people.group), CANARY) != []


def what_is_pressed(chat: Chat, who: Person, where: Group | None, buttons: Iterator[Button]) -> list[str]:
    """All that the bot would say to every press."""
    with chat.all_at_once():
        for button in buttons:
            chat.presses_genuine(who, button, where)
        return Trial(chat).words()


def type_everything(chat: Chat, who: Person, where: Group | None) -> None:
    with chat.all_at_once():
        for words in commands(chat):
            command, _, rest = words.partition(" ")
            if where is None or command != "/start":
                chat.says(who, f"{command}@samverkansbot {rest}".strip(), where)


def test_a_group_that_changes_hands_hears_nothing_of_its_former_arena(chat: Chat, people: People) -> None:
    sing(chat)
    norr_lives(chat, people)
    with chat.memory() as store:
        code = invite_chat(store, chat.place(store), ChatKind.GROUP, now=chat.clock.now())
    fika = chat.world.group("Fikat", members=[people.asa])
    people.asa.adds_bot(fika)
    chat.says(people.asa, f"/koppla@samverkansbot {code}", fika)
    since = len(chat.world.history.of(people.group.chat))
    old = [message for message in chat.world.history.of(people.group.chat) if message.from_bot]
    for who in (people.bo, people.pia, people.asa, people.david):
        for words in ("/dagordning@samverkansbot", "/moten@samverkansbot", "/foresla@samverkansbot Lokaler"):
            chat.says(who, words, people.group)
        for message in old:
            chat.sends(who, "x.pdf", where=people.group, reply_to=message)
    chat.publishes()
    now = chat.world.history.of(people.group.chat)[since:]
    assert [message for message in now if message.from_bot] == []


def test_whose_right_has_ended_gets_what_was_promised_before_no_more(chat: Chat, people: People) -> None:
    sing(chat)
    with chat.memory() as store:
        place = chat.place(store)
        for tenure in place.tenures():
            if "Bo Berg" in tenure.person.name:
                tenure.ends = chat.clock.now().date()
        promised: dict[str, Any] = {"chat_id": people.bo.id, "arena_id": "norr", "text": f"{CANARY} utskick"}
        bo = store.person_by_telegram(people.bo.id)
        assert bo
        store.promise(a_dispatch("late", person_id=bo.id, **promised))
        store.promise(a_dispatch("rightless", **promised))
    assert chat.settles().said == []
    assert [row["state"] for row in chat.rows(tables.dispatch)] == ["withdrawn", "withdrawn"]


def test_a_link_of_norr_tells_a_person_of_syd_no_more_than_its_name(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        nils = store.person_by_email("nils.nord@example.se")
        assert nils
        token = invite_person(store, chat.place(store), nils, now=chat.clock.now(), through="chat")
    assert chat.opens(people.david, token).text == (
        "Ditt konto är redan anslutet som David Dahl. Be den som länken gäller att öppna den själv."
    )
