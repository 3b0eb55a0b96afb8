"""A new version goes out: the posts that it stands in for say so, and are pinned no more."""

from collections.abc import Iterator, Sequence

from bot.model.dispatch import ARRIVES, Dispatch, DispatchKind
from bot.model.publication import PAGES, Publication, PublicationKind
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say


def replace_posts(store: Store, place: ArenaStore, older: Sequence[Publication], newer: Publication) -> None:
    """The posts that a new version replaces say so, and are pinned no more."""
    store.promise_all([*_replacing(place, older, newer)])


def _replacing(place: ArenaStore, older: Sequence[Publication], newer: Publication) -> Iterator[Dispatch]:
    firsts = {f"{each.stem}:text0" for each in older}
    pins = {f"{each.stem}:pin" for each in older}
    for dispatch in place.dispatches_for(newer.subject):
        stem, _, whom = dispatch.dedupe_key.rpartition(":")
        if dispatch.state not in ARRIVES:
            continue
        key = f"replaced:{newer.version}:{stem}"
        if stem in firsts:
            yield _copy_of(dispatch, DispatchKind.EDIT, f"{key}:{whom}", _marked(dispatch, newer))
        elif stem in pins:
            yield _copy_of(dispatch, DispatchKind.UNPIN, f"{key}:{whom}", None)


def _copy_of(dispatch: Dispatch, kind: DispatchKind, key: str, text: str | None) -> Dispatch:
    """To the same chat in the same right, about the message that it became."""
    return Dispatch(
        dedupe_key=key,
        kind=kind,
        chat_id=dispatch.chat_id,
        thread_id=dispatch.thread_id,
        arena_id=dispatch.arena_id,
        person_id=dispatch.person_id,
        bound_chat_id=dispatch.bound_chat_id,
        text=text,
        after=dispatch if kind is DispatchKind.EDIT else dispatch.after,
        subject=dispatch.subject,
    )


def _marked(dispatch: Dispatch, newer: Publication) -> str:
    """The old words with one line more, below the arena's name."""
    head, _, rest = (dispatch.text or "").partition("\n")
    return f"{head}\n{say('replaced_by', version=newer.version)}\n{rest}"


def replaced_by_version(publications: Sequence[Publication]) -> list[Publication]:
    """The latest version and the supplements to it: what a new version stands in for."""
    pages = [each for each in publications if each.kind in PAGES]
    versions = [at for at, each in enumerate(pages) if each.kind is PublicationKind.AGENDA]
    return pages[versions[-1] :] if versions else []
