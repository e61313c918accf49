/* Small tools around the document: elements made from text only, words with numbers in them, files to save. */
"use strict";
const netmapDom = (function () {
  const find = (id) => document.getElementById(id);

  /* Make an element; strings become text, never markup. `on` are listeners by event. */
  function el(tag, fields, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(fields || {})) {
      if (name === "click") made.addEventListener("click", value);
      else if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
      else if (name === "class") made.className = value;
      else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : value);
      else if (value === false && name.startsWith("aria-")) made.setAttribute(name, "false");
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  const words = (text, ...found) => found.reduce((line, value) => line.replace(/\{\w+\}/, () => String(value)), text);

  /* Put new children into a part of the page; the keyboard stays where it was, by `data-key`. */
  function refill(place, ...parts) {
    const held = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    place.replaceChildren(...parts.filter((part) => part !== null));
    const again = held && place.querySelector(`[data-key="${CSS.escape(held)}"]`);
    if (again) again.focus();
  }

  /* Hand a file to the browser to save. */
  function save(name, content) {
    const link = el("a", { href: URL.createObjectURL(content), download: name });
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  return { find, el, words, refill, save };
})();
