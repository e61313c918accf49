/* Names and years on the canvas: each where there is room for it, none over another. */
"use strict";
const netmapLabels = (function () {
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
    *keys(box) {
      for (let i = Math.floor(box.left / this.cell); i <= Math.floor(box.right / this.cell); i += 1)
        for (let j = Math.floor(box.top / this.cell); j <= Math.floor(box.bottom / this.cell); j += 1) yield i + "," + j;
    }
    free(box) {
      const apart = (one) => box.left >= one.right || one.left >= box.right || box.top >= one.bottom || one.top >= box.bottom;
      for (const key of this.keys(box))
        if ((this.cells.get(key) || []).some((one) => one.id !== box.id && !apart(one))) return false;
      return true;
    }
    take(box) {
      for (const key of this.keys(box)) {
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push(box);
      }
    }
  }

  function write(ctx, line, x, y, unit, theme) {
    ctx.lineWidth = 3.5 * unit;
    ctx.strokeStyle = theme.ground;
    ctx.strokeText(line, x, y);
    ctx.fillStyle = theme.ink;
    ctx.fillText(line, x, y);
  }

  /* Below the node, above it, to the right, to the left, and at the corners. */
  function* spots(node, wide, high, gap) {
    const [left, right, above] = [node.x - gap - wide, node.x + gap, node.y - gap - high];
    yield [node.x - wide / 2, node.y + gap];
    yield [node.x - wide / 2, above];
    yield [right, node.y - high / 2];
    yield [left, node.y - high / 2];
    for (const x of [right - gap / 2, left + gap / 2]) for (const y of [node.y + gap / 2, above + gap / 2]) yield [x, y];
  }

  /* Draw the labels of nodes, in the order given, and then the years of edges; return the boxes that labels took.
     `view` is what of the map is seen, `radius` that of a node, all in the map's units. */
  function draw(ctx, { scale, view, nodes, years, theme, radius, selected }) {
    const unit = 1 / scale; // one pixel on the screen
    const size = Math.round(Math.min(theme.size * 1.3, Math.max(theme.size - 1, theme.size * Math.sqrt(scale))));
    const high = size * 1.15 * unit;
    const room = new Room(150 * unit);
    const boxes = [];
    for (const { x, y, id } of nodes) room.take({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, id });
    ctx.save();
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    ctx.lineJoin = "round";
    function label(node, lines) {
      const font = node.id === selected ? "bold " : "";
      const wide = (Math.max(...lines.map((line) => width(ctx, line, `${font}${size}px ${theme.font}`))) + 4) * unit;
      for (const [left, top] of spots(node, wide, high * lines.length, radius + 2 * unit)) {
        const box = { left, top, right: left + wide, bottom: top + high * lines.length, id: node.id };
        const inside = left >= view.left && box.right <= view.right && top >= view.top && box.bottom <= view.bottom;
        if (!inside || !room.free(box)) continue;
        room.take(box);
        boxes.push(box);
        ctx.font = `${font}${size * unit}px ${theme.font}`;
        lines.forEach((line, n) => write(ctx, line, left + wide / 2, top + n * high, unit, theme));
        return true;
      }
      return false;
    }
    for (const node of nodes) {
      const seen = node.x >= view.left && node.x <= view.right && node.y >= view.top && node.y <= view.bottom;
      if (seen && !label(node, node.lines) && node.short) label(node, [node.short]);
    }
    ctx.font = `${(size - 1) * unit}px ${theme.font}`;
    ctx.textBaseline = "middle";
    for (const { id, x, y, text } of years) {
      const half = 18 * unit;
      const box = { left: x - half, right: x + half, top: y - half / 2, bottom: y + half / 2, id: "edge" + id };
      if (!room.free(box)) continue;
      room.take(box);
      write(ctx, text, x, y, unit, theme);
    }
    ctx.restore();
    return boxes;
  }

  return { draw };
})();
