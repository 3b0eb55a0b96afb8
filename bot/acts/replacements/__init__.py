"""Who takes over a seat: reported, registered, and true on the day."""
