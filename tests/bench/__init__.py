"""What a durable /foresla costs beside a bare python-telegram-bot echo bot, measured in one run."""
