"""What somebody changed in Outlook stands in /attgora, with the buttons that decide on it."""

from bot.model.calendarlink import CalendarLink
from storage import tables
from tests.builders import NOW, a_calendar_link
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People


def is_changed_in_outlook(chat: Chat) -> None:
    with chat.memory() as store:
        meeting = chat.place(store).meetings()[0]
        link: CalendarLink = a_calendar_link(meeting)
        there = {"time": ["2027-02-15T09:00:00", "2027-02-15T11:00:00"], "place": "Åre"}
        link.unsettled = {"fields": ["place", "time"], "there": there, "since": NOW.isoformat()}
        store.keep(link)


def nobody_who_leads_is_reached(chat: Chat, people: People) -> None:
    with chat.memory() as store:
        for who in (people.asa, people.ulla):
            person = store.person_by_telegram(who.id)
            assert person
            person.unreachable_since = NOW


def test_the_secretary_sees_both_and_decides_in_attgora(chat: Chat, people: People) -> None:
    is_changed_in_outlook(chat)

    card = chat.says(people.asa, "/attgora").card

    assert card.text == (
        "Det här väntar på dig:\n"
        "Norr: Välj vad som ska gälla för mötet fredag 12 februari 2027 kl. 13.00. "
        "Någon har ändrat det i Outlook.\n"
        "Tid i Outlook: måndag 15 februari 2027 kl. 09.00\n"
        "Tid hos boten: fredag 12 februari 2027 kl. 13.00\n"
        "\n"
        "Plats i Outlook: Åre\n"
        "Plats hos boten: ingen"
    )
    assert card.buttons == [["Behåll Outlooks", "Behåll botens"]]
    assert chat.presses(people.asa, card, "Behåll Outlooks").notice == "Outlooks gäller"
    assert chat.rows(tables.meeting)[0]["starts"].isoformat() == "2027-02-15T09:00:00"


def test_whoever_prepares_is_asked_where_nobody_who_leads_can_be_reached(chat: Chat, people: People) -> None:
    is_changed_in_outlook(chat)
    assert "Outlook" not in chat.says(people.pia, "/attgora").text

    nobody_who_leads_is_reached(chat, people)
    card = chat.says(people.pia, "/attgora").card

    assert chat.presses(people.pia, card, "Behåll botens").notice == "Botens gäller"
    assert chat.rows(tables.calendar_link)[0]["unsettled"] is None
