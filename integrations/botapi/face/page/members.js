// Who is in a group: as in Telegram, one brings somebody in, and whoever may takes somebody out.

import { at, avatar, make, put } from "./dom.js";
import { onLanguage, spoken, word } from "./words.js";

export class Members {
  constructor(page) {
    this.page = page;
    this.dialog = make("dialog", { class: "chooser", "aria-labelledby": "members-title" });
    document.body.append(this.dialog);
    onLanguage(() => this.draw());
  }

  open() {
    this.dialog.showModal();
    this.draw();
  }

  draw() {
    if (!this.dialog.open) return;
    const chat = this.page.chatShown();
    if (!chat || chat.type === "private") return this.dialog.close();
    const here = new Set(chat.members.map((member) => member.id));
    const others = this.page.players.filter((player) => !here.has(player.id));
    const index = [...this.dialog.querySelectorAll("button")].indexOf(document.activeElement);
    put(this.dialog,
      make("h2", { id: "members-title" }, chat.title),
      make("ul", {}, ...chat.members.map((member) => this.member(chat, member))),
      others.length && this.page.mayAct() ? make("h3", {}, word("not_members")) : null,
      make("ul", {}, ...(this.page.mayAct() ? others.map((player) => this.other(player)) : [])),
      make("button", { type: "button", class: "quiet", click: () => this.dialog.close() }, word("close")));
    const buttons = [...this.dialog.querySelectorAll("button")];
    buttons[Math.min(Math.max(index, 0), buttons.length - 1)].focus();
  }

  member(chat, member) {
    const mayGo = chat.removes && this.page.mayAct() && !member.bot && member.id !== this.page.player.id;
    return this.line(member, mayGo ? "remove" : null);
  }

  other(player) {
    return this.line(player, "add");
  }

  line({ id, name }, deed) {
    const about = this.page.players.find((player) => player.id === id)?.about;
    const button = { type: "button", class: "quiet", "aria-label": deed && word(`${deed}_whom`, { whom: name }),
      click: () => this.page.deed(deed, { user: id }) };
    return make("li", { class: "member" }, avatar(name),
      make("span", { class: "about" },
        make("span", { class: "name" }, name), make("span", { class: "last" }, about ? spoken(about) : word("private_chat"))),
      deed ? make("button", button, word(deed)) : null);
  }
}
