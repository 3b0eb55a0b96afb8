"""A web server before the replicas: passes each call on to one that answers, each in turn."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import httpx

OF_THE_WIRE = ("host", "connection")


class Balancer(ThreadingHTTPServer):
    """Of those that do not answer it tries the next; where none does, it says 502."""

    daemon_threads = True

    def __init__(self, ports: Sequence[int]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ports, self.calls, self.turn = list(ports), dict.fromkeys(ports, 0), count()
        self.client = httpx.Client(timeout=10, trust_env=False)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def passed_on(self, path: str, headers: dict[str, str], body: bytes) -> int:
        """What the replica answers."""
        first = next(self.turn)
        for number in range(len(self.ports)):
            port = self.ports[(first + number) % len(self.ports)]
            try:
                answer = self.client.post(f"http://127.0.0.1:{port}{path}", content=body, headers=headers)
            except httpx.HTTPError:
                continue
            self.calls[port] += answer.is_success
            return answer.status_code
        return 502


class _Handler(BaseHTTPRequestHandler):
    server: Balancer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {
            name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")
        }
        self.send_response(self.server.passed_on(self.path, headers, body))
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def a_balancer(*ports: int) -> Iterator[Balancer]:
    """One for as long as the block lasts."""
    server = Balancer(ports)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        server.client.close()
