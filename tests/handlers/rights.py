"""Who may do what: one table of every command, button and question by role, in each kind of chat.

The roles are written out by hand and not taken from the predicates, so that a predicate that changes
is seen here. `test_rights` asks every cell.
"""

from collections.abc import Set
from dataclasses import dataclass

NOBODY: Set[str] = frozenset()
LEADERS: Set[str] = frozenset({"secretary", "chair"})
PREPARERS = LEADERS | {"preparer"}
OWNERS = PREPARERS | {"proposer"}
MEMBERS = OWNERS | {"member"}
READERS = MEMBERS | {"deputy"}
SEATED = READERS - PREPARERS
REPORTERS = SEATED | LEADERS
PROPOSER: Set[str] = frozenset({"proposer"})
BO = LEADERS | PROPOSER
DEPUTY: Set[str] = frozenset({"deputy"})
CO_OPTED: Set[str] = frozenset({"co-opted to a meeting", "co-opted to an item"})
LOOKERS = READERS | CO_OPTED
NEWCOMER: Set[str] = frozenset({"newcomer"})
# About a meeting on whose day a newcomer has a seat they answer before their first day.
TAKING_PART = MEMBERS | NEWCOMER
INFORMED = READERS | NEWCOMER
# What is said of somebody to themselves is said to whoever has an account here.
KNOWN = INFORMED | CO_OPTED | {"former member", "member elsewhere"}
STRANGER: Set[str] = frozenset({"stranger"})

# Who never may anything, whoever stands behind it.
NOBODIES = ("anonymous admin", "channel", "passed on", "by an inline bot", "other bot", "expired button")


@dataclass(frozen=True, kw_only=True)
class Row:
    """Who may do it in private, in the arena's group, in the preparers' chat, and in a group of no arena.

    `words` are what is typed, `on` is the thing of the scene that a button is about, `asked` the question
    that waits for whoever presses.
    """

    private: Set[str]
    group: Set[str] = NOBODY
    preparers: Set[str] = NOBODY
    elsewhere: Set[str] = NOBODY
    words: str = ""
    on: str = "nothing"
    asked: str = ""


def _own(on: str = "incoming", asked: str = "") -> Row:
    """An item is seen and changed by its proposer and the preparers."""
    return Row(private=OWNERS, preparers=OWNERS, on=on, asked=asked)


def _preparing(on: str, asked: str = "") -> Row:
    return Row(private=PREPARERS, preparers=PREPARERS, on=on, asked=asked)


def _planning(on: str, asked: str = "") -> Row:
    return Row(private=LEADERS, preparers=LEADERS, on=on, asked=asked)


COMMANDS = {
    "start": [Row(private=LOOKERS | NEWCOMER)],
    "attgora": [Row(private=LOOKERS)],
    "minauppgifter": [Row(private=KNOWN)],
    "kalender": [Row(private=KNOWN - {"former member"})],
    "foresla": [
        Row(private=MEMBERS, group=MEMBERS, preparers=MEMBERS),
        Row(private=MEMBERS, group=MEMBERS, preparers=MEMBERS, words="Lokaler"),
        Row(private=PREPARERS, group=PREPARERS, preparers=PREPARERS, words="för Bo: Lokaler"),
    ],
    "mina": [Row(private=READERS)],
    "dagordning": [
        Row(private=LOOKERS, group=READERS, preparers=READERS),
        # Not sent yet: a draft.
        Row(private=PREPARERS, words="2027-02-12"),
    ],
    "moten": [Row(private=LOOKERS, group=READERS, preparers=READERS)],
    "arshjul": [Row(private=READERS, group=READERS, preparers=READERS)],
    "narvaro": [Row(private=INFORMED, group=READERS, preparers=READERS)],
    "deltagare": [Row(private=READERS, group=READERS, preparers=READERS)],
    "ersattare": [
        Row(private=REPORTERS),
        Row(private=REPORTERS, words="Cilla cilla@example.se 2027-03-01"),
        Row(private=LEADERS, words="för Bo: Cilla cilla@example.se 2027-03-01"),
    ],
    "byte": [Row(private=REPORTERS)],
    "beredning": [Row(private=PREPARERS, preparers=PREPARERS)],
    "skicka": [Row(private=PREPARERS, preparers=PREPARERS)],
    "protokoll": [Row(private=LEADERS)],
    "boka": [
        Row(private=LEADERS, preparers=LEADERS),
        Row(private=LEADERS, preparers=LEADERS, words="2027-05-07 13:00"),
    ],
    "utskick": [Row(private=PREPARERS)],
    "bjudin": [
        Row(private=LEADERS),
        Row(private=LEADERS, words="Nils nils.nord@example.se"),
        Row(private=LEADERS, words="Eva Ek eva.ek@example.se mötet"),
    ],
    "hjalp": [Row(private=READERS)],
    # It tells nobody anything of an arena.
    "avbryt": [Row(private=NOBODY)],
    "koppla": [Row(private=NOBODY, group=PREPARERS, elsewhere=PREPARERS, words="CODE")],
}

BUTTONS = {
    # Whoever has the link is the person, unless the account is somebody already.
    "joinme": Row(private=STRANGER, on="link"),
    "joinwrong": Row(private=LEADERS, on="newcomer"),
    "joinyes": Row(private=LEADERS, on="newcomer"),
    "arena": Row(private=LOOKERS, asked="arena"),
    "item": _own(),
    "describe": _own(),
    "files": _own(),
    "filesdone": _own(),
    "filecomes": _own(),
    "kind": _own(),
    "setkind": _own("choice", "kind"),
    "rename": _own(),
    "diary": _preparing("incoming"),
    "nodiary": _preparing("choice", "diary"),
    "wish": _own(),
    "setwish": _own("choice", "wish"),
    "presenter": _own(),
    "present": _own("choice", "presenter"),
    "morepeople": _own("choice", "presenter"),
    "merge": _preparing("incoming"),
    "mergeinto": _preparing("choice of item", "merge"),
    "history": _own(),
    "addanyway": Row(private=MEMBERS, on="aside", asked="similar"),
    "prepare": _preparing("draft"),
    "accept": _preparing("incoming"),
    "decline": _preparing("incoming"),
    "up": _preparing("placed"),
    "down": _preparing("placed"),
    "minutes": _preparing("placed"),
    "ready": _preparing("draft"),
    "unready": _preparing("draft"),
    "sendnow": _preparing("draft"),
    "preview": _preparing("draft"),
    "changed": _preparing("sent"),
    "package": Row(private=PREPARERS, on="left behind"),
    "log": Row(private=PREPARERS, on="sent"),
    "version": _preparing("sent"),
    "read": Row(private=INFORMED, group=INFORMED, preparers=INFORMED, on="first version"),
    "calendar": Row(private=INFORMED, group=INFORMED, preparers=INFORMED, on="sent"),
    "papers": Row(private=INFORMED | {"co-opted to a meeting"}, preparers=INFORMED, on="sent"),
    # Of one's own invitation to an item, for the time of it.
    "itemcal": Row(private=frozenset({"co-opted to an item"}), on="invitation to an item"),
    # Of one's own address, whoever one is; whoever has left may still have it turned off.
    "feednew": Row(private=KNOWN - {"former member"}),
    "feedoff": Row(private=KNOWN),
    "here": Row(private=TAKING_PART, group=TAKING_PART, preparers=TAKING_PART, on="date"),
    "remote": Row(private=TAKING_PART, group=TAKING_PART, preparers=TAKING_PART, on="date"),
    "absent": Row(private=TAKING_PART, group=TAKING_PART, preparers=TAKING_PART, on="date"),
    "absentall": Row(private=TAKING_PART, on="date"),
    "absentpart": Row(private=TAKING_PART, on="date"),
    "noword": Row(private=TAKING_PART, on="date", asked="word"),
    # Nobody but the deputy who was asked.
    "stepin": Row(private=DEPUTY, on="call-in"),
    "stepout": Row(private=DEPUTY, on="call-in"),
    "whocomes": Row(private=PREPARERS, on="draft"),
    "postpone": _preparing("postponable"),
    "treated": _preparing("held item"),
    "heldover": _preparing("held item"),
    "alltreated": _preparing("held"),
    "outcomes": _preparing("held"),
    "todo": Row(private=LOOKERS),
    "agenda": Row(private=INFORMED | CO_OPTED, preparers=INFORMED, on="sent"),
    "minmeet": Row(private=LEADERS, on="minutes of another"),
    "sendmin": Row(private=LEADERS, on="minutes"),
    "dropmin": Row(private=LEADERS, on="minutes"),
    "lift": _preparing("incoming"),
    "liftto": _preparing("lift chosen"),
    "liftnow": _preparing("lift chosen"),
    "liftback": _preparing("incoming"),
    "withdraw": _own(),
    "book": _planning("booking", "booking"),
    "bookstop": _planning("booking", "booking"),
    "bookskip": _planning("booking", "booking"),
    "bookjoint": Row(private=LEADERS, on="booking", asked="booking"),
    "bookbeside": _planning("booking", "booking"),
    "bookplain": _planning("booking", "booking"),
    "bookhalf": _planning("booking", "booking"),
    "bookwhole": _planning("booking", "booking"),
    "booksoft": _planning("booking", "booking"),
    "bookfirm": _planning("booking", "booking"),
    "bookbare": _planning("booking", "booking"),
    "bookprep": _planning("booking", "booking"),
    "movemeet": _planning("planned"),
    "movedo": _planning("moved", "move"),
    "joinmove": _planning("joint"),
    "keepmeet": _preparing("planned"),
    "cancelmeet": _planning("planned"),
    "canceldo": _planning("planned"),
    "undocancel": _planning("cancelled"),
    "placemeet": _planning("planned"),
    "outlooktheirs": _planning("differing event"),
    "outlookours": _planning("differing event"),
    "sendwhen": _preparing("draft"),
    "choosemeet": _planning("tentative"),
    "correct": Row(private=LEADERS),
    "cooptmeet": Row(private=LEADERS, on="draft of co-option", asked="inviting"),
    "cooptitem": Row(private=LEADERS, on="draft of co-option", asked="inviting"),
    "cooptdep": Row(private=LEADERS, on="draft of co-option", asked="inviting"),
    "cooptdo": Row(private=LEADERS, on="draft of co-option", asked="inviting"),
    "cooptpres": Row(private=LEADERS, on="draft of co-option", asked="inviting"),
    "cooptlink": Row(private=LEADERS, on="draft for a link", asked="inviting:link"),
    "cooptundo": Row(private=LEADERS, on="co-option"),
    "cooptstop": Row(private=LEADERS, on="draft of co-option", asked="inviting"),
    "leaving": Row(private=REPORTERS, asked="replacement"),
    "leavingother": Row(private=LEADERS, asked="replacement"),
    "hindered": Row(private=READERS, asked="replacement"),
    "replseat": Row(private=REPORTERS, on="seat", asked="replacement:seat"),
    "replseats": Row(private=REPORTERS, asked="replacement:seat"),
    "replpick": Row(private=REPORTERS, on="draft of change", asked="replacement:name"),
    "replnone": Row(private=BO, on="draft of change", asked="replacement:preview"),
    "replmail": Row(private=BO, on="draft of change", asked="replacement:preview"),
    "repldecided": Row(private=REPORTERS, on="draft of change", asked="replacement:preview"),
    "replstop": Row(private=READERS, asked="replacement"),
    # Of Bo's own seat, or anybody's for those who lead.
    "replsend": Row(private=BO, on="draft of change", asked="replacement:preview"),
    "replopen": Row(private=BO, on="change"),
    "replreg": Row(private=LEADERS, on="change"),
    "replask": Row(private=LEADERS, on="change"),
    "replskip": Row(private=LEADERS, on="change", asked="replquestion"),
    "replundo": Row(private=LEADERS, on="settled change"),
    "replfix": Row(private=BO, on="change"),
    "replback": Row(private=BO, on="change"),
    "replyes": Row(private=BO, on="change"),
    # Of Bo's side, or of those who lead.
    "turnask": Row(private=BO, on="turn"),
    "turnpick": Row(private=BO, on="turn of a seat"),
    "turnname": Row(private=BO, on="turn", asked="turn"),
    "turnwait": Row(private=BO, on="turn"),
    "turnundo": Row(private=BO, on="named turn"),
    "holdstill": Row(private=PREPARERS, on="presented"),
    "holdnow": Row(private=PREPARERS, on="presented"),
    "holdnone": Row(private=PREPARERS, on="presented"),
}

# Asked of whoever had the right then; answered by everybody else, as if they had lost it since.
DIALOGUES = {
    "arena": Row(private=INFORMED | CO_OPTED, words="Vilken?"),
    "title": Row(private=MEMBERS, group=MEMBERS, preparers=MEMBERS, words="Lokaler"),
    "description": Row(private=OWNERS, preparers=OWNERS, words="Om lokalerna."),
    "files": Row(private=OWNERS, preparers=OWNERS, words="Strax."),
    "kind": Row(private=OWNERS, preparers=OWNERS, words="Beslut"),
    "rename": Row(private=OWNERS, preparers=OWNERS, words="Lokaler"),
    "diary": Row(private=PREPARERS, preparers=PREPARERS, words="2027/12"),
    "wish": Row(private=OWNERS, preparers=OWNERS, words="Det andra"),
    "presenter": Row(private=OWNERS, preparers=OWNERS, words="Greta Gran"),
    "merge": Row(private=PREPARERS, preparers=PREPARERS, words="Den andra"),
    "reason": Row(private=PREPARERS, preparers=PREPARERS, words="Hör inte hit."),
    "minutes": Row(private=PREPARERS, preparers=PREPARERS, words="20"),
    "booking": Row(private=LEADERS, preparers=LEADERS, words="14:00"),
    "away": Row(private=TAKING_PART, preparers=TAKING_PART, words="kl. 13-14"),
    "word": Row(private=PROPOSER, preparers=PROPOSER, words="Säg ja till budgeten."),
    "replacement": Row(private=REPORTERS, preparers=REPORTERS, words="Cilla"),
    "replquestion": Row(private=LEADERS, preparers=LEADERS, words="Vilken dag?"),
    "turn": Row(private=BO, preparers=BO, words="Cilla Ceder cilla@example.se"),
    "correct": Row(private=LEADERS, preparers=LEADERS, words="Bo Berg"),
    "inviting": Row(private=LEADERS, preparers=LEADERS, words="mötet"),
    "sendwhen": Row(private=PREPARERS, preparers=PREPARERS, words="2027-02-10"),
    "move": Row(private=LEADERS, preparers=LEADERS, words="2027-02-19"),
    "place": Row(private=LEADERS, preparers=LEADERS, words="Stadshuset"),
}

# What stands in the group is a card with a link; whose item it is gives it files, and nobody words.
LINK = Row(private=OWNERS)
FILE_FOR_CARD = Row(private=NOBODY, group=OWNERS)
WORDS_BELOW_CARD = Row(private=NOBODY)
