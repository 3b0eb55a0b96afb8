"""What a program may add to the page: a part with a script, its state, and orders to it."""

from typing import Protocol

from starlette.routing import BaseRoute

from integrations.botapi.shapes import Json


class Panel(Protocol):
    """A part of the page. The page imports `scripts` and hands each the state whenever it has changed."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]

    def state(self) -> Json:
        """What the scripts are to show now: quick, and equal as long as nothing has changed."""
        ...

    def routes(self) -> list[BaseRoute]:
        """Addresses of the panel's own: its scripts, its orders."""
        ...

    def looked_at(self) -> None:
        """Somebody has opened the page."""
        ...
