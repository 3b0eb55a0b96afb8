"""Microsoft Graph: calendars of shared mailboxes. Nothing of it is imported before it is first used."""
