"""The operator's part, before the first start."""

import json

from tests.years.cast import arena_file
from tests.years.stage import Stage


def load(stage: Stage) -> None:
    """Every arena, and a link for each of its people."""
    for cast in stage.casts.values():
        (stage.home / f"{cast.id}.toml").write_text(arena_file(cast))
        stage.bot.command("load", f"{cast.id}.toml")
        invited = json.loads(stage.bot.command("invite", cast.id, "--json"))
        stage.links |= {each["name"]: each["link"] for each in invited["people"]}
        stage.codes[cast.number] = invited["chats"]["group"]
    stage.bot.started()
