"""Where mail is handed in, as one address says it."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, kw_only=True)
class SmtpServer:
    """Where mail is handed in; `sender` is from whom it is where an arena has no mailbox of its own."""

    host: str
    port: int
    is_tls: bool
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def at(cls, url: str, sender: str) -> "SmtpServer":
        """smtp://user:password@host:587, or smtps:// where all is encrypted. Raises ValueError."""
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("not an SMTP address")
        if (parts.username is None) != (parts.password is None):
            raise ValueError("user and password belong together")
        user = unquote(parts.username) if parts.username else None
        return cls(
            host=parts.hostname,
            port=parts.port or PORTS[parts.scheme],
            is_tls=parts.scheme == "smtps",
            sender=sender or _sender(user, parts.hostname),
            user=user,
            password=unquote(parts.password) if parts.password else None,
        )

    @property
    def must_encrypt(self) -> bool:
        """A password goes over no open line, but to this machine."""
        return self.user is not None and self.host not in OWN_MACHINE


def _sender(user: str | None, host: str) -> str:
    if user and "@" in user:
        return user
    name = "localhost" if host in OWN_MACHINE else host.removeprefix("smtp.").removeprefix("mail.")
    return f"samverkansbot@{name}"
