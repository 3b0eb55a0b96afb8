"""Telegram's refusals, in its own words (read in tdlib/telegram-bot-api and tdlib/td)."""

from integrations.botapi.shapes import Json


class ApiRefusal(Exception):
    """The server said no: an error code, a description, and perhaps parameters for the caller."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> Json:
        """The JSON body that a client reads."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(words: str) -> ApiRefusal:
    """400; the first letter is lowered as Telegram does, unless the words are a SERVER_CODE."""
    if len(words) > 1 and (words[1] == "_" or words[1].isupper()):
        return ApiRefusal(400, f"Bad Request: {words}")
    return ApiRefusal(400, f"Bad Request: {words[:1].lower()}{words[1:]}")


def forbidden(words: str) -> ApiRefusal:
    """403: the bot may never do this until a person changes something."""
    return ApiRefusal(403, f"Forbidden: {words}")


def conflict(words: str) -> ApiRefusal:
    """409: two readers of one queue of updates."""
    return ApiRefusal(409, f"Conflict: {words}")


def too_many(retry_after: int) -> ApiRefusal:
    """429 with the seconds to wait."""
    return ApiRefusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def upgraded(new_chat_id: int) -> ApiRefusal:
    """400 with the supergroup's id: the group moved."""
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiRefusal(400, words, migrate_to_chat_id=new_chat_id)
