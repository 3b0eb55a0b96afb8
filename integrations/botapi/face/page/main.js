// Wires the page: who one is, what the server tells, and what one does.

import { ChatView } from "./chat.js";
import { Chooser } from "./chooser.js";
import { Chats } from "./chats.js";
import { Composer } from "./composer.js";
import { at, make } from "./dom.js";
import { startLooks } from "./looks.js";
import { Keys } from "./keys.js";
import { Members } from "./members.js";
import { People } from "./people.js";
import { Viewer } from "./viewer.js";
import { onLanguage, switchLanguage, translate, word } from "./words.js";

const NOTICE_MS = 5000;

class Page {
  constructor(players) {
    this.players = players;
    this.player = players.find((each) => String(each.id) === sessionStorage.getItem("player")) ?? players[0];
    this.chat = Number(sessionStorage.getItem("chat")) || 0;
    this.chats = [];
    this.messages = new Map();
    this.panels = [];
    this.isHeld = false;
    this.view = new ChatView(this);
    this.list = new Chats(this);
    this.people = new People(this);
    this.composer = new Composer(this);
    this.keys = new Keys(this);
    this.viewer = new Viewer();
    this.chooser = new Chooser(this);
    this.members = new Members(this);
  }

  listen() {
    this.stream?.close();
    this.messages = new Map();
    this.chats = [];
    this.stream = new EventSource(`/face/events?person=${this.player.id}`);
    const hears = (name, act) =>
      this.stream.addEventListener(name, (event) => act.call(this, JSON.parse(event.data)));
    hears("chats", this.hearChats);
    hears("messages", this.hearMessages);
    hears("gone", ({ chat, id }) => { this.messages.get(chat)?.delete(id); this.view.remove(id); });
    hears("unread", (unread) => this.people.note(unread));
    hears("busy", (busy) => { at("busy").textContent = busy ? word("works") : ""; });
    hears("notice", ({ text }) => this.notice(text));
    hears("panel", (state) => this.panels.forEach((panel) => panel(state)));
    this.stream.onerror = () => { this.lost = true; this.notice(word("lost")); };
    // A new connection is told everything anew.
    this.stream.onopen = () => { if (this.lost) { this.lost = false; location.reload(); } };
  }

  hearChats(chats) {
    const isFirst = !this.chats.length;
    this.chats = chats;
    if (!chats.some((chat) => chat.id === this.chat)) this.chat = liveliest(chats).id;
    this.list.draw();
    if (isFirst) this.view.redraw();
    this.view.head();
    this.view.markRead();
    this.members.draw();
  }

  hearMessages(messages) {
    const isFirst = !this.messages.size;
    for (const message of messages) {
      if (!this.messages.has(message.chat)) this.messages.set(message.chat, new Map());
      this.messages.get(message.chat).set(message.id, message);
    }
    if (isFirst) this.view.redraw();
    else this.view.update(messages);
    this.view.head();
  }

  chatShown() {
    return this.chats.find((chat) => chat.id === this.chat);
  }

  messagesOf(chat) {
    return [...(this.messages.get(chat)?.values() ?? [])].sort((one, other) => one.id - other.id);
  }

  message(chat, id) {
    return this.messages.get(chat)?.get(id);
  }

  // Who one is and where; `play` and `choose` are the visitor's, `show` the story's too.
  show(player, chat) {
    const isOther = player !== this.player.id;
    if (!isOther && chat === this.chat) return;
    this.player = this.players.find((each) => each.id === player) ?? this.player;
    this.chat = chat;
    sessionStorage.setItem("player", this.player.id);
    sessionStorage.setItem("chat", chat);
    this.composer.forget();
    if (isOther) {
      this.viewer.close();
      this.notice("");
      this.listen();
    }
    else this.view.redraw();
    this.list.draw();
    this.people.draw();
  }

  // What is said of each by the name, where that has changed.
  call(abouts) {
    for (const player of this.players) player.about = abouts[player.id] ?? player.about;
    this.people.draw();
    this.list.draw();
  }

  play(player) {
    document.dispatchEvent(new Event("wander"));
    const inGroup = this.chats.find((chat) => chat.id === this.chat && chat.type !== "private");
    this.show(player, inGroup ? this.chat : player);
    this.turnTo("chat");
  }

  choose(chat) {
    document.dispatchEvent(new Event("wander"));
    this.show(this.player.id, chat);
    this.turnTo("chat");
    if (this.mayAct()) at("composer-text").focus({ preventScroll: true });
  }

  turnTo(pane) {
    document.body.dataset.pane = pane;
    for (const tab of document.querySelectorAll(".tabs button")) {
      tab.setAttribute("aria-current", String(tab.dataset.pane === pane));
    }
  }

  // While the story is told, the visitor looks on.
  hold(isHeld) {
    this.isHeld = isHeld;
    document.body.classList.toggle("held", isHeld);
    this.composer.allow(!isHeld);
  }

  mayAct() {
    return !this.isHeld;
  }

  say(text, reply) {
    return this.deed("say", { text, reply_to: reply });
  }

  press(message, row, column) {
    const button = message.keyboard[row][column];
    if (button.url) return this.follow(button.url, this.player.id);
    return this.deed("press", { chat: message.chat, message: message.id, row, column });
  }

  // The demo leaves this machine alone: other addresses than its own are shown, not followed. A button's link is for whoever
  // presses it; one in a text may be meant for somebody else, and there is nobody but the visitor to hand it to them.
  follow(url, player) {
    if (isOnThisMachine(url)) return void window.open(url, "_blank", "noopener");
    if (!isIntoTelegram(url)) return this.notice(url);
    if (!this.mayAct()) return null;
    if (/[?&]startgroup=/.test(url)) return this.chooser.group(url);
    if (!player && /[?&]start=/.test(url)) return this.chooser.person(url);
    return this.openLink(player ?? this.player.id, url);
  }

  openLink(player, url) {
    this.show(player, player);
    return this.deed("link", { url });
  }

  answer(message) { this.composer.answer(message); }

  edit(message) { this.composer.edit(message); }

  openFile(file) { this.viewer.open(file); }

  deed(name, asked) {
    if (!this.mayAct()) return null;
    return this.post(`/face/do/${name}`, JSON.stringify({ person: this.player.id, chat: this.chat, ...asked }));
  }

  // Whoever only looks on has seen it too.
  read(message) {
    return this.post("/face/do/read", JSON.stringify({ person: this.player.id, chat: message.chat, message: message.id }));
  }

  upload(file, caption, reply) {
    const query = new URLSearchParams({ person: this.player.id, chat: this.chat, name: file.name, caption });
    if (reply) query.set("reply_to", reply);
    return this.post(`/face/upload?${query}`, file);
  }

  async post(url, body) {
    const answer = await fetch(url, { method: "POST", body }).catch(() => null);
    if (answer === null) this.notice(word("lost"));
    else if (!answer.ok) this.notice(word("refused", { why: (await answer.json()).error }));
  }

  notice(text) {
    clearTimeout(this.fading);
    at("notice").replaceChildren(...(text ? [make("p", {}, text)] : []));
    this.fading = setTimeout(() => at("notice").replaceChildren(), NOTICE_MS);
  }
}

const isOnThisMachine = (url) => /^http:\/\/127\.0\.0\.1:\d+\//.test(url);
const isIntoTelegram = (url) => /^(https?:\/\/)?t(elegram)?\.me\//.test(url);

const liveliest = (chats) =>
  chats.reduce((one, other) => ((other.last?.date ?? "") > (one.last?.date ?? "") ? other : one));

async function start() {
  translate();
  startLooks();
  const told = await (await fetch("/face/players")).json();
  const page = new Page(told.players);
  for (const style of told.styles) document.head.append(make("link", { rel: "stylesheet", href: style }));
  for (const script of told.scripts) {
    const { mount } = await import(script);
    page.panels.push(mount(page));
  }
  translate();
  const nameLanguage = () => { at("language").textContent = word("other_language"); };
  at("language").addEventListener("click", switchLanguage);
  onLanguage(() => { at("language").lang = document.documentElement.lang === "sv" ? "en" : "sv"; nameLanguage(); });
  nameLanguage();
  for (const tab of document.querySelectorAll(".tabs button")) {
    tab.addEventListener("click", () => page.turnTo(tab.dataset.pane));
  }
  page.turnTo("chat");
  page.people.draw();
  page.listen();
}

start();
