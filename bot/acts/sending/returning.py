"""A mail that comes back did not arrive, whatever the server said when it took it."""

from collections.abc import Iterable, Sequence

from bot.acts.sending.unmailed import RETURNED, tell_of_unmailed
from bot.model.dispatch import Dispatch, DispatchState
from bot.model.letter import Returned
from bot.ports.store import Store


def take_back(store: Store, mailed: Sequence[Dispatch], returned: Iterable[Returned]) -> None:
    """Of what was `mailed`, the newest first, what came back counts as not arrived, and is told of.

    What comes back names the reader's address and the title (RFC 3464 leaves its words to the server). The
    longest title that stands there is the one: others may end alike.
    """
    for each in (one for one in returned if one.is_given_up):
        found = [(one, title) for one in mailed if (title := _title(store, each, one))]
        if found:
            dispatch, _title_there = max(found, key=lambda one: len(one[1]))
            dispatch.state, dispatch.error = DispatchState.FAILED, RETURNED
            tell_of_unmailed(store, dispatch, RETURNED, now=each.at)


def _title(store: Store, returned: Returned, dispatch: Dispatch) -> str | None:
    """Its title; None where another mail came back, or this one did before."""
    person, letter = store.person(dispatch.person_id or 0), dispatch.letter
    if dispatch.state is not DispatchState.SENT or person is None or person.email is None or letter is None:
        return None
    return letter.title if returned.is_about(person.email, letter.title) else None
