"""The story's captions. The page, which also speaks English, tells those that have both languages."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Caption:
    """One step of the story; without `en` it is told in the terminal alone.

    On the page the story goes on when it has been read; a `meanwhile` while it is being read.
    """

    sv: str
    en: str = ""
    meanwhile: bool = False

    def of(self, **facts: object) -> "Caption":
        """The same with its facts filled in."""
        return replace(self, sv=self.sv.format(**facts), en=self.en.format(**facts))


LOADED = Caption("Arenan läses in ur en fil, med två möten: {meetings}.")
INVITED = Caption("{count} personliga länkar skapas, och koder till gruppen och beredningens chatt.")
STARTED = Caption("Boten startar.")
JOINED = Caption("{names} öppnar var sin länk och trycker Det är jag. Bo får till svar:")
ABSENT = Caption("Ines Ström har inte öppnat sin länk. Boten får inte skriva till henne i Telegram.")
STRANGER = Caption("Olle Frisk hör inte till arenan. Han provar Bos länk, som redan är använd:")
STRANGERS_GROUP = Caption(
    "Olle lägger in boten i Bokcirkeln och frågar efter dagordningen. Den svarar inte där."
)
LEFT = Caption("En kvart senare har boten lämnat Bokcirkeln utan ett ord.")
BOUND = Caption(
    "Åsa Berg skapar arenans grupp, lägger in boten och kopplar den med koden.",
    "Åsa Berg makes the arena's group, adds the bot and binds it with the code.",
)
GROUP_FILLED = Caption("Hon lägger till de andra. Bo frågar om fika; det hör boten inte.")
PREPARERS_BOUND = Caption("Eva Nord kopplar beredningens chatt på samma sätt.")
SETTING = Caption(
    "Åtta personer samarbetar i Demoarenan. Boten startar, och de öppnar var sin länk.",
    "Eight people work together in Demoarenan. The bot starts, and they open a link each.",
    meanwhile=True,
)
CALLED = Caption(
    "Fyra veckor före mötet ber boten själv om punkter, i gruppen.",
    "Four weeks before the meeting the bot itself asks for items, in the group.",
)
BO_PROPOSES = Caption("Bo Ek föreslår en punkt i gruppen.", "Bo Ek proposes an item in the group.")
LENA_PROPOSES = Caption(
    "Lena Lund föreslår en punkt privat och skickar med en pdf.",
    "Lena Lund proposes an item privately and attaches a PDF.",
)
HUGO_PROPOSES = Caption("Hugo Lind skriver /föreslå med å, privat. Det går också.")
CLOSED = Caption("Tiden för punkter är slut. Eva Nord och Gun Dahl bereder:")
ACCEPTED = Caption("Eva tar upp Bos och Lenas punkter.")
PREPARING = Caption(
    "Tiden för punkter är slut. Eva Nord bereder.",
    "Items have closed. Eva Nord prepares the agenda.",
    meanwhile=True,
)
PREPARED = Caption("Hon tar upp båda punkterna.", "She takes up both items.")
RACE = Caption("Gun har kvar ett gammalt kort och trycker Ta upp på Lenas punkt efter Eva. Hon får veta:")
DECLINED = Caption("Gun avböjer Hugos punkt. Hugo får läsa skälet:")
READY = Caption("Gun trycker Klar att skickas. Sedan trycker ingen på något mer.")
EVA_READY = Caption(
    "Hon trycker Klar att skickas. Sedan gör ingen något mer.",
    "She presses Klar att skickas (ready). After that nobody does anything.",
)
BEFORE_SENDING = Caption("Fem minuter kvar. Ingen har rört boten på {days} dagar.")
SENDING = Caption(
    "Minst en vecka före mötet går dagordningen ut av sig själv.",
    "At least a week before the meeting the agenda goes out by itself.",
)
KILLED = Caption(
    "Telegram har tagit emot dagordningens pdf, men svaret dröjer. Bo föreslår en punkt till. Just då dödas "
    "processen (SIGKILL): den vet inte om pdf:en kom fram och har inte kvitterat Bos meddelande."
)
UNPLUGGED = Caption(
    "Mitt i utskicket dödas boten. Den vet inte om pdf:en kom fram.",
    "In the middle of it the bot is killed. It does not know whether the PDF arrived.",
    meanwhile=True,
)
RESTARTED = Caption(
    "Boten startas igen. Den skickar pdf:en en gång till, märkt som möjlig kopia, och resten en gång.",
    "Started again, it sends the PDF once more, marked as a possible copy, and the rest once.",
)
DEPUTY = Caption("Dan Alm är suppleant och inte med i gruppen. Han har fått {count} meddelanden privat.")
HINDERED = Caption(
    "Bo Ek får förhinder. Boten frågar hans suppleant, Dan Alm:",
    "Bo Ek cannot come. The bot asks his deputy, Dan Alm:",
)
STEPS_IN = Caption(
    "Dan trycker Jag kan och går in för Bo. Outlook bjuder in honom. Handlingarna har han redan.",
    "Dan presses Jag kan (I can) and steps in for Bo. Outlook invites him. He has the papers already.",
)
BY_MAIL = Caption("Eva får veta att Ines fick dagordningen med e-post:")
REMINDED = Caption("Arbetsdagen före mötet påminner boten i gruppen.")
ENDED = Caption("Boten stoppas.")
