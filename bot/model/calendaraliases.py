"""Exchange may know somebody by another address than we do, and shows its own: which is whose."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.model.calendarevent import CalendarEvent, Invitee, Seen

Aliases = Mapping[str, str]


def aliases_after(sent: Iterable[Invitee], there: Iterable[Invitee]) -> dict[str, str]:
    """What became of the addresses that were just sent: by name, else in their order if none is missing."""
    lost, new = _apart(sent, there)
    found = _by_name(lost, new)
    lost = [each for each in lost if each.address not in found.values()]
    new = [each for each in new if each.address not in found]
    if len(lost) == len(new):
        found |= {here.address: ours.address for ours, here in zip(lost, new, strict=True)}
    return found


def aliases_since(known: Iterable[Invitee], there: Iterable[Invitee]) -> dict[str, str]:
    """Whose address Exchange has put in another's place since: the same name, in the same domain."""
    found = _by_name(*_apart(known, there))
    return {here: ours for here, ours in found.items() if _domain(here) == _domain(ours)}


def namesakes(known: Iterable[Invitee], there: Iterable[Invitee]) -> dict[str, str]:
    """Those who are there by the same name and another address, whatever its domain."""
    return _by_name(*_apart(known, there))


def as_ours(seen: Seen, aliases: Aliases) -> Seen:
    """The event with the addresses that we know."""
    event = replace(seen.event, invitees=_renamed(seen.event.invitees, aliases))
    replies = tuple(replace(each, address=aliases.get(each.address, each.address)) for each in seen.replies)
    return replace(seen, event=event, replies=replies)


def as_theirs(event: CalendarEvent, aliases: Aliases) -> CalendarEvent:
    """The event with the addresses that stand there: another would look like another person."""
    back = {ours: there for there, ours in aliases.items()}
    return replace(event, invitees=_renamed(event.invitees, back))


def _renamed(invitees: Iterable[Invitee], aliases: Aliases) -> tuple[Invitee, ...]:
    renamed = (replace(each, address=aliases.get(each.address, each.address)) for each in invitees)
    return tuple({each.address: each for each in renamed}.values())


def _apart(ours: Iterable[Invitee], there: Iterable[Invitee]) -> tuple[list[Invitee], list[Invitee]]:
    known, seen = {each.address: each for each in ours}, {each.address: each for each in there}
    lost = [each for address, each in known.items() if address not in seen]
    return lost, [each for address, each in seen.items() if address not in known]


def _by_name(lost: Iterable[Invitee], new: Iterable[Invitee]) -> dict[str, str]:
    ours, here = _single(lost), _single(new)
    return {here[name]: ours[name] for name in here.keys() & ours.keys()}


def _single(some: Iterable[Invitee]) -> dict[str, str]:
    """Addresses by the names that only one has."""
    by_name: dict[str, list[str]] = {}
    for each in some:
        by_name.setdefault(each.name.casefold(), []).append(each.address)
    return {name: addresses[0] for name, addresses in by_name.items() if len(addresses) == 1}


def _domain(address: str) -> str:
    return address.partition("@")[2]
