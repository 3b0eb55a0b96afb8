"""Whatever Telegram may come to deliver: hearing never raises, so that nothing behind it is held up."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.chat.hearing import Heard, HeardKind, hear, lane_of
from integrations.botapi import World

ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("private"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def real_updates() -> list[dict[str, Any]]:
    """One of each sort, as Telegram sends them."""
    world = World()
    bo, asa = world.person("Bo Berg"), world.person("Åsa Öberg")
    group = world.group("Norr", members=[asa, bo])
    asa.adds_bot(group)
    world.bot.queue.allow(["message", "edited_message", "callback_query", "my_chat_member", "chat_member"])
    group.promotes(world.bot.user)
    written = bo.writes("/foresla Budget (15 min)")
    bo.edits(written, "/foresla Budget")
    bo.sends_file("budget.pdf", b"%PDF", caption="/foresla Budget")
    bo.forwards(written)
    bo.writes("/foresla@samverkansbot Budget", group)
    bo.writes("Hej", group, reply_to=bo.writes("/hjalp@samverkansbot", group))
    asa.writes_anonymously("/hjalp@samverkansbot", group)
    bo.leaves(group)
    bo.blocks_bot()
    group.migrate()
    updates = world.bot.queue.take(0, 100, world.now())
    shared = {"request_id": 7, "users": [{"user_id": asa.id, "first_name": "Åsa"}]}
    picked = written.to_json(world.bot.id) | {"users_shared": shared}
    press = {"id": "1", "from": bo.to_json(), "chat_instance": "1", "data": "x:y:z"}
    press["message"] = updates[0].get("message", written.to_json(world.bot.id))
    return [*updates, {"update_id": 1, "callback_query": press}, {"update_id": 2, "message": picked}]


REAL = real_updates()


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place within the update."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, each in inner for found in places(each, (*path, key)))]


@st.composite
def odd_updates(draw: st.DrawFn) -> dict[str, Any]:
    """A real update in which one to three places are missing or hold something else."""
    update: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(REAL)))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from([path for path in places(update) if path] or [("message",)]))
        holder: Any = update
        for key in path[:-1]:
            holder = holder[key]
        if draw(st.booleans()) and isinstance(holder, dict):
            holder.pop(path[-1], None)
        elif isinstance(holder, dict) or path[-1] < len(holder):
            holder[path[-1]] = draw(ODD)
    return update


@settings(max_examples=1000, deadline=None)
@given(odd_updates())
def test_an_update_with_missing_or_odd_fields_never_raises(update: dict[str, Any]) -> None:
    assert isinstance(hear(update, "samverkansbot", 123456), Heard)
    assert isinstance(lane_of(update), int)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["update_id", "message", "callback_query", "poll", "x"]), ODD))
def test_what_is_no_update_at_all_is_nothing_or_unreadable(update: dict[str, Any]) -> None:
    assert hear(update, "samverkansbot", 123456).kind in (HeardKind.NOTHING, HeardKind.UNREADABLE)


def test_each_real_update_is_heard_as_what_it_is() -> None:
    kinds = {hear(update, "samverkansbot", 123456).kind for update in REAL}
    assert kinds == set(HeardKind) - {HeardKind.UNREADABLE}
