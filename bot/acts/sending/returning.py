"""A mail that comes back did not arrive, whatever the server said when it took it."""

from collections.abc import Iterable, Sequence

from bot.acts.sending.promises import responsible, tell_all
from bot.model.dispatch import Dispatch, DispatchState
from bot.model.letter import Returned
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say

RETURNED = "returned"


def take_back(
    store: Store, place: ArenaStore, mailed: Sequence[Dispatch], returned: Iterable[Returned]
) -> None:
    """Of what was `mailed`, the newest first, what came back counts as not arrived; the secretary is told.

    What comes back names the reader's address and the title (RFC 3464 leaves its words to the server).
    """
    for each in returned:
        dispatch = next((one for one in mailed if _is_about(store, each, one)), None)
        if dispatch is not None:
            dispatch.state, dispatch.error = DispatchState.FAILED, RETURNED
            _tell(store, place, dispatch, each)


def _is_about(store: Store, returned: Returned, dispatch: Dispatch) -> bool:
    person = store.person(dispatch.person_id or 0)
    if dispatch.state is not DispatchState.SENT or person is None or person.email is None:
        return False
    return (
        returned.names(person.email) and dispatch.letter is not None and returned.names(dispatch.letter.title)
    )


def _tell(store: Store, place: ArenaStore, dispatch: Dispatch, returned: Returned) -> None:
    person = store.person(dispatch.person_id or 0)
    if person and dispatch.letter:
        facts = {"arena": place.arena, "person": person, "title": dispatch.letter.title, "reason": RETURNED}
        people = responsible(place, returned.at)
        tell_all(store, place, people, say("mail_refused", **facts), key=f"mail_refused:{dispatch.id}")
