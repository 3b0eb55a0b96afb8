"""The secretary registers a change of holder: one tenure ends where the next begins; and takes it back."""

from datetime import date, timedelta
from typing import Any

from bot.acts.attendance.reseating import reseat
from bot.acts.desk import Desk
from bot.acts.people.acquaintance import acquaint
from bot.acts.people.ending import end_presenting
from bot.acts.people.inviting import invite_person, roster
from bot.acts.people.outstaying import let_in_again
from bot.acts.replacements.card import tell_cards
from bot.acts.replacements.passing_on import give_back, tell_group
from bot.acts.replacements.replacing import in_a_week, must_register, remind_later
from bot.acts.replacements.seating import Cut, known_or_new, seat_person, vacate
from bot.acts.sending.promises import tell_person
from bot.model.dispatch import HOLDS_LINK
from bot.model.notice import JOINING, LEAVING
from bot.model.person import Person
from bot.model.replacement import Replacement, ReplacementState, SeatLine, must_be_possible
from bot.model.seat import Tenure
from bot.refusals import HolderChanged, NotWaiting, TooLateToTakeBack
from bot.texts import say


def register(desk: Desk, replacement: Replacement, *, bot_name: str) -> str | None:
    """«Registrera»: from its day the seat is the newcomer's, or vacant where nobody is known.

    Gives back the secret of a join link that the registrar is to pass on; None where the leaver got it, or
    where the newcomer has joined. Raises NotYours, NotWaiting, HolderChanged, what must_be_possible raises.
    """
    by = must_register(desk)
    desk.place.reserve()
    if not replacement.is_open:
        raise NotWaiting
    overtaken = _overtake(desk, replacement)
    line = SeatLine.of(desk.place.tenures(), replacement.seat)
    _must_stand(desk, line, replacement)
    dropped = [tenure.id for tenure in line.begun_after(desk.today) if tenure.begins >= replacement.begins]
    cuts, mine = _pass_seat(desk, replacement)
    overtaken += _drop(desk, dropped, by)
    replacement.kept = {
        "tenures": [_cut(cut) for cut in cuts],
        "tenure": mine.id if mine else None,
        "overtaken": overtaken,
    }
    replacement.touch(ReplacementState.REGISTERED, by)
    replacement.registered_by, replacement.registered_at = by, desk.now
    replacement.changed_at = replacement.remind_at = None
    desk.store.flush()
    desk.record("replacement registered", replacement.thing, begins=replacement.begins.isoformat())
    token = _tell(desk, replacement, by, bot_name)
    tell_cards(desk, replacement)
    reseat(desk, replacement.seat)
    return token


def _overtake(desk: Desk, replacement: Replacement) -> list[int]:
    """A seat that was registered to become vacant gets its successor in time: that registration goes back."""
    overtaken = []
    others = [each for each in desk.place.replacements_of(replacement.seat) if each is not replacement]
    for earlier in others:
        # A name that was asked for week after week has come, or is asked for by this one.
        earlier.ask_at = None
        if _gives_way(desk, earlier, replacement):
            _restore(desk, earlier)
            overtaken.append(earlier.id)
            earlier.touch(ReplacementState.WITHDRAWN, desk.by)
    return overtaken


def _gives_way(desk: Desk, earlier: Replacement, replacement: Replacement) -> bool:
    """Whoever comes back has been away meanwhile: then the time without anybody was meant."""
    is_leaving = earlier.is_to_come and not earlier.is_known and earlier.begins > desk.today
    return is_leaving and not replacement.is_return and _is_as_left(desk, earlier)


def _must_stand(desk: Desk, line: SeatLine, replacement: Replacement) -> None:
    seat, email, begins = replacement.seat, replacement.email, replacement.begins
    must_be_possible(seat, line, email, begins, today=desk.today, may_lead=True)
    leaver = line.leaver(begins)
    person = leaver.person if leaver else None
    if person is not replacement.leaver:
        raise HolderChanged(seat=seat, person=person)


def _pass_seat(desk: Desk, replacement: Replacement) -> tuple[list[Cut], Tenure | None]:
    cuts = vacate(desk, replacement.seat, replacement.begins)
    if replacement.successor is None:
        return cuts, None
    replacement.newcomer = known_or_new(desk, replacement.successor)
    acquaint(desk, replacement.newcomer)
    return cuts, seat_person(desk, replacement.seat, replacement.newcomer, replacement.begins)


def _drop(desk: Desk, tenure_ids: list[int], by: Person) -> list[int]:
    """Those who were registered to come and do not any more."""
    dropped = []
    for each in desk.place.replacements_under_way():
        if each.is_to_come and each.kept.get("tenure") in tenure_ids:
            each.touch(ReplacementState.WITHDRAWN, by)
            dropped.append(each.id)
    return dropped


def _cut(cut: Cut) -> list[Any]:
    return [cut.tenure.id, _day(cut.before), _day(cut.tenure.ends)]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _tell(desk: Desk, replacement: Replacement, by: Person, bot_name: str) -> str | None:
    """Leaver, reporter and a newcomer who is known are told; the link goes through the leaver if they may
    still be told in their own right, else through whoever registered it."""
    newcomer, leaver = replacement.newcomer, replacement.leaver
    token = _link_for(desk, newcomer, by)
    through_leaver = token is not None and _passes_link(desk, leaver, by)
    concerned = (None if replacement.is_return else leaver, replacement.reported_by)
    told = {each.id: each for each in concerned if each and each is not by}
    for person in told.values():
        own = token if through_leaver and person is leaver else None
        facts = {"token": own, "is_leaver": person is leaver, "today": desk.today, "bot_name": bot_name}
        text = say("replacement_registered", arena=desk.place.arena, replacement=replacement, by=by, **facts)
        _promise(desk, replacement, person, text, "registered", HOLDS_LINK if own else replacement.thing)
    if newcomer and newcomer is not by:
        text = say("replacement_for_you", arena=desk.place.arena, replacement=replacement)
        _promise(desk, replacement, newcomer, text, "foryou", replacement.thing)
    return None if through_leaver else token


def _link_for(desk: Desk, newcomer: Person | None, by: Person) -> str | None:
    if newcomer is None or newcomer.telegram_id is not None:
        return None
    return invite_person(desk.store, desk.place, newcomer, by=by, now=desk.now, through=desk.through)


def _passes_link(desk: Desk, leaver: Person | None, by: Person) -> bool:
    if leaver is None or leaver is by or not leaver.reachable:
        return False
    return desk.place.standing(leaver, desk.today).is_someone


def _promise(
    desk: Desk, replacement: Replacement, person: Person, text: str, part: str, subject: str
) -> None:
    key = f"{replacement.thing}:{replacement.revision}:{part}"
    tell_person(desk.store, desk.place, person, text, key=key, subject=subject)


def undo(desk: Desk, replacement: Replacement) -> None:
    """«Ångra», for a day: the seat is as it was, and the report waits to be registered again.

    Raises NotYours, TooLateToTakeBack if the day is over or somebody has built upon it.
    """
    by = must_register(desk)
    desk.place.reserve()
    if not replacement.may_be_undone(desk.now):
        raise TooLateToTakeBack(why="day")
    if not _is_as_left(desk, replacement):
        raise TooLateToTakeBack(why="changed")
    has_happened = replacement.changed_at is not None
    was_told = has_happened and replacement.remind_at is None
    give_back(desk, replacement)
    _restore(desk, replacement)
    if replacement.leaver:
        # «Bo föredrar ändå»: he has his place again, and needs no invitation beside it.
        end_presenting(desk, replacement.kept.get("presents", []), replacement.leaver)
    _restore_overtaken(desk, replacement, by)
    _take_link_back(desk, replacement)
    replacement.touch(ReplacementState.REPORTED, by)
    replacement.registered_by = replacement.registered_at = replacement.changed_at = None
    replacement.kept = {}
    remind_later(replacement, desk)
    _drop_notices(desk, replacement)
    desk.store.flush()
    desk.record("replacement undone", replacement.thing)
    concerned = (replacement.leaver, replacement.reported_by, replacement.newcomer)
    told = {each.id: each for each in concerned if each}
    about = {"replacement": replacement, "by": by}
    for person in told.values():
        if person is not by:
            text = say(
                "replacement_undone", arena=desk.place.arena, is_leaver=person is replacement.leaver, **about
            )
            _promise(desk, replacement, person, text, "undone", replacement.thing)
    tell_cards(desk, replacement)
    if was_told:
        tell_group(desk, [replacement], are_undone=True)
    if has_happened:
        # In the night they are taken out before the group is told.
        let_in_again(desk, replacement.leaver)
    reseat(desk, replacement.seat)


def _drop_notices(desk: Desk, replacement: Replacement) -> None:
    """Whoever left is not to leave the group after all, and whoever was to come need open no link."""
    subjects = [replacement.thing]
    if replacement.leaver:
        subjects.append(f"{LEAVING}:{replacement.leaver.id}")
    if replacement.newcomer:
        subjects.append(f"{JOINING}:{replacement.newcomer.id}")
    for subject in subjects:
        desk.place.drop_notices(subject, now=desk.now)


def _is_as_left(desk: Desk, replacement: Replacement) -> bool:
    """Whether every tenure still ends as the registration left it."""
    for number, _, left in replacement.kept.get("tenures", []):
        tenure = desk.place.tenure(number)
        if tenure is None or _day(tenure.ends) != left:
            return False
    mine = replacement.kept.get("tenure")
    if mine is None:
        return not _later_in_line(desk, replacement)
    tenure = desk.place.tenure(mine)
    return tenure is not None and tenure.ends == replacement.seat.ends


def _later_in_line(desk: Desk, replacement: Replacement) -> list[Tenure]:
    """Who has the seat at some time after it became vacant."""
    line = SeatLine.of(desk.place.tenures(), replacement.seat)
    return line.begun_after(replacement.begins - timedelta(days=1))


def _restore(desk: Desk, replacement: Replacement) -> None:
    seat = f"seat:{replacement.seat.id}"
    mine = replacement.kept.get("tenure")
    if mine and (tenure := desk.place.tenure(mine)):
        # Over before it began: nobody ever had it.
        tenure.ends = tenure.begins
        desk.record("tenure ended", seat, holder=tenure.person.id, ends=tenure.ends.isoformat())
    for number, before, _ in replacement.kept.get("tenures", []):
        if tenure := desk.place.tenure(number):
            tenure.ends = date.fromisoformat(before) if before else None
            desk.record("tenure goes on", seat, holder=tenure.person.id, ends=before)


def _restore_overtaken(desk: Desk, replacement: Replacement, by: Person) -> None:
    for number in replacement.kept.get("overtaken", []):
        if earlier := desk.place.replacement(number):
            earlier.touch(ReplacementState.REGISTERED, by)
            if not earlier.is_known:
                cuts = vacate(desk, earlier.seat, earlier.begins)
                earlier.kept = earlier.kept | {"tenures": [_cut(cut) for cut in cuts]}
                earlier.ask_at = in_a_week(desk)


def _take_link_back(desk: Desk, replacement: Replacement) -> None:
    person = replacement.newcomer
    if person and person not in roster(desk.place, desk.today):
        for link in desk.place.open_invitations(person=person):
            link.replaced = True
