"""Everything of one sending, promised in one commit: post, files, pin, and the line on an older post."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.acts.audience import Audience
from bot.acts.promises import tell_chat, to_chat, to_person
from bot.model.dispatch import Button, Dispatch, DispatchKind, DispatchState
from bot.model.publication import PAGES, Publication, PublicationKind, Way
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store
from bot.texts import say

Rows = list[list[Button]]
ARRIVES = (DispatchState.PENDING, DispatchState.SENDING, DispatchState.SENT)


@dataclass(frozen=True, kw_only=True)
class Post:
    """One sending to everybody: texts in order, then files by shown name and content."""

    publication: Publication
    everybody: Audience
    texts: Sequence[str]
    files: Sequence[tuple[str, str]] = field(default=())

    @property
    def key(self) -> str:
        """What every key of its dispatches begins with."""
        return f"{key_of(self.publication)}:"

    @property
    def subject(self) -> str:
        """What it is promised for: a right on the meeting day is enough."""
        return f"agenda:{self.publication.meeting.id}"


def key_of(publication: Publication) -> str:
    """Begins the keys of everything that was promised for that publication."""
    word = "agenda" if publication.kind in PAGES else publication.kind.value
    return f"{word}:{publication.meeting.id}:{publication.version}"


def promise_post(store: Store, place: ArenaStore, post: Post) -> None:
    """Promise the post and its files to the group and to whoever is not in it, then pin it."""
    store.promise_all([*_texts(place, post), *_files(place, post)])
    if group := post.everybody.group:
        newest = store.dispatch(f"{post.key}text0:c{group.id}")
        more: dict[str, Any] = {"kind": DispatchKind.PIN, "after": newest, "subject": post.subject}
        tell_chat(store, place, group, None, key=f"{post.key}pin", **more)


def _texts(place: ArenaStore, post: Post) -> Iterator[Dispatch]:
    last = len(post.texts) - 1
    read = button_to_read(post.publication)
    private = [read] if place.arena.is_sparse else [read, button_to_papers(post.publication)]
    for part, text in enumerate(post.texts):
        below: tuple[Rows, Rows] = ([[read]], [private]) if part == last else ([], [])
        yield from _fan_out(place, post, text, key=f"text{part}", buttons=below)


def button_to_read(publication: Publication) -> Button:
    """«Läst», for the version that it stands below."""
    return _button("Läst", "read", publication, publication.version)


def button_to_papers(publication: Publication) -> Button:
    """«Alla handlingar», as they are when it is pressed."""
    return _button("Alla handlingar", "papers", publication)


def _button(text: str, action: str, publication: Publication, revision: int = 0) -> Button:
    meeting = publication.meeting
    return Button(text=text, action=action, arena_id=meeting.arena.id, thing=meeting.id, revision=revision)


def _files(place: ArenaStore, post: Post) -> Iterator[Dispatch]:
    for part, (name, sha256) in enumerate(post.files):
        file: dict[str, Any] = {"kind": DispatchKind.DOCUMENT, "file_sha256": sha256, "file_name": name}
        yield from _fan_out(place, post, None, key=f"file{part}", **file)


def fan_out_file(place: ArenaStore, post: Post) -> Iterator[Dispatch]:
    """One file with the words below it: a message, not two."""
    ((name, sha256),) = post.files
    file: dict[str, Any] = {"kind": DispatchKind.DOCUMENT, "file_sha256": sha256, "file_name": name}
    yield from _fan_out(place, post, post.texts[0], key="file", **file)


def _fan_out(
    place: ArenaStore,
    post: Post,
    text: str | None,
    *,
    key: str,
    buttons: tuple[Rows, Rows] | None = None,
    **more: Any,
) -> Iterator[Dispatch]:
    in_group, private = buttons or ([], [])
    more |= {"key": f"{post.key}{key}", "subject": post.subject}
    if group := post.everybody.group:
        yield to_chat(place, group, text, buttons=in_group, **more)
    for person in post.everybody.by(Way.PRIVATE):
        if dispatch := to_person(place, person, text, buttons=private, **more):
            yield dispatch


def replace_posts(store: Store, place: ArenaStore, older: Sequence[Publication], newer: Publication) -> None:
    """The posts that a new version replaces say so, and are pinned no more."""
    store.promise_all([*_replacing(place, older, newer)])


def _replacing(place: ArenaStore, older: Sequence[Publication], newer: Publication) -> Iterator[Dispatch]:
    subject = f"agenda:{newer.meeting.id}"
    firsts = {f"{key_of(each)}:text0" for each in older}
    pins = {f"{key_of(each)}:pin" for each in older}
    for dispatch in place.dispatches_for(subject):
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
