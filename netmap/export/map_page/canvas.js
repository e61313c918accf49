/* The canvas: vis-network draws what is given, names are written where there is room; what lies under the pointer. */
"use strict";
const netmapCanvas = function (page) {
  const { data, state, byId, el, find, say, typeOf, at, nodeShown, edgeShown, styledNode, styledEdge, seenFrom, edgesOf } = page;
  const { bundleOf, touchesSelected, tiesOf, edgeOn, isForum, isGhost, markOf, viewOf, groups } = page;

  /* ------------------------------------------------------------------------------------------------ what there is to draw */
  // of a large map only what is opened is given to vis-network
  const nodesDrawn = () => (groups.closed() ? groups.nodesDrawn() : groups.many && viewOf().nodes ? viewOf().nodes.map((id) => byId.get(id)) : data.nodes);
  function edgesDrawn() {
    if (groups.closed()) return groups.edgesDrawn();
    if (!groups.many || !viewOf().nodes) return data.edges;
    const inView = new Set(viewOf().nodes);
    return data.edges.filter((edge) => inView.has(edge.from) && inView.has(edge.to));
  }
  const styledNodes = () => [...nodesDrawn().map(styledNode), ...(groups.closed() ? groups.styledGroups() : [])];
  const styledEdges = () => [...edgesDrawn().map(styledEdge), ...(groups.closed() ? groups.styledTies() : [])];
  const spots = () => (groups.closed() ? groups.spots() : data.nodes.filter(nodeShown).map(at));

  /* The headings of "columns" or "rows", of the view or of the groups. */
  const headings = (which) =>
    ((groups.closed() ? groups.headings(which) : viewOf()[which]) || []).map(({ title, ...place }) => ({ ...place, text: page.inWords(title, state.lang) }));

  function boxOf(places) {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const { x, y } of places) {
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
    return box;
  }
  const hasList = () => !groups.closed() && ["landscape", "gaps", "brokers", "compare"].includes(viewOf().kind);
  const inList = ({ y }) => data.heading && y >= data.heading[1] - 1; // also with a tie of another day
  /* How far the names of a list reach: beside the signs of its last column as far as the next one would stand. */
  function endOfList(places) {
    const columns = [...new Set(places.filter(inList).map(({ x }) => x))].sort((one, other) => one - other);
    const gaps = columns.slice(1).map((x, n) => x - columns[n]);
    return gaps.length ? columns[columns.length - 1] + Math.min(...gaps) : -Infinity;
  }
  /* Where to look from to see everything, with room for the names at the rim; null where there is nothing. */
  function whole() {
    const places = spots();
    const box = boxOf(places);
    if (box.left > box.right) return null;
    if (hasList()) box.right = Math.max(box.right, endOfList(places));
    for (const { x } of headings("columns")) [box.left, box.right] = [Math.min(box.left, x), Math.max(box.right, x)];
    // and for the headings of columns and rows
    const heads = headings("columns").length ? page.themeNow().size * (headings("columns").length > 4 ? 6 : 3) : 0;
    const aside = headings("rows").length ? page.themeNow().size * 12 : 0;
    const [wide, high] = [find("map").clientWidth - 110 - aside, find("map").clientHeight - 62 - heads];
    const scale = Math.max(0.01, Math.min(1.3, wide / Math.max(1, box.right - box.left), high / Math.max(1, box.bottom - box.top)));
    return { scale, position: { x: (box.left + box.right) / 2 - aside / 2 / scale, y: (box.top + box.bottom) / 2 - heads / 2 / scale } };
  }

  // styled by what the first drawing will be scaled by, so that nothing has to be styled twice
  const begin = state.camera || whole() || { scale: 1 };
  seenFrom(begin.scale);
  const nodes = new vis.DataSet(styledNodes());
  const edges = new vis.DataSet(styledEdges());
  const network = new vis.Network(find("map"), { nodes, edges }, data.options);
  const frame = find("map").firstElementChild;
  frame.setAttribute("role", "application");

  function put(set, items) {
    const kept = new Set(items.map(({ id }) => id));
    const gone = set.getIds().filter((id) => !kept.has(id));
    if (gone.length) set.remove(gone);
    set.update(items);
  }
  function restyle() {
    // ties first go, then come, so that none ever hangs in the air
    if (groups.closed() || edges.length !== data.edges.length) edges.clear();
    put(nodes, styledNodes());
    put(edges, styledEdges());
  }

  /* ------------------------------------------------------------------------------------------------------- the labels */
  // the most connected get their label first, the others where there is room: zoom in to read them all
  let wanted = [];
  let dated = [];
  let boxes = [];
  // in these those without any line stand in a list below the others
  const FEW = 30; // of so few the names are written out
  let few = false;
  /* Break a name into five lines at most, of about 24 letters. */
  function brokenUp(name) {
    const lines = [""];
    for (const word of name.split(" ")) {
      const last = lines[lines.length - 1];
      if (!last || last.length + word.length < 24) lines[lines.length - 1] = last ? last + " " + word : word;
      else lines.push(word);
    }
    const cut = lines.slice(0, 5).map((line) => (line.length > 32 ? line.slice(0, 31) + "…" : line));
    return lines.length > 5 ? [...cut.slice(0, 4), cut[4] + " …"] : cut;
  }
  function labelOf(node) {
    const [{ id, short, name, label: text, full }, { x, y }] = [node, at(node)];
    const must = page.named(id);
    const listed = !isGhost(node) && hasList() && (inList({ y }) || !edgesOf.get(id).length);
    // in a list one line is enough, and what is asked for is written out
    const cut = ((must && full) || text).split("\n");
    const lines = listed && !must ? [name] : (must || few) && cut[cut.length - 1].endsWith("…") ? brokenUp(name) : cut;
    const sign = { new: "+ ", gone: "− ", found: "* ", withdrawn: "~ " }[(markOf(node) || {}).state] || "";
    // where the question is what is missing, or who sits in which forum, these are named first
    const asked = isGhost(node) ? (markOf(node) || {}).size || 0 : isForum(node) && viewOf().kind === "forums" ? 1 : 0;
    const rank = 100 * asked + (asked ? edgesOf.get(id) : tiesOf(id)).filter(edgeOn).length;
    return { id, x, y, short, lines: sign ? [sign + lines[0], ...lines.slice(1)] : lines, rank, listed, must, bold: id === state.selected || id === state.to, italic: isGhost(node), soft: page.isGround(node), room: Infinity, grow: page.sizeOf(node, markOf(node)) };
  }
  function readLabels() {
    const bright = nodesDrawn().filter((node) => nodeShown(node) && !page.dimmed(node.id));
    few = bright.length <= FEW;
    wanted = bright.map(labelOf);
    // on the projector there is no list beside the map: what is open needs the room for its names
    if (page.numbered() && page.presenting()) wanted = wanted.filter((one) => !one.soft);
    // in a list each name has the room up to the next one in its row
    const rows = wanted.filter((one) => one.listed).sort((one, other) => one.y - other.y || one.x - other.x);
    rows.forEach((one, n) => (one.room = n + 1 < rows.length && rows[n + 1].y === one.y ? rows[n + 1].x - one.x : Infinity));
    const column = Math.min(...rows.map((one) => one.room));
    rows.forEach((one) => (one.room = Math.min(one.room, column)));
    if (groups.closed()) wanted.push(...groups.labels());
    wanted.sort((one, other) => other.bold - one.bold || other.rank - one.rank || (one.id < other.id ? -1 : 1));
    wanted.forEach((one, n) => (one.hub = n < 20 && one.rank > 2 && !(page.numbered() && !page.presenting()) && !groups.isGroup(one.id)));
    const told = (edge) => (bundleOf(edge) !== undefined ? bundleOf(edge) : (edge.age === "stale" || isOneSided(edge)) && edgeShown(edge));
    dated = edgesDrawn().filter((edge) => told(edge) && !page.edgeDimmed(edge));
  }

  // the year of what is old; half a circle for what only one side told of
  const isOneSided = (edge) => edge.report === "one-sided";
  const signsOf = (edge) => [...(edge.age === "stale" ? [edge.seen] : []), ...(isOneSided(edge) ? ["◐"] : [])];
  function yearOf(edge) {
    const { x, y } = network.body.edges[edge.id].edgeType.getPoint(0.5);
    return { id: edge.id, x, y, text: bundleOf(edge) !== undefined ? `${bundleOf(edge)} ×` : signsOf(edge).join(" ") };
  }
  // the list of those without any line, where it begins
  function heading() {
    if (!data.heading || state.selected !== null || !hasList()) return null;
    // who had a tie once is among them where two days are compared
    const says = data.says_unconnected && viewOf().kind !== "compare";
    return { x: data.heading[0], y: data.heading[1], text: says ? say.no_ties : say.further_actors };
  }

  const radiusOf = ({ id }) => (nodes.get(id) || { size: 0 }).size;
  // the numbers of what is open, in its signs
  function ghostCounts() {
    if (!page.numbered()) return [];
    const seen = data.nodes.filter((node) => isGhost(node) && nodeShown(node) && !page.dimmed(node.id));
    return seen.map((node) => ({ ...at(node), text: String(page.numberOf(node.id)), size: radiusOf(node), fitted: true }));
  }
  // a ring of its own around who is chosen, where the border says something already
  function halos() {
    const ringed = [state.selected, state.to].filter((id) => byId.has(id) && page.isRinged(markOf(byId.get(id)) || {})).map((id) => byId.get(id));
    return ringed.filter(nodeShown).map((node) => ({ ...at(node), size: radiusOf(node) }));
  }

  network.on("afterDrawing", (ctx) => {
    const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
    const { x: right, y: bottom } = network.DOMtoCanvas({ x: frame.clientWidth, y: frame.clientHeight });
    // seen from so far away that signs touch, there is no room for years
    // and vis-network draws in the middle of a change as well, when lines are still to come
    const told = dated.filter(({ id }) => network.body.edges[id]);
    const years = page.boost() < 3 || told.length < 500 ? told.map(yearOf) : [];
    const [columns, rows] = [headings("columns"), headings("rows")];
    const given = { scale: network.getScale(), view: { left, top, right, bottom }, nodes: wanted, years, columns, rows, counts: groups.closed() ? groups.counts() : ghostCounts(), halos: halos() };
    boxes = netmapLabels.draw(ctx, { ...given, theme: page.themeNow(), radius: 12 * page.boost(), heading: heading() });
  });

  /* ------------------------------------------------------------------------------------------------------ the pointer */
  /* What is at a place of the canvas: a sign, or the name of one. */
  function hitAt(spot) {
    const sign = network.getNodeAt(spot);
    if (sign !== undefined) return sign;
    const { x, y } = network.DOMtoCanvas(spot);
    const box = boxes.find((one) => x >= one.left && x <= one.right && y >= one.top && y <= one.bottom);
    return box ? box.id : null;
  }
  const tip = find("tip");
  const untip = () => (tip.hidden = true);
  function tell(node) {
    const mark = markOf(node) || {};
    const more = [typeOf(node) || say.not_recorded, mark.state && say["mark_" + mark.state], page.inWords(mark.reason || node.reason, state.lang)];
    return [el("span", { class: "text" }, node.name), ...more.filter(Boolean).map((text) => el("span", { class: "quiet text" }, text))];
  }
  frame.addEventListener("mousemove", (event) => {
    const { left, top } = frame.getBoundingClientRect();
    const spot = { x: event.clientX - left, y: event.clientY - top };
    const hit = event.buttons ? null : hitAt(spot);
    const told = byId.has(hit) ? tell(byId.get(hit)) : groups.tell(hit);
    frame.style.cursor = told ? "pointer" : "";
    if (!told) return untip();
    tip.replaceChildren(...told);
    tip.hidden = false;
    // beside the pointer, and within the map
    tip.style.left = Math.max(4, Math.min(spot.x + 14, frame.clientWidth - tip.offsetWidth - 4)) + "px";
    tip.style.top = (spot.y + 20 + tip.offsetHeight > frame.clientHeight ? spot.y - tip.offsetHeight - 8 : spot.y + 16) + "px";
  });
  frame.addEventListener("mouseleave", untip);
  network.on("click", ({ pointer, event }) => {
    const hit = hitAt(pointer.DOM);
    if (groups.isGroup(hit)) groups.open(hit);
    else if (hit !== null && state.selected !== null && event.srcEvent && event.srcEvent.shiftKey) page.findWay(hit);
    else page.choose(hit);
  });

  /* ------------------------------------------------------------------------------------------------------- the camera */
  // the fragment keeps where the map is looked at from, once somebody has moved it
  function looked() {
    const { x, y } = network.getViewPosition();
    state.camera = { x, y, scale: network.getScale() };
    untip();
    page.noted();
  }
  function resize() {
    const anew = seenFrom(network.getScale());
    if (anew === "all") restyle();
    else if (anew === "nodes") nodes.update(styledNodes());
  }
  function look({ position, scale }, keep = true) {
    network.moveTo({ position: position || network.getViewPosition(), scale, animation: false });
    resize();
    if (keep) looked();
  }
  function fit() {
    state.camera = null;
    const seen = whole();
    if (seen) look(seen, false);
    page.noted();
  }
  /* Look from where the state says: at everything, or as it was looked at. */
  const aim = () => (state.camera ? look({ position: { x: state.camera.x, y: state.camera.y }, scale: state.camera.scale }, false) : fit());
  /* Go to a node, near enough to read, far enough to see who is in focus with it. */
  function centre(node) {
    const position = at(node);
    const others = [...(page.focusNow() || [])].map((id) => at(byId.get(id)));
    const away = (axis) => Math.max(1, ...others.map((other) => Math.abs(other[axis] - position[axis])));
    const room = Math.min((frame.clientWidth / 2 - 70) / away("x"), (frame.clientHeight / 2 - 60) / away("y"));
    look({ position, scale: Math.max(0.4, Math.min(1, room)) });
  }
  /* Look at some nodes, all of them in view. */
  function surround(ids) {
    const box = boxOf(ids.map((id) => at(byId.get(id))));
    const [wide, high] = [frame.clientWidth - 200, frame.clientHeight - 140];
    const scale = Math.min(1, wide / Math.max(1, box.right - box.left), high / Math.max(1, box.bottom - box.top));
    look({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale: Math.max(0.01, scale) });
  }
  network.on("dragEnd", ({ nodes: dragged }) => (dragged.length ? page.dropped(dragged) : looked()));
  network.on("zoom", () => (resize(), looked()));
  // vis-network scales what is seen along with the frame, after it has told of the resize: it is put right after that,
  // and at once, so that who clicks right then meets what is seen
  network.on("resize", () => window.queueMicrotask(aim));

  return {
    network, nodes, edges, frame, restyle, readLabels, untip, fit, aim, centre, surround, looked, hitAt,
    zoom: (factor) => look({ scale: network.getScale() * factor }),
  };
};
