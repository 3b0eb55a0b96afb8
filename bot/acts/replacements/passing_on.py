"""The day has come: open items pass to whoever has the seat now, and those whom it concerns are told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.acts.desk import Desk
from bot.acts.items.incoming import record_item
from bot.acts.sending.notices import note
from bot.acts.sending.promises import responsible, tell_all, tell_chat
from bot.model.dispatch import Button
from bot.model.item import AgendaItem
from bot.model.notice import JOINING
from bot.model.person import Person
from bot.model.replacement import TOLD_AFTERWARDS, Replacement
from bot.texts import say, say_parts


@dataclass(frozen=True, kw_only=True)
class Passed:
    """One change that has happened, and what passed."""

    replacement: Replacement
    items: list[AgendaItem] = field(default_factory=list)


def pass_on(desk: Desk, replacement: Replacement, open_items: Sequence[AgendaItem]) -> Passed:
    """Let the seat's open items be the newcomer's from now on; without one they wait for whoever comes."""
    replacement.changed_at = desk.now
    mine = [each for each in open_items if each.seat is replacement.seat and replacement.newcomer]
    passing = [each for each in mine if each.proposer is not replacement.newcomer]
    before = [[item.id, item.proposer.id if item.proposer else None] for item in passing]
    for item in passing:
        item.proposer = replacement.newcomer
        record_item(desk.store, item, "proposer replaced", by=None, now=desk.now, through=desk.through)
    presented = _presented(desk, replacement.leaver, open_items)
    replacement.kept = replacement.kept | {"items": before, "presents": [item.id for item in presented]}
    desk.record("seat changed hands", replacement.thing, items=len(passing))
    return Passed(replacement=replacement, items=passing)


def _presented(desk: Desk, leaver: Person | None, open_items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """What the leaver was to present, unless they have another place here."""
    presented = [each for each in open_items if leaver and each.presenter is leaver]
    if leaver and presented and desk.place.standing(leaver, desk.today).is_someone:
        return []
    return presented


def give_back(desk: Desk, replacement: Replacement) -> None:
    """The change is taken back: what passed and is still the newcomer's is the leaver's again,
    and what the leaver was to present."""
    for number, proposer_id in replacement.kept.get("items", []):
        item = desk.place.item(number)
        if item and item.is_open and item.proposer is replacement.newcomer:
            item.proposer = desk.store.person(proposer_id) if proposer_id else None
            record_item(desk.store, item, "proposer restored", by=desk.by, now=desk.now)
    for number in replacement.kept.get("presents", []):
        item = desk.place.item(number)
        if item and item.is_open and _is_settled_by(replacement, item):
            item.presenter = replacement.leaver
            record_item(desk.store, item, "presenter restored", by=desk.by, now=desk.now)


def _is_settled_by(replacement: Replacement, item: AgendaItem) -> bool:
    """Whether the newcomer took over, or nobody, as the secretary was asked; another name was meant."""
    is_newcomers = item.presenter is not None and item.presenter is replacement.newcomer
    return is_newcomers or item.presented_by is None


def tell_group(desk: Desk, changes: Sequence[Replacement], *, are_undone: bool = False) -> None:
    """One message in the group for everything that happened; without names where chat is sparsam."""
    group = desk.place.group()
    if group is None or not changes:
        return
    name = "replacements_undone" if are_undone else "replacements_group"
    key = f"{name}:{changes[0].id}:{changes[0].revision}"
    for part, text in enumerate(say_parts(name, arena=desk.place.arena, replacements=changes)):
        more: dict[str, Any] = {"silent": desk.is_night, "twice_is_better": False}
        tell_chat(desk.store, desk.place, group, text, key=f"{key}:{part}", **more)


def tell_both(desk: Desk, passed: Passed) -> None:
    """The leaver and the newcomer see, in the morning, what passed."""
    replacement = passed.replacement
    concerned = [None if replacement.is_return else replacement.leaver, replacement.newcomer]
    for person in concerned:
        if person:
            is_leaver = person is not replacement.newcomer
            facts = {"replacement": replacement, "items": passed.items, "is_leaver": is_leaver}
            text = say("replacement_happened", arena=desk.place.arena, **facts)
            _note(desk, [person], text, replacement, "happened")


def _note(
    desk: Desk,
    people: Sequence[Person],
    text: str,
    replacement: Replacement,
    part: str,
    subject: str | None = None,
) -> None:
    key = f"{replacement.thing}:{replacement.revision}:{part}"
    until = desk.now + TOLD_AFTERWARDS - timedelta(days=1)
    note(
        desk.store,
        desk.place,
        people,
        text,
        key=key,
        since=desk.now,
        useful_until=until,
        subject=subject or replacement.thing,
    )


def tell_secretary(desk: Desk, changes: Sequence[Passed]) -> None:
    """Who has not joined yet, in the morning."""
    for replacement in [passed.replacement for passed in changes]:
        if _is_lacking(desk, replacement):
            text = say("replacement_not_joined", arena=desk.place.arena, replacement=replacement)
            subject = f"{JOINING}:{replacement.newcomer.id}" if replacement.newcomer else None
            _note(desk, responsible(desk.place, desk.now), text, replacement, "not joined", subject)


def ask_presentations(desk: Desk, replacement: Replacement) -> None:
    """Of each item that the leaver was to present, the secretary is asked who is to do it now."""
    items = [desk.place.item(number) for number in replacement.kept.get("presents", [])]
    for item in items:
        if item and item.is_open and item.presenter is replacement.leaver:
            text = say("presentation_asked", arena=desk.place.arena, replacement=replacement, item=item)
            more: dict[str, Any] = {"silent": desk.is_night, "about": f"item:{item.id}"}
            key = f"{replacement.thing}:presents{item.id}"
            buttons = presentation_buttons(replacement, item)
            asked = responsible(desk.place, desk.now)
            tell_all(desk.store, desk.place, asked, text, key=key, buttons=buttons, **more)


def _is_lacking(desk: Desk, replacement: Replacement) -> bool:
    """Whether nobody has come, and the question for a name does not say so that very morning."""
    if replacement.newcomer is None:
        return replacement.ask_at is None or replacement.ask_at > desk.now + timedelta(days=1)
    return replacement.newcomer.telegram_id is None


def presentation_buttons(replacement: Replacement, item: AgendaItem) -> list[list[Button]]:
    """Who presents from now on; each carries the person where others carry a revision."""
    leaver, newcomer = replacement.leaver, replacement.newcomer
    rows = [[_button(f"{_first(leaver)} föredrar ändå", "holdstill", item, leaver)]] if leaver else []
    if newcomer:
        rows.append([_button(f"{_first(newcomer)} tar över", "holdnow", item, newcomer)])
    return [*rows, [_button("Stryk", "holdnone", item, None)]]


def _first(person: Person) -> str:
    return person.name.split()[0]


def _button(words: str, action: str, item: AgendaItem, person: Person | None) -> Button:
    revision = person.id if person else 0
    return Button(text=words, action=action, arena_id=item.arena_id, thing=item.id, revision=revision)
