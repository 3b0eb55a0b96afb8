"""Who was asked while they had the right, and answers when they have it no more."""

from bot.model.seat import RoleKind
from tests.builders import a_role
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.taking_over import card_for, link_in, midnight_passes, registered

NOT_ANY_MORE = (
    "Norr\nDu får inte längre göra det här i den här arenan. Inget är ändrat. Be sekreteraren om hjälp."
)
UNKNOWN = "Jag känner inte igen dig än. Be sekreteraren i din arena om en personlig länk och öppna den."


def all_roles_end(chat: Chat) -> None:
    with chat.memory() as store:
        for role in chat.place(store).roles():
            role.ends = chat.clock.now().date()


def test_who_no_longer_prepares_declines_nothing(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    card, *_ = chat.says(people.pia, "/beredning").said
    chat.presses(people.pia, card, "Avböj")
    all_roles_end(chat)
    before = chat.kept()["item"]

    answer = chat.says(people.pia, "Det hör inte hit.").text

    assert answer == NOT_ANY_MORE
    assert chat.kept()["item"] == before


def test_the_question_is_asked_no_more(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    card, *_ = chat.says(people.pia, "/beredning@samverkansbot", people.preparers).said
    asked = chat.presses(people.pia, card, "Avböj").card
    all_roles_end(chat)

    first = chat.says(people.pia, "Det hör inte hit.", people.preparers, reply_to=asked).texts
    second = chat.says(people.pia, "Hallå?", people.preparers, reply_to=asked).texts

    assert (first, second) == ([NOT_ANY_MORE], [])


def test_who_no_longer_plans_sees_no_preview(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        pia = store.person_by_telegram(people.pia.id)
        store.keep(a_role(RoleKind.CHAIR, person=pia))
    chat.says(people.pia, "/boka")
    all_roles_end(chat)

    assert chat.says(people.pia, "2027-03-12 13:00 2h").text == NOT_ANY_MORE


def test_who_has_left_the_arena_is_asked_no_more(chat: Chat, people: People) -> None:
    chat.says(people.asa, "/boka")
    all_roles_end(chat)

    first = chat.says(people.asa, "2027-03-12 13:00 2h").text
    second = chat.says(people.asa, "2027-03-12 13:00 2h").text

    assert (first, second == first) == (UNKNOWN, False)


def test_who_no_longer_prepares_is_not_asked_for_files_again(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Budget")
    card, *_ = chat.says(people.pia, "/beredning").said
    chat.presses(people.pia, card, "Bilagor")
    all_roles_end(chat)

    answer = chat.says(people.pia, "Vänta lite").text

    assert answer == "Norr\nDet här får du inte göra i den här arenan. Be sekreteraren om hjälp."


def test_whoever_is_to_come_is_no_stranger_where_no_arena_is_asked_for(chat: Chat, people: People) -> None:
    cilla = chat.world.person("Cilla Ceder")
    told = card_for(registered(chat, people), people.bo)
    chat.presses(cilla, chat.opens(cilla, link_in(told.text)).card, "Det är jag")

    said = [chat.says(cilla, command).text for command in ("/attgora", "/hjalp")]

    not_yet = (
        "Du är med i Norr från och med tisdag 1 december 2026. "
        "Skriv /narvaro för att svara om möten efter den dagen."
    )
    assert said == [not_yet, not_yet]


def test_whoever_has_left_hears_just_that_where_no_arena_is_asked_for(chat: Chat, people: People) -> None:
    registered(chat, people)
    midnight_passes(chat)

    said = [chat.says(people.bo, command).text for command in ("/attgora", "/hjalp")]

    has_left = "Du har ingen plats i arenan längre. Säg till sekreteraren om det är fel."
    assert said == [has_left, has_left]
