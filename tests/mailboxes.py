"""What people see who look into a mailbox of the stand-in for Graph."""

from integrations.graphapi import Event, Mailbox


class Watched:
    """Has a mailbox that is looked into."""

    mailbox: Mailbox

    @property
    def event(self) -> Event:
        """The only one that stands there."""
        (event,) = self.mailbox.events
        return event

    def news(self) -> list[tuple[str, str]]:
        """The mails since the last time, by kind and address."""
        mails = sorted((mail.kind, mail.to) for mail in self.mailbox.mails)
        self.mailbox.mails.clear()
        return mails
