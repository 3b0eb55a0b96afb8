// A link that adds the bot to a group: one chooses among the groups that one is in, as Telegram does.

import { avatar, make, put } from "./dom.js";
import { word } from "./words.js";

export class GroupChooser {
  constructor(page) {
    this.page = page;
    this.dialog = make("dialog", { class: "chooser", "aria-labelledby": "chooser-title" });
    document.body.append(this.dialog);
  }

  open(url) {
    const groups = this.page.chats.filter((chat) => chat.type !== "private");
    put(this.dialog,
      make("h2", { id: "chooser-title" }, word("choose_group")),
      groups.length ? make("ul", {}, ...groups.map((group) => this.line(group, url))) : make("p", {}, word("no_group")),
      make("button", { type: "button", class: "quiet", click: () => this.dialog.close() }, word("cancel")));
    this.dialog.showModal();
  }

  line(group, url) {
    const choose = async () => {
      this.dialog.close();
      await this.page.deed("link", { url, group: group.id });
      this.page.choose(group.id);
    };
    return make("li", {}, make("button", { type: "button", class: "chat-line", click: choose },
      avatar(group.title), make("span", { class: "name" }, group.title)));
  }
}
