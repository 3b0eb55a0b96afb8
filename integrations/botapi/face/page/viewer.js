// A file beside the chat: a PDF, a picture or a text is shown, everything else is saved.

import { at, make, put } from "./dom.js";
import { size, word } from "./words.js";

const SHOWN = ["application/pdf", "image/png", "image/jpeg", "text/plain"];

export class Viewer {
  constructor() {
    document.addEventListener("keydown", (event) => {
      this.isTabbing = event.key === "Tab";
      if (event.key === "Escape") this.close();
    });
    addEventListener("blur", () => setTimeout(() => this.takeFocusBack()));
  }

  open(document_) {
    const url = `/face/file/${document_.number}`;
    if (!SHOWN.includes(document_.mime)) return void make("a", { href: url, download: document_.name }).click();
    this.before = document.activeElement;
    const close = make("button", { type: "button", class: "quiet", "data-word": "close", click: () => this.close() }, word("close"));
    put(at("viewer"),
      make("div", { class: "viewer-head" }, make("h2", {}, document_.name),
        make("span", { class: "small" }, size(document_.size)),
        make("a", { class: "quiet", "data-word": "save_file", href: url, download: document_.name }, word("save_file")), close),
      shown(url, document_));
    at("viewer").hidden = false;
    document.body.classList.add("viewing");
    close.focus();
    this.isNew = true;
  }

  // A browser's PDF viewer takes the focus once, when it is ready, and would swallow Escape. Who goes there by Tab stays.
  takeFocusBack() {
    if (document.activeElement?.tagName !== "IFRAME" || !this.isNew || this.isTabbing) return;
    this.isNew = false;
    at("viewer").querySelector("button").focus();
  }

  close() {
    if (at("viewer").hidden) return;
    at("viewer").hidden = true;
    put(at("viewer"));
    document.body.classList.remove("viewing");
    this.before?.focus();
  }
}

function shown(url, document_) {
  if (document_.mime.startsWith("image/")) return make("img", { src: url, alt: document_.name });
  return make("iframe", { src: `${url}#view=FitH&navpanes=0`, title: document_.name });
}
