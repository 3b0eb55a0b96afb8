"""Settings from the environment or a .env file, every one with the prefix SAMVERKANSBOT_."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from integrations.graph.access import Access
from integrations.smtpserver import SmtpServer

PREFIX = "SAMVERKANSBOT_"
# Behind a web server on the same machine, which has the certificate.
PUBLIC_LISTEN = "127.0.0.1:8080"


class WrongSetting(Exception):
    """One Swedish line that names the setting and never its value."""


def _is_half(certificate: bytes) -> bool:
    """Whether it is in PEM, and key or certificate is missing."""
    parts = (b"PRIVATE KEY-----", b"BEGIN CERTIFICATE-----")
    return b"-----BEGIN" in certificate and not all(part in certificate for part in parts)


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("ska vara en webbadress som börjar med https://")
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ValueError("ska börja med https:// (http går bara till den egna datorn)")
    return url.rstrip("/")


def _names_a_database(url: str) -> bool:
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        return False
    is_file = parts.drivername == "sqlite" and parts.database != ":memory:" and not parts.query
    return bool(parts.database) and (is_file or parts.drivername != "sqlite")


WebAddress = Annotated[str, AfterValidator(_web_address)]


@dataclass(frozen=True, kw_only=True)
class Listening:
    """Where the bot listens, and which setting says so."""

    host: str
    port: int
    setting: str

    @classmethod
    def at(cls, written: str, setting: str) -> "Listening":
        """127.0.0.1:8080, [::1]:8080, or a port alone on this machine."""
        host, _, port = written.rpartition(":")
        return cls(host=host.strip("[]") or "127.0.0.1", port=int(port), setting=setting)


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """Where Telegram sends updates, and by which word they are known to be its own."""

    url: str
    secret: str

    @property
    def path(self) -> str:
        """What the bot answers to; a web server before it leaves the path as it is."""
        return urlsplit(self.url).path or "/"


@dataclass(frozen=True, kw_only=True)
class PublicSite:
    """By which addresses the world reaches the bot, and where it listens for that.

    `url` is empty where there are no pages for people, `webhook` is None where updates are fetched.
    """

    url: str
    listening: Listening
    webhook: Webhook | None = None


class Settings(BaseSettings):
    """What an operator may set; PRODUCT: «Command line and settings»."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", env_ignore_empty=True
    )

    telegram_token: SecretStr = SecretStr("")
    telegram_base_url: WebAddress = "https://api.telegram.org"
    database_url: SecretStr = SecretStr("")
    smtp_url: SecretStr = SecretStr("")
    smtp_from: str = ""
    data_dir: Path = Path("data")
    graph_tenant_id: str = ""
    graph_client_id: str = ""
    graph_client_certificate: Path | None = None
    graph_client_secret: SecretStr = SecretStr("")
    graph_base_url: WebAddress = "https://graph.microsoft.com/v1.0"
    graph_access_token: SecretStr = SecretStr("")
    public_url: WebAddress | Literal[""] = ""
    public_listen: str = ""
    webhook_url: WebAddress | Literal[""] = ""
    webhook_secret: SecretStr = SecretStr("")
    listen: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json", "auto"] = "auto"
    # The demo and tests move the clock by the seconds in this file.
    clock_shift_file: Path | None = Field(default=None)
    # Tests kill the process at this edge (handlers/edges.py); 0 is never.
    failpoint: int = 0
    # Instead of as many as Telegram takes in all: the bench asks what the bot itself could do.
    messages_a_second: int = 0

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _any_case(cls, value: Any, info: Any) -> Any:
        return (
            (value.upper() if info.field_name == "log_level" else value.lower())
            if isinstance(value, str)
            else value
        )

    @field_validator("telegram_token")
    @classmethod
    def _token_shape(cls, token: SecretStr) -> SecretStr:
        number, _, secret = token.get_secret_value().partition(":")
        if token.get_secret_value() and not (number.isdecimal() and len(secret) >= 10 and secret.isascii()):
            raise ValueError("ska se ut som 123456:ABC…, så som BotFather visar den")
        return token

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: SecretStr) -> SecretStr:
        text = url.get_secret_value()
        if text and not text.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("ska börja med sqlite:/// eller postgresql://")
        if text and not _names_a_database(text):
            raise ValueError(
                "ska vara en hel adress, så som sqlite:////data/bot.db eller postgresql://server/bot"
            )
        return url

    @field_validator("smtp_url")
    @classmethod
    def _names_a_mail_server(cls, url: SecretStr) -> SecretStr:
        try:
            if url.get_secret_value():
                SmtpServer.at(url.get_secret_value(), "")
        except ValueError:
            raise ValueError(
                "ska se ut som smtp://användare:lösenord@server:587 eller smtps://…, "
                "med specialtecken i lösenordet som %40"
            ) from None
        return url

    @field_validator("smtp_from")
    @classmethod
    def _is_an_address(cls, written: str) -> str:
        try:
            return written and validate_email(written, check_deliverability=False).normalized
        except EmailNotValidError:
            raise ValueError("ska vara en e-postadress") from None

    @field_validator("webhook_secret")
    @classmethod
    def _telegram_takes_it(cls, secret: SecretStr) -> SecretStr:
        # https://core.telegram.org/bots/api#setwebhook; shorter ones can be guessed.
        text = secret.get_secret_value()
        if text and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", text):
            raise ValueError("ska ha 16 till 256 tecken: A-Z, a-z, 0-9, _ och -")
        return secret

    @field_validator("public_listen", "listen")
    @classmethod
    def _is_host_and_port(cls, written: str) -> str:
        port = written.rpartition(":")[2]
        if written and not (port.isdecimal() and 0 < int(port) < 65536):
            raise ValueError("ska vara adress och port, så som 127.0.0.1:8080")
        return written

    @property
    def health(self) -> Listening | None:
        """Where health and metrics are read; None where it is not set."""
        return Listening.at(self.listen, "LISTEN") if self.listen else None

    @property
    def public(self) -> PublicSite | None:
        """What the world may ask for; None where no address is set. Raises WrongSetting if half of it is."""
        webhook = self.webhook
        if self.public_listen and not self.public_url and not webhook:
            raise WrongSetting(f"{PREFIX}PUBLIC_URL saknas. Sätt den, eller ta bort PUBLIC_LISTEN.")
        if not self.public_url and not webhook:
            return None
        listening = Listening.at(self.public_listen or PUBLIC_LISTEN, "PUBLIC_LISTEN")
        return PublicSite(url=self.public_url, listening=listening, webhook=webhook)

    @property
    def webhook(self) -> Webhook | None:
        """Where Telegram sends updates; None where they are fetched. Raises WrongSetting if half of it is."""
        secret = self.webhook_secret.get_secret_value()
        if bool(secret) is bool(self.webhook_url):
            return Webhook(url=self.webhook_url, secret=secret) if secret else None
        lacking, other = ("URL", "SECRET") if secret else ("SECRET", "URL")
        raise WrongSetting(f"{PREFIX}WEBHOOK_{lacking} saknas. Sätt den, eller ta bort WEBHOOK_{other}.")

    @property
    def smtp(self) -> SmtpServer | None:
        """Where mail is handed in; None where it is not set."""
        url = self.smtp_url.get_secret_value()
        return SmtpServer.at(url, self.smtp_from) if url else None

    @property
    def database(self) -> str:
        """The database's URL: the one set, or SQLite in the data directory, which is made."""
        if self.database_url.get_secret_value():
            return self.database_url.get_secret_value()
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise WrongSetting(
                f"{PREFIX}DATA_DIR: katalogen {self.data_dir} går inte att skapa. Kontrollera sökvägen."
            ) from error
        if not os.access(self.data_dir, os.W_OK | os.X_OK):
            raise WrongSetting(
                f"{PREFIX}DATA_DIR: katalogen {self.data_dir} går inte att skriva i. "
                "Kontrollera rättigheterna."
            )
        return f"sqlite:///{self.own_file}"

    @property
    def own_file(self) -> Path:
        """The SQLite file of whoever names no other database."""
        return self.data_dir / "samverkansbot.db"

    @property
    def graph(self) -> Access | None:
        """How the bot is let in at Graph, None where nothing is set. Raises WrongSetting if half of it is."""
        if token := self.graph_access_token.get_secret_value():
            return Access(base_url=self.graph_base_url, token=token)
        secret, certificate = self.graph_client_secret.get_secret_value(), self.graph_client_certificate
        named = {"TENANT_ID": self.graph_tenant_id, "CLIENT_ID": self.graph_client_id}
        named["CLIENT_CERTIFICATE"] = str(certificate or "") or secret
        if not any(named.values()):
            return None
        if lacking := next((name for name, value in named.items() if not value), None):
            raise WrongSetting(f"{PREFIX}GRAPH_{lacking} saknas. Sätt den, eller ta bort de andra GRAPH_.")
        if certificate and not os.access(certificate, os.R_OK):
            raise WrongSetting(
                f"{PREFIX}GRAPH_CLIENT_CERTIFICATE: filen {certificate} går inte att läsa. "
                "Kontrollera sökvägen och rättigheterna."
            )
        if certificate and _is_half(certificate.read_bytes()):
            raise WrongSetting(
                f"{PREFIX}GRAPH_CLIENT_CERTIFICATE: filen {certificate} ska ha både nyckel och certifikat. "
                "Så gör du: docs/graph.md."
            )
        return Access(
            base_url=self.graph_base_url,
            tenant_id=self.graph_tenant_id,
            client_id=self.graph_client_id,
            certificate=str(certificate or ""),
            secret=secret,
        )

    @property
    def token(self) -> str:
        """The bot's token. Raises WrongSetting if it is not set."""
        if not self.telegram_token.get_secret_value():
            raise WrongSetting(f"{PREFIX}TELEGRAM_TOKEN saknas. Hämta en token hos BotFather och sätt den.")
        return self.telegram_token.get_secret_value()


def read_settings() -> Settings:
    """The settings. Raises WrongSetting with one line for the first one that is wrong."""
    try:
        return Settings()
    except (UnicodeDecodeError, OSError):
        raise WrongSetting("Filen .env går inte att läsa. Spara den som UTF-8, läsbar för boten.") from None
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        name = PREFIX + str(problem["loc"][0]).upper()
        reason = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "literal_error":
            reason = "ska vara " + str(problem["ctx"]["expected"]).replace(" or ", " eller ").replace("'", "")
        raise WrongSetting(f"{name} {reason}.") from None


def unused_settings() -> Iterator[str]:
    """What is set with our prefix but means nothing to this version: misspelt, or of a later one."""
    names = {name.upper() for name in [*os.environ, *dotenv_values(".env")]}
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    return (name for name in sorted(names - known) if name.startswith(PREFIX))
