// One message as a bubble: text with its entities, file, buttons, what it answers.

import { hue, make } from "./dom.js";
import { clock, size, word } from "./words.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

export function bubble(message, page) {
  const kind = Object.keys(message.service)[0];
  if (kind) return service(kind, message);
  const shown = make("article", { class: message.mine ? "bubble mine" : "bubble", id: `message-${message.id}` });
  if (!message.mine && message.chat < 0) shown.append(sender(message.from.name));
  if (message.reply) shown.append(answered(message.reply));
  if (message.document) shown.append(message.document.pixels ? photo(message.document, page) : file(message.document, page));
  if (message.text) shown.append(text(message, page));
  shown.append(foot(message, page));
  const whole = make("div", { class: message.mine ? "said mine" : "said" }, shown);
  if (message.keyboard.length) whole.append(keyboard(message, page));
  return whole;
}

function service(kind, message) {
  const value = message.service[kind];
  const whom = Array.isArray(value) ? value.join(", ") : value;
  const known = ["new_chat_members", "left_chat_member", "pinned_message", "group_chat_created", "new_chat_title", "users_shared"];
  const isRemoved = kind === "left_chat_member" && whom !== message.from.name;
  const name = isRemoved ? "removed_member" : known.includes(kind) ? kind : "other_service";
  return make("p", { class: "service" }, word(name, { who: message.from.name, whom }));
}

function sender(name) {
  const shown = make("span", { class: "sender" }, name);
  shown.style.setProperty("--hue", hue(name));
  return shown;
}

function answered(reply) {
  return make("a", { class: "answered", href: `#message-${reply.id}` },
    make("b", {}, reply.from), make("span", {}, reply.text));
}

function text(message, page) {
  return make("div", { class: "text" }, ...parts(message.text, message.entities, page));
}

// Entities come sorted, outermost first; offsets are UTF-16 units, as JavaScript counts too.
function parts(whole, entities, page) {
  const build = (start, end, inside) => {
    const made = [];
    let from = start;
    let index = 0;
    while (index < inside.length) {
      const entity = inside[index];
      const stop = entity.offset + entity.length;
      const within = [];
      for (index += 1; index < inside.length && inside[index].offset < stop; index += 1) within.push(inside[index]);
      if (entity.offset > from) made.push(whole.slice(from, entity.offset));
      made.push(dressed(entity, whole.slice(entity.offset, stop), build(entity.offset, stop, within), page));
      from = stop;
    }
    if (from < end) made.push(whole.slice(from, end));
    return made;
  };
  return build(0, whole.length, entities);
}

function dressed(entity, words, children, page) {
  if (entity.type === "bot_command") {
    return make("button", { type: "button", class: "link", click: () => page.say(words) }, words);
  }
  if (entity.type === "text_link" || entity.type === "url") return link(entity.url || words, children, page);
  if (entity.type === "spoiler") return make("details", { class: "spoiler" }, make("summary", {}, "…"), ...children);
  if (entity.type in TAGS) return make(TAGS[entity.type], {}, ...children);
  return make("span", { class: entity.type === "mention" ? "link" : null }, ...children);
}

function link(url, children, page) {
  return make("button", { type: "button", class: "link", click: () => page.follow(url) }, ...children);
}

function file(document, page) {
  const ending = document.name.split(".").pop().slice(0, 4);
  return make("button", { type: "button", class: "file", click: () => page.openFile(document) },
    make("span", { class: "ending", "aria-hidden": "true" }, ending),
    make("span", { class: "about" },
      make("span", { class: "name" }, document.name),
      make("span", { class: "size" }, `${size(document.size)} · ${word("open_file")}`)));
}

// Its words stand below it.
function photo(document, page) {
  const [width, height] = document.pixels;
  return make("button", { type: "button", class: "photo", click: () => page.openFile(document) },
    make("img", { src: `/face/file/${document.number}`, alt: document.name, width, height }));
}

function foot(message, page) {
  const date = new Date(message.date);
  return make("span", { class: "foot" },
    make("button", { type: "button", class: "act", click: () => page.answer(message) }, word("answer")),
    message.mine && (message.text || message.document)
      ? make("button", { type: "button", class: "act", click: () => page.edit(message) }, word("edit")) : null,
    message.pinned ? make("span", { class: "pinned" }, word("is_pinned")) : null,
    message.edited ? make("span", {}, word("edited")) : null,
    make("time", { datetime: message.date }, clock(date)));
}

function keyboard(message, page) {
  const rows = message.keyboard.map((row, number) => make("div", { class: "row" },
    ...row.map((button, column) => make("button",
      { type: "button", class: button.url ? "key opens" : "key", click: () => page.press(message, number, column) },
      button.text))));
  return make("div", { class: "keyboard" }, ...rows);
}
