"""An arena file: its keys, their checks, and what is said of a wrong one."""
