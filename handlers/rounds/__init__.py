"""What goes round by itself: the inbox, the sweep, the outbox, the files."""
