// Left: the chats of the person one plays, the liveliest first.

import { at, avatar, make, put } from "./dom.js";
import { clock, onLanguage, spoken, word } from "./words.js";

export class Chats {
  constructor(page) {
    this.page = page;
    onLanguage(() => this.draw());
  }

  draw() {
    const me = this.page.player;
    put(at("me"), avatar(me.name),
      make("div", {}, make("p", { class: "small" }, word("you_are")), make("b", {}, me.name),
        make("p", { class: "small" }, spoken(me.about))));
    const sorted = [...this.page.chats].sort((one, other) => date(other) - date(one));
    put(at("chats"), ...sorted.map((chat) => this.line(chat)));
  }

  line(chat) {
    const last = chat.last;
    const who = last && chat.type !== "private" ? `${last.mine ? word("you") : last.from.split(" ")[0]}: ` : "";
    return make("li", {}, make("button",
      { type: "button", class: "chat-line", "aria-current": chat.id === this.page.chat ? "true" : null,
        click: () => this.page.choose(chat.id) },
      avatar(chat.title),
      make("span", { class: "about" },
        make("span", { class: "name" }, chat.title),
        make("span", { class: "last" }, last ? who + last.text : "")),
      make("span", { class: "side" },
        last ? make("time", { datetime: last.date }, clock(new Date(last.date))) : null,
        chat.unread ? badge(chat.unread) : null)));
  }
}

export function badge(count) {
  return make("span", { class: "badge" }, make("span", { "aria-hidden": "true" }, String(count)),
    make("span", { class: "hidden-visually" }, word("unread", { count })));
}

const date = (chat) => (chat.last ? Date.parse(chat.last.date) : 0);
