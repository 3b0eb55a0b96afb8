"""The demo's own words but for the story's captions (captions.py); the bot's lie in bot/texts."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from bot.texts.dates import at_time

# The page.
TITLE = "samverkansbot: hela berättelsen"
INTRODUCTION = (
    "Boten är på riktigt: egen process, egen databas, riktiga anrop. Telegram ersätts av en låtsasserver på "
    "den här datorn, och klockan går fort. Alla personer är påhittade."
)
GROUP_TITLE = "Så ser gruppen ut i Telegram"
PROMISES_TITLE = "Löftena, kontrollerade i efterhand mot vad Telegram tog emot och vad databasen säger"
KEPT, BROKEN = "Hållet", "FEL"
ALL_KEPT = "Alla {count} löften höll. Det tog {seconds:.0f} sekunder."
SOME_BROKEN = "{broken} av {count} löften höll inte."
STOPPED = "FEL: demon avbröts, {reason}"
LOG = "Botens sista rader i loggen:"
NO_LOG = "Boten hann inte skriva något i loggen."

# The page in the browser.
ADDRESS = "Boten går att prova här: {url}"
HOW_TO_END = "Allt stannar på den här datorn. Avsluta med Ctrl-C."
KEEPS = "Demon sparas i {home}."
GOES_ON = "Demon fortsätter där den slutade, i {home}. Ta bort katalogen för att börja om."
BEGINS_ANEW = (
    "Det som låg i {home} går inte att fortsätta med: berättelsen hann inte bli klar, eller så är det från "
    "en annan version. Demon börjar om där."
)
KEPT_ELSEWHERE = "En annan demo använder {home}. Avsluta den först."
NO_PLACE = "Det går inte att spara i {home}. Kontrollera rättigheterna."

# The chat.
FILE = "Fil"
PINNED = ", fäst"
HAPPENED = {"pinned_message": "{who} fäste ett meddelande", "left_chat_member": "{who} tog bort någon"}

# What people write.
SMALL_TALK = "Vem tar med fika den här gången?"
BOS_ITEM = "Budget för ungdomsmottagningen"
LENAS_ITEM = "Elevhälsan i höst"
HUGOS_ITEM = "Parkering vid Regionens hus"
BOS_LATER_ITEM = "Uppföljning av skolnärvaro"
BOS_WORD = "Fråga gärna om hyran."
REASON = "Det avgör fastighetsenheten, så vi tar det med dem."

# Waiting.
WAIT_START = "att boten ska starta"
WAIT_QUIET = "att boten ska bli klar"
WAIT_DUE = "att boten ska göra det som är dags"
WAIT_LEAVE = "att boten ska lämna Bokcirkeln"
WAIT_PDF = "att dagordningens pdf ska komma till gruppen"
WAIT_ANSWER = "svar på Bos förslag"
WAIT_OTHERS = "att allt utom dagordningen i gruppen ska vara skickat"
OVERHEARD = "boten fick höra vad medlemmarna säger till varandra"
IN_VAIN = "väntade {seconds:.0f} sekunder på {what}"
BOT_DIED = "boten slutade oväntat, i väntan på {what}"
BAD_END = "boten slutade med felkod {status}"
COMMAND_FAILED = "kommandot {command} misslyckades: {reason}"
COMMAND_LATE = "kommandot {command} blev inte klart"
UNEXPECTED = "ett oväntat fel ({kind}): {reason}"

# The promises: what each says, what was seen, what is wrong.
PROMISES = {
    "P1": "Inget som kommit in går förlorat",
    "P2": "Allt som kommit in får verkan exakt en gång",
    "P3": "Allt som lovats skickas; en kopia är märkt",
    "P4": "Delarna kommer i ordning",
    "P5": "Ingens ändring skrivs över i tysthet",
    "P6": "Allt som ska ske sker en gång, i tid",
    "P8": "Inget når den som inte har rätt till det",
    "P9": "Allt står i historiken, förseglat",
}
P1_SEEN = "{updates} händelser kom från Telegram, {confirmed} är kvitterade, {inbox} står i databasen."
P2_SEEN = (
    "{acts} handlingar gav var sin verkan, {items} punkter finns; dubbelt levererat efter avbrottet: {again}."
)
P3_SEEN = "{promised} utskick lovades och gick fram. Okänt utfall fick {copies}; där kom en märkt kopia."
P4_SEEN = "{messages} meddelanden i {chats} chattar; dagordningens {parts} delar kom i följd."
P5_SEEN = "Gun fick svaret ”{notice}” och samma kort som Eva."
P6_SEEN = "Dagordningen gick ut {times}, en gång; {dues} tidpunkter är avklarade, var och en en gång."
P8_SEEN = "Utomstående fick {messages} svar i {chats} chatt, utan ett ord om arenan; Bokcirkeln fick inget."
P9_SEEN = (
    "{entries} rader, {sealed} förseglade (av demon: boten gör det varje minut), och en ändring i en kopia "
    "upptäcks."
)
NOTHING_HAPPENED = "Inget är kvitterat, så löftet har inte prövats."
P1_LOST = "Kvitterade men borta: {numbers}."
P1_UNSEEN = "Kom aldrig till databasen: {numbers}."
P2_OPEN = "Inte avklarade: {numbers}."
P2_NEVER_TWICE = "Inget levererades två gånger, så löftet har inte prövats."
P2_EFFECTS = "{verb}: gjordes {acts} gånger, står {effects} gånger i historiken."
P2_ITEMS = "{proposed} punkter föreslogs, {items} finns, eller så skiljer sig rubrikerna."
P3_NOT_SENT = "Inte skickade: {states}."
P3_MISSING = "{count} meddelanden som kallas skickade tog Telegram aldrig emot."
P3_OTHERS = "{method}: {promised} lovade, {done} gjorda."
P3_NO_COPY = "Inget utskick fick okänt utfall, så löftet har inte prövats."
P3_TOO_MANY = "{extra} extra meddelanden för {again} okända utfall, eller mer än en kopia av ett."
P3_UNMARKED = "Kopior: {again}, märkta: {marked}, eller så är fel meddelande märkt."
P4_ORDER = "I chatt {chat} kom något före det som lovats tidigare."
P4_PARTS = "Gruppen fick delarna {parts}."
P5_NOT_TOLD = "{first} nämns inte i svaret ”{notice}”."
P5_OLD_CARD = "De två korten visar olika saker."
P6_TIMES = "Dagordningen skickades {times} gånger."
P6_LATE = "Den skulle gå {due}, men gick {times}."
P6_POSTS = "I gruppen kom dagordningen: {times}."
P6_AGAIN = "{kind} finns {times} gånger."
P6_UNDONE = "{kind} är inte gjort i tid ({outcome})."
OPEN = "inte avklarat"
P8_LEAK = "En utomstående fick läsa {words}."
P8_SPOKE = "Boten skrev i Bokcirkeln."
P8_STAYED = "Boten är kvar i Bokcirkeln."
P8_REFUSED = "Boten försökte skriva dit den inte får: {calls}."
P9_UNSEALED = "{entries} rader, men {sealed} förseglade."
P9_NAMELESS = "Rader ur chatten utan person: {verbs}."
P9_BROKEN = "{count} förseglingar stämmer inte."
P9_BLIND = "En ändrad rad i en kopia upptäcktes inte."
STATES = {
    "pending": "väntar",
    "sending": "skickas",
    "failed": "misslyckades",
    "unknown": "okänt utfall",
    "withdrawn": "drogs tillbaka",
}


def added(who: str, names: str) -> str:
    """Åsa Berg lade till Bo Ek och Lena Lund"""
    return f"{who} lade till {names}"


def quoted(text: str) -> str:
    """Somebody's words within a line of the story."""
    return f"”{text}”"


def in_quotes(texts: Iterable[str]) -> str:
    """”a”, ”b”"""
    return ", ".join(map(quoted, texts)) or "inga"


def numbers(found: Collection[int]) -> str:
    """3 (500000004, 500000005, 500000009), the first few of them"""
    first = ", ".join(str(number) for number in sorted(found)[:5])
    return f"{len(found)} ({first}{', ...' if len(found) > 5 else ''})"


def moments(times: Collection[datetime]) -> str:
    """fredag 5 februari 2027 kl. 08.00"""
    return ", ".join(at_time(moment) for moment in times) or "aldrig"


def counted_states(states: Mapping[str, int]) -> str:
    """väntar 2, okänt utfall 1"""
    return ", ".join(f"{STATES.get(state, state)} {count}" for state, count in states.items())
