/* The map as a table: rows are made once, sorted and filtered as asked, a long table bit by bit. */
"use strict";
const netmapTable = (function () {
  const AT_ONCE = 300;
  const MOST = 1500; // rows at first: of a large map the others come when they are asked for

  /* `columns` are [key, heading, text of a node], `kept` says which nodes are listed, `open` shows one on the map,
     `told` is given how many are listed, `resorted` hears of another order. */
  return function table({ nodes, columns, kept, open, el, refill, reading, hint, more: moreText, told, resorted, state }) {
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
        const button = el("button", { type: "button", class: "link text", "data-key": "row-" + node.key, title: hint(), click: () => open(node) }, textOf(node, 0));
        const cells = columns.slice(1).map((_, n) => el("td", { class: "text" }, textOf(node, n + 1)));
        made.set(node, el("tr", {}, el("th", { scope: "row" }, button), ...cells));
      }
      return made.get(node);
    }

    /* The nodes that are listed, as they are sorted; what is empty stands last, whichever way that is. */
    function sorted() {
      const [by, way] = state.sort;
      const at = Math.max(0, columns.findIndex(([key]) => key === by));
      const found = nodes.filter(kept).map((node) => [node, textOf(node, at)]);
      found.sort(([, one], [, other]) => !one - !other || way * reading.compare(one, other));
      return found.map(([node]) => node);
    }

    function draw() {
      const listed = sorted();
      told(listed.length);
      run += 1;
      refill(body, ...listed.slice(0, AT_ONCE).map(row));
      const mine = run;
      const more = (from, until) => {
        if (mine !== run) return;
        if (from < Math.min(until, listed.length)) {
          body.append(...listed.slice(from, Math.min(from + AT_ONCE, until)).map(row));
          window.setTimeout(() => more(from + AT_ONCE, until));
        } else if (until < listed.length) offerMore(() => more(until, until + MOST));
      };
      window.setTimeout(() => more(AT_ONCE, MOST));
    }

    function offerMore(act) {
      const button = el("button", { type: "button", click: () => (line.remove(), act()) }, moreText());
      const line = el("tr", {}, el("td", { colspan: columns.length }, button));
      body.append(line);
    }

    /* The heading and all rows that are listed, as texts. */
    const rows = () => [columns.map(([, text]) => text()), ...sorted().map((node) => columns.map((_, n) => textOf(node, n)))];

    function drawHead() {
      const [by, way] = state.sort;
      const heading = ([key, text]) => {
        const sort = () => {
          state.sort = [key, key === by ? -way : 1];
          drawHead();
          draw();
          resorted();
          head.querySelector(`[data-key="${key}"]`).focus();
        };
        const arrow = key === by ? (way > 0 ? " ▲" : " ▼") : "";
        const order = key === by ? (way > 0 ? "ascending" : "descending") : "none";
        return el("th", { scope: "col", "aria-sort": order }, el("button", { type: "button", "data-key": key, click: sort }, text() + arrow));
      };
      head.replaceChildren(el("tr", {}, ...columns.map(heading)));
    }

    /* What the cells say has changed: the boxes of the legend have. */
    function forget() {
      texts.clear();
      made.clear();
    }

    return { draw, drawHead, forget, rows };
  };
})();
