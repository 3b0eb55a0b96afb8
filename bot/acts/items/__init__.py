"""The way of an item: proposed, described, decided, postponed, lifted, treated."""
