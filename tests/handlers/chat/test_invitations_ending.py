"""An invitation that ends with something else: a presenter who is one no more, a change of holder undone."""

from storage import tables
from tests.builders import a_co_option, a_seat, a_tenure
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply
from tests.handlers.chat.taking_over import LINE, card_for, registered
from tests.handlers.chat.test_inviting import STIG, draft, joins
from tests.handlers.chat.test_joining import token_in

RELEASED = "Norr\nÅsa Öberg har tagit bort dig som föredragande för ärende 7, Budget."


def stig_presents(chat: Chat, people: People) -> Reply:
    """Stig is invited to present Budget, and has not opened his link."""
    draft(chat, people)
    return chat.presses(
        people.asa, chat.says(people.asa, f"/bjudin {STIG} punkt 1").card, "Bjud in som föredragande"
    )


def nobody_presents(chat: Chat, people: People) -> Reply:
    """Åsa takes away whoever was to present Budget."""
    number = next(row["id"] for row in chat.rows(tables.item) if row["title"] == "Budget")
    asked = chat.presses(people.asa, chat.opens(people.asa, f"item-{number}").card, "Föredragande").card
    return chat.presses(people.asa, asked, "Ingen")


def test_the_link_of_an_outside_presenter_who_is_one_no_more_is_dead(chat: Chat, people: People) -> None:
    token = token_in(stig_presents(chat, people).card.text)

    nobody_presents(chat, people)

    assert chat.opens(people.stig, token).text.startswith("Länken fungerar inte längre")


def test_whoever_has_got_a_seat_meanwhile_is_not_told_that_no_more_papers_come(
    chat: Chat, people: People
) -> None:
    joins(chat, people.stig, stig_presents(chat, people).card)
    with chat.memory() as store:
        stig, seat = store.person_by_telegram(people.stig.id), a_seat(key="stig", title="Stigs plats")
        assert stig
        store.keep(seat)
        store.keep(a_tenure(seat, stig))

    assert nobody_presents(chat, people).to(people.stig) == [RELEASED]


def test_whoever_is_invited_to_the_meeting_too_still_gets_its_papers(chat: Chat, people: People) -> None:
    joins(chat, people.stig, stig_presents(chat, people).card)
    with chat.memory() as store:
        stig, asa = (store.person_by_telegram(who.id) for who in (people.stig, people.asa))
        assert stig
        assert asa
        store.keep(a_co_option(stig, asa, meeting=chat.place(store).meetings()[0]))

    assert nobody_presents(chat, people).to(people.stig) == [RELEASED]


def test_an_invitation_taken_back_from_somebody_with_a_seat_says_nothing_of_papers(
    chat: Chat, people: People
) -> None:
    done = stig_presents(chat, people).card
    joins(chat, people.stig, done)
    with chat.memory() as store:
        stig, seat = store.person_by_telegram(people.stig.id), a_seat(key="stig", title="Stigs plats")
        assert stig
        store.keep(seat)
        store.keep(a_tenure(seat, stig))

    told = chat.presses(people.asa, done, "Ångra").to(people.stig)

    assert told == ["Norr\nDu är inte längre adjungerad till Budget."]


def test_bo_who_presents_all_the_same_is_invited_no_more_when_the_change_is_undone(
    chat: Chat, people: People
) -> None:
    item = chat.says(people.bo, "/foresla Lokaler").card
    chat.presses(people.bo, item, "Föredragande")
    chat.says(people.bo, "Bo Berg")
    card = card_for(registered(chat, people, LINE.replace("2026-12-01", "2026-11-24")), people.asa)
    chat.passes(hours=15)
    chat.strikes()
    chat.passes(hours=7)
    asked = next(each for each in chat.strikes().said if "skulle föredra" in each.text)
    chat.presses(people.asa, asked, "Bo föredrar ändå")

    chat.presses(people.asa, card, "Ångra")

    assert [row["withdrawn_at"] is None for row in chat.rows(tables.co_option)] == [False]
    roster = chat.says(people.asa, "/deltagare").text
    assert [line for line in roster.splitlines() if line.startswith("Adjungerad")] == []
    (kept,) = chat.rows(tables.item)
    names = {row["id"]: row["name"] for row in chat.rows(tables.person)}
    assert names[kept["presenter_id"]] == "Bo Berg"
