"""Keeps what the bot of this release leaves behind, on both databases."""

import sys
import tempfile
from pathlib import Path

from tests.databases import SQLite, running_postgresql
from tests.stories.releases import dump, kept_in, live, this_release
from tests.stories.town import a_town


def main() -> None:
    """Refuses to write over a release that is kept already."""
    with running_postgresql() as postgresql, tempfile.TemporaryDirectory() as home:
        for databases in (SQLite(Path(home)), postgresql):
            with databases.migrated() as url:
                file = kept_in(this_release(), url)
                if file.exists():
                    sys.exit(f"{file} is there already")
                with a_town(url, Path(home) / file.stem) as town:
                    live(town)
                dump(url, postgresql, file)


main()
