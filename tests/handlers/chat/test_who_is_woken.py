"""Which workers an update wakes: those whose work stands where it wrote, and no other."""

from collections.abc import Callable

from bot.model.dispatch import DispatchKind
from handlers.rounds.bindery import Bindery
from handlers.rounds.calendars import Calendars
from handlers.rounds.clockwork import Clockwork
from handlers.rounds.delivery import Delivery
from handlers.rounds.fetching import Fetching
from handlers.rounds.routes import MailRoute
from handlers.rounds.worker import handle_next
from storage import inbox
from storage.store import unit_of_work
from storage.written import Written, written_by
from tests.builders import a_dispatch
from tests.handlers.chat.chatting import Chat
from tests.handlers.chat.people import People

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def woken(chat: Chat, written: Written) -> set[str]:
    mailing = Delivery(chat.database, MailRoute(chat.database, None, chat.clock), chat.clock)
    concerns = {
        "delivery": chat._delivery.concerns,
        "mailing": mailing.concerns,
        "fetching": Fetching.concerns,
        "bindery": Bindery.concerns,
        "clockwork": Clockwork.concerns,
        "calendars": Calendars.concerns,
    }
    return {name for name, theirs in concerns.items() if theirs and theirs & written}


def written_after(chat: Chat, act: Callable[[], object]) -> Written:
    act()
    arrived = [chat._arrived(each) for each in chat.bot.take_updates()]
    with chat.database.session() as session:
        inbox.take_in(session, chat.me.bot_id, arrived, chat.clock.now())
    written = handle_next(chat.database, chat.me, chat.clock)
    assert written is not None
    chat.settles()
    return written


def test_a_new_item_wakes_delivery_and_the_calendars(chat: Chat, people: People) -> None:
    written = written_after(chat, lambda: people.bo.writes("/foresla Lokaler"))

    assert woken(chat, written) == {"delivery", "calendars"}


def test_a_file_wakes_whoever_fetches_it(chat: Chat, people: People) -> None:
    def sends() -> None:
        people.bo.sends_file("Plan.pdf", PDF, caption="/foresla Plan")

    assert woken(chat, written_after(chat, sends)) == {"delivery", "fetching", "calendars"}


def test_what_is_promised_wakes_who_carries_or_binds_it(chat: Chat) -> None:
    def written_by_promising(kind: DispatchKind) -> Written:
        with unit_of_work(chat.database) as store:
            dispatch = store.promise(a_dispatch(kind=kind))
            store.flush()
            written = set(written_by(store.session))
            store.session.delete(dispatch)
        return written

    kinds = (DispatchKind.MAIL, DispatchKind.DOCUMENT)
    assert [woken(chat, written_by_promising(kind)) for kind in kinds] == [
        {"delivery", "mailing"},
        {"delivery", "bindery"},
    ]


def test_a_booked_meeting_wakes_the_clockwork(chat: Chat, people: People) -> None:
    preview = chat.says(people.asa, "/boka 2027-06-11 9:00").card

    written = written_after(chat, lambda: people.asa.presses(preview, "Boka"))

    assert "clockwork" in woken(chat, written)


def test_what_somebody_only_reads_wakes_no_calendar(chat: Chat, people: People) -> None:
    assert woken(chat, written_after(chat, lambda: people.bo.writes("/moten"))) == {"delivery"}
