"""The words of a call: parsed in the mode it names, and of a length that Telegram takes."""

from integrations.botapi.entities import FormattedText, cleaned, in_order, utf16_length
from integrations.botapi.errors import bad_request
from integrations.botapi.html import parse_html
from integrations.botapi.params import Params
from integrations.botapi.shapes import Json

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_LONGEST_SOURCE = 1 << 15


def read_text(params: Params) -> FormattedText:
    """The text of a message; raises ApiRefusal 400 if it is empty, too long or cannot be parsed."""
    source = params.text("text")
    if not source:
        raise bad_request("message text is empty")
    entities = params.structure("entities", "entities")
    body = formatted(source, params.text("parse_mode"), entities)
    if not body.text:
        raise bad_request("text must be non-empty")
    if utf16_length(body.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return body


def read_caption(values: Params) -> FormattedText:
    """The caption of a document, perhaps empty."""
    entities = values.structure("caption_entities", "entities")
    body = formatted(values.text("caption"), values.text("parse_mode"), entities)
    if utf16_length(body.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return body


def formatted(source: str, parse_mode: str, entities: list[Json] | None = None) -> FormattedText:
    """Cleaned, parsed and trimmed. Markdown modes are not played here: nobody should need them."""
    if len(source.encode("utf-8", "surrogatepass")) > _LONGEST_SOURCE:
        raise bad_request("text is too long")
    source = cleaned(source)
    mode = parse_mode.lower()
    if mode == "html":
        parsed = parse_html(source)
    elif mode in ("", "none"):
        parsed = FormattedText(source, in_order(list(entities or [])))
    else:
        raise bad_request("unsupported parse_mode")
    return parsed.trimmed().with_found_entities()
