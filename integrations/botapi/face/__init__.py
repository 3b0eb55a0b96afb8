"""A face for the stand-in: a page in the browser on which one plays its people, chat by chat.

    face = Face(world, [Player(bo, {"sv": "Ledamot", "en": "Member"})])
    with serve(world, face=face.app()) as server:
        webbrowser.open(server.url)

What the page does goes through the same people as in tests (see people.py); what it shows is read from the
same world. A program may add panels of its own: see panels.py.
"""

from integrations.botapi.face.panels import Panel
from integrations.botapi.face.site import Face, Player

__all__ = ["Face", "Panel", "Player"]
