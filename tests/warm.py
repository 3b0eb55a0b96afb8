"""What the fork server has at hand before it forks: all that a start would load, compile or read anew.

A fork of it starts in a tenth of the time of a new interpreter. Only the server imports this.
"""

# ruff: noqa: F401 (it is enough that they are loaded)
import gc

import anyio._backends._asyncio
import holidays.countries
import httpcore

import bot.texts
import handlers.app
import handlers.line.checking
import handlers.line.inviting
import handlers.line.loading
import handlers.line.single_run
import handlers.line.succeeding
import tests.forked
from integrations.graph.access import Access
from integrations.graph.door import _open_unswept
from integrations.graph.letters import load_models
from integrations.graph.turnstile import Open

graph = _open_unswept(Access(base_url="http://127.0.0.1:9", token="nobody's"), Open(), None)
load_models(graph.client.users.by_user_id("nobody"))
for name in bot.texts._environment().list_templates(extensions=["j2"]):
    if name.startswith("no/") or "/" not in name:
        bot.texts._environment().get_template(name)
# A child that looked through all of it for garbage would copy it.
gc.freeze()
