"""What Graph answers where it does not do what it was asked."""

from typing import Any


class GraphError(Exception):
    """One refusal, with its status, its code, and the headers that tell when to come back, or where."""

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = headers or {}

    def to_json(self) -> dict[str, Any]:
        """The envelope."""
        return {"error": {"code": self.code, "message": str(self)}}


def bad_request(message: str) -> GraphError:
    """The body or the query is wrong."""
    return GraphError(400, "BadRequest", message)


def not_found() -> GraphError:
    """There is no such event."""
    return GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.")
