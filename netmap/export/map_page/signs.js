/* The small pictures of the legend: the shapes of actors and forums, the lines of ties. */
"use strict";
const netmapSigns = (function () {
  function svg(tag, fields) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(fields)) made.setAttribute(name, value);
    return made;
  }

  function sign(drawing) {
    const made = svg("svg", { class: "sign", viewBox: "0 0 28 16", "aria-hidden": "true" });
    made.append(drawing);
    return made;
  }

  function star(cx, cy, outer, inner) {
    const at = (n) => [n % 2 ? inner : outer, (n * Math.PI) / 5 - Math.PI / 2];
    return Array.from({ length: 10 }, (_, n) => at(n)).map(([r, turn]) => `${cx + r * Math.cos(turn)},${cy + r * Math.sin(turn)}`).join(" ");
  }
  const CORNERS = {
    diamond: "14,1 21,8 14,15 7,8", triangle: "14,1 22,15 6,15", triangleDown: "14,15 22,1 6,1", square: "8,2 20,2 20,14 8,14",
    hexagon: "10,2 18,2 22,8 18,14 10,14 6,8", star: star(14, 8.5, 8, 3.6),
  };

  /* `rim` is drawn around what is filled, "none" around none. */
  function shapeSign({ colour, shape, open, dashed }, rim) {
    const filled = { fill: colour, stroke: rim };
    const dashes = dashed ? { "stroke-dasharray": "3 2" } : {};
    const paint = open ? { fill: "none", stroke: colour, "stroke-width": 2.5, ...dashes } : filled;
    if (CORNERS[shape]) return sign(svg("polygon", { points: CORNERS[shape], ...paint }));
    return sign(svg("circle", { cx: 14, cy: 8, r: open ? 5.5 : 6.5, ...paint }));
  }

  /* An actor with a ring or a border around it, as a view marks it. */
  function ringSign(stroke, dashes = "none") {
    return sign(svg("circle", { cx: 14, cy: 8, r: 5.5, fill: "none", stroke, "stroke-width": 3, "stroke-dasharray": dashes }));
  }

  /* Small, larger, large: what the size says. */
  function sizeSign(fill) {
    const group = svg("g", { fill });
    group.append(svg("circle", { cx: 3, cy: 8, r: 2 }), svg("circle", { cx: 11, cy: 8, r: 4 }), svg("circle", { cx: 22, cy: 8, r: 6 }));
    return sign(group);
  }

  function lineSign(stroke, dashes = "none", width = 2) {
    return sign(svg("line", { x1: 1, y1: 8, x2: 27, y2: 8, stroke, "stroke-width": width, "stroke-dasharray": dashes }));
  }

  function arrowSign(stroke) {
    return sign(svg("path", { d: "M2 8 H24 M18 3 L25 8 L18 13", fill: "none", stroke, "stroke-width": 2 }));
  }

  return { shapeSign, ringSign, sizeSign, lineSign, arrowSign };
})();
