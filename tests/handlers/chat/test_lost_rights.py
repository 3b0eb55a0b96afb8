"""Who was asked while they had the right, and answers when they have it no more."""

from bot.model.seat import RoleKind
from tests.builders import a_role
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

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
