"""`python -m handlers`: the same as the command `samverkansbot`."""

from handlers.line.cli import main

main()
