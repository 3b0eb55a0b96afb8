"""A co-option ends before its day: it was taken back, or what it was for is no more."""

from bot.acts.desk import Desk
from bot.acts.people.inviting import roster
from bot.model.co_option import CoOption
from bot.model.person import Person


def is_known_here(desk: Desk, person: Person) -> bool:
    """Whether the arena knows the person: by a place, now or to come, or as co-opted."""
    return person in roster(desk.place, desk.today) or bool(desk.place.co_opted(person, desk.today))


def end_co_option(desk: Desk, co_option: CoOption) -> None:
    """It is withdrawn; whoever is nobody here after that has no link either that works."""
    co_option.withdraw(desk.by, desk.now)
    desk.store.flush()
    item, meeting = co_option.item, co_option.at
    to = {"item": item.id} if item else {"meeting": meeting and meeting.id}
    person = co_option.person
    desk.record("co-option withdrawn", f"person:{person.id}", co_option=co_option.id, **to)
    if not is_known_here(desk, person):
        for invitation in desk.place.open_invitations(person=person):
            invitation.replaced = True


def end_presenting(desk: Desk, item_ids: list[int], person: Person) -> None:
    """The person was invited to present these items, and has no need of it any more."""
    items = [item for number in item_ids if (item := desk.place.item(number))]
    for co_option in desk.place.co_options_to(items):
        if co_option.person is person and co_option.presents:
            end_co_option(desk, co_option)
