"""The workers in this process, on both databases, against stand-ins over HTTP."""
