"""Which turns an arena has with the next new year, who is named for them, and who is to name somebody."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.acts.desk import Desk
from bot.acts.sending.promises import responsible
from bot.model.dispatch import Button
from bot.model.person import Person
from bot.model.seat import RoleKind
from bot.model.turn import TURNING, Turn, holders_of, next_side, seat_on_side
from bot.permissions import may_name_for, may_report_for
from bot.ports.arena_store import ArenaStore
from bot.ports.store import Store


@dataclass(frozen=True, kw_only=True)
class Upcoming:
    """What is known of a role that turns: from when which side has it, and who is named; `turn` is None
    where the arena's file does not say which side begins."""

    kind: RoleKind
    turn: Turn | None
    named: list[Person]


def plan_turns(store: Store, arena_id: str, *, now: datetime) -> None:
    """The turns of the next new year, as the arena's file says today; looked at once a day."""
    place = store.within(arena_id)
    if place is not None:
        place.reserve()
        arrange_turns(Desk(store=store, place=place, now=now, through="clock"))


def arrange_turns(desk: Desk) -> None:
    """The same in an arena that is open; who has the role too long leaves it once the new side is asked."""
    for kind in TURNING:
        side = _next_side(desk, kind)
        turn = desk.place.turn_of(kind, _new_year(desk.today))
        if turn is None and side:
            desk.store.keep(_new_turn(desk, kind, side))
        elif turn and turn.role is None and turn.side != side:
            _change(desk, turn, side)
        elif turn and side and turn.is_off:
            turn.await_name(desk.place.arena.zone)
        if turn and not turn.is_off and desk.now >= turn.asked_from(desk.place.arena.zone):
            end_leaving(desk, turn)


def _new_year(today: date) -> date:
    return date(today.year + 1, 1, 1)


def _next_side(desk: Desk, kind: RoleKind) -> str | None:
    """Nothing passes in an arena that is no more by then."""
    if desk.place.arena.has_ended(_new_year(desk.today)):
        return None
    return next_side(rotation_of(desk.place, kind), desk.today)


def rotation_of(place: ArenaStore, kind: RoleKind) -> dict[str, object] | None:
    """What the arena's file says of the role's turns; None for one that does not turn."""
    found: dict[str, object] | None = place.arena.settings.get("rotation", {}).get(kind)
    return found


def _new_turn(desk: Desk, kind: RoleKind, side: str) -> Turn:
    begins = _new_year(desk.today)
    turn = Turn(arena_id=desk.place.arena.id, kind=kind, side=side, begins=begins)
    turn.await_name(desk.place.arena.zone)
    return turn


def _change(desk: Desk, turn: Turn, side: str | None) -> None:
    """The file says otherwise, and nobody has been named: those who had the role have it again."""
    for role in desk.place.roles():
        for number, before in turn.cut:
            if role.id == number and role.ends == turn.begins:
                role.ends = date.fromisoformat(before) if before else None
                desk.record("role goes on", f"role:{role.id}", kind=role.kind.value, ends=before)
    turn.call_off()
    desk.place.drop_notices(turn.question, now=desk.now)
    if side:
        turn.side = side
        turn.await_name(desk.place.arena.zone)


def end_leaving(desk: Desk, turn: Turn) -> None:
    """Whoever has the role has it to the last of December: rights follow the roles' days by themselves."""
    for role in turn.leaving_roles(desk.place.roles()):
        turn.cut = [*turn.cut, [role.id, role.ends.isoformat() if role.ends else None]]
        role.ends = turn.begins
        desk.record("role ended", f"role:{role.id}", kind=role.kind.value, ends=turn.begins.isoformat())


def named_for(place: ArenaStore, turn: Turn, today: date) -> list[Person]:
    """Who has the role from the turn on, in chat or by a file; of a seat, whoever has that then."""
    day = turn.decisive_day(today)
    return holders_of(turn.named_roles(place.roles(), day), place.tenures(), day)


def leaving(place: ArenaStore, turn: Turn) -> list[Person]:
    """Who had, or has, the role on its last day before the turn."""
    last = date(turn.begins.year - 1, 12, 31)
    return place.holders(turn.kind, last)


def members_of_side(place: ArenaStore, turn: Turn, today: date) -> list[Person]:
    """Those of the incoming side who can be reached; it is theirs to say who."""
    standings = place.standings(today)
    return [each.person for each in standings if seat_on_side(each, turn.side) and each.person.reachable]


def leaders(place: ArenaStore, now: datetime) -> list[Person]:
    """Secretary and chair, who see to it that it is done; where neither can be reached, who comes next."""
    standings = place.standings(place.arena.today(now))
    found = [each.person for each in standings if may_report_for(each) and each.person.reachable]
    return found or responsible(place, now)


def is_to_name(place: ArenaStore, person: Person, turn: Turn, *, now: datetime) -> bool:
    """Whether the person says who has the role next: the incoming side's members, secretary and chair, or
    whoever stands in for those."""
    standing = place.standing(person, place.arena.today(now))
    return may_name_for(standing, turn.side) or person in responsible(place, now)


def turns_to_name(place: ArenaStore, person: Person, *, now: datetime) -> list[Turn]:
    """Those that the person is to name somebody for: of this year too, while nobody has the role."""
    today = place.arena.today(now)
    return [
        turn
        for turn in place.turns_from(date(today.year, 1, 1))
        if is_open(place, turn, now)
        and not named_for(place, turn, today)
        and is_to_name(place, person, turn, now=now)
    ]


def ask_button(turn: Turn) -> Button:
    """What asks who has that role next."""
    words = "Ange ordförande" if turn.kind is RoleKind.CHAIR else "Ange sekreterare"
    return Button(text=words, action="turnask", arena_id=turn.arena_id, thing=turn.id)


def is_open(place: ArenaStore, turn: Turn, now: datetime) -> bool:
    """Whether somebody may be named: from November on, and to the year's end if it takes that long."""
    is_this_or_next = turn.begins.year >= place.arena.today(now).year
    return is_this_or_next and not turn.is_off and now >= turn.asked_from(place.arena.zone)


def turns_upcoming(place: ArenaStore, now: datetime) -> list[Upcoming]:
    """What is known of each role that turns with the next new year, from November on; and which of them
    nobody has decided the order of."""
    today = place.arena.today(now)
    found = [turn for turn in place.turns_from(_new_year(today)) if is_open(place, turn, now)]
    ahead = [Upcoming(kind=each.kind, turn=each, named=named_for(place, each, today)) for each in found]
    return [
        *ahead,
        *(Upcoming(kind=kind, turn=None, named=[]) for kind in TURNING if _is_unsaid(place, kind)),
    ]


def _is_unsaid(place: ArenaStore, kind: RoleKind) -> bool:
    rotation = rotation_of(place, kind)
    return rotation is not None and rotation.get("first_side") is None
