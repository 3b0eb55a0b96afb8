"""Small facts that the installation keeps about itself: the buttons' key, the bot's name."""

import secrets

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from storage import tables
from storage.upsert import insert_or_ignore

# Under which is kept how the process that runs carries mail: what is promised now depends on it.
MAILS = "mails"
BY_SERVER, BY_MAILBOX = "smtp", "graph"
VALUE = select(tables.setting.c.value).where(tables.setting.c.name == bindparam("name"))


def read(session: Session, name: str) -> str | None:
    """The value kept under that name."""
    return session.execute(VALUE, {"name": name}).scalar_one_or_none()


def write(session: Session, name: str, value: str) -> None:
    """Keep the value, instead of an earlier one, or of what another process keeps at the same moment."""
    setting = tables.setting
    session.execute(insert_or_ignore(session, setting, [{"name": name, "value": value}]))
    session.execute(update(setting).where(setting.c.name == name).values(value=value))


def replaced(session: Session, name: str, value: str) -> str:
    """Keep the value, and give back the one before, or nothing; of several processes one after the other."""
    setting = tables.setting
    session.execute(insert_or_ignore(session, setting, [{"name": name, "value": ""}]))
    held = select(setting.c.value).where(setting.c.name == name).with_for_update()
    before: str = session.execute(held).scalar_one()
    write(session, name, value)
    return before


def button_key(session: Session) -> bytes:
    """The key that signs buttons, made at first use and the same for all replicas."""
    row = {"name": "button_key", "value": secrets.token_hex(32)}
    session.execute(insert_or_ignore(session, tables.setting, [row]))
    return bytes.fromhex(read(session, "button_key") or "")
