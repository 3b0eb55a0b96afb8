// The page's own words in both languages, and how dates are written. What the bot and people say is never translated.

export const TABLE = {
  demo: { sv: "demo", en: "demo" },
  settings: { sv: "Språk och färger", en: "Language and colours" },
  skip_to_writing: { sv: "Hoppa till skrivfältet", en: "Skip to the text field" },
  other_language: { sv: "English", en: "Svenska" },
  theme_dark: { sv: "Mörkt", en: "Dark" },
  theme_light: { sv: "Ljust", en: "Light" },
  chats: { sv: "Chattar", en: "Chats" },
  chat: { sv: "Chatt", en: "Chat" },
  play: { sv: "Spela", en: "Play" },
  parts: { sv: "Sidans delar", en: "Parts of the page" },
  messages: { sv: "Meddelanden", en: "Messages" },
  commands: { sv: "Kommandon", en: "Commands" },
  write: { sv: "Skriv ett meddelande", en: "Write a message" },
  send: { sv: "Skicka", en: "Send" },
  attach: { sv: "Bifoga en fil", en: "Attach a file" },
  who_am_i: { sv: "Vem är jag?", en: "Who am I?" },
  you_are: { sv: "Du spelar", en: "You are playing" },
  one_member: { sv: "1 medlem", en: "1 member" },
  members: { sv: "{count} medlemmar", en: "{count} members" },
  private_chat: { sv: "bot", en: "bot" },
  unread: { sv: "{count} olästa", en: "{count} unread" },
  you: { sv: "Du", en: "You" },
  edited: { sv: "ändrat", en: "edited" },
  is_pinned: { sv: "fäst", en: "pinned" },
  pinned: { sv: "Fäst meddelande", en: "Pinned message" },
  answer: { sv: "Svara", en: "Reply" },
  edit: { sv: "Ändra", en: "Edit" },
  answering: { sv: "Svar till {who}", en: "Reply to {who}" },
  editing: { sv: "Du ändrar ditt meddelande", en: "You are editing your message" },
  editing_caption: { sv: "Du ändrar det du skrev till filen", en: "You are editing what you wrote to the file" },
  edit_caption: { sv: "Skriv något till filen, eller låt den stå utan ord", en: "Add words to the file, or leave it without" },
  attaching: { sv: "Filen skickas med det du skriver", en: "The file is sent with what you write" },
  write_caption: { sv: "Skriv något till filen, eller skicka den som den är", en: "Add words to the file, or send it as it is" },
  cancel: { sv: "Avbryt", en: "Cancel" },
  choose_group: { sv: "Lägg till boten i en grupp", en: "Add the bot to a group" },
  choose_person: { sv: "Vem öppnar länken?", en: "Who opens the link?" },
  show_members: { sv: "Visa gruppens medlemmar", en: "Show the group's members" },
  not_members: { sv: "Inte med i gruppen", en: "Not in the group" },
  add: { sv: "Lägg till", en: "Add" },
  add_whom: { sv: "Lägg till {whom} i gruppen", en: "Add {whom} to the group" },
  remove: { sv: "Ta bort", en: "Remove" },
  remove_whom: { sv: "Ta bort {whom} ur gruppen", en: "Remove {whom} from the group" },
  removed_member: { sv: "{who} tog bort {whom}", en: "{who} removed {whom}" },
  choose_contact: { sv: "Välj en person", en: "Choose a person" },
  keys: { sv: "Knappar under skrivfältet", en: "Keys below the text field" },
  no_group: { sv: "Du är inte med i någon grupp.", en: "You are in no group." },
  close: { sv: "Stäng", en: "Close" },
  open_file: { sv: "Öppna", en: "Open" },
  save_file: { sv: "Spara", en: "Save" },
  to_newest: { sv: "Till det senaste", en: "To the newest" },
  nothing_here: { sv: "Här är tyst än så länge.", en: "Nothing here yet." },
  start: { sv: "Starta", en: "Start" },
  works: { sv: "Boten arbetar …", en: "The bot is working …" },
  lost: { sv: "Ingen kontakt med demon. Är den avslutad?", en: "No contact with the demo. Has it ended?" },
  refused: { sv: "Det gick inte i Telegram: {why}", en: "Telegram would not do that: {why}" },
  new_chat_members: { sv: "{who} lade till {whom}", en: "{who} added {whom}" },
  left_chat_member: { sv: "{whom} lämnade gruppen", en: "{whom} left the group" },
  pinned_message: { sv: "{who} fäste ett meddelande", en: "{who} pinned a message" },
  group_chat_created: { sv: "{who} skapade gruppen", en: "{who} created the group" },
  new_chat_title: { sv: "{who} bytte gruppens namn", en: "{who} renamed the group" },
  users_shared: { sv: "{who} valde {whom}", en: "{who} chose {whom}" },
  other_service: { sv: "Något ändrades i gruppen", en: "Something changed in the group" },
};

const ZONE = "Europe/Stockholm";
const DAY = { timeZone: ZONE, year: "numeric", month: "numeric", day: "numeric" };
let language = localStorage.getItem("language") === "en" ? "en" : "sv";
const listeners = [];

export function add(table) {
  Object.assign(TABLE, table);
}

export function word(name, facts = {}) {
  return TABLE[name][language].replace(/\{(\w+)\}/g, (_, fact) => facts[fact]);
}

export function spoken(texts) {
  return texts[language];
}

export function onLanguage(listener) {
  listeners.push(listener);
}

export function translate(root = document) {
  document.documentElement.lang = language;
  for (const each of root.querySelectorAll("[data-word]")) each.textContent = word(each.dataset.word);
  for (const each of root.querySelectorAll("[data-label]")) each.setAttribute("aria-label", word(each.dataset.label));
  for (const each of root.querySelectorAll("[data-title]")) each.title = word(each.dataset.title);
  const text = document.getElementById("composer-text");
  text.placeholder = word("write");
}

export function switchLanguage() {
  language = language === "sv" ? "en" : "sv";
  localStorage.setItem("language", language);
  translate();
  listeners.forEach((listener) => listener());
}

function written(date, options) {
  return new Intl.DateTimeFormat(language === "sv" ? "sv-SE" : "en-GB", { timeZone: ZONE, ...options }).format(date);
}

export function clock(date) {
  const shown = written(date, { hour: "2-digit", minute: "2-digit" });
  return language === "sv" ? shown.replace(":", ".") : shown;
}

export function day(date) {
  return written(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

export function shortDay(date) {
  return written(date, { weekday: "short", day: "numeric", month: "short" });
}

export function dayAndMonth(date) {
  return written(date, { day: "numeric", month: "short" });
}

export function dayKey(date) {
  return written(date, DAY);
}

export function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
