/* Names and years on the canvas: each where there is room for it, none over another. */
"use strict";
const netmapLabels = (function () {
  const FEW = 100; // of more than these without a label beside them, lines would only fill the map
  const widths = new Map();

  function width(ctx, line, font) {
    const key = font + line;
    if (!widths.has(key)) {
      const before = ctx.font;
      ctx.font = font;
      widths.set(key, ctx.measureText(line).width);
      ctx.font = before;
    }
    return widths.get(key);
  }

  /* Boxes that are taken, found by the squares of a grid. */
  class Room {
    constructor(cell) {
      this.cell = cell;
      this.cells = new Map();
    }
    /* Return whether a question is true of one of the squares under a box; each has a number of its own. */
    some(box, asks) {
      const [right, bottom] = [Math.floor(box.right / this.cell), Math.floor(box.bottom / this.cell)];
      for (let i = Math.floor(box.left / this.cell); i <= right; i += 1)
        for (let j = Math.floor(box.top / this.cell); j <= bottom; j += 1) if (asks(i * 1e6 + j)) return true;
      return false;
    }
    free(box, labelsOnly = false) {
      const apart = (one) => box.left >= one.right || one.left >= box.right || box.top >= one.bottom || one.top >= box.bottom;
      const inTheWay = (one) => one.id !== box.id && (one.label || !labelsOnly) && !apart(one);
      return !this.some(box, (square) => this.cells.has(square) && this.cells.get(square).some(inTheWay));
    }
    take(box) {
      this.some(box, (square) => {
        if (!this.cells.has(square)) this.cells.set(square, []);
        this.cells.get(square).push(box);
        return false;
      });
    }
  }

  function write(ctx, line, x, y, unit, theme, ink = theme.ink) {
    ctx.lineWidth = 4.5 * unit;
    ctx.strokeStyle = theme.ground;
    ctx.strokeText(line, x, y);
    ctx.fillStyle = ink;
    ctx.fillText(line, x, y);
  }

  /* Below the node, above it, to the right, to the left, and at the corners; what stands in a list: to the right. */
  function* near({ x, y, listed }, wide, high, gap) {
    const [left, right, above] = [x - gap - wide, x + gap, y - gap - high];
    if (listed) yield [right, y - high / 2];
    yield [x - wide / 2, y + gap];
    yield [x - wide / 2, above];
    yield [right, y - high / 2];
    yield [left, y - high / 2];
    const inwards = gap * 0.6;
    for (const at of [right - inwards, left + inwards]) for (const top of [y + inwards, above + inwards]) yield [at, top];
  }

  /* All around it and further away: a thin line leads from the label to its node. */
  function* far({ x, y, hub, must }, wide, high, gap) {
    for (const away of hub || must ? [1.6, 2.6, 3.8, 5.2, 7, 9, 11] : [1.6, 2.6, 3.8])
      for (let turn = 0; turn < 24; turn += 1) {
        const [cos, sin] = [Math.cos((turn * Math.PI) / 12), Math.sin((turn * Math.PI) / 12)];
        yield [x - wide / 2 + cos * (gap * away + wide / 2), y - high / 2 + sin * (gap * away + high / 2)];
      }
  }

  /* The same, where that line may cross signs, but no names. */
  const across = (...node) => far(...node);

  /* The same, whatever the line crosses. */
  const anyhow = (...node) => far(...node);

  /* Break a line in two at the blank nearest to its middle. */
  function halved(line) {
    const blanks = [...line.matchAll(/ /g)].map(({ index }) => index);
    if (!blanks.length || line.length < 10) return null;
    const at = blanks.reduce((best, one) => (Math.abs(one - line.length / 2) < Math.abs(best - line.length / 2) ? one : best));
    return [line.slice(0, at), line.slice(at + 1)];
  }

  /* The line from the rim of a sign to its label, and squares along it that keep other names off. */
  function leader({ x, y, id }, box, radius, unit) {
    const [toX, toY] = [Math.min(Math.max(x, box.left), box.right), Math.min(Math.max(y, box.top), box.bottom)];
    const length = Math.hypot(toX - x, toY - y) || 1;
    const at = (part) => [x + (toX - x) * part, y + (toY - y) * part];
    const parts = Math.ceil(length / (5 * unit));
    const squares = Array.from({ length: parts }, (_, n) => {
      const [left, top] = at((n + 0.5) / parts);
      return { left: left - 2 * unit, right: left + 2 * unit, top: top - 2 * unit, bottom: top + 2 * unit, id };
    });
    return { from: at(Math.min(1, (radius * 0.8) / length)), to: [toX, toY], squares };
  }

  /* Break a text into two lines at most, as wide as there is room. */
  function fitted(text, room, wide) {
    const lines = wide(text) <= room ? [text] : halved(text) || [text];
    const cut = (line) => Array.from(line, (_, n) => line.slice(0, line.length - n).trimEnd()).find((part, n) => wide(part + (n ? "…" : "")) <= room) || "";
    return lines.map((line) => (cut(line) === line ? line : cut(line) + "…"));
  }

  /* The headings of columns: where they stand too close for their texts, every other one a row lower. */
  function columnHeads(ctx, columns, size, unit, theme) {
    const wide = (text) => width(ctx, text, `bold ${size}px ${theme.font}`) + 10;
    const longest = (text) => Math.max(...(halved(text) || [text]).map(wide));
    const sorted = [...columns].sort((one, other) => one.x - other.x);
    const gap = sorted.slice(1).reduce((least, { x }, n) => Math.min(least, (x - sorted[n].x) / unit), Infinity);
    const apart = sorted.every(({ text }) => longest(text) <= gap);
    const next = apart ? 1 : 2; // in the same row
    const own = next * gap;
    const taken = (text) => Math.min(own, wide(text) <= own ? wide(text) : longest(text));
    return sorted.map(({ x, text }, n) => {
      // a word that is too long for its room has what those on either side leave; then it is written smaller, before it is cut
      const upTo = (other) => (other ? Math.abs(other.x - x) / unit - taken(other.text) / 2 : own / 2);
      const room = longest(text) > own ? 2 * Math.min(upTo(sorted[n - next]), upTo(sorted[n + next])) : own;
      const px = Math.max(9, Math.min(size, Math.floor((size * room) / longest(text))));
      return { x, px, lines: fitted(text, (room * size) / px, wide), row: apart ? 0 : n % 2 };
    });
  }

  /* How far apart the rows of a list are. */
  function pitch(nodes) {
    const rows = [...new Set(nodes.filter(({ listed }) => listed).map(({ y }) => y))].sort((one, other) => one - other);
    return rows.slice(1).reduce((least, y, n) => Math.min(least, y - rows[n]), Infinity);
  }

  function stroke(ctx, { from, to }, unit, theme) {
    ctx.beginPath();
    ctx.moveTo(...from);
    ctx.lineTo(...to);
    ctx.lineWidth = unit;
    ctx.strokeStyle = theme.quiet;
    ctx.stroke();
  }

  /* Draw the labels of nodes, in the order given, and then the years of edges; return the boxes that labels took.
     `view` is what of the map is seen, `radius` that of a node, all in the map's units. A node that is a `hub` gets a label
     further away where there is no room beside it, then the others near by; one that is a `must` gets one in any case. */
  function draw(ctx, { scale, view, nodes, years, theme, radius, heading, columns = [], rows = [], counts = [], halos = [] }) {
    const unit = 1 / scale; // one pixel on the screen
    const size = Math.round(Math.min(theme.size * 1.3, Math.max(theme.size - 1, theme.size * Math.sqrt(scale))));
    const high = size * 1.15 * unit;
    const room = new Room(150 * unit);
    const boxes = [];
    // a name keeps off the signs of others, most of all from below them, where it would read as theirs; beside a sign of a
    // column it keeps as far from the next ones as from its own
    const aside = radius + 4 * unit;
    const inside = ({ x, y }) => x >= view.left && x <= view.right && y >= view.top && y <= view.bottom;
    const drawn = nodes.filter(inside);
    const reach = ({ grow = 1, size: own }) => own || radius * Math.max(1, grow);
    for (const node of drawn) {
      const { x, y, id, listed } = node;
      const [side, above, below] = listed ? [aside, radius * 0.5, radius * 0.5] : [reach(node) + 2 * unit, reach(node) + 4 * unit, reach(node) + 6 * unit];
      room.take({ left: x - side, right: x + side, top: y - above, bottom: y + below, id });
    }
    // the rows of a list may stand closer than lines of text do
    const listSize = Math.max(10, Math.min(size, Math.floor(pitch(drawn) / unit / 1.15)));
    ctx.save();
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    ctx.lineJoin = "round";
    function place(node, lines, spots, forced) {
      const font = (node.italic ? "italic " : "") + (node.bold ? "bold " : "");
      const px = node.listed && !node.must ? listSize : size;
      const high = px * 1.15 * unit;
      const wide = (Math.max(...lines.map((line) => width(ctx, line, `${font}${px}px ${theme.font}`))) + 6) * unit;
      for (const [left, top] of spots(node, wide, high * lines.length, reach(node) + 2 * unit)) {
        const box = { left, top, right: left + wide, bottom: top + high * lines.length, id: node.id, label: true };
        const whole = left >= view.left && box.right <= view.right && top >= view.top && box.bottom <= view.bottom;
        if (!forced && !(whole && room.free(box))) continue;
        const line = spots === near ? null : leader(node, box, reach(node), unit);
        if (line && spots !== anyhow && !line.squares.every((one) => room.free(one, spots === across))) continue;
        room.take(box);
        boxes.push(box);
        if (line) {
          line.squares.forEach((one) => room.take(one));
          stroke(ctx, line, unit, theme);
        }
        ctx.font = `${font}${px * unit}px ${theme.font}`;
        lines.forEach((line, n) => write(ctx, line, left + wide / 2, top + (n + 0.07) * high, unit, theme, node.soft ? theme.quiet : theme.ink));
        return true;
      }
      return false;
    }
    // in a list: what there is room for before the next column
    function listedText({ lines: [name], short, room: wide }) {
      const fits = (text) => (width(ctx, text, `${listSize}px ${theme.font}`) + 6) * unit + 2 * aside <= wide;
      const texts = [name, ...(short ? [short] : []), ...Array.from(name, (_, n) => name.slice(0, -n - 2).trimEnd() + "…")];
      return texts.find(fits) || "…";
    }
    function textsOf(node) {
      if (node.listed && !node.must) return [[listedText(node)]];
      const two = node.lines.length === 1 ? halved(node.lines[0]) : null;
      return [node.lines, ...(two ? [two] : []), ...(node.short ? [[node.short]] : [])];
    }
    const put = (node, spots) => textsOf(node).some((lines) => place(node, lines, spots));
    /* Return whether the node has its label, or needs none further away. */
    function label(node) {
      if (put(node, near)) return true;
      if (!node.hub && !node.must) return node.listed;
      if (put(node, far) || put(node, across)) return true;
      if (node.must && !put(node, anyhow)) place(node, textsOf(node).pop(), near, true);
      return true;
    }
    function headingAt(px) {
      const [left, bottom] = [heading.x - radius, heading.y - radius - px * 0.46 * unit];
      const right = left + width(ctx, heading.text, `bold ${px}px ${theme.font}`) * unit;
      return { left, right, bottom, top: bottom - px * 1.38 * unit, id: "heading", px };
    }
    if (heading) {
      // smaller where it would stand over a sign above the list
      const boxes = Array.from({ length: 8 }, (_, n) => headingAt(Math.max(11, size + 1 - n)));
      const box = boxes.find((one) => room.free(one)) || boxes.pop();
      room.take(box);
      ctx.textAlign = "left";
      ctx.font = `bold ${box.px * unit}px ${theme.font}`;
      write(ctx, heading.text, box.left, box.top, unit, theme);
      ctx.textAlign = "center";
    }
    for (const { y, text } of rows) {
      // at the left rim, whatever is looked at
      ctx.font = `bold ${size * unit}px ${theme.font}`;
      ctx.textAlign = "left";
      const wide = (width(ctx, text, `bold ${size}px ${theme.font}`) + 8) * unit;
      room.take({ left: view.left, right: view.left + wide, top: y - high * 0.6, bottom: y + high * 0.6, id: "row" });
      write(ctx, text, view.left + 6 * unit, y - high * 0.5, unit, theme);
      ctx.textAlign = "center";
    }
    for (const { x, px, lines, row } of columnHeads(ctx, columns, size, unit, theme)) {
      // at the upper rim, whatever is looked at
      ctx.font = `bold ${px * unit}px ${theme.font}`;
      const half = (Math.max(...lines.map((line) => width(ctx, line, `bold ${size}px ${theme.font}`))) / 2 + 4) * unit;
      const top = view.top + 4 * unit + row * 2.1 * high;
      room.take({ left: x - half, right: x + half, top: view.top, bottom: top + lines.length * high, id: "column" });
      lines.forEach((line, n) => write(ctx, line, x, top + n * high, unit, theme));
    }
    ctx.textBaseline = "middle";
    ctx.font = `bold ${size * unit}px ${theme.font}`;
    ctx.fillStyle = theme.ink;
    for (const { x, y, text, size: own, fitted: fits } of counts) {
      if (!fits && own <= size * unit) continue;
      // small enough for its sign, as long as anybody can read it
      const px = fits ? Math.min(size, (own / unit) * (text.length > 1 ? 1.15 : 1.4)) : size;
      ctx.font = `bold ${px * unit}px ${theme.font}`;
      if (px >= 6) ctx.fillText(text, x, y);
    }
    ctx.strokeStyle = theme.ink;
    ctx.lineWidth = 2.5 * unit;
    for (const { x, y, size: own } of halos) {
      ctx.beginPath();
      ctx.arc(x, y, own * 1.25 + 4 * unit, 0, 2 * Math.PI);
      ctx.stroke();
    }
    ctx.textBaseline = "top";
    // what stands in its sign already needs no name
    const left = drawn.filter((node) => !(node.silent && node.size > size * unit) && !label(node));
    if (left.length < FEW) left.forEach((node) => put(node, far));
    ctx.font = `${(size - 1) * unit}px ${theme.font}`;
    ctx.textBaseline = "middle";
    for (const { id, x, y, text } of years) {
      const half = 18 * unit;
      const box = { left: x - half, right: x + half, top: y - half / 2, bottom: y + half / 2, id: "edge" + id };
      if (!inside({ x, y }) || !room.free(box)) continue;
      room.take(box);
      write(ctx, text, x, y, unit, theme);
    }
    ctx.restore();
    return boxes;
  }

  return { draw };
})();
