// Below: what one writes, with the bot's own menu of commands, answers, edits and files.

import { at, make, put } from "./dom.js";
import { onLanguage, size, word } from "./words.js";

export class Composer {
  constructor(page) {
    this.page = page;
    this.text = at("composer-text");
    this.menu = at("commands");
    this.chosen = -1;
    at("composer").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    at("menu").addEventListener("click", () => this.openMenu());
    at("file").addEventListener("change", () => this.choose());
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
    if (!text && !this.file && !this.edited?.document) return;
    if (this.file) this.page.upload(this.file, text, this.answered?.id);
    else if (this.edited) this.page.deed("edit", { message: this.edited.id, text });
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

  // A file waits for its words, and is sent with them.
  choose() {
    this.file = at("file").files[0] ?? null;
    this.edited = null;
    this.drawAside();
    this.text.focus();
  }

  forget() {
    [this.answered, this.edited, this.file] = [null, null, null];
    at("file").value = "";
    this.drawAside();
  }

  drawAside() {
    const aside = at("replying");
    const lines = [...this.asides()];
    this.text.placeholder = word(this.file ? "write_caption" : this.edited?.document ? "edit_caption" : "write");
    aside.hidden = !lines.length;
    if (!lines.length) return;
    put(aside, make("span", {}, ...lines.flatMap(([about, shown]) => [make("b", {}, about), make("span", {}, shown)])),
      make("button", { type: "button", class: "quiet", "aria-label": word("cancel"), click: () => this.forget() }, "✕"));
  }

  *asides() {
    const said = (message) => message.text || message.document?.name;
    if (this.edited) yield [word(this.edited.document ? "editing_caption" : "editing"), this.edited.document?.name ?? this.edited.text];
    if (this.answered) yield [word("answering", { who: this.answered.from.name }), said(this.answered)];
    if (this.file) yield [word("attaching"), `${this.file.name} · ${size(this.file.size)}`];
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
