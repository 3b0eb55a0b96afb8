// The drawer: what the bot has promised and sent, as it happens.

import { tab } from "./tabs.js";
import { make, put } from "/page/dom.js";
import { add, clock, dayAndMonth, onLanguage, word } from "/page/words.js";

add({
  drawer: { sv: "Utskick", en: "Sent" },
  drawer_empty: { sv: "Inget är lovat än.", en: "Nothing is promised yet." },
  kind_text: { sv: "ett meddelande", en: "a message" },
  kind_document: { sv: "en fil", en: "a file" },
  kind_let_in: { sv: "bjuder någon tillbaka till gruppen", en: "invites somebody back to the group" },
  kind_mail: { sv: "ett mejl", en: "a mail" },
  kind_remove: { sv: "tar någon ur gruppen", en: "takes somebody out of the group" },
  kind_photo: { sv: "en bild", en: "a picture" },
  kind_edit: { sv: "en ändring", en: "an edit" },
  kind_pin: { sv: "fäster ett meddelande", en: "pins a message" },
  kind_unpin: { sv: "lossar ett meddelande", en: "unpins a message" },
  kind_receipt: { sv: "svar på en knapp", en: "answer to a button" },
  kind_leave: { sv: "lämnar gruppen", en: "leaves the group" },
  state_pending: { sv: "väntar", en: "waiting" },
  state_sending: { sv: "skickas", en: "being sent" },
  state_sent: { sv: "skickat", en: "sent" },
  state_failed: { sv: "gick inte", en: "failed" },
  state_unknown: { sv: "ovisst", en: "unknown" },
  why_no_right: { sv: "boten får inte göra det i gruppen", en: "the bot may not do that in the group" },
  why_blocked: { sv: "personen har blockerat boten", en: "the person has blocked the bot" },
  state_withdrawn: { sv: "drogs tillbaka", en: "withdrawn" },
});

export function mount() {
  const drawer = new Drawer();
  return (state) => drawer.update(state.sent);
}

class Drawer {
  constructor() {
    this.list = make("ul", { class: "sent" });
    tab("sent", "drawer", this.list);
    this.sent = [];
    onLanguage(() => this.draw());
  }

  update(sent) {
    if (JSON.stringify(sent) === JSON.stringify(this.sent)) return;
    this.sent = sent;
    this.draw();
  }

  draw() {
    put(this.list, ...(this.sent.length ? this.sent.map(line) : [make("li", {}, word("drawer_empty"))]));
  }
}

function line(promise) {
  const at = promise.at && new Date(promise.at);
  return make("li", { class: `promise ${promise.state}` },
    make("b", {}, promise.to),
    make("span", { class: at && promise.state === "sent" ? "state hidden-visually" : "state" }, word(`state_${promise.state}`)),
    at ? make("time", { datetime: promise.at }, `${dayAndMonth(at)} ${clock(at)}`) : null,
    make("span", { class: "what" }, promise.file || promise.text || word(`kind_${promise.kind}`)),
    promise.why ? make("span", { class: "why" }, why(promise.why)) : null);
}

// In Telegram's own words where it is nothing that the demo knows of.
function why(said) {
  if (/not enough rights/i.test(said)) return word("why_no_right");
  if (/blocked by the user/i.test(said)) return word("why_blocked");
  return said;
}
