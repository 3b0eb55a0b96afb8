"""What stands in the arena's shared calendar in Outlook, kept as the arena decided."""
