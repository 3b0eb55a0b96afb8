// Below the clock, one at a time: what is due, what was sent, the calendar.

import { at, make } from "/page/dom.js";
import { add, word } from "/page/words.js";

add({ views: { sv: "Mer om arenan", en: "More of the arena" } });

const FIRST = "sent";
const list = make("div", { class: "views", role: "tablist", "data-label": "views" });
const box = make("section", { class: "lower" }, list);
const all = new Map();

// A tab with its panel, in the order in which they are asked for.
export function tab(name, title, ...content) {
  const button = make("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": name, "data-word": title,
    click: () => choose(name) }, word(title));
  const panel = make("div", { class: "view", role: "tabpanel", id: name, tabindex: "0", "aria-labelledby": `tab-${name}` }, ...content);
  button.addEventListener("keydown", (event) => move(event, name));
  all.set(name, { button, panel });
  list.append(button);
  box.append(panel);
  at("panels").append(box);
  draw();
  return panel;
}

function choose(name) {
  sessionStorage.setItem("view", name);
  draw();
}

function draw() {
  const name = sessionStorage.getItem("view") ?? FIRST;
  for (const [each, { button, panel }] of all) {
    button.setAttribute("aria-selected", String(each === name));
    button.tabIndex = each === name ? 0 : -1;
    panel.hidden = each !== name;
  }
}

function move(event, name) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const names = [...all.keys()];
  const next = names[(names.indexOf(name) + step + names.length) % names.length];
  choose(next);
  all.get(next).button.focus();
}
