"""Mail: whoever Telegram does not reach gets all by it, and what a sparsam chat may not hold goes so."""

from datetime import UTC, datetime
from email.message import EmailMessage

from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from bot.acts.outlook.syncing import look_over
from bot.model.seat import Tenure
from integrations.botapi import Person
from storage.store import SqlStore
from tests.builders import a_co_option, a_person
from tests.handlers.chat.budget import keep_budget
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People
from tests.handlers.chat.reply import Reply
from tests.mailserver import PostOffice

NILS = "nils.nord@example.se"


def nilss(chat: Chat, store: SqlStore) -> Tenure:
    """His time in his seat."""
    return next(each for each in chat.place(store).tenures() if each.person.name == "Nils Nord")


def told(reply: Reply, who: Person, word: str) -> list[str]:
    """The message in which somebody is told of that, line by line."""
    return next(text for text in reply.to(who) if word in text).splitlines()


def words(mail: EmailMessage) -> list[str]:
    """The plain text, line by line."""
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content()).splitlines()


def files(mail: EmailMessage) -> list[str | None]:
    """What is attached, by name."""
    return [part.get_filename() for part in mail.iter_attachments()]


def test_whoever_has_not_joined_gets_the_agenda_by_mail(chat: Chat, people: People, post: PostOffice) -> None:
    keep_budget(chat, people.bo)
    with chat.memory() as store:
        asa = store.person_by_telegram(people.asa.id)
        assert asa
        asa.email = "asa.oberg@norr.example"

    sent = chat.publishes()

    (mail,) = post.taken
    assert mail["To"] == f"Nils Nord <{NILS}>"
    assert mail["From"] == "Norr <norr@mail.example>"
    assert mail["Reply-To"] == "Åsa Öberg <asa.oberg@norr.example>"
    assert mail["Subject"] == "Norr: Preliminär dagordning, fredag 12 februari 2027 kl. 13.00"
    assert words(mail) == [
        "Norr",
        "Preliminär dagordning",
        "fredag 12 februari 2027 kl. 13.00, 2 tim",
        "Plats: Regionens hus",
        "",
        "1. 13.00 Budget (15 min)",
        "   Bilaga: budget.pdf",
        "",
        "Dagordningen som pdf och bilagorna är bifogade. Läs handlingarna före mötet.",
        "",
        "Du får det här med e-post, för du har inte öppnat din länk till boten än. Be sekreteraren om "
        "en ny länk, så kommer nästa i chatten.",
    ]
    assert files(mail) == [
        "Preliminär dagordning Norr 2027-02-12.pdf",
        "Punkt 1 – budget.pdf",
        "Norr 2027-02-12.ics",
    ]
    assert told(sent, people.asa, "Privat till")[-2:] == [
        "Privat till: dig, Bo Berg, Dan Dal, Greta Gran, Per Persson, Pia Palm och Ulla Ulv.",
        "Med e-post: Nils Nord.",
    ]
    assert "Med e-post: Nils Nord – levererat" in chat.says(people.asa, "/utskick").text.splitlines()


def test_in_a_sparsam_arena_everybody_gets_the_rest_by_mail(
    chat: Chat, people: People, post: PostOffice
) -> None:
    keep_budget(chat, people.bo)
    with chat.memory() as store:
        arena = chat.place(store).arena
        arena.telegram, arena.calendar = "sparsam", "samverkan.norr@region.example"

    sent = chat.publishes()

    assert sent.to(people.group)[0].splitlines()[-1] == "Handlingarna kommer med e-post, inte här i chatten."
    (mail,) = post.to("bo.berg@example.se")
    assert mail["From"] == "Norr <samverkan.norr@region.example>"
    assert words(mail)[3:7] == [
        "Plats: Regionens hus",
        "",
        "1. 13.00 Budget (15 min)",
        "   Bilaga: budget.pdf",
    ]
    assert words(mail)[-1] == "Du får det här med e-post, för i chatten har Norr bara rubriker och tider."
    assert len(post.taken) == 8
    assert told(sent, people.asa, "I chatten")[-1] == (
        "I chatten står bara rubriker och tider. Med e-post: 8 personer."
    )
    assert chat.says(people.asa, "/utskick").text.splitlines()[-1] == "Med e-post: 8 personer – levererat"
    (own,) = [each for each in chat.says(people.bo, "/minauppgifter").said if each.document]
    assert own.document
    kept = own.document.content.decode()
    assert ("– Norr: ett mejl" in kept.splitlines(), "Regionens hus" in kept) == (True, False)


def test_in_a_sparsam_arena_a_new_place_goes_by_mail(chat: Chat, people: People, post: PostOffice) -> None:
    with chat.memory() as store:
        arena = chat.place(store).arena
        arena.telegram, arena.calendar = "sparsam", "samverkan.norr@region.example"
    chat.presses(people.asa, chat.says(people.asa, "/moten").said[0], "Ändra plats")

    changed = chat.says(people.asa, f"Rum 12-14, https://teams.example/{'x' * 60}")

    assert changed.to(people.bo)[0].splitlines()[-1] == "Den kommer med e-post, inte här i chatten."
    (mail,) = post.to("bo.berg@example.se")
    assert words(mail)[2:4] == [
        "Plats: Rum 12-14",
        f"Länk: Anslut via teams.example: https://teams.example/{'x' * 60}",
    ]


def test_a_mail_that_may_have_come_is_sent_again_and_says_so(
    chat: Chat, people: People, post: PostOffice
) -> None:
    post.faults = ["reset"]

    chat.publishes()
    chat.settles_later()

    first, copy = post.taken
    assert words(copy)[0] == "Det här kan vara en kopia av något du redan har fått."
    assert words(copy)[2:] == words(first)
    assert copy["Message-ID"] == first["Message-ID"]


def test_an_address_that_nobody_has_is_told_to_the_secretary(
    chat: Chat, people: People, post: PostOffice
) -> None:
    post.unknown.add(NILS)

    chat.publishes()
    chat.passes(minutes=2)

    assert told(chat.strikes(), people.asa, "Kom inte fram") == [
        "Norr",
        "Kom inte fram med e-post: Norr: Preliminär dagordning, fredag 12 februari 2027 kl. 13.00",
        "E-postservern känner inte adressen. Är den fel? Skriv /deltagare till mig privat och tryck Rätta.",
        "Skicka det på annat sätt den här gången, till:",
        "Nils Nord, nils.nord@example.se",
    ]
    assert "Med e-post: Nils Nord – gick inte fram" in chat.says(people.asa, "/utskick").text


def test_a_mail_waits_while_the_server_asks_for_it_and_goes_to_the_address_of_then(
    chat: Chat, people: People, post: PostOffice
) -> None:
    post.greylists = True
    chat.publishes()
    assert post.taken == []

    with chat.memory() as store:
        nilss(chat, store).person.email = "nils@nord.example"
    chat.settles_later()
    chat.settles_later()

    assert [str(mail["To"]) for mail in post.taken] == ["Nils Nord <nils@nord.example>"]


def test_whoever_has_lost_the_right_meanwhile_gets_no_mail(
    chat: Chat, people: People, post: PostOffice
) -> None:
    post.greylists = True
    chat.publishes()

    with chat.memory() as store:
        nilss(chat, store).ends = chat.clock.now().date()
    chat.settles_later()

    assert (post.taken, post.tries[NILS]) == ([], 1)


def test_whoever_is_co_opted_to_an_item_gets_that_alone_by_mail(
    chat: Chat, people: People, post: PostOffice
) -> None:
    keep_budget(chat, people.bo)
    with chat.memory() as store:
        place, eva = chat.place(store), a_person("Eva Ek")
        by = store.person_by_telegram(people.asa.id)
        assert by
        store.keep(eva)
        store.keep(a_co_option(eva, by, item=place.items_of(place.meetings()[0])[0]))

    chat.publishes()

    (mail,) = post.to("eva.ek@example.se")
    assert (mail["Subject"], files(mail)) == (
        "Norr: Din punkt på dagordningen, fredag 12 februari 2027 kl. 13.00",
        ["Punkt 1 – budget.pdf", "Norr – Budget 2027-02-12.ics"],
    )
    assert words(mail)[-3] == "   Bilaga: budget.pdf"
    assert "Privat, bara sin punkt: Eva Ek – levererat" in chat.says(people.asa, "/utskick").text.splitlines()


def test_whoever_outlook_invites_gets_no_second_invitation_by_mail(
    chat: Chat, people: People, post: PostOffice
) -> None:
    keep_budget(chat, people.bo)
    with chat.memory() as store:
        chat.place(store).arena.calendar = "norr@region.example"
        look_over(store, chat.place(store), now=chat.clock.now())

    chat.publishes()

    (mail,) = post.to(NILS)
    assert files(mail) == ["Preliminär dagordning Norr 2027-02-12.pdf", "Punkt 1 – budget.pdf"]


def invited_by_address(chat: Chat, people: People) -> None:
    """Eva is invited to the meeting, Ebbe to its item; neither is in Telegram."""
    keep_budget(chat, people.bo)
    with chat.memory() as store:
        place, by = chat.place(store), store.person_by_telegram(people.asa.id)
        eva, ebbe = a_person("Eva Ek"), a_person("Ebbe Ek")
        assert by
        meeting = place.meetings()[0]
        for each in (eva, ebbe):
            store.keep(each)
        store.flush()
        store.keep(a_co_option(eva, by, meeting=meeting))
        store.keep(a_co_option(ebbe, by, item=place.items_of(meeting)[0]))


def test_guests_hear_of_their_meeting_by_a_mail_about_it_and_of_the_whole_one_with_its_calendar_file(
    chat: Chat, people: People, post: PostOffice
) -> None:
    invited_by_address(chat, people)
    card = chat.says(people.asa, "/moten").card

    chat.presses(people.asa, chat.presses(people.asa, card, "Ställ in mötet").card, "Ställ in")

    title = "Norr: Mötet fredag 12 februari 2027 kl. 13.00 är inställt"
    got = {name: post.to(f"{name}.ek@example.se") for name in ("eva", "ebbe")}
    assert {name: [mail["Subject"] for mail in mails] for name, mails in got.items()} == {
        "eva": [title],
        "ebbe": [title],
    }
    assert [files(mails[0]) for mails in got.values()] == [["Norr 2027-02-12.ics"], []]
    assert [words(mails[0])[1:3] for mails in got.values()] == [
        ["Mötet fredag 12 februari 2027 kl. 13.00 är inställt.", ""]
    ] * 2


def test_where_only_times_may_stand_in_chat_a_new_place_is_told_by_mail(
    chat: Chat, people: People, post: PostOffice
) -> None:
    with chat.memory() as store:
        chat.place(store).arena.telegram = "sparsam"
    chat.presses(people.asa, chat.says(people.asa, "/moten").card, "Ändra plats")

    told = chat.says(people.asa, "Rum 12, https://teams.example/1")

    news = "Mötet fredag 12 februari 2027 kl. 13.00 har en ny plats."
    in_chat = f"Norr\n{news}\nDen kommer med e-post, inte här i chatten."
    assert (told.to(people.group), told.to(people.bo)) == ([in_chat], [in_chat])
    (mail,) = post.to("bo.berg@example.se")
    assert words(mail)[:5] == ["Norr", news, "Plats: Rum 12", "Länk: https://teams.example/1", ""]


def test_who_presented_from_outside_hears_by_mail_what_became_of_it(
    chat: Chat, people: People, post: PostOffice
) -> None:
    chat.plans(closed=True)
    invited_by_address(chat, people)
    with chat.memory() as store:
        place = chat.place(store)
        (item,) = place.items_of(place.meetings()[0])
        (invited,) = place.co_options_to([item])
        item.presenter = invited.person
    chat.publishes()
    post.taken.clear()
    chat.clock.at = datetime(2027, 2, 15, 7, 0, tzinfo=UTC)
    asked = next(each for each in chat.strikes().said if "Hur gick det" in each.text)

    chat.presses(people.asa, asked, "Alla behandlade")

    (mail,) = post.taken
    assert (mail["To"], mail["Subject"]) == (
        "Ebbe Ek <ebbe.ek@example.se>",
        "Norr: Så gick det med din punkt, fredag 12 februari 2027 kl. 13.00",
    )
    assert words(mail) == ["Norr", "Ärende 1, Budget, är behandlat vid mötet fredag 12 februari 2027."]


def test_a_meeting_that_is_cancelled_is_told_by_mail_and_taken_out_of_the_calendar(
    chat: Chat, people: People, post: PostOffice
) -> None:
    card = chat.says(people.asa, "/moten").card
    chat.presses(people.asa, chat.presses(people.asa, card, "Ställ in mötet").card, "Ställ in")

    (mail,) = post.taken
    (offered,) = [part for part in mail.walk() if part["Content-Type"].params.get("method")]
    (event,) = IcsCalendarStream.calendar_from_ics(offered.get_content()).events
    assert mail["Subject"] == "Norr: Mötet fredag 12 februari 2027 kl. 13.00 är inställt"
    assert (offered["Content-Type"].params["method"], event.status, event.location) == (
        "CANCEL",
        EventStatus.CANCELLED,
        "Regionens hus",
    )
