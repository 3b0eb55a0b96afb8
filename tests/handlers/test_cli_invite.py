"""`invite`: links and codes that really open the door, for those and only those who are meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model.joining import ChatKind
from integrations.botapi import Server, World, serve
from storage import keepsakes
from tests.bot.loading_room import NOW
from tests.builders import a_chat
from tests.forks import Outcome
from tests.handlers.arenafile_examples import WHOLE
from tests.handlers.shell import TOKEN, Shell

AWAY = {"TELEGRAM_BASE_URL": "http://127.0.0.1:9"}
ARENA = "samreko-hsi"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(World(bot_name="samrekobot", token=TOKEN)) as server:
        yield server


@pytest.fixture
def shell(tmp_path: Path, server: Server) -> Shell:
    shell = Shell(tmp_path, {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.url})
    shell.run("load", shell.file(WHOLE))
    return shell


def invitations(shell: Shell) -> int:
    with shell.store() as store:
        place = store.within(ARENA)
        assert place
        return len(place.open_invitations())


def bo_joins(shell: Shell) -> None:
    with shell.store() as store:
        bo = store.person_by_email("bo.ek@region.example")
        assert bo
        bo.join(2002, NOW)


def test_everybody_on_the_roster_gets_a_link_and_both_chats_a_code(shell: Shell) -> None:
    made = shell.run("invite", ARENA, "--json").json

    assert list(made) == ["people", "chats"]
    assert [(each["name"], each["email"]) for each in made["people"]] == [
        ("Bo Ek", "bo.ek@region.example"),
        ("Dan Alm", "dan.alm@region.example"),
    ]
    assert list(made["people"][0]) == ["name", "email", "link", "token"]
    assert [each["link"] for each in made["people"]] == [
        f"https://t.me/samrekobot?start={each['token']}" for each in made["people"]
    ]
    assert list(made["chats"]) == ["group", "preparers"]


def test_what_is_printed_opens_the_door_and_is_nowhere_in_the_database(shell: Shell) -> None:
    made = shell.run("invite", ARENA, "--json").json

    secrets = [each["token"] for each in made["people"]]
    codes = list(made["chats"].values())
    with shell.store() as store:
        invited = [store.invitation_by_secret(secret) for secret in secrets]
        assert [each.person.name for each in invited if each and each.person] == ["Bo Ek", "Dan Alm"]
        kinds = [each.chat_kind for each in map(store.invitation_by_secret, codes) if each]
        assert kinds == [ChatKind.GROUP, ChatKind.PREPARERS]
    files = b"".join(file.read_bytes() for file in (shell.directory / "data").iterdir())
    assert [secret for secret in secrets + codes if secret.encode() in files] == []


def test_those_who_have_joined_are_not_invited_again(shell: Shell) -> None:
    bo_joins(shell)

    made = shell.run("invite", ARENA, "--json").json

    assert [each["name"] for each in made["people"]] == ["Dan Alm"]


def test_an_address_gets_a_new_link_even_when_joined_and_nobody_else_does(shell: Shell) -> None:
    bo_joins(shell)

    made = shell.run("invite", ARENA, "BO.EK@region.example", "bo.ek@region.example", "--json").json

    assert [each["name"] for each in made["people"]] == ["Bo Ek"]


def test_a_newer_link_or_code_kills_the_older(shell: Shell) -> None:
    shell.run("invite", ARENA)
    shell.run("invite", ARENA)

    assert invitations(shell) == 4


def test_bound_chats_get_a_code_too_so_that_they_can_be_bound_anew(shell: Shell) -> None:
    with shell.store() as store:
        store.keep(a_chat(arena_id=ARENA))

    assert set(shell.run("invite", ARENA, "--json").json["chats"]) == {"group", "preparers"}


def test_for_people_it_is_lines_that_can_be_passed_on(shell: Shell) -> None:
    lines = shell.run_installed("invite", ARENA, "dan.alm@region.example").out.splitlines()

    assert lines[0].startswith("Dan Alm <dan.alm@region.example>: https://t.me/samrekobot?start=")
    assert lines[1].startswith("Arenans grupp: skriv /koppla@samrekobot ")
    assert ", eller öppna https://t.me/samrekobot?startgroup=" in lines[1]
    assert lines[2].startswith("Beredningens grupp: skriv /koppla@samrekobot ")
    assert lines[3:] == ["Länkar och koder gäller i 14 dagar, en gång, och ersätter dem som gjordes förut."]


def test_an_arena_that_is_not_there_is_told_with_those_that_are(shell: Shell) -> None:
    line = "Det finns ingen arena med id svom. De som är inlästa: samreko-hsi.\n"
    assert shell.run("invite", "svom") == Outcome(1, "", line)


def test_an_address_that_is_not_on_the_roster_stops_the_whole_command(shell: Shell) -> None:
    refused = shell.run("invite", ARENA, "bo.ek@region.example", "eva@region.example")

    line = "Ingen i samreko-hsi har e-postadressen eva@region.example. Inget har gjorts.\n"
    assert refused == Outcome(1, "", line)
    assert invitations(shell) == 0


def test_a_refused_token_stops_and_makes_nothing(shell: Shell) -> None:
    refused = shell.run("invite", ARENA, TELEGRAM_TOKEN="654321:nobody-has-this-one")

    line = "SAMVERKANSBOT_TELEGRAM_TOKEN godtas inte av Telegram. Hämta en ny hos BotFather.\n"
    assert refused == Outcome(78, "", line)
    assert invitations(shell) == 0


def test_without_telegram_the_name_is_the_one_that_was_kept(shell: Shell) -> None:
    with shell.store() as store:
        keepsakes.write(store.session, "bot_name", "gamlanamnet")

    made = shell.run("invite", ARENA, "--json", **AWAY).json

    assert made["people"][0]["link"].startswith("https://t.me/gamlanamnet?start=")


def test_without_telegram_and_without_a_name_nothing_is_made(shell: Shell) -> None:
    refused = shell.run("invite", ARENA, **AWAY)

    line = "Telegram svarar inte, och botens namn är inte känt än. Försök igen om en stund.\n"
    assert refused == Outcome(69, "", line)
    assert invitations(shell) == 0
