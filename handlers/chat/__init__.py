"""Everything that is heard in Telegram: commands, buttons, and answers to questions."""
