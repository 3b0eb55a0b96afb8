// The calendar, as the one whom one plays sees it in Outlook: answer there, and change it where one may.

import { tab } from "./tabs.js";
import { make, put } from "/page/dom.js";
import { add, clock, onLanguage, shortDay, word } from "/page/words.js";

add({
  calendar: { sv: "Kalender", en: "Calendar" },
  calendar_of: { sv: "{who} i Outlook", en: "{who} in Outlook" },
  calendar_none: { sv: "{who} har inga inbjudningar.", en: "{who} has no invitations." },
  calendar_told: {
    sv: "Microsoft säger till boten när något ändras här. Ett nej gäller efter en timme. Klockan går fram dit.",
    en: "Microsoft tells the bot of changes here. A no counts after an hour. The clock goes on until then.",
  },
  in_teams: { sv: "Möte i Microsoft Teams", en: "Microsoft Teams meeting" },
  invitation: { sv: "Läs inbjudan", en: "Read the invitation" },
  answer_none: { sv: "Inte besvarad", en: "Not answered" },
  answer_accepted: { sv: "Du har tackat ja", en: "You have accepted" },
  answer_tentativelyAccepted: { sv: "Du kanske kommer", en: "You may come" },
  answer_declined: { sv: "Du har tackat nej", en: "You have declined" },
  do_answer: { sv: "Svara på inbjudan", en: "Answer the invitation" },
  do_accepted: { sv: "Acceptera", en: "Accept" },
  do_tentativelyAccepted: { sv: "Preliminärt", en: "Tentative" },
  do_declined: { sv: "Avböj", en: "Decline" },
  counts: {
    sv: "{accepted} ja · {tentativelyAccepted} kanske · {declined} nej · {none} har inte svarat",
    en: "{accepted} yes · {tentativelyAccepted} maybe · {declined} no · {none} have not answered",
  },
  organise: { sv: "Ändra i arenans brevlåda", en: "Change in the arena's mailbox" },
  an_hour_later: { sv: "Flytta 1 timme senare", en: "Move 1 hour later" },
  new_day: { sv: "Ny dag", en: "New day" },
  move: { sv: "Flytta", en: "Move" },
  delete_event: { sv: "Ta bort", en: "Delete" },
});

const RESPONSES = ["accepted", "tentativelyAccepted", "declined"];

export function mount(page) {
  const calendar = new Calendar(page);
  return (state) => calendar.update(state);
}

class Calendar {
  constructor(page) {
    this.page = page;
    this.opened = new Set();
    this.box = tab("calendar", "calendar");
    this.told = "";
    onLanguage(() => this.draw());
  }

  update(state) {
    const { outlook, addresses, keepers, clock, story } = state;
    const mayAct = story.mode === "over" && !clock.going;
    const seen = { events: outlook.events, me: addresses[this.page.player.id], keeps: keepers.includes(this.page.player.id), mayAct };
    const told = JSON.stringify([seen, this.page.player.id]);
    if (told === this.told) return;
    [this.told, this.seen] = [told, seen];
    this.draw();
  }

  draw() {
    if (!this.seen) return;
    const { events, me, keeps } = this.seen;
    const who = this.page.player.name;
    const mine = events.filter((event) => keeps || me in event.guests);
    const focused = document.activeElement?.dataset?.key;
    put(this.box,
      make("h3", { class: "small" }, word(mine.length ? "calendar_of" : "calendar_none", { who })),
      make("ul", { class: "events" }, ...mine.map((event) => this.card(event))),
      mine.length ? make("p", { class: "small" }, word("calendar_told")) : null);
    if (focused) this.box.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  card(event) {
    const answer = event.guests[this.seen.me];
    const [starts, ends] = [new Date(event.starts), new Date(event.ends)];
    const when = `${shortDay(starts)} ${clock(starts)}–${clock(ends)}`;
    return make("li", { class: `event ${answer ?? "none"}` },
      make("b", {}, event.subject),
      make("span", { class: "small" }, make("time", { datetime: event.starts }, when), event.place ? ` · ${event.place}` : ""),
      event.join ? make("span", { class: "small" }, word("in_teams")) : null,
      this.invitation(event),
      answer ? make("span", { class: "answer" }, word(`answer_${answer}`)) : null,
      answer ? this.replies(event, answer) : null,
      this.seen.keeps ? this.organiser(event) : null);
  }

  invitation(event) {
    return this.folded(event, "invitation", make("div", { class: "text" }, event.text));
  }

  folded(event, name, inner) {
    const key = `${event.id} ${name}`;
    const more = make("details", { open: this.opened.has(key) }, make("summary", { "data-key": key }, word(name)), inner);
    more.addEventListener("toggle", () => (more.open ? this.opened.add(key) : this.opened.delete(key)));
    return more;
  }

  button(event, name, pressed, act) {
    return make("button", { type: "button", class: "control", "aria-pressed": pressed, disabled: !this.seen.mayAct,
      "data-key": `${event.id} ${name}`, click: act }, word(name));
  }

  replies(event, answer) {
    return make("div", { class: "replies", role: "group", "aria-label": word("do_answer") },
      ...RESPONSES.map((response) => this.button(event, `do_${response}`, String(response === answer),
        () => this.deed("answer", event, { response }))));
  }

  organiser(event) {
    const count = (response) => Object.values(event.guests).filter((each) => each === response).length;
    const counts = Object.fromEntries([...RESPONSES, "none"].map((response) => [response, count(response)]));
    const input = make("input", { type: "date", "aria-label": word("new_day"), value: event.starts.slice(0, 10),
      disabled: !this.seen.mayAct, "data-key": `${event.id} day` });
    const buttons = make("div", { class: "organise" },
      this.button(event, "an_hour_later", null, () => this.deed("move", event, { hours: 1 })),
      make("span", { class: "day-move" }, input,
        this.button(event, "move", null, () => input.value && this.deed("move", event, { day: input.value }))),
      this.button(event, "delete_event", null, () => this.deed("delete", event, {})));
    return make("div", { class: "organiser" }, make("p", { class: "small" }, word("counts", counts)),
      this.folded(event, "organise", buttons));
  }

  deed(name, event, asked) {
    const body = JSON.stringify({ person: this.page.player.id, event: event.id, ...asked });
    return this.page.post(`/demo/do/outlook/${name}`, body);
  }
}
