"""What the bot answers to the world over HTTP, where an address for that is set."""
