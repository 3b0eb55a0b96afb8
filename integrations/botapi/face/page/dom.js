// Small helpers to build the page. Text is always a text node: nothing that people write is ever read as HTML.

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "click") node.addEventListener("click", value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export function put(node, ...children) {
  node.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== ""));
}

export const at = (id) => document.getElementById(id);

// A colour that is always the same for the same name, dark enough for white letters.
export function hue(name) {
  let sum = 0;
  for (const sign of name) sum = Math.imul(sum ^ sign.codePointAt(0), 0x01000193);
  return (sum >>> 0) % 360;
}

export function avatar(name) {
  const letters = name.split(" ").map((part) => part[0]).slice(0, 2).join("").toUpperCase();
  const shown = make("span", { class: "avatar", "aria-hidden": "true" }, letters);
  shown.style.setProperty("--hue", hue(name));
  return shown;
}
