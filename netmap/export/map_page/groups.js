/* A large map opens on its groups; a group, or the surroundings of one actor, is drawn when it is asked for. */
"use strict";
const netmapGroups = function (page) {
  const { data, state, byId, edgesOf, el, find, say, words, inWords } = page;
  const MOST = 150; // of more signs around one actor nobody reads the names
  const MOST_LINES = 120; // between groups: the thickest say enough
  const AROUND = 14; // neighbouring groups that are drawn around an opened one
  const groups = data.groups || [];
  const numbers = new Map(groups.map((group, n) => [group.id, n]));
  const groupOf = new Map(groups.flatMap((group, n) => group.nodes.map((id) => [id, n])));
  const nameOf = (n) => inWords(groups[n].title, state.lang);
  const idOf = (n) => "group-" + n;

  // other views of a large map list whom they show
  const closed = () => groups.length > 0 && !state.whole && page.viewOf().kind === "landscape";
  const opened = () => (closed() && state.selected === null ? [...state.open].map((id) => numbers.get(id)).find((n) => n !== undefined) : undefined);
  const isGroup = (id) => typeof id === "string" && id.startsWith("group-");

  /* ---------------------------------------------------------------------------------------------- what stands where */
  const atOverview = () => state.selected === null && opened() === undefined;
  /* How much wider than it is given the overview is drawn, to fill the window. */
  function stretch() {
    const span = (axis) => Math.max(1, ...groups.map((group) => group[axis])) - Math.min(0, ...groups.map((group) => group[axis]));
    const { clientWidth, clientHeight } = find("map");
    return Math.max(1, Math.min(4, ((clientWidth - 320) / Math.max(1, clientHeight - 160)) * (span("y") / span("x"))));
  }
  function headings(which) {
    const wider = atOverview() ? stretch() : 1;
    const given = (atOverview() && data["group_" + which]) || [];
    return which === "columns" ? given.map((one) => ({ ...one, x: one.x * wider })) : given;
  }
  let picture = null; // {nodes: place by id, groups: [[n, place, lines]], lines: [[n, n, count]], left: how many are not drawn}
  const ring = (count, least) => Math.max(least, (count * 95) / (2 * Math.PI));
  function around(items, radius) {
    return items.map((one, n) => [one, { x: radius * Math.cos((2 * Math.PI * n) / items.length - Math.PI / 2), y: radius * 0.7 * Math.sin((2 * Math.PI * n) / items.length - Math.PI / 2) }]);
  }

  function overview() {
    const wider = stretch();
    const places = groups.map((group, n) => [n, { x: group.x * wider, y: group.y }]);
    return { nodes: new Map(), groups: places, lines: (data.group_ties || []).slice(0, MOST_LINES), left: 0 };
  }
  function ofGroup(n) {
    const inside = groups[n].nodes.filter((id) => page.fits(id));
    const nodes = new Map(inside.map((id) => [id, { x: byId.get(id).x, y: byId.get(id).y }]));
    const far = [...nodes.values()].reduce((most, { x, y }) => Math.max(most, Math.abs(x), Math.abs(y) / 0.7), 0);
    const near = (data.group_ties || []).filter(([from, to]) => from !== to && (from === n || to === n)).slice(0, AROUND);
    const others = near.map(([from, to]) => (from === n ? to : from));
    return { nodes, groups: around(others, ring(others.length, far + 260)), lines: [], left: 0 };
  }
  function ofFocus() {
    const found = page.focusNow() || new Set([state.selected]);
    const rank = (id) => edgesOf.get(id).length;
    const order = [...found].filter((id) => id !== state.selected).sort((one, other) => (groupOf.get(one) ?? -1) - (groupOf.get(other) ?? -1) || rank(other) - rank(one));
    const kept = order.length > MOST ? new Set([...order].sort((one, other) => rank(other) - rank(one)).slice(0, MOST)) : new Set(order);
    const way = page.wayNow();
    const nodes = new Map([[state.selected, { x: 0, y: 0 }]]);
    if (way) way.steps.forEach(({ node }, n) => nodes.set(node.id, { x: n * 240, y: n % 2 ? 60 : 0 }));
    else for (const [id, place] of around(order.filter((id) => kept.has(id)), ring(kept.size, 230))) nodes.set(id, place);
    return { nodes, groups: [], lines: [], left: way ? 0 : order.length - kept.size };
  }
  /* Read anew what is drawn of a large map. */
  function readPicture() {
    if (!closed()) return;
    picture = atOverview() ? overview() : state.selected !== null ? ofFocus() : ofGroup(opened());
  }

  const at = (node) => (closed() ? picture.nodes.get(node.id) : undefined);
  const nodesDrawn = () => [...picture.nodes.keys()].map((id) => byId.get(id));
  function edgesDrawn() {
    const found = new Set([...picture.nodes.keys()].flatMap((id) => edgesOf.get(id)));
    return [...found].filter((edge) => picture.nodes.has(edge.from) && picture.nodes.has(edge.to));
  }
  const spots = () => [...picture.nodes.values(), ...picture.groups.map(([, place]) => place)];

  /* ---------------------------------------------------------------------------------------------------- their signs */
  const sized = (n) => 10 + 26 * Math.sqrt(groups[n].nodes.length / largest);
  const largest = groups.reduce((most, { nodes }) => Math.max(most, nodes.length), 1);
  function styledGroups() {
    const theme = page.themeNow();
    const paint = { background: theme.group, border: theme.tie };
    return picture.groups.map(([n, place]) => ({ id: idOf(n), ...place, shape: "dot", size: sized(n), borderWidth: 2, opacity: 1, hidden: false, color: { ...paint, highlight: paint, hover: paint } }));
  }
  function styledTies() {
    const theme = page.themeNow();
    const most = picture.lines.reduce((best, [, , count]) => Math.max(best, count), 1);
    return picture.lines.filter(([from, to]) => from !== to).map(([from, to, count]) => ({
      id: `tie-${from}-${to}`, from: idOf(from), to: idOf(to), width: 1 + 7 * Math.sqrt(count / most), hidden: false, arrows: "", smooth: false, dashes: false,
      color: { color: theme.other, highlight: theme.other, opacity: 0.5, inherit: false },
    }));
  }
  // where headings name a group already, its number is enough
  const headed = (n) => (atOverview() && data.group_columns ? { lines: [String(groups[n].nodes.length)], silent: true } : { lines: [`${nameOf(n)} (${groups[n].nodes.length})`] });
  const labels = () => picture.groups.map(([n, { x, y }]) => ({
    id: idOf(n), x, y, short: "", ...headed(n), rank: groups[n].nodes.length, listed: false, must: false, bold: false, room: Infinity, size: sized(n) + 2,
  }));
  const counts = () => (!headed(0).silent ? [] : picture.groups.map(([n, { x, y }]) => ({ x, y, text: String(groups[n].nodes.length), size: sized(n) })));
  /* What the tip says of a group; null where the pointer is over none. */
  function tell(id) {
    if (!isGroup(id)) return null;
    const n = Number(id.slice(6));
    return [el("span", { class: "text" }, nameOf(n)), el("span", { class: "quiet" }, `${words(say.group_count, groups[n].nodes.length)} · ${say.group_open}`)];
  }

  /* ------------------------------------------------------------------------------------------------- opening, going back */
  function open(id) {
    state.open = new Set([groups[Number(id.slice(6))].id]);
    page.choose(null);
    page.changed({ moved: true });
  }
  function back() {
    if (state.selected === null) state.open = new Set();
    page.choose(null);
    page.changed({ moved: true });
    find("groups").focus();
  }
  find("groups").addEventListener("change", (event) => (event.target.value === "" ? ((state.open = new Set()), back()) : open(event.target.value)));
  find("groups-back").addEventListener("click", back);
  function drawGroups() {
    find("groups-bar").hidden = !closed();
    if (!closed()) return;
    find("groups").replaceChildren(
      el("option", { value: "" }, words(say.groups_all, groups.length)),
      ...groups.map((group, n) => el("option", { value: idOf(n) }, `${nameOf(n)} (${group.nodes.length})`)),
    );
    find("groups").value = opened() === undefined ? "" : idOf(opened());
    find("groups-back").disabled = opened() === undefined && state.selected === null;
    const told = [picture.left ? words(say.groups_left, picture.left) : "", data.group_ties_left && atOverview() ? words(say.group_ties_left, data.group_ties_left) : ""];
    find("groups-told").textContent = told.filter(Boolean).join(" ");
  }
  /* Whether the table lists a node: of an opened group only its own. */
  const listed = (node) => opened() === undefined || groupOf.get(node.id) === opened();

  return { many: groups.length > 0, headings, closed, overview: () => closed() && atOverview(), opened, isGroup, readPicture, at, nodesDrawn, edgesDrawn, spots, styledGroups, styledTies, labels, counts, tell, open, drawGroups, listed };
};
