"""`python -m handlers`: the same as the command `samverkansbot`."""

from handlers.cli import main

main()
