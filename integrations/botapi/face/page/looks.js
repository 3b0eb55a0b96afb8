// Light or dark: as the machine has it, until the visitor says otherwise.

import { at } from "./dom.js";
import { onLanguage, word } from "./words.js";

const root = document.documentElement;
const machine = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : machine.matches);

function label() {
  at("theme").textContent = word(isDark() ? "theme_light" : "theme_dark");
}

export function startLooks() {
  if (localStorage.getItem("theme")) root.dataset.theme = localStorage.getItem("theme");
  at("theme").addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
    label();
  });
  machine.addEventListener("change", label);
  onLanguage(label);
  label();
}
