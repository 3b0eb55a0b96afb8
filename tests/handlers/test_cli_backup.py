"""`backup`, `restore` and `resume` as an operator runs them: whole copies, and nothing sent twice."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.model.dispatch import DispatchState
from storage import backup, tables
from storage.store import SqlStore
from tests.builders import a_dispatch
from tests.handlers.arenafile_examples import SMALLEST
from tests.handlers.shell import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """SVOM, with a message that waits, a reminder that waits and one message that was sent."""
    home = tmp_path / "hemma"
    home.mkdir()
    shell = Shell(home)
    shell.run("load", shell.file(SMALLEST))
    with shell.store() as store:
        arena: dict[str, Any] = {"arena_id": "svom"}
        store.promise(a_dispatch(dedupe_key="decision", **arena))
        store.promise(a_dispatch(dedupe_key="reminder", twice_is_better=False, **arena))
        store.promise(a_dispatch(dedupe_key="sent", state=DispatchState.SENT, **arena))
        row = {"bot_id": 1, "update_id": 1, "lane": 1, "payload": "{}", "state": "waiting"}
        row["received_at"] = datetime(2026, 11, 1, tzinfo=UTC)
        store.session.execute(tables.inbox.insert().values(**row))
    return shell


@pytest.fixture
def other(tmp_path: Path, shell: Shell) -> Shell:
    """Another machine, where the copy was brought back."""
    away = tmp_path / "borta"
    away.mkdir()
    other = Shell(away)
    shell.run("backup", str(tmp_path / "kopia.db"))
    other.run("restore", str(tmp_path / "kopia.db"))
    return other


def promised(store: SqlStore) -> dict[str, tuple[str, int]]:
    rows = store.session.execute(tables.dispatch.select()).all()
    return {row.dedupe_key: (row.state.value, row.copies) for row in rows}


def updates(store: SqlStore) -> list[str]:
    return [row.state for row in store.session.execute(tables.inbox.select())]


def test_a_copy_is_whole_and_for_its_owner_alone(shell: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "kopia.db"

    made = shell.run_installed("backup", str(copy))

    first, second = made.out.splitlines()
    assert (made.status, made.err) == (0, "")
    assert first.startswith(f"Kopian {copy} är hel, från ")
    assert second == "Den håller allt som boten vet, och nyckeln till knapparna. Förvara den därefter."
    assert copy.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["kopia.db"]


def test_nothing_is_written_over(shell: Shell, other: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "kopia.db"
    before = copy.read_bytes()

    again, back = shell.run("backup", str(copy)), other.run("restore", str(copy))

    assert (again.status, again.err) == (74, f"{copy} finns redan. Välj ett annat namn.\n")
    assert (back.status, back.err) == (
        74,
        "Det finns redan en databas: data/samverkansbot.db. Flytta undan den först. Inget har ändrats.\n",
    )
    assert copy.read_bytes() == before


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_a_log_that_a_lost_database_left_would_undo_the_copy(shell: Shell, tmp_path: Path, end: str) -> None:
    left = tmp_path / "data" / f"samverkansbot.db{end}"
    left.parent.mkdir()
    left.write_bytes(b"left")
    shell.run("backup", str(tmp_path / "kopia.db"))

    back = Shell(tmp_path).run("restore", str(tmp_path / "kopia.db"))

    assert (back.status, back.err) == (
        74,
        f"Det finns redan en databas: data/samverkansbot.db{end}. "
        "Flytta undan den först. Inget har ändrats.\n",
    )
    assert not (tmp_path / "data" / "samverkansbot.db").exists()


@pytest.mark.parametrize("content", [b"", b"hej", b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_copy_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kopia.db"
    file.write_bytes(content)

    refused = Shell(tmp_path).run("restore", str(file))

    assert (refused.status, refused.err) == (
        74,
        f"{file} är ingen hel kopia från samverkansbot backup. Inget har ändrats.\n",
    )
    assert not (tmp_path / "data" / "samverkansbot.db").exists()


def test_a_copy_may_be_called_anything_and_lie_where_there_are_no_hard_links(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_source: object, _target: object) -> None:
        raise PermissionError

    monkeypatch.setattr("storage.backup.os.link", refuses)
    copy, place = tmp_path / "kopia?mode=rw#1 100%.db", tmp_path / "åter.db"
    now = datetime(2026, 11, 1, tzinfo=UTC)

    backup.back_up(shell.directory / "data" / "samverkansbot.db", copy, now=now)
    made_at = backup.bring_back(copy, place, now=now)

    assert (made_at, place.exists()) == (now, True)
    with pytest.raises(backup.InTheWay):
        backup.bring_back(copy, place, now=now)


def test_where_there_is_nothing_to_copy_it_is_said(tmp_path: Path) -> None:
    shell = Shell(tmp_path)

    nothing, missing = shell.run("backup", "kopia.db"), shell.run("restore", "kopia.db")

    assert (nothing.status, nothing.err.split(".")[0]) == (74, "Det finns ingen databas att kopiera")
    assert (missing.status, missing.err) == (74, "kopia.db finns inte. Kontrollera sökvägen.\n")


def test_what_waited_in_a_copy_is_held_until_somebody_decides(other: Shell) -> None:
    shown = other.run("resume")

    assert shown.status == 0
    assert shown.out.splitlines()[1:] == [
        "  1 meddelande som väntade på att skickas.",
        "  1 påminnelse eller svar som aldrig skickas två gånger.",
        "  1 meddelande till boten som inte var besvarade.",
        "Inget har skickats. Välj --send om det inte hade hänt, eller --skip om det hade det.",
    ]
    with other.store() as store:
        assert promised(store) == {
            "decision": ("unknown", 0),
            "reminder": ("unknown", 0),
            "sent": ("sent", 0),
        }
        assert updates(store) == ["set_aside"]
    assert "återläsning" in other.run("check").out


def test_what_is_let_go_says_that_it_may_be_a_copy_and_reminders_are_never_sent_twice(other: Shell) -> None:
    other.run("resume", "--send")

    with other.store() as store:
        assert promised(store) == {
            "decision": ("pending", 1),
            "reminder": ("unknown", 0),
            "sent": ("sent", 0),
        }
        assert updates(store) == ["waiting"]
    assert other.run("resume").err.startswith("Inget hålls kvar.")


def test_what_had_happened_already_is_not_done_again(other: Shell) -> None:
    other.run("resume", "--skip")

    with other.store() as store:
        assert promised(store)["decision"] == ("unknown", 0)
        assert updates(store) == ["set_aside"]
    assert "återläsning" not in other.run("check").out


def test_a_copy_is_tried_on_another_machine_without_a_token(other: Shell) -> None:
    """As docs/operations.md says it."""
    found = other.run("check", "--json").json
    written = other.run("export", "svom", "ut")

    assert [each["name"] for each in found if not each["ok"]] == ["inställningar", "återläsning"]
    assert (written.status, (other.directory / "ut" / "LÄS MIG.md").exists()) == (0, True)


def test_a_database_that_was_brought_back_by_other_means_is_held_on_request(shell: Shell) -> None:
    held = shell.run("hold")

    assert (held.status, held.out.splitlines()[1]) == (0, "  1 meddelande som väntade på att skickas.")
    assert shell.run("hold").out == held.out
