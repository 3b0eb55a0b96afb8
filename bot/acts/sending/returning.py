"""A mail that comes back did not arrive, whatever the server said when it took it."""

from collections.abc import Iterable, Sequence

from bot.acts.sending.promises import responsible, tell_all
from bot.model.dispatch import Dispatch, DispatchState
from bot.model.letter import Letter, Returned
from bot.model.person import Person
from bot.ports.store import Store
from bot.texts import say

RETURNED = "returned"


def take_back(store: Store, mailed: Sequence[Dispatch], returned: Iterable[Returned]) -> None:
    """Of what was `mailed`, the newest first, what came back counts as not arrived; its arena's secretary is
    told.

    What comes back names the reader's address and the title (RFC 3464 leaves its words to the server). The
    longest title that stands there is the one: others may end alike.
    """
    for each in returned:
        found = [(one, *about) for one in mailed if (about := _about(store, each, one))]
        if found:
            dispatch, person, letter = max(found, key=lambda one: len(one[2].title))
            dispatch.state, dispatch.error = DispatchState.FAILED, RETURNED
            _tell(store, dispatch, person, letter, each)


def _about(store: Store, returned: Returned, dispatch: Dispatch) -> tuple[Person, Letter] | None:
    """Whose mail it was, and what; None where another one came back, or this one did before."""
    person, letter = store.person(dispatch.person_id or 0), dispatch.letter
    if dispatch.state is not DispatchState.SENT or person is None or person.email is None or letter is None:
        return None
    return (person, letter) if returned.is_about(person.email, letter.title) else None


def _tell(store: Store, dispatch: Dispatch, person: Person, letter: Letter, returned: Returned) -> None:
    place = store.within(dispatch.arena_id or "")
    if place:
        facts = {"arena": place.arena, "person": person, "title": letter.title, "reason": RETURNED}
        people = responsible(place, returned.at)
        tell_all(store, place, people, say("mail_refused", **facts), key=f"mail_refused:{dispatch.id}")
