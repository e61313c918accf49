/* The legend: what signs and lines mean, how many are seen of each, and boxes that switch them off. */
"use strict";
const netmapLegend = function (page) {
  const { ringSign, sizeSign, lineSign, arrowSign } = netmapSigns;
  const { data, state, el, find, words, refill, say, kindLabel, isForum, isMember, isGhost, membershipsOf, reading, working } = page;
  const { facets, countsOf, nodeOn, edgeOn, forumsAsked, look, ghostLook, colourKey, sizeKey, viewOf, themeNow, signOf } = page;
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
    const dot = (group) => (own ? signOf(look(group)) : null);
    return [
      ...groups.map((group) => toggle("sector", group, dot(group), facets.sector.text(group), counts.get(group))),
      ...(own && counts.has("unknown") ? [quiet(say.open_circle)] : []),
    ];
  }
  function colourParts() {
    const found = colourKey();
    if (!found) return [];
    return [head(found.title, ""), ...found.classes.map((one) => key(signOf(one.look), one.text, one.count))];
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
    const boxes = ghosts.map(([one, count]) => toggle("sector", one, signOf(ghostLook(one.slice(6))), facets.sector.text(one), count));
    return [head(say.expected, total), ...boxes];
  }
  const ringText = ({ kind }) => (kind === "ego" ? say.ring_ego : say.ring_brokers);
  const MARKS = { new: ["fresh", "none"], gone: ["quiet", "3 2"], found: ["accent", "6 2"], withdrawn: ["quiet", "1 2"], same: ["quiet", "none"], open: ["quiet", "none"] };
  const statesOf = (marks) => Object.keys(MARKS).filter((one) => one !== "same" && marks.some((mark) => mark.state === one));
  function markParts() {
    const marks = Object.values(viewOf().marks || {});
    const states = statesOf(marks);
    const parts = states.map((one) => key(ringSign(themeNow()[MARKS[one][0]], MARKS[one][1]), say["mark_" + one], marks.filter((mark) => mark.state === one).length));
    const ringed = marks.filter((mark) => mark.ring).length;
    return [...(ringed ? [key(ringSign(themeNow().mark), ringText(viewOf()), ringed)] : []), ...parts];
  }
  function forumParts() {
    const forums = data.nodes.filter((node) => isForum(node) && page.fits(node.id)).length;
    if (!data.nodes.some(isForum)) return [];
    const picture = signOf(look("forum"));
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
  /* What a comparison says of lines: [sign, words, how many]. */
  function markedLines(seen) {
    const theme = themeNow();
    const marks = [["new", theme.fresh, "none", 4], ["gone", theme.mark, "2 3"], ["found", theme.accent, "10 3", 3], ["withdrawn", theme.quiet, "1 3"]];
    if (!viewOf().edge_marks) return [];
    const count = (sign) => seen.filter((edge) => (page.edgeMarkOf(edge) || {}).state === sign).length;
    return marks.filter(([sign]) => count(sign)).map(([sign, ...line]) => [lineSign(...line), say["mark_" + sign], count(sign)]);
  }
  function lineParts(seen) {
    const theme = themeNow();
    const parts = data.edges.length ? [head(say.lines, seen.length)] : [];
    const members = seen.filter(isMember).length;
    if (members) parts.push(key(lineSign(theme.forum), say.membership, members));
    for (const [picture, text, count] of markedLines(seen)) parts.push(key(picture, text, count));
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

  /* ---------------------------------------------------------------------------------------------- below a presentation */
  function stripSigns() {
    const [theme, found, marks] = [themeNow(), colourKey(), Object.values(viewOf().marks || {})];
    const shown = data.nodes.filter(page.nodeShown);
    const groups = ["inside", "outside", "unknown"].filter((group) => shown.some((node) => node.group === group));
    const states = [...new Set(shown.filter(isGhost).map((node) => node.state))];
    return [
      ...(found ? found.classes.slice(0, 8).map((one) => [signOf(one.look), one.text]) : groups.map((group) => [signOf(look(group)), facets.sector.text(group)])),
      ...(shown.some(isForum) ? [[signOf(look("forum")), say.forums]] : []),
      ...states.map((one) => [signOf(ghostLook(one)), facets.sector.text("ghost-" + one)]),
      ...(marks.some(({ ring }) => ring) ? [[ringSign(theme.mark), ringText(viewOf())]] : []),
      ...statesOf(marks).filter((one) => one !== "open").map((one) => [ringSign(theme[MARKS[one][0]], MARKS[one][1]), say["mark_" + one]]),
    ];
  }
  function stripLines() {
    const [theme, seen] = [themeNow(), data.edges.filter(page.edgeShown)];
    const ties = seen.filter((edge) => !isMember(edge) && facets.status.values(edge)[0] === "existing");
    const dotted = ["planned", "wished", "ended"].filter((one) => seen.some((edge) => facets.status.values(edge)[0] === one));
    const lines = [
      [ties.some(({ kind }) => working.has(kind)), lineSign(theme.tie, "none", 2.4), say.ties],
      [ties.some(({ kind }) => !working.has(kind)), lineSign(theme.other, "none", 1.5), say.other_ties],
      [seen.some(isMember), lineSign(theme.forum), say.membership],
      [seen.some((edge) => edge.dashes), lineSign(theme.tie, "6 4"), say.line_old],
      ...markedLines(seen).map((line) => [true, ...line]),
      ...dotted.map((one) => [true, lineSign((data.palette.status[one] || {}).colour || theme.tie, "2 3"), say.dotted + facets.status.text(one)]),
    ];
    return lines.filter(([is]) => is).map(([, ...line]) => line);
  }
  function drawStrip() {
    find("strip").hidden = !page.presenting();
    const parts = page.presenting() ? [...stripSigns(), ...stripLines()] : [];
    refill(find("strip"), ...parts.map(([picture, text]) => el("span", {}, picture, el("span", { class: "text" }, text))));
  }

  return function draw() {
    drawStrip();
    const seen = data.edges.filter(edgeOn);
    const actors = data.nodes.filter((node) => !isForum(node) && !isGhost(node) && nodeOn(node)).length;
    refill(
      body, head(say.actors, actors), ...sectorParts(), ...colourParts(), ...sizeParts(), ...markParts(), ...forumParts(),
      ...ghostParts(), ...kindParts(seen), ...lineParts(seen),
    );
  };
};
