// Below: what one writes, with the bot's own menu of commands, answers, edits and files.

import { at, make, put } from "./dom.js";
import { onLanguage, word } from "./words.js";

export class Composer {
  constructor(page) {
    this.page = page;
    this.text = at("composer-text");
    this.menu = at("commands");
    this.chosen = -1;
    at("composer").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    at("menu").addEventListener("click", () => this.openMenu());
    at("file").addEventListener("change", () => this.upload());
    this.text.addEventListener("input", () => { this.grow(); this.complete(); });
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("blur", () => setTimeout(() => this.leave(), 150));
    onLanguage(() => this.drawAside());
  }

  get commands() {
    return this.page.chatShown()?.commands ?? [];
  }

  key(event) {
    const isOpen = !this.menu.hidden;
    if (isOpen && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (isOpen && (event.key === "Tab" || event.key === "Enter") && this.chosen >= 0) {
      event.preventDefault();
      this.take(this.offered[this.chosen], event.key === "Enter");
    } else if (event.key === "Escape") {
      if (isOpen) this.closeMenu();
      else this.forget();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  // The button that opens the menu takes the focus, and gives it back.
  leave() {
    if (document.activeElement !== this.text) this.closeMenu();
  }

  openMenu() {
    if (!this.menu.hidden) return this.closeMenu();
    this.offer(this.commands);
    this.text.focus();
  }

  complete() {
    const typed = /^\/(\S*)$/.exec(this.text.value);
    if (!typed) return this.closeMenu();
    const begun = plain(typed[1]);
    this.offer(this.commands.filter((each) => each.command.startsWith(begun)));
  }

  offer(commands) {
    this.offered = commands;
    this.chosen = commands.length && this.text.value.length > 1 ? 0 : -1;
    put(this.menu, ...commands.map((each, index) => this.option(each, index)));
    this.menu.hidden = !commands.length;
    this.mark();
  }

  option(each, index) {
    const shown = make("li", { role: "option", id: `command-${index}`, "aria-selected": "false" },
      make("b", {}, `/${each.command}`), make("span", {}, each.description));
    // Before the text field loses its focus.
    shown.addEventListener("mousedown", (event) => { event.preventDefault(); this.take(each, true); });
    return shown;
  }

  move(by) {
    const count = this.offered.length;
    this.chosen = (this.chosen + by + count) % count;
    this.mark();
  }

  mark() {
    [...this.menu.children].forEach((each, index) => {
      each.setAttribute("aria-selected", String(index === this.chosen));
      if (index === this.chosen) each.scrollIntoView({ block: "nearest" });
    });
    const isOpen = !this.menu.hidden;
    this.text.setAttribute("aria-expanded", String(isOpen));
    at("menu").setAttribute("aria-expanded", String(isOpen));
    if (this.chosen >= 0) this.text.setAttribute("aria-activedescendant", `command-${this.chosen}`);
    else this.text.removeAttribute("aria-activedescendant");
  }

  closeMenu() {
    this.menu.hidden = true;
    this.chosen = -1;
    this.mark();
  }

  // Telegram sends a command as soon as it is chosen; Tab only writes it, to go on with a title.
  take(each, sends) {
    const chat = this.page.chatShown();
    const name = chat.type === "private" ? `/${each.command}` : `/${each.command}@${chat.bot}`;
    this.text.value = sends ? name : `${name} `;
    this.closeMenu();
    if (sends) this.send();
    else this.text.focus();
  }

  send() {
    const text = this.text.value.trim();
    if (!text) return;
    if (this.edited) this.page.deed("edit", { message: this.edited.id, text });
    else this.page.say(text, this.answered?.id);
    this.text.value = "";
    this.closeMenu();
    this.forget();
    this.grow();
  }

  answer(message) {
    [this.answered, this.edited] = [message, null];
    this.drawAside();
    this.text.focus();
  }

  edit(message) {
    [this.answered, this.edited] = [null, message];
    this.text.value = message.text;
    this.drawAside();
    this.grow();
    this.text.focus();
  }

  forget() {
    [this.answered, this.edited] = [null, null];
    this.drawAside();
  }

  drawAside() {
    const aside = at("replying");
    const about = this.edited ? word("editing") : this.answered ? word("answering", { who: this.answered.from.name }) : "";
    aside.hidden = !about;
    if (!about) return;
    const shown = this.edited ?? this.answered;
    put(aside, make("span", {}, make("b", {}, about), make("span", {}, shown.text || shown.document?.name)),
      make("button", { type: "button", class: "quiet", "aria-label": word("cancel"), click: () => this.forget() }, "✕"));
  }

  async upload() {
    const file = at("file").files[0];
    if (!file) return;
    const caption = this.text.value.trim();
    this.text.value = "";
    await this.page.upload(file, caption, this.answered?.id);
    at("file").value = "";
    this.forget();
  }

  grow() {
    this.text.style.height = "auto";
    const border = this.text.offsetHeight - this.text.clientHeight;
    this.text.style.height = `${Math.min(this.text.scrollHeight + border, 160)}px`;
  }

  allow(may) {
    for (const each of at("composer").querySelectorAll("button, textarea, input")) each.disabled = !may;
  }
}

const plain = (typed) => typed.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
