"""A change of holder that is registered: taken back, happening on its day, and who leaves the group."""

import pytest

from bot.acts.desk import Desk
from bot.acts.replacements.seating import seat_person
from storage import tables
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply
from tests.handlers.chat.taking_over import (
    BOS_ALONE,
    CILLA_NEXT,
    LINE,
    card_for,
    link_in,
    midnight_passes,
    morning_comes,
    registered,
    reported,
    states,
    tenures,
)

STILL_THERE = (
    "Norr\nBo Berg har ingen plats här längre men är kvar i gruppen. "
    "Ta bort Bo Berg ur den, eller gör mig till administratör som får ta bort medlemmar."
)


def test_a_seat_that_nobody_took_over_is_the_secretary_s_to_fill(chat: Chat, people: People) -> None:
    registered(chat, people, "/ersattare vet inte än från 2026-12-01")
    midnight_passes(chat)
    morning = morning_comes(chat)
    assert morning.to(people.group) == ["Norr\nBos plats: Bo Berg har slutat. Platsen är vakant."]
    (asked,) = morning.to(people.asa)
    assert asked == ("Norr\nVem tar över platsen Bos plats? Skriv /ersattare när du vet, och välj platsen.")


def test_ångra_takes_a_registration_back_for_a_day(chat: Chat, people: People) -> None:
    done = registered(chat, people)
    card, told = card_for(done, people.asa), card_for(done, people.bo)
    assert card.buttons == [["Ångra"]]
    undone = chat.presses(people.asa, card, "Ångra")
    assert undone.new_to(people.bo) == [
        "Norr\nÅsa Öberg har ångrat registreringen för platsen Bos plats. Du har platsen som förut."
    ]
    assert (states(chat), tenures(chat)) == (["reported"], BOS_ALONE)
    assert chat.opens(chat.world.person("Cilla"), link_in(told.history[0])).text.startswith(
        "Länken fungerar inte"
    )
    chat.presses(people.asa, card, "Registrera")
    assert (states(chat), tenures(chat)) == (["registered"], CILLA_NEXT)
    chat.passes(hours=25)
    late = chat.presses(people.asa, card, "Ångra").notice
    assert late.startswith("Det har gått mer än ett dygn sedan registreringen.")
    assert tenures(chat) == CILLA_NEXT


def test_ångra_after_the_change_gives_items_back_and_tells_the_group(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/foresla Lokaler")
    card = card_for(registered(chat, people, LINE.replace("2026-12-01", "i dag")), people.asa)
    assert chat.strikes().to(people.group) == []
    assert chat.says(people.bo, "/mina").text.startswith("Du har ingen plats i arenan längre.")
    chat.passes(hours=22)
    assert chat.strikes().to(people.group) == ["Norr\nBos plats: Cilla Ceder tar över efter Bo Berg."]
    undone = chat.presses(people.asa, card, "Ångra")
    assert undone.to(people.group) == [
        "Norr\nBytet var fel och gäller inte.\nBos plats: Bo Berg har kvar platsen."
    ]
    assert "Lokaler" in chat.says(people.bo, "/mina").text
    assert tenures(chat) == BOS_ALONE


def test_ångra_before_the_group_is_told_tells_it_nothing(chat: Chat, people: People) -> None:
    card = card_for(registered(chat, people, LINE.replace("2026-12-01", "i dag")), people.asa)
    chat.strikes()
    undone = chat.presses(people.asa, card, "Ångra")
    chat.passes(hours=22)
    assert (undone.to(people.group), chat.strikes().to(people.group)) == ([], [])


def test_a_change_on_a_saturday_is_told_on_monday_morning(chat: Chat, people: People) -> None:
    registered(chat, people, LINE.replace("2026-12-01", "2026-11-28"))
    chat.passes(days=4, hours=14)
    saturday = [chat.strikes(), morning_comes(chat)]
    chat.passes(days=2)
    monday = chat.strikes()
    assert [each.to(people.group) for each in saturday] == [[], []]
    assert monday.to(people.group) == ["Norr\nBos plats: Cilla Ceder tar över efter Bo Berg."]
    assert tenures(chat)[1] == ("Cilla Ceder", "2026-11-28", None)


def test_a_registration_that_somebody_has_built_upon_is_not_taken_back(chat: Chat, people: People) -> None:
    card = card_for(registered(chat, people), people.asa)
    line = "/ersattare för Bo: Karin Ek karin.ek@example.se från 2026-11-27"
    shown = chat.says(people.asa, line).card
    assert "\nCilla Ceder var registrerad på platsen och tar inte över den.\n" in shown.text
    again = chat.presses(people.asa, shown, "Registrera")
    assert states(chat) == ["withdrawn", "registered"]
    assert [name for name, *_ in tenures(chat)] == ["Bo Berg", "Karin Ek"]
    chat.presses(people.asa, card, "Ångra")
    assert [name for name, *_ in tenures(chat)] == ["Bo Berg", "Karin Ek"]
    chat.presses(
        people.asa, card_for(again, people.asa) if len(again.to(people.asa)) == 1 else again.said[0], "Ångra"
    )
    assert (states(chat), tenures(chat)) == (["registered", "reported"], CILLA_NEXT)


def test_a_backdated_change_happens_as_soon_as_it_is_registered(chat: Chat, people: People) -> None:
    line = LINE.replace("2026-12-01", "2026-11-01")
    shown = chat.says(people.bo, line).card
    assert "\nDagen är inne eller har passerat. Bytet sker så snart det är registrerat.\n" in shown.text
    done = chat.presses(
        people.asa, card_for(chat.presses(people.bo, shown, "Skicka"), people.asa), "Registrera"
    )
    assert card_for(done, people.bo).text.startswith("Norr\nÅsa Öberg har registrerat bytet.")
    (link,) = [text for text in done.to(people.asa) if "Skicka länken" in text]
    assert link.startswith(
        "Norr\nCilla Ceder har platsen sedan söndag 1 november 2026. Skicka länken till Cilla Ceder. "
    )
    assert tenures(chat) == [("Bo Berg", "2026-01-01", "2026-11-01"), ("Cilla Ceder", "2026-11-01", None)]


def test_the_same_person_has_one_seat_twice(chat: Chat, people: People) -> None:
    registered(chat, people)
    chat.passes(days=30)
    chat.strikes()
    chat.presses(people.asa, chat.says(people.asa, "/ersattare").card, "Bos plats: Cilla Ceder")
    shown = chat.says(people.asa, "Bo Berg bo.berg@example.se")
    shown = chat.says(people.asa, "2027-01-10")
    chat.presses(people.asa, shown.card, "Registrera")
    assert tenures(chat)[1:] == [("Cilla Ceder", "2026-12-01", "2027-01-10"), ("Bo Berg", "2027-01-10", None)]


def comes_back(chat: Chat, people: People) -> tuple[Reply, Reply]:
    """Nobody has Bo's seat from the first of December, and from the twentieth it is Bo's again."""
    shown = chat.says(people.asa, "/ersattare för Bo: vet inte än, från 2026-12-01").card
    chat.presses(people.asa, shown, "Registrera")
    back = chat.says(people.asa, "/ersattare för Bo: Bo Berg bo.berg@example.se från 2026-12-20")
    return back, chat.presses(people.asa, back.card, "Registrera")


def test_whoever_comes_back_after_a_time_without_anybody_is_no_leaver(chat: Chat, people: People) -> None:
    shown, done = comes_back(chat, people)

    assert shown.card.history[0].splitlines()[1:3] == [
        "Bo Berg, bo.berg@example.se, kommer tillbaka till platsen Bos plats "
        "från och med söndag 20 december 2026.",
        "",
    ]
    assert done.to(people.bo) == ["Norr\nDu tar över platsen Bos plats från och med söndag 20 december 2026."]
    assert tenures(chat) == [("Bo Berg", "2026-01-01", "2026-12-01"), ("Bo Berg", "2026-12-20", None)]


def test_the_day_of_a_return_thanks_nobody_for_their_time(chat: Chat, people: People) -> None:
    comes_back(chat, people)
    midnight_passes(chat)
    chat.passes(hours=9)
    left = chat.strikes().to(people.group)
    chat.passes(days=18, hours=15)
    chat.strikes()
    chat.passes(hours=34)
    morning = chat.strikes()
    told = morning.to(people.bo)

    assert left == ["Norr\nBos plats: Bo Berg har slutat. Platsen är vakant."]
    assert morning.to(people.group) == ["Norr\nBos plats: Bo Berg är tillbaka."]
    assert told[0].startswith("Norr\nPlatsen Bos plats är din från och med söndag 20 december 2026.")
    assert [text for text in told if "Tack för din tid" in text] == []


def test_a_leaving_cannot_be_taken_back_once_somebody_comes_after_it(chat: Chat, people: People) -> None:
    shown = chat.says(people.asa, "/ersattare för Bo: vet inte än, från 2026-12-01").card
    chat.presses(people.asa, shown, "Registrera")
    back = chat.says(people.asa, "/ersattare för Bo: Bo Berg bo.berg@example.se från 2026-12-20").card
    chat.presses(people.asa, back, "Registrera")

    refused = chat.presses(people.asa, shown, "Ångra")

    assert refused.notice.startswith("Platsen har ändrats efter registreringen.")
    assert tenures(chat) == [("Bo Berg", "2026-01-01", "2026-12-01"), ("Bo Berg", "2026-12-20", None)]


def test_whoever_is_to_come_may_be_named_presenter_of_what_comes_after_their_first_day(
    chat: Chat, people: People
) -> None:
    cilla = chat.world.person("Cilla Ceder")
    told = card_for(registered(chat, people), people.bo)
    chat.presses(cilla, chat.opens(cilla, link_in(told.history[0])).card, "Det är jag")
    card = chat.says(people.bo, "/foresla Lokaler").card
    asked = chat.presses(people.bo, card, "Föredragande").card

    named = chat.presses(people.bo, asked, "Cilla Ceder").to(cilla)

    assert named == [
        "Norr\nBo Berg har skrivit upp dig som föredragande för ärende 1, Lokaler. "
        "Möte: fredag 12 februari 2027 kl. 13.00. Du får veta vad som händer med ärendet."
    ]


def test_who_presents_what_the_leaver_was_to_present_is_asked(chat: Chat, people: People) -> None:
    cilla = chat.world.person("Cilla Ceder")
    for title in ("Lokaler", "Budget", "Taxor"):
        card = chat.says(people.bo, f"/foresla {title}").card
        chat.presses(people.bo, card, "Föredragande")
        chat.says(people.bo, "Bo Berg")
    told = card_for(registered(chat, people), people.bo)
    chat.presses(cilla, chat.opens(cilla, link_in(told.history[0])).card, "Det är jag")
    assert [text for text in midnight_passes(chat).to(people.asa) if "föredra" in text] == []
    asked = [each for each in morning_comes(chat).said if "skulle föredra" in each.text]
    assert asked[0].text == (
        "Norr\nBo Berg har lämnat platsen Bos plats och skulle föredra ärende 1, Lokaler. Vem föredrar det?"
    )
    assert asked[0].buttons == [["Bo föredrar ändå"], ["Cilla tar över"], ["Stryk"]]
    heard = [
        chat.presses(people.asa, card, words).to(people.bo)
        for card, words in zip(asked, ("Bo föredrar ändå", "Cilla tar över", "Stryk"), strict=True)
    ]
    assert [card.text for card in asked] == [
        "Norr\nÄrende 1, Lokaler: Bo Berg föredrar.",
        "Norr\nÄrende 2, Budget: Cilla Ceder föredrar.",
        "Norr\nÄrende 3, Taxor: ingen föredragande.",
    ]
    # He has no place here any more: what he presents he is invited to, and of the rest he hears the end.
    assert [text.splitlines()[1] for (text,) in heard] == [
        "Du är föredragande för Lokaler vid mötet fredag 12 februari 2027 kl. 13.00.",
        "Åsa Öberg har skrivit upp Cilla Ceder som föredragande för ärende 2, Budget, i stället för dig.",
        "Åsa Öberg har tagit bort dig som föredragande för ärende 3, Taxor.",
    ]
    assert chat.says(people.bo, "/moten").text.splitlines()[1] == heard[0][0].splitlines()[1]


def test_who_has_left_is_taken_out_of_the_group_where_the_bot_may(chat: Chat, people: People) -> None:
    people.group.migrate()
    people.group.promotes(chat.world.bot.user)
    chat.settles()
    chat.says(people.bo, "/moten@samverkansbot", people.group)
    registered(chat, people)
    assert people.bo in people.group.members
    midnight_passes(chat)
    assert people.bo not in people.group.members
    # Out, but not banned: the secretary may invite him again.
    assert people.group.chat.member(people.bo).status == "left"
    assert people.greta in people.group.members
    chat.passes(hours=9)
    assert [text for text in chat.strikes().to(people.asa) if "kvar i gruppen" in text] == []


@pytest.mark.parametrize("may_invite", [True, False])
def test_whom_the_bot_took_out_it_invites_back_when_the_change_is_undone_or_asks_for_it(
    chat: Chat, people: People, may_invite: bool
) -> None:
    people.group.migrate()
    people.group.promotes(chat.world.bot.user)
    chat.settles()
    chat.says(people.bo, "/moten@samverkansbot", people.group)
    card = card_for(registered(chat, people, LINE.replace("2026-12-01", "2026-11-24")), people.asa)
    chat.passes(hours=15)
    chat.strikes()
    assert people.bo not in people.group.members
    if not may_invite:
        people.group.promotes(chat.world.bot.user, ["can_restrict_members"])

    undone = chat.presses(people.asa, card, "Ångra")

    links = [text.split()[-1] for text in undone.to(people.bo) if "t.me/+" in text]
    asked = [text for text in undone.to(people.asa) if "Lägg till Bo Berg igen" in text]
    assert (len(links), len(asked)) == ((1, 0) if may_invite else (0, 1))
    assert [people.bo.joins_by(link) for link in links * 2] == ([True, False] if may_invite else [])
    assert (people.bo in people.group.members) == may_invite


def test_where_it_may_not_the_secretary_is_asked_each_working_day(chat: Chat, people: People) -> None:
    chat.says(people.bo, "/moten@samverkansbot", people.group)
    registered(chat, people)
    midnight_passes(chat)
    for _ in range(2):
        chat.passes(hours=9)
        (morning,) = chat.strikes().to(people.asa)
        assert STILL_THERE.removeprefix("Norr\n") in morning
        chat.passes(hours=15)
        chat.strikes()
    people.group.removes(people.bo)
    chat.settles()
    chat.passes(days=3)
    chat.strikes()
    chat.passes(days=1)
    assert chat.strikes().to(people.asa) == []


def test_what_was_reported_before_the_seat_passed_to_another_is_not_registered(
    chat: Chat, people: People
) -> None:
    card = card_for(reported(chat, people.bo), people.asa)
    with chat.memory() as store:
        place = chat.place(store)
        (seat,) = [each for each in place.seats() if each.key == "bo"]
        greta = store.person_by_telegram(people.greta.id)
        assert greta
        desk = Desk(store=store, place=place, now=chat.clock.now(), through="command line")
        seat_person(desk, seat, greta)
    no = chat.presses(people.asa, card, "Registrera").notice
    assert no == (
        "Platsen Bos plats har bytt innehavare sedan anmälan gjordes. Nu har Greta Gran den. "
        "Tryck Stämmer inte."
    )
    assert [name for name, *_ in tenures(chat)] == ["Bo Berg", "Greta Gran"]


def test_leaver_and_newcomer_both_get_the_agenda_of_a_meeting_after_the_change(
    chat: Chat, people: People
) -> None:
    cilla = chat.world.person("Cilla Ceder")
    told = card_for(registered(chat, people, LINE.replace("2026-12-01", "2027-02-08")), people.bo)
    chat.presses(cilla, chat.opens(cilla, link_in(told.history[0])).card, "Det är jag")
    sent = chat.publishes()
    for who in (people.bo, cilla):
        assert [text for text in sent.to(who) if "Dagordning" in text] != []


def test_ångra_in_the_night_tells_nobody_in_the_morning_that_it_has_happened(
    chat: Chat, people: People
) -> None:
    cilla = chat.world.person("Cilla Ceder")
    done = registered(chat, people, LINE.replace("2026-12-01", "2026-11-24"))
    told = card_for(done, people.bo)
    chat.presses(cilla, chat.opens(cilla, link_in(told.history[0])).card, "Det är jag")
    chat.passes(hours=15)
    chat.strikes()
    undone = chat.presses(people.asa, card_for(done, people.asa), "Ångra")
    back = "Norr\nÅsa Öberg har ångrat registreringen för platsen Bos plats. Du har platsen som förut."
    for_cilla = back.replace("Du har", "Bo Berg har")
    assert (undone.new_to(people.bo), undone.new_to(cilla)) == ([back], [for_cilla])
    chat.passes(hours=8)
    morning = chat.strikes()
    assert (morning.to(people.bo), morning.to(cilla)) == ([], [])


def test_whoever_did_not_leave_after_all_is_not_to_be_taken_out_of_the_group(
    chat: Chat, people: People
) -> None:
    chat.says(people.bo, "/moten@samverkansbot", people.group)
    card = card_for(registered(chat, people, LINE.replace("2026-12-01", "2026-11-24")), people.asa)
    chat.passes(hours=15)
    chat.strikes()
    noted = [row["text"] for row in chat.rows(tables.notice) if "kvar i gruppen" in row["text"]]

    chat.presses(people.asa, card, "Ångra")
    chat.passes(hours=8)
    morning = chat.strikes().to(people.asa)

    assert len(noted) == 1
    assert [text for text in morning if "kvar i gruppen" in text] == []


def test_what_was_taken_back_waits_like_a_report_that_has_just_come(chat: Chat, people: People) -> None:
    card = card_for(registered(chat, people, LINE.replace("2026-12-01", "2026-12-10")), people.asa)
    chat.presses(people.asa, card, "Ångra")
    chat.passes(days=2)
    assert chat.strikes().to(people.asa) == []
    chat.passes(days=1)
    (reminded,) = chat.strikes().to(people.asa)
    assert reminded.startswith(
        "Norr\nPåminnelse: anmälan från Bo Berg har väntat sedan måndag 23 november 2026.\n"
    )
