"""What people type at a terminal: one command for each thing that an operator does."""

import asyncio
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from handlers.line import exits

YEARS = range(2000, 2100)
in_json = click.option("--json", "as_json", is_flag=True, help="Skriv JSON i stället för text.")


class Year(click.ParamType[int]):
    """A year that a wheel can be drawn of."""

    name = "year"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; a usage error in Swedish for anything else."""
        if not str(value).isdecimal() or int(value) not in YEARS:
            self.fail("skriv ett år mellan 2000 och 2099, till exempel 2027.", param, ctx)
        return int(value)


@click.group(name="samverkansbot", options_metavar="[VAL]", subcommand_metavar="KOMMANDO ...")
@click.version_option(
    package_name="samverkansbot", message="samverkansbot %(version)s", help="Visa versionen."
)
def program() -> None:
    """Möten, dagordningar och platser i samverkansarenor, i Telegram.

    Inställningar läses ur miljön eller filen .env, med förledet SAMVERKANSBOT_.
    """


@program.command(options_metavar="[VAL]")
def run() -> None:
    """Kör boten tills den stoppas."""
    from handlers.app import run as run_app
    from handlers.line.single_run import single_run
    from handlers.logs import start_logging
    from handlers.settings import read_settings, unused_settings

    settings = read_settings()
    for name in unused_settings():
        click.echo(f"{name} används inte av den här versionen.", err=True)
    start_logging(settings.log_level, settings.log_format)
    with single_run(settings.database):
        asyncio.run(run_app(settings))


@program.command(options_metavar="[VAL]")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FIL...")
@click.option("--dry-run", is_flag=True, help="Visa vad som skulle ändras, men spara inget.")
@in_json
def load(files: tuple[Path, ...], *, dry_run: bool, as_json: bool) -> None:
    """Läs in arenor, platser, roller och möten ur TOML-filer.

    FIL är en fil, eller namnet på en arena som följer med, till exempel samreko-hsi.
    """
    from handlers.line import loading
    from handlers.settings import read_settings

    loads = loading.load(read_settings(), files, dry_run=dry_run)
    _show(as_json, loading.as_json(loads, dry_run=dry_run), loading.lines(loads, dry_run=dry_run))


@program.command(options_metavar="[VAL]")
@click.argument("arena", metavar="ARENA")
@click.argument("emails", nargs=-1, metavar="[E-POST...]")
@in_json
def invite(arena: str, emails: tuple[str, ...], *, as_json: bool) -> None:
    """Gör nya länkar till personer, och koder till arenans grupper.

    ARENA är arenans id. Utan E-POST: alla som inte har gått med än.
    """
    from handlers.line import inviting
    from handlers.settings import read_settings

    invites = inviting.invite(read_settings(), arena, emails)
    _show(as_json, inviting.as_json(invites), inviting.lines(invites))


@program.command(options_metavar="[VAL]")
@click.argument("old", metavar="GAMMAL")
@click.argument("new", metavar="NY")
@in_json
def correct(old: str, new: str, *, as_json: bool) -> None:
    """Rätta någons e-postadress, i alla arenor på en gång.

    Sekreteraren rättar den som bara är med i en arena.
    """
    from handlers.line import correcting
    from handlers.settings import read_settings

    person = correcting.run(read_settings(), old, new)
    _show(as_json, correcting.as_json(person), correcting.lines(person))


@program.command(options_metavar="[VAL]")
@click.argument("arena", metavar="ARENA")
@click.option("--to", metavar="ARENA", help="Arenan som tar över. Annars den som arenafilen säger.")
@click.option(
    "--on", metavar="DATUM", help="Första dagen för den nya arenan. Annars arenafilens, eller i dag."
)
@click.option("--dry-run", is_flag=True, help="Visa vad som skulle hända, men spara inget.")
@click.option("--undo", is_flag=True, help="Ta tillbaka det, om ingen har byggt vidare på det.")
@in_json
def succeed(arena: str, *, to: str | None, on: str | None, dry_run: bool, undo: bool, as_json: bool) -> None:
    """Låt en arena ta över efter en annan.

    Öppna ärenden, platser som passar och gruppen går över till den nya arenan.
    Före dagen sparas bara datumet. När dagen börjar går allt över av sig självt, om boten är igång.
    Annars när den startar.
    """
    from handlers.line import succeeded, succeeding
    from handlers.settings import read_settings

    asked = succeeded.Asked(arena_id=arena, to=to, on=on, undo=undo, dry_run=dry_run)
    passed = succeeding.run(read_settings(), asked)
    _show(as_json, succeeded.as_json(passed), succeeded.lines(passed))


@program.command(options_metavar="[VAL]")
@click.argument("arena", metavar="ARENA")
@click.option("--before", required=True, metavar="DATUM", help="Möten och ärenden från före den dagen.")
@click.option(
    "--decision", required=True, metavar="BESLUT", help="Beslutet om gallring, till exempel KS 2027:12."
)
@click.option(
    "--dry-run", is_flag=True, help="Visa bara vad som skulle tas bort. Så är det utan --yes också."
)
@click.option("--yes", is_flag=True, help="Ta bort det. Det går inte att ångra.")
@in_json
def gallra(arena: str, *, before: str, decision: str, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Ta bort texter och filer som är gamla, enligt ett beslut.

    Kvar står vilka ärenden som fanns och vad det blev av dem, och protokollen.
    Utan --yes visas bara vad som skulle tas bort.
    """
    from handlers.line import removing
    from handlers.settings import read_settings

    if yes and dry_run:
        raise removing.NotRemoved("Välj antingen --dry-run eller --yes. Inget har gallrats.")
    asked = removing.Asked(arena_id=arena, before=before, decision=decision, is_done=yes)
    removed = removing.run(read_settings(), asked)
    _show(as_json, removing.as_json(removed), removing.lines(removed))


@program.command(options_metavar="[VAL]")
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL")
@in_json
def backup(file: Path, *, as_json: bool) -> None:
    """Spara en hel kopia av databasen i FIL, medan boten är igång.

    Kopian håller allt: arenor, möten, bilagor, historik och nyckeln till knapparna. Förvara den därefter.
    """
    from handlers.line import copying
    from handlers.settings import read_settings

    copied = copying.back_up(read_settings(), file)
    _show(as_json, copying.as_json(copied), copying.lines(copied))


@program.command(options_metavar="[VAL]")
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL")
@in_json
def restore(file: Path, *, as_json: bool) -> None:
    """Läs tillbaka en kopia dit där det inte finns någon databas.

    Det som väntade i kopian hålls kvar tills du kör samverkansbot resume.
    """
    from handlers.line import copying
    from handlers.settings import read_settings

    brought = copying.restore(read_settings(), file)
    _show(as_json, copying.as_json(brought), copying.lines(brought))


@program.command(options_metavar="[VAL]")
@click.argument("file", type=click.Path(path_type=Path), required=False, metavar="[FIL]")
@in_json
def move(file: Path | None, *, as_json: bool) -> None:
    """Flytta allt från SQLite till en tom databas i PostgreSQL.

    FIL är den databas som boten har haft, annars den i DATA_DIR.
    Stoppa boten, och sätt DATABASE_URL till den nya, först.
    """
    from handlers.line import moving
    from handlers.settings import read_settings

    moved = moving.move(read_settings(), file)
    _show(as_json, moving.as_json(moved), moving.lines(moved))


@program.command(options_metavar="[VAL]")
@click.argument("arena", metavar="ARENA")
@click.argument("directory", type=click.Path(path_type=Path), metavar="KATALOG")
@in_json
def export(arena: str, directory: Path, *, as_json: bool) -> None:
    """Skriv ut allt om en arena som filer i en ny katalog.

    ARENA är arenans id. Dagordningar, protokoll, ärenden med bilagor, platser, närvaro, utskick och historik.
    """
    from handlers.line import exporting
    from handlers.settings import read_settings

    exported = exporting.export(read_settings(), arena, directory)
    _show(as_json, exporting.as_json(exported), exporting.lines(exported))


@program.command(options_metavar="[VAL]")
@in_json
def hold(*, as_json: bool) -> None:
    """Håll kvar det som väntar, innan boten startar på en databas som har återställts.

    För PostgreSQL, efter pg_restore. Efter samverkansbot restore är det redan gjort.
    """
    from handlers.line import resuming
    from handlers.settings import read_settings

    held = resuming.hold(read_settings())
    _show(as_json, resuming.as_json(held), resuming.lines(held))


@program.command(options_metavar="[VAL]")
@click.option("--send", is_flag=True, help="Skicka det nu, märkt som möjlig kopia.")
@click.option("--skip", is_flag=True, help="Skicka det inte: det hade redan hänt.")
@in_json
def resume(*, send: bool, skip: bool, as_json: bool) -> None:
    """Bestäm vad som händer med det som hölls kvar efter en återläsning.

    Utan --send eller --skip visas bara vad det är.
    """
    from handlers.line import resuming
    from handlers.settings import read_settings

    if send and skip:
        raise click.UsageError("Välj antingen --send eller --skip.")
    resumed = resuming.resume(read_settings(), resuming.Choice.of(send=send, skip=skip))
    _show(as_json, resuming.as_json(resumed), resuming.lines(resumed))


@program.command(options_metavar="[VAL]")
@click.argument("arena", metavar="ARENA")
@click.option("--ar", "year", type=Year(), metavar="ÅR", help="Annars året för nästa möte.")
@click.option("--svg", type=click.Path(path_type=Path), metavar="FIL", help="Rita till en SVG-fil.")
@click.option("--png", type=click.Path(path_type=Path), metavar="FIL", help="Rita till en PNG-fil.")
@in_json
def arshjul(arena: str, *, year: int | None, svg: Path | None, png: Path | None, as_json: bool) -> None:
    """Rita en arenas år som ett hjul, och skriv det i ord.

    ARENA är arenans id. Beredande möten är inte med.
    """
    from handlers.line import drawing
    from handlers.settings import read_settings

    wheel = drawing.wheel(read_settings(), arena, year)
    drawing.write(wheel, svg=svg, png=png)
    _show(as_json, drawing.as_json(wheel), drawing.lines(wheel))


@program.command(options_metavar="[VAL]")
@in_json
def check(*, as_json: bool) -> int:
    """Pröva inställningar, databas, Telegram och grupper."""
    from handlers.line import checking

    checks = checking.check_everything()
    _show(as_json, checking.as_json(checks), checking.lines(checks))
    return 0 if all(each.ok for each in checks) else 1


@program.command(options_metavar="[VAL]")
@click.option("--once", is_flag=True, help="Spela hela berättelsen i terminalen och sluta.")
@click.option("--no-browser", is_flag=True, help="Skriv bara ut adressen till sidan, öppna den inte.")
@click.option("--keep", is_flag=True, help="Spara demon i DATA_DIR/demo, och fortsätt där den slutade.")
def demo(*, once: bool, no_browser: bool, keep: bool) -> int:
    """Prova boten i en chatt på den här datorn, utan konto och server."""
    from handlers.demo import main as play

    if once and keep:
        raise click.UsageError("Välj antingen --once eller --keep.")
    return play(once=once, opens=not no_browser, keeps=keep)


def _show(as_json: bool, value: object, lines: Iterable[str]) -> None:
    for line in [json.dumps(value, ensure_ascii=False, indent=2)] if as_json else lines:
        click.echo(line)


def main() -> None:
    """The entry point: every expected stop is one Swedish line and its own exit status."""
    sys.exit(exits.run(program))
