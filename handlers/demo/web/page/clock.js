// The clock: what time it is for the bot, what is due next, and the buttons that move it.

import { tab } from "./tabs.js";
import { at, make, put } from "/page/dom.js";
import { add, clock, day, onLanguage, shortDay, word } from "/page/words.js";

add({
  clock: { sv: "Klockan", en: "The clock" },
  clock_close: { sv: "Till sista dag för ärenden", en: "To the last day for items" },
  clock_agenda: { sv: "Till utskicket", en: "To the sending" },
  clock_meeting: { sv: "Till mötet", en: "To the meeting" },
  clock_turn: { sv: "Till växlingen", en: "To the turn of roles" },
  clock_day: { sv: "+1 dag", en: "+1 day" },
  clock_goes: { sv: "Tiden går …", en: "Time passes …" },
  clock_no_meeting: {
    sv: "Inget mer möte är planerat. Åsa planerar ett med /boka.",
    en: "No further meeting is planned. Åsa plans one with /boka.",
  },
  clock_stopped: { sv: "Klockan stannade: {why}", en: "The clock stopped: {why}" },
  next_due: { sv: "Härnäst", en: "Next" },
  next_is: { sv: "Härnäst {when}: {what}", en: "Next {when}: {what}" },
  nothing_due: { sv: "Inget väntar.", en: "Nothing is waiting." },
  due_newly_planned: { sv: "Berätta om nya möten", en: "Tell of new meetings" },
  due_call_for_items: { sv: "Be om punkter", en: "Call for items" },
  due_items_close_soon: { sv: "Säga att tiden snart är ute", en: "Say that items close soon" },
  due_items_closed: { sv: "Samla det som kommit in", en: "Gather what came in" },
  due_files_promised: { sv: "Fråga efter utlovade bilagor", en: "Ask for promised files" },
  due_files_promised_again: { sv: "Fråga en gång till", en: "Ask for files again" },
  due_attendance_asked: { sv: "Fråga vilka som kommer", en: "Ask who comes" },
  due_attendance_asked_again: { sv: "Fråga dem som inte svarat", en: "Ask those who have not answered" },
  due_deputies_asked: { sv: "Se efter om suppleanter svarat", en: "See whether deputies have answered" },
  due_not_ready: { sv: "Påminna beredningen", en: "Remind the preparers" },
  due_not_ready_again: { sv: "Påminna beredningen igen", en: "Remind the preparers again" },
  due_agenda: { sv: "Skicka dagordningen", en: "Send the agenda" },
  due_new_version: { sv: "Skicka en ny version", en: "Send a new version" },
  due_supplement: { sv: "Skicka ett tillägg", en: "Send a supplement" },
  due_late_files: { sv: "Skicka eftersända bilagor", en: "Send promised files" },
  due_unread: { sv: "Påminna dem som inte läst", en: "Remind those who have not read" },
  due_meeting_tomorrow: { sv: "Påminna om mötet", en: "Remind of the meeting" },
  due_outcomes_asked: { sv: "Fråga vad det blev av ärendena", en: "Ask what became of the items" },
  due_outcomes_assumed: { sv: "Anta att ärendena är behandlade", en: "Take the items for treated" },
  due_turn_asked: { sv: "Fråga vem som tar över rollen", en: "Ask who has the role next" },
  due_outlook: { sv: "Stämma av med Outlook", en: "Check with Outlook" },
  due_turn_told: { sv: "Berätta vem som har rollen", en: "Tell who has the role now" },
});

const JUMPS = ["close", "agenda", "meeting", "turn", "day"];

export function mount(page) {
  const view = new Clock(page);
  return (state) => view.update(state);
}

class Clock {
  constructor(page) {
    this.page = page;
    this.face = make("p", { class: "time" });
    this.jumps = make("div", { class: "jumps" });
    this.going = make("p", { class: "small", role: "status" });
    this.next = make("p", { class: "small next" });
    this.due = make("ol", { class: "due" });
    at("panels").append(
      make("section", {}, make("h2", { "data-word": "clock" }), this.face, this.next, this.jumps, this.going));
    tab("due", "next_due", this.due);
    setInterval(() => this.tick(), 1000);
    onLanguage(() => { this.tick(); this.draw(); });
  }

  update(state) {
    this.state = state;
    this.tick();
    this.draw();
  }

  // At once, so that nobody presses twice.
  go(jump) {
    this.page.post(`/demo/do/clock/${jump}`);
    this.state.clock.going = jump;
    this.draw();
  }

  now() {
    return new Date(Date.now() + this.state.clock.shift * 1000);
  }

  tick() {
    if (!this.state) return;
    const shown = `${day(this.now())} ${clock(this.now())}`;
    if (this.face.textContent !== shown) put(this.face, make("b", {}, clock(this.now())), make("span", {}, ` ${day(this.now())}`));
  }

  draw() {
    if (!this.state) return;
    const { going, trouble, to } = this.state.clock;
    const isTold = this.state.story.mode !== "over";
    const index = [...this.jumps.children].indexOf(document.activeElement);
    put(this.jumps, ...JUMPS.map((jump) => make("button",
      { type: "button", class: "control", disabled: isTold || Boolean(going) || (jump !== "day" && !to[jump]),
        click: () => this.go(jump) },
      word(`clock_${jump}`))));
    if (index >= 0) this.jumps.children[index].focus();
    this.going.textContent = going ? word("clock_goes") : trouble ? word("clock_stopped", { why: trouble })
      : isTold || to.meeting ? "" : word("clock_no_meeting");
    const { due } = this.state;
    this.next.textContent = due.length
      ? word("next_is", { when: when(due[0].at), what: begun(word(`due_${due[0].kind}`)) }) : "";
    put(this.due, ...(due.length ? due.map(dueLine) : [make("li", {}, word("nothing_due"))]));
  }
}

function dueLine(due) {
  return make("li", {}, make("time", { datetime: due.at }, when(due.at)), make("span", {}, word(`due_${due.kind}`)));
}

const begun = (words) => words[0].toLowerCase() + words.slice(1);

const when = (instant) => `${shortDay(new Date(instant))} ${clock(new Date(instant))}`;
