// Below the text field: the keys that the bot has put there, until it clears them or they are used.

import { at, make, put } from "./dom.js";

export class Keys {
  constructor(page) {
    this.page = page;
    this.place = at("keys");
    this.drawn = "";
  }

  draw() {
    const message = this.standing();
    const mark = message ? `${message.chat} ${message.id} ${this.page.mayAct()}` : "";
    if (mark === this.drawn) return;
    this.drawn = mark;
    const isFocused = this.place.contains(document.activeElement);
    put(this.place, ...(message ? message.keys.rows.map((row) => this.row(row, message)) : []));
    this.place.hidden = !message;
    if (isFocused) at("composer-text").focus({ preventScroll: true });
  }

  // The last message that said something of them; keys that are meant for once are gone when they are used.
  standing() {
    const messages = this.page.messagesOf(this.page.chat);
    const last = messages.findLastIndex((message) => message.keys);
    if (last < 0 || !messages[last].keys.rows.length) return null;
    const { rows, once } = messages[last].keys;
    const words = rows.flat().map((key) => key.text);
    const isUse = (message) => message.mine && (message.service.users_shared || words.includes(message.text));
    return once && messages.slice(last + 1).some(isUse) ? null : messages[last];
  }

  row(keys, message) {
    return make("div", { class: "row" }, ...keys.map((key) => make("button",
      { type: "button", class: "key", disabled: !this.page.mayAct(), click: () => this.press(key, message) }, key.text)));
  }

  press(key, message) {
    return key.people ? this.page.chooser.contact(message, key.text) : this.page.say(key.text);
  }
}
