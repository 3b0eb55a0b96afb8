// Right, above: who am I. A click plays another person.

import { badge } from "./chats.js";
import { at, avatar, make, put } from "./dom.js";
import { onLanguage, spoken } from "./words.js";

export class People {
  constructor(page) {
    this.page = page;
    this.unread = {};
    onLanguage(() => this.draw());
  }

  note(unread) {
    this.unread = unread;
    this.draw();
  }

  draw() {
    const focused = document.activeElement?.dataset?.player;
    put(at("people"), ...this.page.players.map((player) => this.line(player)));
    if (focused) at("people").querySelector(`[data-player="${focused}"]`)?.focus();
  }

  line(player) {
    const count = this.unread[player.id];
    return make("li", {}, make("button",
      { type: "button", class: "player", "data-player": player.id, title: spoken(player.about),
        "aria-pressed": player.id === this.page.player.id ? "true" : "false",
        click: () => this.page.play(player.id) },
      avatar(player.name),
      make("span", { class: "about" },
        make("span", { class: "name" }, player.name), make("span", { class: "last" }, spoken(player.about))),
      count ? badge(count) : null));
  }
}
