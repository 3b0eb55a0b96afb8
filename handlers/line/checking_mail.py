"""The mail server, asked as the bot would ask it; no mail is sent."""

from aiosmtplib import SMTPAuthenticationError, SMTPException

from handlers.line.check import Check, broken, works
from handlers.settings import PREFIX
from integrations.smtp import connected
from integrations.smtpserver import SmtpServer

MAIL = "e-post"
SENT_FROM = "från {0} där arenan inte har en egen brevlåda. Mejl som kommer tillbaka dit ser boten inte"
AWAY = f"E-postservern svarar inte. Kontrollera server och port i {PREFIX}SMTP_URL."
NO_LOGIN = f"E-postservern godtar inte inloggningen. Kontrollera användare och lösenord i {PREFIX}SMTP_URL."
NO_TLS = (
    "E-postservern krypterar inte, så lösenordet skickas inte dit. Använd smtps:// eller en annan port i "
    f"{PREFIX}SMTP_URL."
)


async def check_mail(server: SmtpServer) -> Check:
    """Greets the server and logs in."""
    try:
        async with connected(server):
            return works(MAIL, SENT_FROM.format(server.sender))
    except SMTPAuthenticationError:
        return broken(MAIL, NO_LOGIN)
    except SMTPException as error:
        return broken(MAIL, NO_TLS if "TLS" in str(error) else AWAY)
    except (OSError, TimeoutError):
        return broken(MAIL, AWAY)
