"""The reactions that bots may use."""

from integrations.botapi.errors import bad_request
from integrations.botapi.params import Params

_FREE = """
❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊
🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋
🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃
💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡
"""
FREE = frozenset(_FREE.split())


def read_reactions(params: Params) -> list[str]:
    """The emoji of `reaction`; raises ApiRefusal 400 for one that is not free, or for more than one."""
    wanted = params.structure("reaction", "reaction types")
    if wanted is None:
        return []
    if not isinstance(wanted, list):
        raise bad_request("expected an Array of ReactionType")
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = [item.get("emoji", "") if isinstance(item, dict) else "" for item in wanted]
    if any(each.replace("\ufe0f", "") not in FREE for each in emoji):
        raise bad_request("REACTION_INVALID")
    return emoji
