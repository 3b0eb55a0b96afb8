"""Secrets worked out of the bot's token and of a key in the database; they stand in no table themselves."""

import hmac
from base64 import urlsafe_b64encode


def secret_key(purpose: str, *, token: str, button_key: bytes) -> bytes:
    """The key for that purpose; a copy of the database alone does not give it, nor do the settings alone."""
    return hmac.digest(button_key, f"{purpose}:{token}".encode(), "sha256")


def secret_word(key: bytes, name: str, *, size: int = 32) -> str:
    """That many bytes, at most 32, as web addresses have them (RFC 4648, section 5), without padding."""
    return urlsafe_b64encode(hmac.digest(key, name.encode(), "sha256")[:size]).decode().rstrip("=")
