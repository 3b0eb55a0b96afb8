// Links that need a choice: to which group the bot is added, as Telegram asks, to whom a personal link was handed, and whom one picks.

import { avatar, make, put } from "./dom.js";
import { spoken, word } from "./words.js";

export class Chooser {
  constructor(page) {
    this.page = page;
    this.dialog = make("dialog", { class: "chooser", "aria-labelledby": "chooser-title" });
    document.body.append(this.dialog);
  }

  group(url) {
    const groups = this.page.chats.filter((chat) => chat.type !== "private");
    this.ask("choose_group", groups.map((group) => this.line(group.title, async () => {
      await this.page.deed("link", { url, group: group.id });
      this.page.choose(group.id);
    })));
  }

  person(url) {
    this.ask("choose_person",
      this.page.players.map((player) => this.line(player.name, () => this.page.openLink(player.id, url), spoken(player.about))));
  }

  // Telegram's own list of people: everybody but oneself, by name alone.
  contact(message, key) {
    const others = this.page.players.filter((player) => player.id !== this.page.player.id);
    this.ask("choose_contact", others.map((player) => this.line(player.name,
      () => this.page.deed("share", { chat: message.chat, message: message.id, key, user: player.id }))));
  }

  ask(title, lines) {
    put(this.dialog,
      make("h2", { id: "chooser-title" }, word(title)),
      lines.length ? make("ul", {}, ...lines) : make("p", {}, word("no_group")),
      make("button", { type: "button", class: "quiet", click: () => this.dialog.close() }, word("cancel")));
    this.dialog.showModal();
  }

  line(name, choose, about = "") {
    const chosen = () => {
      this.dialog.close();
      return choose();
    };
    return make("li", {}, make("button", { type: "button", class: "chat-line", click: chosen },
      avatar(name), make("span", { class: "about" },
        make("span", { class: "name" }, name), about ? make("span", { class: "last" }, about) : null)));
  }
}
