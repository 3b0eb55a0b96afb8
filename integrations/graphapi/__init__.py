"""A local Microsoft Graph, calendars and mail, for tests and the demo: real HTTP, strict as the real one.

    from integrations.graphapi import Fault, Graph, Kind, serve

    graph = Graph(token="a-token")
    mailbox = graph.mailbox("arena@example.se")
    with serve(graph) as server:                 # point GRAPH_BASE_URL at server.base_url
        mailbox.events                           # what stands in the calendar
        mailbox.mails                            # what Exchange would have sent, and to whom
        mailbox.post.sent                        # what the application sent out of it
        event.answers("bo@example.se", "declined")
        graph.faults.add(Fault(Kind.ACCEPT_THEN_RESET, "POST"))
        graph.ledger                             # every call, with what took effect

`shapes.json` holds facts of Microsoft's own OpenAPI description of v1.0: which properties there are, and of
which types. Who is mailed when was read in Microsoft's pages on updating an event.
"""

from integrations.graphapi.calendar import Event, Mail, Mailbox
from integrations.graphapi.faults import Fault, Kind
from integrations.graphapi.graph import Call, Graph
from integrations.graphapi.messages import Sent
from integrations.graphapi.server import Server, serve

__all__ = ["Call", "Event", "Fault", "Graph", "Kind", "Mail", "Mailbox", "Sent", "Server", "serve"]
