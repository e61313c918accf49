/* The map as a table: rows are made once, sorted and filtered as asked, a long table bit by bit. */
"use strict";
const netmapTable = (function () {
  const AT_ONCE = 300;

  /* `columns` are [key, heading, text of a node], `kept` says which nodes are listed, `open` shows one on the map,
     `told` is given how many are listed. */
  return function table({ nodes, columns, kept, open, el, reading, hint, told, state }) {
    const [head, body] = ["thead", "tbody"].map((part) => document.querySelector(`#table ${part}`));
    const texts = new Map();
    const made = new Map();
    let run = 0;

    function textOf(node, at) {
      if (!texts.has(node)) texts.set(node, []);
      const known = texts.get(node);
      if (known[at] === undefined) known[at] = columns[at][2](node);
      return known[at];
    }

    function row(node) {
      if (!made.has(node)) {
        const button = el("button", { type: "button", class: "link text", title: hint, click: () => open(node) }, textOf(node, 0));
        const cells = columns.slice(1).map((_, n) => el("td", { class: "text" }, textOf(node, n + 1)));
        made.set(node, el("tr", {}, el("th", { scope: "row" }, button), ...cells));
      }
      return made.get(node);
    }

    function draw() {
      const [by, way] = state.sort;
      const at = columns.findIndex(([key]) => key === by);
      const listed = nodes.filter(kept);
      // what is empty stands last, whichever way it is sorted
      const order = (one, other) => !one - !other || way * reading.compare(one, other);
      listed.sort((one, other) => order(textOf(one, at), textOf(other, at)));
      told(listed.length);
      run += 1;
      body.replaceChildren(...listed.slice(0, AT_ONCE).map(row));
      const mine = run;
      const more = (from) => {
        if (mine !== run || from >= listed.length) return;
        body.append(...listed.slice(from, from + AT_ONCE).map(row));
        window.setTimeout(() => more(from + AT_ONCE));
      };
      window.setTimeout(() => more(AT_ONCE));
    }

    function drawHead() {
      const [by, way] = state.sort;
      const heading = ([key, text]) => {
        const sort = () => {
          state.sort = [key, key === by ? -way : 1];
          drawHead();
          draw();
          head.querySelector(`[data-key="${key}"]`).focus();
        };
        const arrow = key === by ? (way > 0 ? " ▲" : " ▼") : "";
        const order = key === by ? (way > 0 ? "ascending" : "descending") : "none";
        return el("th", { scope: "col", "aria-sort": order }, el("button", { type: "button", "data-key": key, click: sort }, text + arrow));
      };
      head.replaceChildren(el("tr", {}, ...columns.map(heading)));
    }

    /* What the cells say has changed: the boxes of the legend have. */
    function forget() {
      texts.clear();
      made.clear();
    }

    return { draw, drawHead, forget };
  };
})();
