"""The stops that can be expected, each with its Swedish line and exit status."""

from sqlalchemy.exc import ArgumentError, DBAPIError

from handlers.arenafile.reading import WrongArenaFile
from handlers.line.exits import DATABASE, SETTING, WRONG
from handlers.settings import PREFIX, WrongSetting
from storage.migrate import DatabaseOfAnother, DatabaseTooNew

TOO_NEW = "Databasen hör till en nyare version av samverkansbot. Installera den versionen."
OF_ANOTHER = f"Databasen tillhör ett annat program. Välj en annan med {PREFIX}DATABASE_URL."
NO_DATABASE = "Databasfilen är ingen SQLite-databas."
NO_ADDRESS = f"{PREFIX}DATABASE_URL är inte en adress till en databas."
# What the drivers say, and what to do; the first that fits.
_DATABASE = (
    ("locked", "Databasen är upptagen av ett annat program. Försök igen om en stund."),
    ("readonly", "Databasen går inte att skriva i. Kontrollera rättigheterna till filen och katalogen."),
    ("read-only", "Databasen går inte att skriva i. Kontrollera rättigheterna."),
    (
        "unable to open",
        f"Databasen går inte att öppna. Kontrollera {PREFIX}DATABASE_URL, katalogen och rättigheterna.",
    ),
    ("not a database", NO_DATABASE),
    ("malformed", "Databasfilen är skadad. Återställ den från en säkerhetskopia."),
    ("is full", "Disken är full. Frigör utrymme."),
    ("authentication failed", "Databasen godtar inte användarnamnet eller lösenordet."),
    ("does not exist", "Databasen eller användaren finns inte på databasservern."),
)
_AWAY = f"Databasen svarar inte. Kontrollera {PREFIX}DATABASE_URL och att servern är igång."


def known(error: Exception) -> tuple[str, int] | None:
    """The line and the status, None for what nobody expected."""
    match error:
        case WrongSetting():
            return str(error), SETTING
        case WrongArenaFile():
            return str(error), WRONG
        case DatabaseTooNew():
            return TOO_NEW, SETTING
        case DatabaseOfAnother():
            return OF_ANOTHER, SETTING
        case ArgumentError():
            return NO_ADDRESS, SETTING
        case DBAPIError():
            line = database_line(error)
            return line, SETTING if line == NO_DATABASE else DATABASE
        case _:
            return None


def database_line(error: DBAPIError) -> str:
    """What the driver's message means; never the message itself, which may hold an address."""
    message = str(error.orig).lower()
    return next((line for words, line in _DATABASE if words in message), _AWAY)
