/* The legend: what signs and lines mean, how many are seen of each, and boxes that switch them off. */
"use strict";
const netmapLegend = function (page) {
  const { shapeSign, ringSign, sizeSign, lineSign, arrowSign } = netmapSigns;
  const { data, state, el, find, words, refill, say, kindLabel, isForum, isMember, isGhost, membershipsOf, reading, working } = page;
  const { facets, countsOf, nodeOn, edgeOn, forumsAsked, look, ghostLook, colourKey, sizeKey, viewOf, themeNow } = page;
  const body = find("legend-body");

  const quiet = (text) => el("p", { class: "quiet" }, text);
  const numbered = (count) => el("span", { class: "quiet" }, String(count));
  const head = (text, count) => el("h3", {}, el("span", {}, text), numbered(count));
  const key = (picture, text, count) =>
    el("p", { class: "key" }, picture, el("span", { class: "text" }, text), count === undefined ? null : numbered(count));

  function toggle(facet, value, picture, text, count) {
    const on = !state.off[facet].has(value);
    const flip = () => {
      state.off[facet][on ? "add" : "delete"](value);
      page.changed();
    };
    const parts = [picture, el("span", { class: "text" }, text), numbered(count)];
    return el("button", { type: "button", class: "toggle", "aria-pressed": on, "data-key": facet + "-" + value, click: flip }, ...parts);
  }

  /* ------------------------------------------------------------------------------------------------ actors and forums */
  function sectorParts() {
    const counts = countsOf("sector");
    const groups = ["inside", "outside", "unknown"].filter((group) => counts.has(group));
    const own = !colourKey();
    const dot = (group) => (own ? shapeSign(look(group), themeNow().quiet) : null);
    return [
      ...groups.map((group) => toggle("sector", group, dot(group), facets.sector.text(group), counts.get(group))),
      ...(own && counts.has("unknown") ? [quiet(say.open_circle)] : []),
    ];
  }
  function colourParts() {
    const found = colourKey();
    if (!found) return [];
    return [head(found.title, ""), ...found.classes.map((one) => key(shapeSign(one.look, themeNow().quiet), one.text, one.count))];
  }
  function sizeParts() {
    const found = sizeKey();
    if (!found) return viewOf().kind === "brokers" ? [key(sizeSign(themeNow().quiet), say.size_brokers)] : [];
    const most = new Intl.NumberFormat(state.lang, { maximumFractionDigits: 2 }).format(found.most);
    return [key(sizeSign(themeNow().quiet), words(say.size_means, found.title, most))];
  }
  function ghostParts() {
    const ghosts = [...countsOf("sector")].filter(([one]) => one.startsWith("ghost-"));
    if (!ghosts.length) return [];
    const total = data.nodes.filter((node) => isGhost(node) && nodeOn(node)).length;
    const boxes = ghosts.map(([one, count]) => toggle("sector", one, shapeSign(ghostLook(one.slice(6)), themeNow().quiet), facets.sector.text(one), count));
    return [head(say.expected, total), ...boxes];
  }
  const ringText = ({ kind }) => (kind === "ego" ? say.ring_ego : say.ring_brokers);
  const MARKS = { new: ["fresh", "none"], gone: ["quiet", "3 2"], found: ["accent", "6 2"], withdrawn: ["quiet", "1 2"], same: ["quiet", "none"], open: ["quiet", "none"] };
  function markParts() {
    const marks = Object.values(viewOf().marks || {});
    const states = Object.keys(MARKS).filter((one) => one !== "same" && marks.some((mark) => mark.state === one));
    const parts = states.map((one) => key(ringSign(themeNow()[MARKS[one][0]], MARKS[one][1]), say["mark_" + one], marks.filter((mark) => mark.state === one).length));
    const ringed = marks.filter((mark) => mark.ring).length;
    return [...(ringed ? [key(ringSign(themeNow().mark), ringText(viewOf()), ringed)] : []), ...parts];
  }
  function forumParts() {
    const forums = data.nodes.filter((node) => isForum(node) && page.fits(node.id)).length;
    if (!data.nodes.some(isForum)) return [];
    const picture = shapeSign(look("forum"), themeNow().quiet);
    const chosen = !forumsAsked() && state.selected !== null && state.off.kind.has("membership") && membershipsOf(state.selected).length;
    return [
      forumsAsked() ? key(picture, say.forums, forums) : toggle("kind", "membership", picture, say.forums, forums),
      ...(chosen ? [quiet(say.forums_of_chosen)] : []),
    ];
  }

  /* ----------------------------------------------------------------------------------------------------------- the lines */
  function kindParts(seen) {
    const kinds = [...countsOf("kind")].filter(([kind]) => kind !== "membership");
    const order = kinds.sort(([one], [other]) => reading.compare(kindLabel(one), kindLabel(other)));
    const rows = [[say.ties, true, themeNow().tie, 2.4], [say.other_ties, false, themeNow().other, 1.5]];
    return rows.flatMap(([title, isWork, stroke, thick]) => {
      const own = order.filter(([kind]) => working.has(kind) === isWork);
      const drawn = seen.filter((edge) => !isMember(edge) && working.has(edge.kind) === isWork).length;
      const boxes = own.map(([kind, count]) => toggle("kind", kind, lineSign(stroke, "none", thick), kindLabel(kind), count));
      return own.length ? [head(title, drawn), ...boxes] : [];
    });
  }
  function lineParts(seen) {
    const theme = themeNow();
    const parts = data.edges.length ? [head(say.lines, seen.length)] : [];
    const members = seen.filter(isMember).length;
    if (members) parts.push(key(lineSign(theme.forum), say.membership, members));
    const marked = (sign) => seen.filter((edge) => (page.edgeMarkOf(edge) || {}).state === sign).length;
    const marks = [["new", theme.fresh, "none", 4], ["gone", theme.mark, "2 3"], ["found", theme.accent, "10 3", 3], ["withdrawn", theme.quiet, "1 3"]];
    for (const [sign, ...line] of marks) if (marked(sign)) parts.push(key(lineSign(...line), say["mark_" + sign], marked(sign)));
    for (const [age, dashes] of [["fresh", "none"], ["stale", "6 4"], ["undated", "6 4"]])
      if (countsOf("age").has(age)) parts.push(toggle("age", age, lineSign(theme.tie, dashes), say["line_" + age], countsOf("age").get(age)));
    for (const status of ["planned", "wished", "ended"])
      if (countsOf("status").has(status)) {
        const picture = lineSign((data.palette.status[status] || {}).colour || theme.tie, "2 3");
        parts.push(toggle("status", status, picture, say.dotted + facets.status.text(status), countsOf("status").get(status)));
      }
    const oneSided = seen.filter((edge) => edge.report === "one-sided").length;
    if (oneSided) parts.push(key(el("span", { class: "sign", "aria-hidden": "true" }, "◐"), say.line_one_sided, oneSided));
    if (seen.some((edge) => edge.arrows)) parts.push(key(arrowSign(theme.tie), say.arrow));
    return parts;
  }

  return function draw() {
    const seen = data.edges.filter(edgeOn);
    const actors = data.nodes.filter((node) => !isForum(node) && !isGhost(node) && nodeOn(node)).length;
    refill(
      body, head(say.actors, actors), ...sectorParts(), ...colourParts(), ...sizeParts(), ...markParts(), ...forumParts(),
      ...ghostParts(), ...kindParts(seen), ...lineParts(seen),
    );
  };
};
