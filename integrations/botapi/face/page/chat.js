// The middle of the page: the chosen chat with its head, its pinned message and its bubbles.

import { bubble } from "./bubble.js";
import { at, avatar, make, put } from "./dom.js";
import { day, dayKey, onLanguage, word } from "./words.js";

const NEAR = 120;

export class ChatView {
  constructor(page) {
    this.page = page;
    this.nodes = new Map();
    this.scroll = at("scroll");
    this.list = at("messages");
    this.scroll.addEventListener("scroll", () => this.noteScrolling(), { passive: true });
    at("newest").addEventListener("click", () => this.toEnd());
    at("pin").addEventListener("click", () => this.show(this.pinned));
    document.addEventListener("visibilitychange", () => this.markRead());
    onLanguage(() => this.redraw());
    // Bubbles off screen have only a guessed height until they are drawn: the end moves away meanwhile.
    this.isAtEnd = true;
    new ResizeObserver(() => this.stay()).observe(this.list);
    new ResizeObserver(() => this.stay()).observe(this.scroll);
  }

  redraw() {
    this.scroll.setAttribute("aria-busy", "true");
    this.nodes.clear();
    put(this.list);
    this.lastDay = "";
    const messages = this.page.messagesOf(this.page.chat);
    if (!messages.length) put(this.list, ...this.emptiness());
    messages.forEach((message) => this.append(message));
    this.head();
    this.toEnd();
    this.scroll.removeAttribute("aria-busy");
  }

  // As in Telegram, a chat with a bot that has not been written to begins with a button.
  emptiness() {
    const said = make("p", { class: "empty" }, word("nothing_here"));
    if (this.page.chatShown()?.type !== "private") return [said];
    const start = make("button", { type: "button", class: "key", click: () => this.page.say("/start") }, word("start"));
    return [said, make("div", { class: "keyboard empty-start" }, start)];
  }

  update(messages) {
    const mine = messages.filter((message) => message.chat === this.page.chat);
    if (!mine.length) return;
    for (const message of mine) {
      const old = this.nodes.get(message.id);
      if (old) this.replace(old, message);
      else this.append(message);
    }
    if (this.isAtEnd) this.toEnd();
    else at("newest").hidden = false;
  }

  append(message) {
    this.list.querySelectorAll(".empty, .empty-start").forEach((each) => each.remove());
    const date = new Date(message.date);
    if (dayKey(date) !== this.lastDay) {
      this.lastDay = dayKey(date);
      this.list.append(make("h3", { class: "day" }, day(date)));
    }
    const node = bubble(message, this.page);
    this.nodes.set(message.id, node);
    this.list.append(node);
  }

  replace(old, message) {
    const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
    const node = bubble(message, this.page);
    node.classList.add("changed");
    this.nodes.set(message.id, node);
    old.replaceWith(node);
    if (focused !== null) {
      const buttons = [...node.querySelectorAll("button")];
      (buttons.find((button) => button.textContent === focused) || buttons[0])?.focus();
    }
  }

  remove(id) {
    this.nodes.get(id)?.remove();
    this.nodes.delete(id);
  }

  head() {
    const chat = this.page.chatShown();
    if (!chat) return;
    this.page.keys.draw();
    const isFocused = at("head").contains(document.activeElement);
    put(at("head"), avatar(chat.title), make("div", {}, make("h2", {}, chat.title), this.about(chat)));
    if (isFocused) at("head").querySelector("button")?.focus();
    at("menu").hidden = !chat.commands.length;
    this.pinned = chat.pinned[0];
    const pin = at("pin");
    const message = this.pinned && this.page.message(chat.id, this.pinned);
    pin.hidden = !message;
    if (message) put(pin, make("b", {}, word("pinned")), make("span", {}, message.text || message.document?.name));
  }

  about(chat) {
    if (chat.type === "private") return make("p", { class: "small" }, word("private_chat"));
    const count = chat.members.length;
    return make("button", { type: "button", class: "small whole", title: word("show_members"), click: () => this.page.members.open() },
      word(count === 1 ? "one_member" : "members", { count }));
  }

  show(id) {
    const node = this.nodes.get(id);
    node?.scrollIntoView({ block: "center" });
    node?.classList.add("changed");
  }

  isNearEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR;
  }

  toEnd() {
    this.isAtEnd = true;
    this.stay();
    this.markRead();
  }

  stay() {
    if (this.isAtEnd) this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  // Only a hand that moves upwards leaves the end; a viewer that opens or a picture that loads does not.
  noteScrolling() {
    const { scrollTop, clientWidth } = this.scroll;
    const isHand = scrollTop < this.top && clientWidth === this.width;
    [this.top, this.width] = [scrollTop, clientWidth];
    if (this.isNearEnd()) this.isAtEnd = true;
    else if (isHand) this.isAtEnd = false;
    if (!this.isAtEnd) return;
    at("newest").hidden = true;
    this.markRead();
  }

  markRead() {
    const chat = this.page.chatShown();
    if (!chat?.unread || document.hidden || !this.isAtEnd) return;
    const last = this.page.messagesOf(chat.id).at(-1);
    if (last) this.page.read(last);
  }
}
