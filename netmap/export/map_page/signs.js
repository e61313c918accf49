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

  /* `rim` is drawn around triangles: their yellow alone is too pale on white. */
  function shapeSign({ colour, shape, open }, rim) {
    const filled = { fill: colour, stroke: shape === "triangle" ? rim : "none" };
    const paint = open ? { fill: "none", stroke: colour, "stroke-width": 2.5 } : filled;
    const corners = { diamond: "14,1 21,8 14,15 7,8", triangle: "14,1 22,15 6,15", square: "8,2 20,2 20,14 8,14" };
    if (corners[shape]) return sign(svg("polygon", { points: corners[shape], ...paint }));
    return sign(svg("circle", { cx: 14, cy: 8, r: open ? 5.5 : 6.5, ...paint }));
  }

  function lineSign(stroke, dashes = "none", width = 2) {
    return sign(svg("line", { x1: 1, y1: 8, x2: 27, y2: 8, stroke, "stroke-width": width, "stroke-dasharray": dashes }));
  }

  function arrowSign(stroke) {
    return sign(svg("path", { d: "M2 8 H24 M18 3 L25 8 L18 13", fill: "none", stroke, "stroke-width": 2 }));
  }

  return { shapeSign, lineSign, arrowSign };
})();
