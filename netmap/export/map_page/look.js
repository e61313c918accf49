/* How nodes and lines are drawn: colours of the theme, what is dimmed, what is marked, how large from afar. */
"use strict";
const netmapLook = function (page) {
  const { data, state, isForum, isGhost, isMember, working, nodeOn, edgeOn, fits, couldBeShown, statusOf, lookOf, sizeOf, viewOf } = page;

  let theme = {};
  function readTheme() {
    const style = getComputedStyle(document.body); // which is darker or lighter for the projector
    const colour = (name) => style.getPropertyValue(name).trim();
    theme = { ground: colour("--ground"), ink: colour("--ink"), quiet: colour("--quiet"), accent: colour("--accent"), mark: colour("--mark") };
    Object.assign(theme, { tie: colour("--tie"), other: colour("--tie-other"), forum: colour("--tie-forum"), fresh: colour("--new"), group: colour("--group") });
    Object.assign(theme, { font: style.fontFamily, size: parseFloat(style.fontSize) - 2 });
  }

  // what hardly stands out from the ground gets a rim (WCAG's relative luminance; 3 : 1 for what is no text)
  function lightOf(colour) {
    const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }
  const faint = new Map();
  function isFaint(colour) {
    const key = colour + theme.ground;
    if (!faint.has(key)) {
      const [low, high] = [lightOf(colour), lightOf(theme.ground)].sort((one, other) => one - other);
      faint.set(key, (high + 0.05) / (low + 0.05) < 3);
    }
    return faint.get(key);
  }
  const signOf = (one) => netmapSigns.shapeSign(one, isFaint(one.colour) ? theme.quiet : "none");

  /* ---------------------------------------------------------------------------------------------------- what is shown */
  const touchesSelected = (edge) => edge.from === state.selected || edge.to === state.selected;
  const edgeShown = (edge) => edgeOn(edge) || (touchesSelected(edge) && couldBeShown(edge));
  const nodeShown = (node) => nodeOn(node) || (isForum(node) && fits(node.id) && page.inFocus(node.id));
  const markOf = (node) => (viewOf().marks || {})[node.id];
  const edgeMarkOf = (edge) => (viewOf().edge_marks || {})[edge.id];

  /* Where a node stands in this view: where it was moved to, else where the view has it, else its own place. */
  function at(node) {
    const [moved, placed] = [(state.moved[state.view] || {})[node.id], (viewOf().places || {})[node.id]];
    const [x, y] = moved || placed || [node.x, node.y];
    return page.groups.at(node) || { x, y };
  }

  // more ties between the same two than anybody can tell apart are drawn as one line, with their number
  const MANY = 8;
  let crowded = null;
  let bundles = new Map(); // how many ties an edge stands for; 0 where another one stands for it
  function crowds() {
    const pairs = new Map();
    for (const edge of data.edges) {
      if (isMember(edge)) continue;
      const pair = edge.from < edge.to ? edge.from + "," + edge.to : edge.to + "," + edge.from;
      if (!pairs.has(pair)) pairs.set(pair, []);
      pairs.get(pair).push(edge);
    }
    return [...pairs.values()].filter((one) => one.length > MANY);
  }
  function readBundles() {
    if (page.groups.overview()) return;
    crowded = crowded || crowds();
    const drawn = crowded.map((one) => one.filter(edgeShown)).filter((one) => one.length > MANY);
    // it looks like the best of them: what exists before what does not, recent before old, working together before all else
    const worse = (edge) => (edge.status ? 4 : 0) + (edge.dashes ? 2 : 0) + (working.has(edge.kind) ? 0 : 1);
    const main = (one) => one.reduce((best, edge) => (worse(edge) < worse(best) ? edge : best));
    bundles = new Map(drawn.flatMap((one) => [...one.map(({ id }) => [id, 0]), [main(one).id, one.length]]));
  }

  /* ----------------------------------------------------------------------------------------------------- from how far */
  // seen from afar, signs and lines are drawn larger, so that they stay visible on a projector
  const boostAt = (scale) => Math.min(3, Math.max(1, Math.round(3.2 / scale) / 4));
  // borders are as wide on the screen at any scale: no wider than leaves an open circle open
  const widestAt = (scale) => Math.min(4, Math.ceil(8.5 * boostAt(scale) * scale * 4) / 8);
  const from = { boost: 1, widest: 4 };
  /* Take note of the scale; return what has to be styled anew: "all", "nodes" or "". */
  function seenFrom(scale) {
    const before = { ...from };
    Object.assign(from, { boost: boostAt(scale), widest: widestAt(scale) });
    return from.boost !== before.boost ? "all" : from.widest !== before.widest ? "nodes" : "";
  }

  /* ---------------------------------------------------------------------------------------------------------- the signs */
  const past = (mark) => mark.state === "gone" || mark.state === "withdrawn";
  const isRinged = (mark) => mark.ring || mark.state === "new" || mark.state === "found";
  const dashesOf = (mark, dashed) => (mark.state === "found" ? [6, 2] : dashed || past(mark) ? [4, 3] : []);
  const RINGS = { new: "fresh", found: "accent" };
  // where the question is what is missing, what is there is the ground that it stands on
  const isGround = (node) => page.numbered() && !isGhost(node) && !page.inFocus(node.id) && !markOf(node);
  const isGroundEdge = () => page.numbered() && state.selected === null;
  function styledNode(node) {
    const { colour: fill, shape, open, dashed } = lookOf(node);
    const [chosen, mark] = [node.id === state.selected || node.id === state.to, markOf(node) || {}];
    const [hollow, dashes] = [open || mark.state === "open", dashesOf(mark, dashed)];
    const ring = isRinged(mark);
    const rim = chosen && !ring ? theme.ink : theme[RINGS[mark.state]] || (mark.ring ? theme.mark : hollow ? fill : isForum(node) || isFaint(fill) ? theme.quiet : theme.ground);
    const paint = { background: hollow ? theme.ground : fill, border: rim };
    // of one size to the eye: stars and triangles fill less of their circle
    const base = isForum(node) ? 9 : (hollow ? 8.5 : 10) * ({ star: 1.3, triangle: 1.1, triangleDown: 1.1 }[shape] || 1);
    return {
      id: node.id, ...at(node), shape, size: base * sizeOf(node, markOf(node)) * from.boost, hidden: !nodeShown(node),
      borderWidth: Math.min(from.widest, chosen || ring ? 4 : hollow ? 3 : 1), opacity: page.dimmed(node.id) ? 0.13 : isGround(node) ? 0.5 : past(mark) ? 0.45 : 1,
      shapeProperties: { borderDashes: dashes.length ? dashes.map((part) => part * from.boost) : false },
      color: { ...paint, highlight: paint, hover: paint },
    };
  }

  const EDGE_MARKS = { new: "fresh", gone: "mark", found: "accent", withdrawn: "quiet" };
  const EDGE_DASHES = { gone: [2, 5], found: [10, 3], withdrawn: [1, 4] };
  function styledEdge(edge) {
    const [told, mark] = [statusOf(edge), edgeMarkOf(edge) || {}];
    const status = told !== "existing" && (data.palette.status[told] || {});
    const member = isMember(edge);
    const own = status ? status.colour || theme.tie : member ? theme.forum : working.has(edge.kind) ? theme.tie : theme.other;
    const paint = theme[EDGE_MARKS[mark.state]] || own;
    const [count, bundled] = [bundles.get(edge.id), bundles.has(edge.id)];
    const pattern = EDGE_DASHES[mark.state] || (status ? [2, 5] : edge.dashes ? [7, 5] : []);
    const wide = bundled ? 4 : mark.state === "new" ? 3 : mark.state === "found" ? 2.4 : member ? 1 : working.has(edge.kind) ? 1.8 : 1.2;
    return {
      id: edge.id, from: edge.from, to: edge.to, hidden: !edgeShown(edge) || count === 0,
      arrows: bundled ? "" : edge.arrows, smooth: (!bundled && edge.smooth) || false,
      width: wide * from.boost, dashes: pattern.length ? pattern.map((part) => part * from.boost) : false,
      color: { color: paint, highlight: paint, opacity: page.edgeDimmed(edge) ? 0.1 : isGroundEdge() ? 0.4 : 0.85, inherit: false },
    };
  }

  return {
    readTheme, isFaint, themeNow: () => theme, touchesSelected, edgeShown, nodeShown, markOf, edgeMarkOf, at, readBundles,
    isGround, signOf, isRinged, bundleOf: (edge) => bundles.get(edge.id), seenFrom, boost: () => from.boost, styledNode, styledEdge,
  };
};
