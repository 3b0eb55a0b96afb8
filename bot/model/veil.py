"""Addresses of people who are gone: a loaded file keeps their name in its place, and is compared by that."""

from collections.abc import Collection, Iterable, Mapping

from bot.model.merge import Facts, FactValue

_EMAIL, _NAME = ".holder.email", ".holder.name"


def veiled(facts: Facts, addresses: Iterable[str]) -> dict[str, FactValue]:
    """The facts without these addresses; a role's key has one, too."""
    names = _holders(facts)
    return _renamed(facts, {address: _in_place_of(names[address]) for address in addresses})


def unveiled(facts: Facts, beside: Facts) -> dict[str, FactValue]:
    """The same with the addresses again that the facts `beside` them give to holders of that name."""
    return _renamed(facts, {_in_place_of(name): address for address, name in _holders(beside).items()})


def hidden(facts: Facts, beside: Facts) -> list[str]:
    """Which of the addresses in the facts `beside` them are veiled."""
    known: Collection[str] = _holders(facts)
    return [address for address, name in _holders(beside).items() if _in_place_of(name) in known]


def names_address(facts: Facts, address: str) -> bool:
    """Whether it is a holder's there."""
    return address in _holders(facts)


def _holders(facts: Facts) -> dict[str, str]:
    """Each holder's name by address."""
    said = (key for key in facts if key.endswith(_EMAIL))
    return {str(facts[key]): str(facts.get(key.removesuffix(_EMAIL) + _NAME, "")) for key in said}


def _in_place_of(name: str) -> str:
    return f"({name})"


def _renamed(facts: Facts, names: Mapping[str, str]) -> dict[str, FactValue]:
    return {_key(key, names): _value(key, value, names) for key, value in facts.items()}


def _key(key: str, names: Mapping[str, str]) -> str:
    """`role.chair.bo@example.se.from` names a role without a seat by its holder."""
    for old in names if key.startswith("role.") else ():
        key = key.replace(f".{old}.", f".{names[old]}.", 1)
    return key


def _value(key: str, value: FactValue, names: Mapping[str, str]) -> FactValue:
    return names.get(value, value) if key.endswith(_EMAIL) and isinstance(value, str) else value
