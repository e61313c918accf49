/* The map's page: reads the data block, draws with vis-network, keeps legend, search, details and table in step.
   Strings from the data reach the page as text only (textContent, fillText). No framework, no build step. */
"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const say = data.texts;
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const byKey = new Map(data.nodes.map((node) => [node.key, node]));
  const isForum = (node) => node.group === "forum";
  const reading = new Intl.Collator(data.lang, { numeric: true, sensitivity: "base" });
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
  const nodeShown = (node) =>
    isForum(node) ? !state.off.kind.has("membership") || inFocus(node.id) : !state.off.sector.has(node.group);
  function edgeShown(edge) {
    const { kind, status, age } = state.off;
    const ends = nodeShown(byId.get(edge.from)) && nodeShown(byId.get(edge.to));
    // the forums of the actor in focus are shown even where the others are not
    const off = kind.has(edge.kind) && !(edge.kind === "membership" && touchesSelected(edge));
    return ends && !off && !status.has(edge.status || "existing") && !age.has(edge.age ? "old" : "fresh");
  }
  const touchesSelected = (edge) => edge.from === state.selected || edge.to === state.selected;

  let focus = null; // ids of the selected one and its neighbours, or null
  const inFocus = (id) => focus !== null && focus.has(id);
  function readFocus() {
    focus = null;
    if (state.selected === null) return;
    const near = edgesOf.get(state.selected).filter((edge) => {
      const off = state.off.kind.has(edge.kind) && edge.kind !== "membership";
      return !off && !state.off.status.has(edge.status || "existing");
    });
    focus = new Set([state.selected, ...near.flatMap((edge) => [edge.from, edge.to])]);
  }

  // seen from afar, signs and lines are drawn larger, so that they stay visible on a projector
  let boost = 1;
  const boostAt = (scale) => Math.min(3, Math.max(1, Math.round(3.2 / scale) / 4));

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
      borderWidth: chosen ? 4 : open ? 3 : 1, opacity: focus && !inFocus(node.id) ? 0.13 : 1,
      color: { ...paint, highlight: paint, hover: paint },
    };
  }

  function styledEdge(edge) {
    const status = edge.status && data.palette.status[edge.status];
    const member = edge.kind === "membership";
    const paint = status ? status.colour : member ? theme.forum : working.has(edge.kind) ? theme.tie : theme.other;
    const dim = focus && !touchesSelected(edge);
    const pattern = status ? [2, 5] : edge.dashes ? [7, 5] : [];
    return {
      id: edge.id, from: edge.from, to: edge.to, arrows: edge.arrows, smooth: edge.smooth || false, hidden: !edgeShown(edge),
      width: (member ? 1 : working.has(edge.kind) ? 1.8 : 1.2) * boost, dashes: pattern.length ? pattern.map((part) => part * boost) : false,
      color: { color: paint, highlight: paint, opacity: dim ? 0.1 : 0.85, inherit: false },
    };
  }

  /* ------------------------------------------------------------------------------------------------------- the canvas */

  // what the first drawing will be scaled by, so that nothing has to be styled twice
  function firstScale() {
    const long = (list) => Math.max(1, Math.max(...list) - Math.min(...list));
    const [wide, high] = ["x", "y"].map((axis) => long(data.nodes.map((node) => node[axis])));
    return Math.min(1.3, find("map").clientWidth / wide, find("map").clientHeight / high);
  }

  readTheme();
  boost = boostAt(firstScale());
  const nodes = new vis.DataSet(data.nodes.map(styledNode));
  const edges = new vis.DataSet(data.edges.map(styledEdge));
  const network = new vis.Network(find("map"), { nodes, edges }, data.options);
  const frame = find("map").firstElementChild;
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", say.map_hint);

  // the most connected get their label first, the others where there is room: zoom in to read them all
  const wanted = data.nodes
    .map(({ id, x, y, short, label: text }) => ({ id, x, y, short, lines: text.split("\n"), rank: tiesOf(id).length }))
    .sort((one, other) => other.rank - one.rank || one.id - other.id);
  let boxes = [];

  function stale(edge) {
    const drawn = network.body.edges[edge.id];
    const dim = focus && !touchesSelected(edge);
    return edge.age === "stale" && drawn && drawn.connected && edgeShown(edge) && !dim;
  }

  network.on("afterDrawing", (ctx) => {
    const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 });
    const { x: right, y: bottom } = network.DOMtoCanvas({ x: frame.clientWidth, y: frame.clientHeight });
    const seen = wanted.filter(({ id }) => nodeShown(byId.get(id)) && (!focus || inFocus(id)));
    seen.sort((one, other) => (other.id === state.selected) - (one.id === state.selected));
    const years = data.edges.filter(stale).map((edge) => {
      const { x, y } = network.body.edges[edge.id].edgeType.getPoint(0.5);
      return { id: edge.id, x, y, text: edge.seen };
    });
    const view = { left, top, right, bottom };
    const given = { scale: network.getScale(), view, nodes: seen, years, theme, radius: 12 * boost, selected: state.selected };
    boxes = netmapLabels.draw(ctx, given);
  });
  network.on("click", ({ nodes: hit, pointer }) => {
    const { x, y } = pointer.canvas;
    const box = boxes.find((one) => x >= one.left && x <= one.right && y >= one.top && y <= one.bottom);
    select(hit.length ? hit[0] : box ? box.id : null);
  });
  network.on("dragEnd", () => (state.moved = true));
  network.on("zoom", () => {
    state.moved = true;
    resize();
  });
  network.on("resize", () => state.moved || window.requestAnimationFrame(fit));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (readTheme(), redraw()));

  function fit() {
    state.moved = false;
    const ids = data.nodes.filter(nodeShown).map((node) => node.id);
    if (ids.length) network.fit({ nodes: ids, maxZoomLevel: 1.3, animation: false });
    resize();
  }

  function resize() {
    const before = boost;
    boost = boostAt(network.getScale());
    if (boost !== before) restyle();
  }

  function restyle() {
    nodes.update(data.nodes.map(styledNode));
    edges.update(data.edges.map(styledEdge));
  }

  function redraw() {
    readFocus();
    restyle();
    drawLegend();
  }

  function select(id, { centre = false } = {}) {
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
  const { shapeSign, lineSign, arrowSign } = netmapSigns;

  function toggle(set, key, picture, text, count) {
    const on = !state.off[set].has(key);
    const flip = () => {
      state.off[set][on ? "add" : "delete"](key);
      redraw();
      if (!state.moved) fit();
      find("legend-body").querySelector(`[data-key="${set}-${CSS.escape(key)}"]`).focus();
    };
    const parts = [picture, el("span", { class: "text" }, text), el("span", { class: "quiet" }, String(count))];
    return el("button", { type: "button", class: "toggle", "aria-pressed": on, "data-key": set + "-" + key, click: flip }, ...parts);
  }

  function tally(list, keyOf) {
    const counts = new Map();
    for (const one of list) counts.set(keyOf(one), (counts.get(keyOf(one)) || 0) + 1);
    return counts;
  }

  function kindToggles(kinds, stroke, thick) {
    const order = [...kinds].sort(([one], [other]) => reading.compare(kindLabel(one), kindLabel(other)));
    return order.map(([kind, count]) => toggle("kind", kind, lineSign(stroke, "none", thick), kindLabel(kind), count));
  }

  function drawLegend() {
    const sectors = tally(data.nodes, (node) => node.group);
    const kinds = [...tally(data.edges, (edge) => edge.kind)].filter(([kind]) => kind !== "membership");
    const ages = tally(data.edges, (edge) => (edge.age ? "old" : "fresh"));
    const statuses = tally(data.edges, (edge) => edge.status || "existing");
    const parts = [el("h3", {}, say.actors)];
    for (const group of ["inside", "outside", "unknown"])
      if (sectors.has(group)) parts.push(toggle("sector", group, shapeSign(look(group), theme.quiet), label("sectors", group), sectors.get(group)));
    if (sectors.has("unknown")) parts.push(el("p", { class: "quiet" }, say.open_circle));
    if (sectors.has("forum"))
      parts.push(toggle("kind", "membership", shapeSign(look("forum"), theme.quiet), say.forums, sectors.get("forum")));
    const [work, other] = [kinds.filter(([kind]) => working.has(kind)), kinds.filter(([kind]) => !working.has(kind))];
    if (work.length) parts.push(el("h3", {}, say.ties), ...kindToggles(work, theme.tie, 2.4));
    if (other.length) parts.push(el("h3", {}, say.other_ties), ...kindToggles(other, theme.other, 1.5));
    if (data.edges.length) parts.push(el("h3", {}, say.lines));
    if (ages.has("fresh")) parts.push(toggle("age", "fresh", lineSign(theme.tie), say.line_fresh, ages.get("fresh")));
    if (ages.has("old")) parts.push(toggle("age", "old", lineSign(theme.tie, "6 4"), say.line_old, ages.get("old")));
    for (const status of ["planned", "wished", "ended"])
      if (statuses.has(status)) {
        const picture = lineSign(data.palette.status[status].colour, "2 3");
        parts.push(toggle("status", status, picture, say.dotted + label("statuses", status), statuses.get(status)));
      }
    if (data.edges.some((edge) => edge.arrows)) {
      parts.push(el("p", { class: "key" }, arrowSign(theme.tie), el("span", {}, say.arrow)));
    }
    find("legend-body").replaceChildren(...parts);
  }

  /* ------------------------------------------------------------------------------------------------------ the details */
  const go = (node) => el("button", { type: "button", class: "link text", click: () => select(node.id, { centre: true }) }, node.name);

  function facts(rows) {
    const list = el("dl");
    for (const [name, value] of rows) list.append(el("dt", {}, name), el("dd", { class: "text" }, value || say.not_recorded));
    return list;
  }

  // 2018-03-01 is written 01.03.2018 in German, 2018-03 as 03/2018
  const day = (text) => (data.lang === "en" ? text : text.split("-").reverse().join(text.length > 7 ? "." : "/"));
  const span = (one) =>
    [one.since && words(say.since, day(one.since)), one.until && words(say.until, day(one.until))].filter(Boolean).join(", ");
  const when = (edge) => [span(edge), edge.seen ? words(say.seen, edge.seen) : say.undated].filter(Boolean).join(", ");

  function items(title, list, none) {
    const parts = list.length ? el("ul", {}, ...list.map((one) => el("li", {}, ...one))) : el("p", { class: "quiet" }, none);
    return [el("h3", {}, list.length ? `${title} (${list.length})` : title), parts];
  }

  function tieItem(edge, id) {
    const direction = edge.arrows ? (edge.from === id ? " → " : " ← ") : " – ";
    const status = edge.status ? ` (${label("statuses", edge.status)})` : "";
    return [kindLabel(edge.kind) + status + direction, go(otherEnd(edge, id)), el("div", { class: "quiet" }, when(edge))];
  }

  // one line for each, also where somebody is a member in several roles
  function memberItems(id) {
    const others = new Map();
    for (const edge of membershipsOf(id)) {
      const other = otherEnd(edge, id);
      others.set(other, [...(others.get(other) || []), [edge.role && label("roles", edge.role), when(edge)].filter(Boolean).join(", ")]);
    }
    const sorted = [...others].sort(([one], [other]) => byName(one, other));
    return sorted.map(([other, roles]) => [go(other), el("div", { class: "quiet" }, roles.join("; "))]);
  }

  function offerItem(offer) {
    const more = [offer.area && label("areas", offer.area), labels("target_groups", offer.groups), placesOf(offer), offer.level];
    return [el("span", { class: "text" }, offer.name), el("div", { class: "quiet" }, more.filter(Boolean).join(" · "))];
  }

  function actorFacts(node) {
    const rows = [
      [say.type, typeOf(node)], [say.sector, label("sectors", node.group)], [say.areas, labels("areas", node.areas)],
      [say.groups, labels("target_groups", node.groups)], [say.districts, placesOf(node)],
    ];
    if (node.languages) rows.push([say.languages, labels("languages", node.languages)]);
    if (byKey.has(node.part_of)) rows.push([say.carrier, go(byKey.get(node.part_of))]);
    return rows;
  }

  function forumFacts(node) {
    const rows = [[say.type, typeOf(node)], [say.nature, label("natures", node.nature)]];
    return [...rows, [say.topics, (node.topics || []).join("; ")], [say.areas, labels("areas", node.areas)]];
  }

  function drawDetails() {
    const place = find("details");
    const node = byId.get(state.selected);
    if (!node) return place.replaceChildren(el("p", { class: "quiet" }, say.details_hint));
    const close = el("button", { type: "button", "aria-label": say.close, title: say.close, click: () => select(null) }, "×");
    const title = el("h2", { class: "text" }, node.name + (node.short && !node.name.includes(node.short) ? ` (${node.short})` : ""));
    const rows = isForum(node) ? forumFacts(node) : actorFacts(node);
    if (node.aliases) rows.push([say.other_names, node.aliases.join("; ")]);
    if (span(node)) rows.push([say.period, span(node)]);
    if (node.website) rows.push([say.website, el("a", { href: node.website, rel: "noreferrer noopener", target: "_blank" }, node.website)]);
    const ties = [...tiesOf(node.id)].sort((one, other) => byName(otherEnd(one, node.id), otherEnd(other, node.id)));
    const parts = [el("div", { class: "head" }, title, close), facts(rows)];
    if (node.description) parts.push(el("p", { class: "text" }, node.description));
    if (!isForum(node)) {
      const offers = data.offers.filter((offer) => (offer.providers || []).includes(node.id)).sort(byName);
      parts.push(...items(say.cooperations, ties.map((edge) => tieItem(edge, node.id)), say.no_ties));
      parts.push(...items(say.offers, offers.map(offerItem), say.no_offers));
    }
    const [heading, none] = isForum(node) ? [say.members, say.no_members] : [say.in_forums, say.no_forums];
    parts.push(...items(heading, memberItems(node.id), none));
    place.replaceChildren(...parts);
    place.scrollTop = 0;
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
    find("search").value = node.name;
    find("hits").hidden = true;
    find("search").setAttribute("aria-expanded", "false");
    select(node.id, { centre: true });
  }

  find("search").addEventListener("input", (event) => {
    state.query = event.target.value;
    active = -1;
    drawHits();
    drawTable();
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
  const columns = [
    ["name", say.name, (node) => node.name],
    ["type", say.type, typeOf],
    ["sector", say.sector, (node) => (isForum(node) ? say.kind_forum : label("sectors", node.group))],
    ["areas", say.areas, (node) => labels("areas", node.areas)],
    ["districts", say.districts, placesOf],
    ["with", say.cooperates_with, (node) => namesOf(sharedWith(tiesOf(node.id), node.id))],
    ["forums", `${say.in_forums} / ${say.members}`, (node) => namesOf(sharedWith(membershipsOf(node.id), node.id))],
  ];
  const rows = data.nodes.map((node) => ({ node, cells: columns.map(([, , read]) => read(node)) }));

  function drawTable() {
    const [by, way] = state.sort;
    const at = columns.findIndex(([key]) => key === by);
    const kept = state.query.trim() ? new Set(hits(state.query)) : null;
    const listed = rows.filter(({ node }) => !kept || kept.has(node));
    // what is empty stands last, whichever way it is sorted
    listed.sort((one, other) => (!one.cells[at] - !other.cells[at]) || way * reading.compare(one.cells[at], other.cells[at]));
    const open = (node) => {
      select(node.id, { centre: true });
      find("details").scrollIntoView({ block: "nearest" });
      find("details").focus();
    };
    const cell = (node, text, n) =>
      n === 0
        ? el("th", { scope: "row" }, el("button", { type: "button", class: "link text", title: say.show_on_map, click: () => open(node) }, text))
        : el("td", { class: "text" }, text);
    const body = listed.map(({ node, cells }) => el("tr", {}, ...cells.map((text, n) => cell(node, text, n))));
    document.querySelector("#table tbody").replaceChildren(...body);
  }

  function drawHead() {
    const [by, way] = state.sort;
    const heading = ([key, text]) => {
      const sort = () => {
        state.sort = [key, key === by ? -way : 1];
        drawHead();
        drawTable();
        document.querySelector(`#table [data-key="${key}"]`).focus();
      };
      const arrow = key === by ? (way > 0 ? " ▲" : " ▼") : "";
      const order = key === by ? (way > 0 ? "ascending" : "descending") : "none";
      return el("th", { scope: "col", "aria-sort": order }, el("button", { type: "button", "data-key": key, click: sort }, text + arrow));
    };
    document.querySelector("#table thead").replaceChildren(el("tr", {}, ...columns.map(heading)));
  }

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
    drawHead();
    drawTable();
    select(null);
    fit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.selected !== null) select(null);
  });

  drawLegend();
  drawDetails();
  drawHead();
  drawTable();
  fit();
  // for tests and for whoever looks into the page: the parts by name
  window.netmap = { network, nodes, edges, state, select, data };
})();
