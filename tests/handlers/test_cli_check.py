"""`check`: what works and what does not is told, and nothing is changed by asking."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import sqlite_version

import pytest
from sqlalchemy import text, update

from bot.model.history import Seal
from handlers.line.checking_clock import check_zones
from integrations.botapi import Group, World, serve
from integrations.graphapi import Fault, Graph, Kind
from integrations.graphapi import serve as serve_graph
from storage import tables
from storage.revision import known_revisions
from tests.bot.loading_room import NOW
from tests.builders import a_chat, a_dispatch, a_person
from tests.databases import on_postgresql
from tests.handlers.arenafile_examples import SMALLEST
from tests.handlers.shell import TOKEN, Shell
from tests.mailserver import post_office

ALL_WELL = f"""\
inställningar: fungerar
databas: fungerar (SQLite {sqlite_version}, version {known_revisions()[-1]})
disk: fungerar (databasen … ledigt)
historik: fungerar
det som väntar: fungerar (inget)
klocka: fungerar
tidszoner: {check_zones([]).text}
Telegram: fungerar (@samverkansbot)
klocka mot Telegram: fungerar
gruppsekretess: fungerar
"""
NO_OUTLOOK = "Outlook: fungerar (inget är satt; möten läggs inte in i Outlook, allt annat går ändå)\n"


@dataclass(frozen=True)
class Desk:
    """A terminal, and the Telegram that it reaches."""

    world: World
    shell: Shell


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    world = World(token=TOKEN)
    with serve(world) as server:
        shell = Shell(tmp_path, {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.url})
        shell.run("load", shell.file(SMALLEST))
        yield Desk(world, shell)


def broken(desk: Desk, **settings: str) -> dict[str, str]:
    """What does not work, by name; the status must say so too."""
    checked = desk.shell.run("check", "--json", **settings)
    found = {each["name"]: each["text"] for each in checked.json if not each["ok"]}
    assert checked.status == (1 if found else 0)
    return found


def without_sizes(said: str) -> str:
    return re.sub(r"databasen \d+ MB, \d+ [MG]B", "databasen …", said)


def bind(desk: Desk, chat_id: int) -> None:
    with desk.shell.store() as store:
        store.keep(a_chat(arena_id="svom", chat_id=chat_id))


def test_all_is_well(desk: Desk) -> None:
    checked = desk.shell.run_installed("check")

    said = without_sizes(checked.out)
    assert (checked.status, said, checked.err) == (0, ALL_WELL + NO_OUTLOOK, "")


def test_json_is_a_list_of_name_ok_and_text(desk: Desk) -> None:
    checked = desk.shell.run("check", "--json").json

    assert checked[0] == {"name": "inställningar", "ok": True, "text": "fungerar"}


def test_a_setting_of_no_meaning_is_named(desk: Desk) -> None:
    line = "inställningar: fungerar (den här versionen använder inte SAMVERKANSBOT_WEBHOK_URL)"

    assert desk.shell.run("check", WEBHOK_URL="https://bot.example").out.splitlines()[0] == line


def test_a_token_of_a_misspelt_name_is_named(desk: Desk) -> None:
    told = broken(desk, TELEGRAM_TOKEN="", TELEGRAM_TOKN="1:a")

    assert told["inställningar"].endswith("Den här versionen använder inte SAMVERKANSBOT_TELEGRAM_TOKN.")


def test_a_wrong_setting_is_told_and_nothing_else_tried(desk: Desk) -> None:
    assert broken(desk, LOG_LEVEL="HIGH") == {
        "inställningar": "SAMVERKANSBOT_LOG_LEVEL ska vara DEBUG, INFO, WARNING eller ERROR. "
        "Resten prövas när det är rättat."
    }


def test_without_a_token_the_rest_is_tried(desk: Desk) -> None:
    assert list(broken(desk, TELEGRAM_TOKEN="")) == ["inställningar"]


def test_the_mail_server_is_greeted_and_sent_nothing(desk: Desk) -> None:
    with post_office() as office:
        line = (
            "e-post: fungerar (från bot@norr.example där arenan inte har en egen brevlåda. "
            "Mejl som kommer tillbaka dit ser boten inte)"
        )
        checked = desk.shell.run("check", SMTP_URL=office.url, SMTP_FROM="bot@norr.example")
        wrong = broken(desk, SMTP_URL=office.url.replace("hemligt", "annat"))

    assert (line in checked.out.splitlines(), office.taken) == (True, [])
    assert wrong == {
        "e-post": "E-postservern godtar inte inloggningen. Kontrollera användare och lösenord i "
        "SAMVERKANSBOT_SMTP_URL."
    }
    assert broken(desk, SMTP_URL="smtp://127.0.0.1:9") == {
        "e-post": "E-postservern svarar inte. Kontrollera server och port i SAMVERKANSBOT_SMTP_URL."
    }


@pytest.mark.parametrize(
    "url", ["https://mail.example", "smtp://bo:hemligt@", "smtp://bo@mail.example", "smtp://m.example:x"]
)
def test_a_wrong_mail_server_stops_the_start_in_one_line(desk: Desk, url: str) -> None:
    ended = desk.shell.run("run", SMTP_URL=url)

    assert (ended.status, ended.out) == (78, "")
    assert ended.err == (
        "SAMVERKANSBOT_SMTP_URL ska se ut som smtp://användare:lösenord@server:587 eller smtps://…, "
        "med specialtecken i lösenordet som %40.\n"
    )


def test_a_refused_token_is_told(desk: Desk) -> None:
    desk.world.bot.revoke_token()

    assert list(broken(desk)) == ["Telegram"]


def test_an_unreachable_telegram_is_told(desk: Desk) -> None:
    (words,) = broken(desk, TELEGRAM_BASE_URL="http://127.0.0.1:9").values()

    assert words.startswith("Telegram svarar inte.")


def test_a_bot_that_hears_all_of_a_group_is_told(desk: Desk) -> None:
    desk.world.bot.reads_all_group_messages = True

    assert list(broken(desk)) == ["gruppsekretess"]


@pytest.fixture
def group(desk: Desk) -> Group:
    """Bound to SVOM, with the bot in it."""
    asa = desk.world.person("Åsa Öberg")
    group = desk.world.group("SVOM", members=[asa], supergroup=True)
    asa.adds_bot(group)
    bind(desk, group.chat.id)
    return group


def of_the_group(desk: Desk) -> str:
    found = {each["name"]: each["text"] for each in desk.shell.run("check", "--json").json}
    return str(found["SVOM, gruppen"])


def test_a_bound_group_works_while_the_bot_is_in_it(desk: Desk, group: Group) -> None:
    works = (
        "SVOM, gruppen: fungerar (får skriva, får inte fästa dagordningen eller ta bort den som har slutat)\n"
    )
    assert without_sizes(desk.shell.run("check").out) == ALL_WELL + works + NO_OUTLOOK

    group.removes(desk.world.bot.user)
    assert list(broken(desk)) == ["SVOM, gruppen"]


def test_what_the_bot_may_do_in_a_group_is_told(desk: Desk, group: Group) -> None:
    group.chat.members_may_pin = True
    assert of_the_group(desk) == (
        "fungerar (får skriva och fästa dagordningen, får inte ta bort den som har slutat)"
    )

    group.promotes(desk.world.bot.user, ["can_restrict_members", "can_pin_messages"])
    assert of_the_group(desk) == "fungerar (får skriva, fästa dagordningen och ta bort den som har slutat)"


def test_a_group_in_which_the_bot_may_not_write_is_told(desk: Desk, group: Group) -> None:
    group.chat.members_may_write = False

    assert broken(desk) == {
        "SVOM, gruppen": "Boten får inte skriva i gruppen. "
        "Låt medlemmar skicka meddelanden och filer i gruppens inställningar."
    }


def test_a_group_that_telegram_does_not_know_is_told(desk: Desk) -> None:
    bind(desk, -999)

    assert list(broken(desk)) == ["SVOM, gruppen"]


def test_history_that_was_changed_afterwards_is_told(desk: Desk) -> None:
    with desk.shell.store() as store:
        store.session.add(Seal(upto=1, entries=1, digest="not this one", sealed_at=NOW))

    assert broken(desk) == {"historik": "Historiken har ändrats i efterhand, från och med försegling 1."}


def test_a_database_of_a_newer_version_is_told(desk: Desk) -> None:
    with desk.shell.store() as store:
        store.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert broken(desk) == {
        "databas": "Databasen hör till en nyare version av samverkansbot. Installera den versionen."
    }


def test_a_database_that_is_away_is_told(desk: Desk) -> None:
    assert list(broken(desk, DATABASE_URL="postgresql://bot:hemligt-losenord@127.0.0.1:9/bot")) == ["databas"]


def test_a_database_that_is_not_there_yet_is_no_fault_and_is_not_made(desk: Desk) -> None:
    assert broken(desk, DATA_DIR="annan") == {}
    assert not (desk.shell.directory / "annan" / "samverkansbot.db").exists()


UNREACHED = {
    "ErrorInvalidUser": (
        "Brevlådan svom@example.se finns inte. Skapa en delad brevlåda, eller rätta calendar i arenafilen. "
        "Så gör du: docs/graph.md."
    ),
    "MailboxNotEnabledForRESTAPI": (
        "Brevlådan svom@example.se ligger inte i Exchange Online, eller är avstängd. "
        "Flytta eller slå på den. Så gör du: docs/graph.md."
    ),
    # A proxy on the way has no page there.
    "": ("Microsoft Graph svarar inte. Kontrollera nätet, och SAMVERKANSBOT_GRAPH_BASE_URL om den är satt."),
}


def test_what_is_missing_for_outlook_is_said(desk: Desk) -> None:
    graph = Graph(token="a-token")
    graph.mailbox("svom@example.se")
    graph.foreign.add("bo@example.se")
    with desk.shell.store() as store:
        place = store.within("svom")
        assert place
        arena = place.arena
        arena.calendar = "svom@example.se"
        store.keep(a_person("Bo Ek", email="bo@example.se"))
    with serve_graph(graph) as server:
        known = {"GRAPH_BASE_URL": server.base_url, "GRAPH_ACCESS_TOKEN": "a-token"}
        assert broken(desk, **known) == {}

        assert broken(desk, **known | {"GRAPH_ACCESS_TOKEN": "another"}) == {
            "Outlook, SVOM": (
                "Microsoft godtar inte behörigheten. Förnya certifikatet eller "
                "SAMVERKANSBOT_GRAPH_ACCESS_TOKEN. Så gör du: docs/graph.md."
            )
        }
        for code, words in UNREACHED.items():
            graph.faults.add(Fault(Kind.STATUS, status=404, code=code))
            assert broken(desk, **known) == {"Outlook, SVOM": words}
        graph.mailbox("bo@example.se")
        graph.foreign.clear()
        assert broken(desk, **known) == {
            "andras brevlådor": (
                "Boten når kalendern i bo@example.se, och ska inte kunna det. "
                "Begränsa appen till arenornas brevlådor. Så gör du: docs/graph.md."
            )
        }
        graph.foreign.add("bo@example.se")
        with desk.shell.store() as store:
            place = store.within("svom")
            assert place
            place.arena.teams = True
        assert "Teams, SVOM: fungerar" in desk.shell.run("check", **known).out
        graph.mailbox("svom@example.se").has_teams = False
        assert broken(desk, **known) == {
            "Teams, SVOM": (
                "Brevlådan svom@example.se får inte hålla möten i Teams. Ge den en licens med Teams, "
                "eller ta bort teams ur arenafilen. Så gör du: docs/graph.md."
            )
        }
        graph.mailbox("svom@example.se").has_teams = True
        graph.foreign.add("svom@example.se")
        assert broken(desk, **known) == {
            "Outlook, SVOM": (
                "Boten får inte röra kalendern i svom@example.se. "
                "Ge appen Application Calendars.ReadWrite där. Så gör du: docs/graph.md."
            )
        }
    assert broken(desk, GRAPH_TENANT_ID="a-tenant") == {
        "inställningar": "SAMVERKANSBOT_GRAPH_CLIENT_ID saknas. Sätt den, eller ta bort de andra GRAPH_."
    }


@pytest.mark.parametrize(("minutes", "words"), [(5, r"\d+ s efter"), (-20, r"\d+ minuter före")])
def test_a_clock_that_is_wrong_is_told(tmp_path: Path, minutes: int, words: str) -> None:
    world = World(token=TOKEN, now=lambda: datetime.now(UTC) + timedelta(minutes=minutes))
    with serve(world) as server:
        desk = Desk(world, Shell(tmp_path, {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.url}))
        found = broken(desk)

    assert list(found) == ["klocka mot Telegram"]
    line = f"Datorns klocka går {words}. Ställ den, och låt den följa en tidsserver."
    assert re.fullmatch(line, found["klocka mot Telegram"])


def test_what_has_waited_too_long_is_told(desk: Desk) -> None:
    with desk.shell.store() as store:
        store.promise(a_dispatch(arena_id="svom"))
        store.session.flush()
        long_ago = {"promised_at": tables.dispatch.c.promised_at - 16 * 60}
        store.session.execute(update(tables.dispatch).values(**long_ago))

    assert broken(desk) == {
        "det som väntar": "Ett meddelande har väntat i 16 minuter. "
        "Kontrollera att boten är igång, och läs dess logg."
    }


def test_rows_that_point_nowhere_are_told(desk: Desk) -> None:
    file = desk.shell.directory / "data" / "samverkansbot.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE history SET arena_id = 'borta'")

    assert broken(desk) == {
        "databas": "Rader i databasen hör ihop med sådana som inte finns. Återställ en kopia."
    }


@on_postgresql
def test_a_postgresql_is_told_with_its_version_and_size(desk: Desk, database_url: str) -> None:
    checked = desk.shell.run("check", DATABASE_URL=database_url)

    assert checked.status == 0
    found = re.search(r"^databas: fungerar \(PostgreSQL (\S+), version (\d{4}), \d+ MB\)$", checked.out, re.M)
    assert found
    assert found[2] == known_revisions()[-1]
    assert "disk:" not in checked.out


NO_MAIL = {
    (False, True): (
        "Boten får inte skicka mejl från svom@example.se. Ge appen Application Mail.Send där, "
        "eller sätt SAMVERKANSBOT_SMTP_URL. Så gör du: docs/graph.md."
    ),
    (True, False): (
        "Boten skickar mejl från svom@example.se, men får inte läsa där. Mejl med stora bilagor går inte ut, "
        "och ingen får veta när ett mejl kommer tillbaka. Ge appen Application Mail.ReadWrite där. "
        "Så gör du: docs/graph.md."
    ),
    (False, False): (
        "Boten får inte skicka mejl från svom@example.se. Ge appen Application Mail.Send och "
        "Mail.ReadWrite där, eller sätt SAMVERKANSBOT_SMTP_URL. Så gör du: docs/graph.md."
    ),
}


@pytest.mark.parametrize("rights", NO_MAIL)
def test_which_right_to_mail_is_missing_is_said_and_nothing_is_sent(
    desk: Desk, rights: tuple[bool, bool]
) -> None:
    graph = Graph(token="a-token")
    post = graph.mailbox("svom@example.se").post
    post.may_send, post.may_read = rights
    with desk.shell.store() as store:
        place = store.within("svom")
        assert place
        place.arena.calendar = "svom@example.se"
    with serve_graph(graph) as server:
        known = {"GRAPH_BASE_URL": server.base_url, "GRAPH_ACCESS_TOKEN": "a-token"}

        assert broken(desk, **known) == {"e-post, SVOM": NO_MAIL[rights]}

        # No mail goes by Graph where there is a server for it.
        with post_office() as office:
            assert broken(desk, **known, SMTP_URL=office.url, SMTP_FROM="bot@norr.example") == {}
    assert (post.sent, post.drafts) == ([], {})
