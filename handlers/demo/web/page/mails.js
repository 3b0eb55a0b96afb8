// The mails that the one whom one plays has got: from Outlook itself, and from the bot.

import { tab } from "./tabs.js";
import { make, put } from "/page/dom.js";
import { add, clock, dayAndMonth, onLanguage, shortDay, word } from "/page/words.js";

add({
  mails: { sv: "Mejl", en: "Mail" },
  mails_none: { sv: "{who} har inte fått något mejl.", en: "{who} has got no mail." },
  mails_all: {
    sv: "Till alla: {invitation} inbjudningar, {update} ändringar och {cancellation} avbokningar från Outlook, {mail} mejl från boten.",
    en: "To all: {invitation} invitations, {update} updates and {cancellation} cancellations from Outlook, {mail} mails from the bot.",
  },
  mail_invitation: { sv: "Inbjudan", en: "Invitation" },
  mail_update: { sv: "Ändrat", en: "Updated" },
  mail_cancellation: { sv: "Inställt", en: "Cancelled" },
  mail_mail: { sv: "Från boten", en: "From the bot" },
});

const KINDS = ["invitation", "update", "cancellation", "mail"];

export function mount(page) {
  const mails = new Mails(page);
  return (state) => mails.update(state);
}

class Mails {
  constructor(page) {
    this.page = page;
    this.box = tab("mails", "mails");
    this.told = "";
    onLanguage(() => this.draw());
  }

  update({ outlook, addresses }) {
    const told = JSON.stringify([outlook.letters, addresses, this.page.player.id]);
    if (told === this.told) return;
    [this.told, this.letters, this.me] = [told, outlook.letters, addresses[this.page.player.id]];
    this.draw();
  }

  draw() {
    if (!this.letters) return;
    const mine = this.letters.filter((letter) => letter.to.some((address) => address.toLowerCase() === this.me));
    const counts = Object.fromEntries(KINDS.map((kind) =>
      [kind, this.letters.filter((letter) => letter.kind === kind).length]));
    put(this.box,
      mine.length ? null : make("p", { class: "small" }, word("mails_none", { who: this.page.player.name })),
      make("ul", { class: "letters" }, ...mine.map(line)),
      make("p", { class: "small" }, word("mails_all", counts)));
  }
}

// Which of the arena's meetings: all have its name.
function about(starts) {
  const at = starts && new Date(starts);
  return at ? `${shortDay(at)} ${clock(at)} · ` : "";
}

function line(letter) {
  const at = new Date(letter.at);
  const head = [
    make("b", {}, word(`mail_${letter.kind}`)),
    make("span", { class: "what" }, about(letter.starts) + letter.subject),
    make("time", { datetime: letter.at }, `${dayAndMonth(at)} ${clock(at)}`),
  ];
  if (!letter.text) return make("li", { class: "letter" }, ...head);
  return make("li", {}, make("details", {},
    make("summary", { class: "letter" }, ...head),
    make("div", { class: "text" }, letter.text),
    ...letter.files.map((file) => make("p", { class: "small" }, file))));
}
