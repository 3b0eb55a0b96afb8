// The story above the page: one caption at a time, with pause, step and skip. The page looks where the story is.

import { at, make, put } from "/page/dom.js";
import { add, clock, day, onLanguage, spoken, word } from "/page/words.js";

add({
  story: { sv: "Berättelsen", en: "The story" },
  story_pause: { sv: "Pausa", en: "Pause" },
  story_go_on: { sv: "Fortsätt", en: "Go on" },
  story_step: { sv: "Ett steg", en: "One step" },
  story_skip: { sv: "Hoppa över", en: "Skip" },
  story_skipping: { sv: "Spelar klart berättelsen …", en: "Playing the story to its end …" },
  story_follow: { sv: "Följ berättelsen", en: "Follow the story" },
  story_begins: { sv: "Snart börjar berättelsen.", en: "The story is about to begin." },
  your_turn: {
    sv: "Nu är det din tur. Skriv /foresla och en rubrik. Byt person och flytta klockan till höger.",
    en: "Your turn. Write /foresla and a title. Change person and move the clock on the right.",
  },
  your_turn_narrow: {
    sv: "Nu är det din tur. Skriv /foresla och en rubrik. Byt person och flytta klockan under Spela.",
    en: "Your turn. Write /foresla and a title. Change person and move the clock under Play.",
  },
  got_it: { sv: "Uppfattat", en: "Got it" },
});

// As wide as in face.css.
const NARROW = matchMedia("(max-width: 900px)");

export function mount(page) {
  const story = new Story(page);
  return (state) => story.update(state.story);
}

class Story {
  constructor(page) {
    this.page = page;
    this.follows = true;
    this.isClosed = sessionStorage.getItem("your-turn") === "seen";
    this.bar = make("section", { class: "story", "data-label": "story" });
    this.caption = make("div", { class: "caption", "aria-live": "polite" });
    this.controls = make("div", { class: "controls" });
    this.bar.append(this.caption, this.controls);
    at("banner").append(this.bar);
    page.hold(true);
    document.addEventListener("wander", () => { this.follows = false; this.draw(); });
    onLanguage(() => this.draw());
    NARROW.addEventListener("change", () => this.draw());
  }

  update(state) {
    if (JSON.stringify(state) === JSON.stringify(this.state)) return;
    const isOver = state.mode === "over";
    const endsNow = isOver && this.state && this.state.mode !== "over";
    const isNew = !this.state && !sessionStorage.getItem("player");
    this.state = state;
    this.page.hold(!isOver);
    if (this.follows && (!isOver || endsNow || isNew)) this.look();
    this.draw();
  }

  look() {
    const { player, chat } = this.state.view;
    if (player) this.page.show(player, chat);
  }

  draw() {
    if (!this.state) return;
    const { mode } = this.state;
    this.bar.hidden = mode === "over" && this.isClosed;
    if (mode === "over") return this.drawTurn();
    this.say(mode === "skip" ? [make("p", {}, word("story_skipping"))] : this.last());
    const button = (name, wish) =>
      make("button", { type: "button", class: "control", click: () => this.steer(wish) }, word(name));
    const buttons = [
      mode === "pause" ? button("story_go_on", "play") : button("story_pause", "pause"),
      button("story_step", "step"), button("story_skip", "skip"),
    ];
    const follow = make("button", { type: "button", class: "control", click: () => this.follow() }, word("story_follow"));
    this.keep(mode === "skip" ? [] : this.follows ? buttons : [follow, ...buttons]);
  }

  last() {
    const caption = this.state.captions.at(-1);
    if (!caption) return [make("p", {}, word("story_begins"))];
    const date = new Date(caption.at);
    return [make("p", { class: "when" }, `${day(date)} ${clock(date)}`), make("p", {}, spoken(caption.text))];
  }

  drawTurn() {
    this.say([make("p", {}, word(NARROW.matches ? "your_turn_narrow" : "your_turn"))]);
    const close = () => { this.isClosed = true; sessionStorage.setItem("your-turn", "seen"); this.draw(); };
    this.keep([make("button", { type: "button", class: "control", click: close }, word("got_it"))]);
  }

  say(nodes) {
    const before = this.caption.textContent;
    const shown = make("div", {}, ...nodes);
    if (shown.textContent !== before) put(this.caption, shown);
  }

  // A focused button stays focused although it is drawn anew.
  keep(buttons) {
    const index = [...this.controls.children].indexOf(document.activeElement);
    put(this.controls, ...buttons);
    if (index >= 0) (buttons[index] ?? buttons[0])?.focus();
  }

  follow() {
    this.follows = true;
    this.look();
    this.draw();
  }

  steer(wish) {
    this.page.post(`/demo/do/story/${wish}`);
  }
}
