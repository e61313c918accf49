/* The map's page: reads the data block, draws with vis-network, keeps legend, search, details and table in step.
   Strings from the data reach the page as text only (textContent, fillText). No framework, no build step. */
"use strict";
(function () {
  const data = netmapUnpack(JSON.parse(document.getElementById("data").textContent));
  const say = data.texts;
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const byKey = new Map(data.nodes.map((node) => [node.key, node]));
  const isForum = (node) => node.group === "forum";
  const reading = new Intl.Collator(data.lang, { numeric: true, sensitivity: "base" });
  // an actor and a forum of one name are told apart
  const taken = new Set(data.nodes.filter((node) => !isForum(node)).flatMap((node) => [node.name, node.label, node.full]));
  for (const node of data.nodes.filter((one) => isForum(one) && (taken.has(one.name) || taken.has(one.full || one.label)))) {
    node.name += ` (${say.kind_forum})`;
    node.label += `\n(${say.kind_forum})`;
    if (node.full) node.full += `\n(${say.kind_forum})`;
  }
  const byName = (one, other) => reading.compare(one.name, other.name);
  const find = (id) => document.getElementById(id);

  /* ------------------------------------------------------------------------------------------- state and small tools */

  const startOff = () => ({ sector: new Set(), kind: new Set(["membership"]), status: new Set(["ended"]), age: new Set() });
  const state = { off: startOff(), selected: null, query: "", sort: ["name", 1], moved: false };

  function el(tag, fields, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(fields || {})) {
      if (name === "click") made.addEventListener("click", value);
      else if (name === "class") made.className = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  const words = (text, ...found) => found.reduce((line, value) => line.replace(/\{\w+\}/, () => String(value)), text);
  const label = (vocabulary, key) => (data.terms[vocabulary] || {})[key] || key;
  const labels = (vocabulary, keys) => (keys || []).map((key) => label(vocabulary, key)).join(", ");
  const kindLabel = (kind) => (kind === "membership" ? say.membership : label("tie_kinds", kind));
  const typeOf = (node) => (node.type ? label(isForum(node) ? "forum_kinds" : "actor_types", node.type) : "");
  const nameOf = (node) => node.name + (node.short && !node.name.includes(node.short) ? ` (${node.short})` : "");
  const placesOf = (node) =>
    node.citywide ? say.citywide : (node.districts || []).map((key) => data.districts[key] || key).join(", ");

  const edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) {
    edgesOf.get(edge.from).push(edge);
    if (edge.to !== edge.from) edgesOf.get(edge.to).push(edge);
  }
  const otherEnd = (edge, id) => byId.get(edge.from === id ? edge.to : edge.from);
  const tiesOf = (id) => edgesOf.get(id).filter((edge) => edge.kind !== "membership");
  const membershipsOf = (id) => edgesOf.get(id).filter((edge) => edge.kind === "membership");
  const sharedWith = (edges, id) => [...new Set(edges.map((edge) => otherEnd(edge, id)))].sort(byName);

  /* ------------------------------------------------------------------------------------------- what is shown, and how */

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let theme = {};
  function readTheme() {
    theme = { ground: colour("--ground"), ink: colour("--ink"), quiet: colour("--quiet"), accent: colour("--accent") };
    theme.tie = colour("--tie");
    theme.other = colour("--tie-other");
    theme.forum = colour("--tie-forum");
    theme.font = getComputedStyle(document.body).fontFamily;
    theme.size = parseFloat(getComputedStyle(document.body).fontSize) - 2;
  }

  const working = new Set(data.working);
  // what the boxes of the legend say; the forums of the actor in focus are shown even where the others are not
  const nodeOn = (node) => (isForum(node) ? !state.off.kind.has("membership") : !state.off.sector.has(node.group));
  const nodeShown = (node) => nodeOn(node) || (isForum(node) && inFocus(node.id));
  const kindOn = (edge) => !state.off.kind.has(edge.kind);
  // each line is of one sort: dotted ones by their status, all others by their age
  const lineOf = (edge) => edge.status || (edge.age ? "old" : "fresh");
  const lineOn = (edge) => !state.off[edge.status ? "status" : "age"].has(lineOf(edge));
  const sectorsOn = (edge) => [edge.from, edge.to].every((id) => isForum(byId.get(id)) || nodeOn(byId.get(id)));
  const edgeOn = (edge) => kindOn(edge) && lineOn(edge) && sectorsOn(edge);
  const edgeShown = (edge) =>
    edgeOn(edge) || (edge.kind === "membership" && touchesSelected(edge) && lineOn(edge) && sectorsOn(edge));
  const touchesSelected = (edge) => edge.from === state.selected || edge.to === state.selected;

  let focus = null; // ids of the selected one and its neighbours, or null
  const inFocus = (id) => focus !== null && focus.has(id);
  function readFocus() {
    focus = null;
    if (state.selected === null) return;
    const near = edgesOf.get(state.selected).filter(edgeShown);
    focus = new Set([state.selected, ...near.flatMap((edge) => [edge.from, edge.to])]);
  }

  // more ties between the same two than anybody can tell apart are drawn as one line, with their number
  const MANY = 8;
  const pairs = new Map();
  for (const edge of data.edges.filter((one) => one.kind !== "membership")) {
    const pair = [edge.from, edge.to].sort().join();
    if (!pairs.has(pair)) pairs.set(pair, []);
    pairs.get(pair).push(edge);
  }
  const crowded = [...pairs.values()].filter((one) => one.length > MANY);
  let bundles = new Map(); // how many ties an edge stands for; 0 where another one stands for it
  function readBundles() {
    const drawn = crowded.map((one) => one.filter(edgeShown)).filter((one) => one.length > MANY);
    // it looks like the best of them: what exists before what does not, recent before old, working together before all else
    const worse = (edge) => (edge.status ? 4 : 0) + (edge.dashes ? 2 : 0) + (working.has(edge.kind) ? 0 : 1);
    const main = (one) => one.reduce((best, edge) => (worse(edge) < worse(best) ? edge : best));
    bundles = new Map(drawn.flatMap((one) => [...one.map(({ id }) => [id, 0]), [main(one).id, one.length]]));
  }

  // seen from afar, signs and lines are drawn larger, so that they stay visible on a projector
  let boost = 1;
  const boostAt = (scale) => Math.min(3, Math.max(1, Math.round(3.2 / scale) / 4));
  // borders are as wide on the screen at any scale: no wider than leaves an open circle open
  let widest = 4;
  const widestAt = (scale) => Math.min(4, Math.ceil(8.5 * boostAt(scale) * scale * 4) / 8);

  function look(group) {
    const known = group === "forum" ? data.palette.node.forum : data.palette.sector[group];
    // an actor of unknown sector is an open circle: still to be clarified
    return known && known.shape === "ring" ? { ...known, shape: "dot", open: true } : known || { colour: "#767676", shape: "dot" };
  }

  function styledNode(node) {
    const { colour: fill, shape, open } = look(node.group);
    const chosen = node.id === state.selected;
    const rim = chosen ? theme.ink : open ? fill : isForum(node) ? theme.quiet : theme.ground;
    const paint = { background: open ? theme.ground : fill, border: rim };
    return {
      id: node.id, x: node.x, y: node.y, shape, size: (isForum(node) ? 9 : open ? 8.5 : 10) * boost, hidden: !nodeShown(node),
      borderWidth: Math.min(widest, chosen ? 4 : open ? 3 : 1), opacity: focus && !inFocus(node.id) ? 0.13 : 1,
      color: { ...paint, highlight: paint, hover: paint },
    };
  }

  function styledEdge(edge) {
    const status = edge.status && data.palette.status[edge.status];
    const member = edge.kind === "membership";
    const paint = status ? status.colour : member ? theme.forum : working.has(edge.kind) ? theme.tie : theme.other;
    const dim = focus && !touchesSelected(edge);
    const [count, bundled] = [bundles.get(edge.id), bundles.has(edge.id)];
    const pattern = status ? [2, 5] : edge.dashes ? [7, 5] : [];
    return {
      id: edge.id, from: edge.from, to: edge.to, hidden: !edgeShown(edge) || count === 0,
      arrows: bundled ? "" : edge.arrows, smooth: (!bundled && edge.smooth) || false,
      width: (bundled ? 4 : member ? 1 : working.has(edge.kind) ? 1.8 : 1.2) * boost, dashes: pattern.length ? pattern.map((part) => part * boost) : false,
      color: { color: paint, highlight: paint, opacity: dim ? 0.1 : 0.85, inherit: false },
    };
  }

  /* ------------------------------------------------------------------------------------------------------- the canvas */

  // what the first drawing will be scaled by, so that nothing has to be styled twice
  function whole() {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const node of data.nodes.filter(nodeShown)) {
      box.left = Math.min(box.left, node.x);
      box.right = Math.max(box.right, node.x);
      box.top = Math.min(box.top, node.y);
      box.bottom = Math.max(box.bottom, node.y);
    }
    if (box.left > box.right) return null;
    // room for the names at the rim
    const [wide, high] = [find("map").clientWidth - 110, find("map").clientHeight - 62];
    const scale = Math.min(1.3, wide / Math.max(1, box.right - box.left), high / Math.max(1, box.bottom - box.top));
    return { scale: Math.max(scale, 0.01), position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 } };
  }

  readTheme();
  const first = (whole() || { scale: 1 }).scale;
  [boost, widest] = [boostAt(first), widestAt(first)];
  readBundles();
  const nodes = new vis.DataSet(data.nodes.map(styledNode));
  const edges = new vis.DataSet(data.edges.map(styledEdge));
  const network = new vis.Network(find("map"), { nodes, edges }, data.options);
  const frame = find("map").firstElementChild;
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", say.map_hint);

  // the most connected get their label first, the others where there is room: zoom in to read them all
  let wanted = [];
  let dated = [];
  let boxes = [];
  function readLabels() {
    const drawn = (id) => tiesOf(id).filter(edgeShown).length;
    const label = ({ id, x, y, short, name, label: text, full }) => {
      const [listed, rank, must] = [!edgesOf.get(id).length, drawn(id), inFocus(id)];
      // in a list one line is enough, and what is asked for is written out
      const lines = listed && !must ? [name] : ((must && full) || text).split("\n");
      return { id, x, y, short, lines, rank, listed, must, bold: id === state.selected, room: Infinity };
    };
    wanted = data.nodes.filter((node) => nodeShown(node) && (!focus || inFocus(node.id))).map(label);
    // in a list each name has the room up to the next one in its row
    const rows = wanted.filter((one) => one.listed).sort((one, other) => one.y - other.y || one.x - other.x);
    rows.forEach((one, n) => (one.room = n + 1 < rows.length && rows[n + 1].y === one.y ? rows[n + 1].x - one.x : Infinity));
    const column = Math.min(...rows.map((one) => one.room));
    rows.forEach((one) => (one.room = Math.min(one.room, column)));
    wanted.sort((one, other) => other.bold - one.bold || other.rank - one.rank || one.id - other.id);
    wanted.forEach((one, n) => (one.hub = n < 20 && one.rank > 2));
    const told = (edge) => (bundles.has(edge.id) ? bundles.get(edge.id) : edge.age === "stale" && edgeShown(edge));
    dated = data.edges.filter((edge) => told(edge) && (!focus || touchesSelected(edge)));
  }
  readLabels();

  function yearOf(edge) {
    const { x, y } = network.body.edges[edge.id].edgeType.getPoint(0.5);
    return { id: edge.id, x, y, text: bundles.has(edge.id) ? `${bundles.get(edge.id)} ×` : edge.seen };
  }
  const heading = data.heading && { x: data.heading[0], y: data.heading[1], text: data.says_unconnected ? say.no_ties : say.further_actors };

  network.on("afterDrawing", (ctx) => {
    const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
    const { x: right, y: bottom } = network.DOMtoCanvas({ x: frame.clientWidth, y: frame.clientHeight });
    const view = { left, top, right, bottom };
    // seen from so far away that signs touch, there is no room for years
    const years = boost < 3 || dated.length < 500 ? dated.map(yearOf) : [];
    const given = { scale: network.getScale(), view, nodes: wanted, years, theme, radius: 12 * boost };
    boxes = netmapLabels.draw(ctx, { ...given, heading: focus ? null : heading });
  });

  /* What is at a place of the canvas: a sign, or the name of one. */
  function hitAt(spot) {
    const sign = network.getNodeAt(spot);
    if (sign !== undefined) return sign;
    const { x, y } = network.DOMtoCanvas(spot);
    const box = boxes.find((one) => x >= one.left && x <= one.right && y >= one.top && y <= one.bottom);
    return box ? box.id : null;
  }
  network.on("click", ({ pointer }) => select(hitAt(pointer.DOM)));
  const tip = find("tip");
  const untip = () => (tip.hidden = true);
  frame.addEventListener("mousemove", (event) => {
    const { left, top } = frame.getBoundingClientRect();
    const spot = { x: event.clientX - left, y: event.clientY - top };
    const node = event.buttons ? null : byId.get(hitAt(spot));
    frame.style.cursor = node ? "pointer" : "";
    if (!node) return untip();
    tip.replaceChildren(el("span", { class: "text" }, node.name), el("span", { class: "quiet" }, typeOf(node) || say.not_recorded));
    tip.hidden = false;
    // beside the pointer, and within the map
    tip.style.left = Math.max(4, Math.min(spot.x + 14, frame.clientWidth - tip.offsetWidth - 4)) + "px";
    tip.style.top = (spot.y + 20 + tip.offsetHeight > frame.clientHeight ? spot.y - tip.offsetHeight - 8 : spot.y + 16) + "px";
  });
  frame.addEventListener("mouseleave", untip);
  network.on("dragEnd", () => (state.moved = true));
  network.on("zoom", () => {
    state.moved = true;
    resize();
  });
  // at once: who clicks right after the frame changed its size meets what is seen
  network.on("resize", () => state.moved || fit());
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (readTheme(), redraw()));

  function fit() {
    state.moved = false;
    const seen = whole();
    if (seen) network.moveTo({ ...seen, animation: false });
    resize();
  }

  function resize() {
    const before = [boost, widest];
    [boost, widest] = [boostAt(network.getScale()), widestAt(network.getScale())];
    if (boost !== before[0]) restyle();
    else if (widest !== before[1]) nodes.update(data.nodes.map(styledNode));
  }

  function restyle() {
    nodes.update(data.nodes.map(styledNode));
    edges.update(data.edges.map(styledEdge));
  }

  function redraw() {
    readFocus();
    readBundles();
    readLabels();
    restyle();
    drawLegend();
    untip();
  }

  function select(id, { centre = false } = {}) {
    const from = document.activeElement;
    if (id !== null && !find("details").contains(from)) opener = from === document.body ? null : from;
    state.selected = id;
    redraw();
    drawDetails();
    if (centre && id !== null) {
      const { x, y } = byId.get(id);
      const position = { x, y };
      const away = (axis) => Math.max(1, ...[...focus].map((other) => Math.abs(byId.get(other)[axis] - position[axis])));
      const room = Math.min((frame.clientWidth / 2 - 70) / away("x"), (frame.clientHeight / 2 - 60) / away("y"));
      state.moved = true;
      // near enough to read, far enough to see the partners
      network.moveTo({ position, scale: Math.max(0.4, Math.min(1, room)), animation: false });
      resize();
    }
  }

  /* ------------------------------------------------------------------------------------------------------- the legend */
  const drawLegend = netmapLegend({
    data, state, el, say, label, kindLabel, look, isForum, membershipsOf, reading,
    nodeOn, kindOn, lineOf, lineOn, sectorsOn, edgeOn, themeNow: () => theme,
    changed: () => {
      redraw();
      table.forget();
      table.draw();
      if (!state.moved) fit();
    },
  });

  /* ------------------------------------------------------------------------------------------------------ the details */
  const drawDetails = netmapDetails({
    data, state, el, say, words, label, labels, kindLabel, typeOf, nameOf, placesOf, isForum, byId, byKey, byName,
    tiesOf, membershipsOf, otherEnd, close,
    go: (node) => {
      select(node.id, { centre: true });
      find("details").focus(); // the button that was pressed is gone
    },
  });

  // where the keyboard was when the details were opened: there it is again when they are closed
  let opener = null;
  function close() {
    const within = find("details").contains(document.activeElement);
    select(null);
    if (within) (opener && opener.isConnected ? opener : find("search")).focus();
  }

  /* ------------------------------------------------------------------------------------------------------- the search */
  // "ä" is found as "ä", "ae" and "a"; accents and case do not matter
  const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");
  const spelt = (text) => bare(text.toLowerCase().replace(/[äöü]/g, (sign) => ({ ä: "ae", ö: "oe", ü: "ue" })[sign]));
  const names = (node) => [node.name, node.short || "", ...(node.aliases || [])];
  const index = data.nodes.map((node) => ({ node, texts: names(node).flatMap((name) => [bare(name), spelt(name)]) }));
  let active = -1;

  function hits(query) {
    const asked = bare(query.trim());
    if (!asked) return [];
    const rank = (texts) => Math.min(...texts.map((text) => (text.startsWith(asked) ? 0 : text.includes(" " + asked) ? 1 : text.includes(asked) ? 2 : 3)));
    const ranked = index.map(({ node, texts }) => ({ node, at: rank(texts) })).filter(({ at }) => at < 3);
    return ranked.sort((one, other) => one.at - other.at || byName(one.node, other.node)).map(({ node }) => node);
  }

  function drawHits() {
    const found = hits(state.query);
    const shown = found.slice(0, 12);
    const item = (node, n) => {
      const fields = { role: "option", id: "hit-" + n, "aria-selected": n === active, click: () => choose(node) };
      return el("li", fields, el("span", { class: "text" }, node.name), el("span", { class: "quiet text" }, node.short || typeOf(node)));
    };
    const open = shown.length > 0 && document.activeElement === find("search");
    find("hits").replaceChildren(...shown.map(item));
    find("hits").hidden = !open;
    find("search").setAttribute("aria-expanded", String(open));
    if (active >= 0) find("search").setAttribute("aria-activedescendant", "hit-" + active);
    else find("search").removeAttribute("aria-activedescendant");
    find("found").textContent = !state.query.trim() ? "" : found.length ? words(say.found, found.length) : say.found_none;
    return shown;
  }

  function choose(node) {
    active = -1;
    find("search").value = state.query = node.name;
    drawHits();
    table.draw();
    find("hits").hidden = true;
    find("search").setAttribute("aria-expanded", "false");
    select(node.id, { centre: true });
  }

  find("search").addEventListener("input", (event) => {
    state.query = event.target.value;
    active = -1;
    drawHits();
    table.draw();
  });
  find("search").addEventListener("keydown", (event) => {
    const shown = hits(state.query).slice(0, 12);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) {
      active = (active + step + shown.length) % shown.length;
      event.preventDefault();
      drawHits();
    } else if (event.key === "Enter" && shown.length) choose(shown[Math.max(active, 0)]);
    else if (event.key === "Escape") find("hits").hidden = true;
  });
  find("search").addEventListener("blur", () => window.setTimeout(() => (find("hits").hidden = true), 150));
  find("hits").addEventListener("mousedown", (event) => event.preventDefault());

  /* -------------------------------------------------------------------------------------------------------- the table */
  const namesOf = (list) => list.map((node) => node.name).join("; ");

  // ties that the legend switches off are left out here as well, and counted; what does not exist (any more) says so
  function partners(node) {
    const ties = tiesOf(node.id);
    const shown = ties.filter(edgeOn);
    const name = (other) => {
      const shared = shown.filter((edge) => otherEnd(edge, node.id) === other).map((edge) => edge.status);
      const told = shared.every(Boolean) ? [...new Set(shared)].map((status) => label("statuses", status)) : [];
      return other.name + (told.length ? ` (${told.join(", ")})` : "");
    };
    const parts = sharedWith(shown, node.id).map(name);
    const off = ties.length - shown.length;
    return [...parts, ...(off ? [`[${words(say.switched_off, off)}]`] : [])].join("; ");
  }

  let found = { query: null };
  function foundBy(query) {
    if (found.query !== query) found = { query, nodes: new Set(hits(query)) };
    return found.nodes;
  }
  const table = netmapTable({
    nodes: data.nodes, el, reading, state, hint: say.show_on_map,
    columns: [
      ["name", say.name, nameOf],
      ["type", say.type, typeOf],
      ["sector", say.sector, (node) => (isForum(node) ? say.kind_forum : label("sectors", node.group))],
      ["areas", say.areas, (node) => labels("areas", node.areas)],
      ["districts", say.districts, placesOf],
      ["with", say.cooperates_with, partners],
      ["forums", `${say.in_forums} / ${say.members}`, (node) => namesOf(sharedWith(membershipsOf(node.id), node.id))],
    ],
    kept: (node) => nodeOn(node) && (!state.query.trim() || foundBy(state.query).has(node)),
    told: (count) => (find("table-count").textContent = words(say.table_count, count, data.nodes.length) + "."),
    open: (node) => {
      select(node.id, { centre: true });
      find("details").scrollIntoView({ block: "nearest" });
      find("details").focus();
    },
  });

  /* -------------------------------------------------------------------------------------------------------- the start */
  const zoom = (factor) => {
    state.moved = true;
    network.moveTo({ scale: network.getScale() * factor, animation: false });
    resize();
  };
  find("zoom-in").addEventListener("click", () => zoom(1.3));
  find("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  find("fit").addEventListener("click", fit);
  find("reset").addEventListener("click", () => {
    Object.assign(state, { off: startOff(), selected: null, query: "", sort: ["name", 1] });
    find("search").value = "";
    drawHits();
    select(null);
    table.forget();
    table.drawHead();
    table.draw();
    fit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    untip();
    if (state.selected !== null) close();
  });

  drawLegend();
  drawDetails();
  table.drawHead();
  if (data.nodes.length <= 500) table.draw();
  else network.once("afterDrawing", () => window.setTimeout(table.draw));
  fit();
  /* Go on when the frame has kept its size for a whole picture: nothing moves under the pointer any more. */
  function settled(then, before = "") {
    window.requestAnimationFrame(() => {
      const now = `${frame.clientWidth} ${frame.clientHeight}`;
      if (now === before) window.setTimeout(then);
      else settled(then, now);
    });
  }

  // for tests and for whoever looks into the page: the parts by name
  window.netmap = { network, nodes, edges, state, select, data, ready: false };
  settled(() => (window.netmap.ready = true));
})();
