"""A kept world: another process goes on in it, and what is no world is refused."""

import pickle
from pathlib import Path

import pytest

from integrations.botapi import Person, Unreadable, World, keep, take_up


def a_world_with_a_story() -> World:
    world = World()
    bo, asa = world.person("Bo Ek"), world.person("Åsa Berg")
    group = world.group("Arenan", members=[asa, bo])
    asa.adds_bot(group)
    sent = asa.sends_file("Budget.pdf", b"%PDF-1.4", group, caption="/las")
    bo.writes("Tack", group, reply_to=sent)
    asa.pins(sent)
    bo.opens("TOKEN")
    return world


def what_is_there(world: World) -> object:
    """Everything that people and the bot would see."""
    chats = [*world.chats.values(), *world.bot.private_chats.values()]
    return (
        [(user.to_json(), isinstance(user, Person)) for user in world.users.values()],
        [[each.to_json(world.bot.id) for each in world.history.of(chat)] for chat in chats],
        [[member.to_json() for member in chat.present()] for chat in chats],
        [world.history.pinned(chat)[0].text for chat in chats if world.history.pinned(chat)],
        world.bot.queue.take(0, 100, world.now()),
        (world.bot.started_by, world.next_update_id, world.number(), world.read),
        [file.content for file in (world.files.numbered(1),) if file],
    )


def test_a_kept_world_is_the_same_in_another_process(tmp_path: Path) -> None:
    world, again = a_world_with_a_story(), World()
    keep(world, tmp_path)

    take_up(again, tmp_path)

    assert what_is_there(again) == what_is_there(world)


def test_each_change_is_kept_and_the_story_goes_on(tmp_path: Path) -> None:
    world, again = World(), World()
    bo = world.person("Bo Ek")
    keep(world, tmp_path)
    bo.writes("/moten")
    take_up(again, tmp_path)
    bo_again = again.users[bo.id]
    assert isinstance(bo_again, Person)

    bo_again.writes("/hjalp")

    assert [message.text for message in bo_again.chat().messages] == ["/moten", "/hjalp"]
    assert [update["update_id"] for update in again.bot.queue.take(0, 9, again.now())] == [
        500_000_001,
        500_000_002,
    ]


def test_a_world_of_another_version_or_half_a_world_is_refused(tmp_path: Path) -> None:
    keep(a_world_with_a_story(), tmp_path)
    whole = (tmp_path / "world").read_bytes()
    stamp, kept = whole.split(b"\n", 1)

    for wrong in (b"", b"{}", whole[:200], b"0" * 64 + b"\n" + kept, stamp + b"\n" + kept[: len(kept) // 2]):
        (tmp_path / "world").write_bytes(wrong)
        with pytest.raises(Unreadable):
            take_up(World(), tmp_path)


class Evil:
    """What a foreign file would do, if it could."""

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (Path("touched"),)


def test_a_foreign_file_can_do_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    keep(World(), tmp_path)
    stamp, _ = (tmp_path / "world").read_bytes().split(b"\n", 1)
    (tmp_path / "world").write_bytes(stamp + b"\n" + pickle.dumps(Evil()))

    with pytest.raises(Unreadable):
        take_up(World(), tmp_path)

    assert not Path("touched").exists()
