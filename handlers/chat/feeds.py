"""/kalender: the speaker's own calendar address, a new one, or none any more."""

from bot.acts.meetings.feeds import another_feed, feed_to_tell, must_have_place, revoke_feeds
from bot.model.feed import Feed
from bot.model.press import Press
from handlers.chat.conversation import Conversation, Rows


def show(talk: Conversation) -> None:
    """The address, to the speaker alone. Raises Unknown, HasLeft."""
    must_have_place(talk.store, talk.who, talk.now)
    if talk.feeds is None:
        talk.say("no_feeds", useful_twice=False)
        return
    feed = feed_to_tell(talk.store, talk.who, talk.feeds, now=talk.now)
    talk.say("feed_address", buttons=_buttons(talk, feed), address=talk.feeds.address(feed))


def press_another(talk: Conversation, press: Press) -> None:
    """«Ny adress». Whoever taps twice, or on an older message, is shown what works now."""
    must_have_place(talk.store, talk.who, talk.now)
    if talk.feeds is None:
        talk.show_again("no_feeds")
        return
    held = talk.store.open_feed(talk.who)
    is_asked_of_this = (held.id if held else 0) == press.thing
    find = another_feed if is_asked_of_this else feed_to_tell
    feed = find(talk.store, talk.who, talk.feeds, now=talk.now)
    talk.show_again("feed_address", buttons=_buttons(talk, feed), address=talk.feeds.address(feed))


def press_off(talk: Conversation, press: Press) -> None:
    """«Stäng av»: whatever address the message shows, none works any more."""
    revoke_feeds(talk.store, talk.who, by=talk.who, now=talk.now)
    talk.show_again("feed_off", buttons=[[talk.button("Ny adress", "feednew")]])


def _buttons(talk: Conversation, feed: Feed) -> Rows:
    return [[talk.button("Ny adress", "feednew", feed.id), talk.button("Stäng av", "feedoff", feed.id)]]
