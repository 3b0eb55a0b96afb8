"""setWebhook, deleteWebhook, getWebhookInfo and getFile; getUpdates waits, and so lies in polling.py."""

import re
from urllib.parse import urlsplit

from integrations.botapi.bots import BotAccount, Webhook
from integrations.botapi.errors import bad_request
from integrations.botapi.files import LARGEST_DOWNLOAD
from integrations.botapi.params import Params
from integrations.botapi.shapes import Json
from integrations.botapi.stage import Stage

_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def set_webhook(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#setwebhook, to loopback only; plain http is allowed here"""
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return delete_webhook(stage, bot, params)
    _check_url(url)
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    allow(bot, params)
    _drop_if_asked(bot, params)
    bot.webhook = Webhook(url, secret, params.integer("max_connections", 40))
    bot.queue.wake()
    return True


def delete_webhook(stage: Stage, bot: BotAccount, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletewebhook"""
    _drop_if_asked(bot, params)
    bot.webhook = Webhook()
    bot.queue.wake()
    return True


def get_webhook_info(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getwebhookinfo"""
    hook = bot.webhook
    shown: Json = {"url": hook.url, "has_custom_certificate": False, "pending_update_count": bot.pending}
    if hook.url:
        shown.update(max_connections=hook.max_connections, ip_address="127.0.0.1")
        shown["allowed_updates"] = sorted(bot.queue.allowed)
    if hook.last_error_date is not None:
        shown.update(last_error_date=hook.last_error_date, last_error_message=hook.last_error_message)
    return shown


def get_file(stage: Stage, bot: BotAccount, params: Params) -> Json:
    """https://core.telegram.org/bots/api#getfile: at most 20 MB"""
    if not params.text("file_id"):
        raise bad_request("file_id not specified")
    stored = stage.files.find(params.text("file_id"), bot.id)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    shown = stored.to_json(bot.id)
    return {key: shown[key] for key in ("file_id", "file_unique_id", "file_size")} | {
        "file_path": stored.path
    }


def allow(bot: BotAccount, params: Params) -> None:
    """Remember `allowed_updates`, if the call has it."""
    kinds = params.structure("allowed_updates", "allowed updates")
    if kinds is None:
        return
    if not isinstance(kinds, list):
        raise bad_request("can't parse allowed updates JSON object")
    bot.queue.allow(str(kind) for kind in kinds)


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: this stand-in posts to loopback only")


def _drop_if_asked(bot: BotAccount, params: Params) -> None:
    if params.boolean("drop_pending_updates"):
        bot.queue.clear()
