"""To whom a message goes, how far it came, and what may stand in chat."""
