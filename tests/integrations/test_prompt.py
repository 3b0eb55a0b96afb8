"""A stand-in that is ended while somebody is just being let in."""

import gc
import socket

import pytest

from integrations.botapi.prompt import Prompt, bound


async def nobody(_scope: object, _receive: object, _send: object) -> None:
    """Answers nothing."""


@pytest.mark.parametrize("callers", [1, 5])
def test_whoever_is_let_in_as_it_ends_is_let_go(callers: int) -> None:
    for _ in range(20):
        listener = bound(0)
        address = listener.getsockname()
        server = Prompt(nobody)
        server.begin("nobody", listener)
        calling = [socket.create_connection(address, timeout=5) for _ in range(callers)]
        server.stop()
        assert {ending(each) for each in calling} <= {"closed", "refused"}
    # A connection that was forgotten would be an error here.
    gc.collect()


def ending(connection: socket.socket) -> str:
    """How it ended; TimeoutError if it did not."""
    with connection:
        try:
            return "closed" if connection.recv(1) == b"" else "answered"
        except ConnectionResetError:
            return "refused"


def test_one_that_does_not_start_says_so_and_lets_the_port_go() -> None:
    listener = bound(0)
    port = listener.getsockname()[1]
    listener.close()

    with pytest.raises(RuntimeError, match="nobody did not start"):
        Prompt(nobody).begin("nobody", listener)

    bound(port).close()


def test_one_that_has_ended_may_be_stopped_again() -> None:
    server = Prompt(nobody)
    server.begin("nobody", bound(0))

    server.stop()
    server.stop()
