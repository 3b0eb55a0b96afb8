"""Arena files that come with the bot."""

from pathlib import Path


def packaged_arenas() -> dict[str, Path]:
    """Each packaged arena's id and its file, by id."""
    return {path.stem: path for path in sorted(Path(__file__).parent.glob("*.toml"))}
