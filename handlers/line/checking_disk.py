"""Whether the disk of the SQLite file has room: to grow, and for a copy of it beside."""

import shutil
from pathlib import Path

from handlers.line.check import Check, broken, works
from storage.backup import BESIDE

DISK = "disk"
MEGABYTE = 1_000_000
# A year of one arena with its files, roughly.
LEAST = 500 * MEGABYTE


def check_disk(database: Path) -> Check:
    """The file need not be there yet, its directory must."""
    files = (database, *(Path(f"{database}{end}") for end in BESIDE))
    size = sum(file.stat().st_size for file in files if file.exists())
    return judged(size, shutil.disk_usage(database.parent).free, database.parent)


def judged(size: int, free: int, where: Path) -> Check:
    """By the bytes that the database has and those that are free: a copy, and as much again to grow."""
    facts = f"databasen {in_words(size)}, {in_words(free)} ledigt"
    if free < LEAST + 2 * size:
        return broken(DISK, f"Det är ont om plats i {where.absolute()}: {facts}. Frigör utrymme.")
    return works(DISK, facts)


def in_words(size: int) -> str:
    """12 MB, 3 GB; what is less than one megabyte counts as one."""
    megabytes = max(1, round(size / MEGABYTE)) if size else 0
    return f"{megabytes} MB" if megabytes < 1000 else f"{megabytes // 1000} GB"
