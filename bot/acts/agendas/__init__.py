"""What goes out about a meeting: prepared, called ready, sent, changed, read, and its minutes."""
