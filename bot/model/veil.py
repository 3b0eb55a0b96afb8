"""Addresses of people who are gone: a loaded file is compared by their digest, and keeps nothing to read."""

import hashlib
from collections.abc import Iterable, Mapping

from bot.model.merge import Facts, FactValue


def addresses_in(facts: Facts) -> set[str]:
    """The addresses of holders."""
    return {value for key, value in facts.items() if key.endswith(".email") and isinstance(value, str)}


def veiled(facts: Facts, addresses: Iterable[str]) -> dict[str, FactValue]:
    """The facts with a digest wherever one of these addresses stands, in a role's key too."""
    return _renamed(facts, {address: _digest(address) for address in addresses})


def unveiled(facts: Facts, beside: Facts) -> dict[str, FactValue]:
    """The same with the address again, where the facts `beside` them name it: those can be compared."""
    return _renamed(facts, {_digest(address): address for address in addresses_in(beside)})


def hidden(veiled_facts: Facts, beside: Facts) -> set[str]:
    """Which of the addresses in the facts `beside` them are veiled."""
    found = addresses_in(veiled_facts)
    return {address for address in addresses_in(beside) if _digest(address) in found}


def _digest(address: str) -> str:
    return f"gone-{hashlib.sha256(address.casefold().encode()).hexdigest()[:16]}"


def _renamed(facts: Facts, names: Mapping[str, str]) -> dict[str, FactValue]:
    return {_key(key, names): _value(key, value, names) for key, value in facts.items()}


def _key(key: str, names: Mapping[str, str]) -> str:
    """`role.chair.bo@example.se.from` names a role without a seat by its holder."""
    for old in names if key.startswith("role.") else ():
        key = key.replace(f".{old}.", f".{names[old]}.", 1)
    return key


def _value(key: str, value: FactValue, names: Mapping[str, str]) -> FactValue:
    return names.get(value, value) if key.endswith(".email") and isinstance(value, str) else value
