"""Arenas as wholes: loaded from files, taken over by one another, drawn as a year."""
