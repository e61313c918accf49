/* Colour by, size by: what nodes can be told apart by, and the signs and colours of its values. */
"use strict";
const netmapScales = function (page) {
  const { data, state, isForum, isGhost, tiesOf, membershipsOf, offersOf, say, label, districtName, typeOf, reading, byKey, inWords } = page;
  const UNKNOWN = { colour: "#767676", shape: "dot", open: true };
  const SEVERAL = { colour: "#767676", shape: "hexagon" };
  const FURTHER = { colour: "#9aa3ab", shape: "dot" };
  // Okabe and Ito, then Tol's muted; the shapes keep them apart where colours do not
  const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#882255", "#117733", "#999933", "#332288"];
  const SHAPES = ["square", "dot", "triangle", "star", "triangleDown", "hexagon"];
  // light to dark, in the order of the values: told apart by lightness alone (viridis)
  const STEPS = ["#FDE725", "#5DC863", "#21908C", "#3B528B", "#440154"];
  const nodes = data.nodes.filter((node) => !isForum(node) && !isGhost(node));

  const some = (value) => (value === undefined || value === null || value === "" ? [] : Array.isArray(value) ? value : [value]);
  const edgesSeen = (list) => list.filter((edge) => page.edgeOn(edge)).length;

  /* ------------------------------------------------------------------------------------- what there is to tell apart */
  function ownColumns() {
    const names = [...new Set(nodes.flatMap((node) => Object.keys(node.attributes || {})))];
    return names.sort().map((name) => ({ key: "own." + name, title: () => page.ownName(name), values: (node) => some((node.attributes || {})[name]) }));
  }

  function measures() {
    const titles = new Map(nodes.flatMap((node) => (node.measures || []).map((one) => [one.key, one.text])));
    const valueOf = (node, key) => some(((node.measures || []).find((one) => one.key === key) || {}).value);
    return [...titles].map(([key, title]) => ({
      key: "measure." + key, title: () => say["measure_" + key] || inWords(title, state.lang), values: (node) => valueOf(node, key),
    }));
  }

  const termed = (vocabulary) => (value) => label(vocabulary, value);
  const attributes = [
    { key: "type", title: () => say.type, values: (node) => some(node.type), text: termed("actor_types") },
    { key: "area", title: () => say.areas, values: (node) => some(node.areas), text: termed("areas"), palette: "area" },
    { key: "group", title: () => say.groups, values: (node) => some(node.groups), text: termed("target_groups") },
    { key: "district", title: () => say.districts, values: (node) => (node.citywide ? ["*"] : some(node.districts)), text: (key) => (key === "*" ? say.citywide : districtName(key)) },
    { key: "language", title: () => say.languages, values: (node) => some(node.languages), text: termed("languages") },
    { key: "carrier", title: () => say.carrier, values: (node) => some(node.part_of), text: (key) => (byKey.has(key) ? byKey.get(key).name : key) },
    ...ownColumns(),
    ...measures(),
  ].filter((one) => nodes.some((node) => one.values(node).length));
  const numeric = (one) => nodes.every((node) => one.values(node).every((value) => typeof value === "number"));
  const coloured = attributes.filter((one) => !one.key.startsWith("own.") || numeric(one) || tellsApart(one));
  const counted = [
    { key: "ties", title: () => say.size_ties, values: (node) => [edgesSeen(tiesOf(node.id))] },
    { key: "forums", title: () => say.size_forums, values: (node) => [new Set(membershipsOf(node.id).map((edge) => edge.to)).size] },
    { key: "offers", title: () => say.size_offers, values: (node) => [(offersOf.get(node.id) || []).length] },
  ].filter((one) => one.key === "ties" || nodes.some((node) => one.values(node)[0]));

  // nearly as many values as actors, such as numbers of files, tell nobody apart by colour
  function tellsApart(one) {
    const values = nodes.flatMap(one.values);
    const kinds = new Set(values).size;
    return kinds <= COLOURS.length || 2 * kinds <= values.length;
  }
  const colours = () => coloured;
  const sizes = () => [...counted, ...attributes.filter(numeric)];

  /* --------------------------------------------------------------------------------------------- colours and shapes */
  function byNumber(one) {
    const values = nodes.flatMap(one.values).sort((a, b) => a - b);
    const bounds = [...new Set([1, 2, 3, 4].map((n) => values[Math.floor((n * values.length) / 5)]))].filter((bound) => bound > values[0]);
    const edges = [values[0], ...bounds];
    const written = (value) => new Intl.NumberFormat(state.lang, { maximumFractionDigits: 3 }).format(value);
    const until = (n) => values.filter((value) => n + 1 >= edges.length || value < edges[n + 1]).pop();
    const stepAt = (n) => ({ colour: STEPS[edges.length < 2 ? 2 : Math.round((n * 4) / (edges.length - 1))], shape: SHAPES[n % SHAPES.length] });
    const classes = edges.map((from, n) => ({ text: until(n) === from ? written(from) : `${written(from)} – ${written(until(n))}`, look: stepAt(n) }));
    return { classes, classOf: (value) => classes[edges.filter((from) => from <= value).length - 1] };
  }

  function byKind(one) {
    const counts = new Map();
    for (const value of nodes.flatMap(one.values)) counts.set(value, (counts.get(value) || 0) + 1);
    const most = [...counts].sort((a, b) => b[1] - a[1] || reading.compare(String(a[0]), String(b[0]))).map(([value]) => value);
    const known = (one.palette && data.palette[one.palette]) || {};
    const text = (value) => (value === true ? say.yes : value === false ? say.no : one.text ? one.text(value) : String(value));
    const room = Object.keys(known).length ? most.length : COLOURS.length;
    const look = (value, n) => ({ colour: (known[value] || {}).colour || COLOURS[n % COLOURS.length], shape: SHAPES[n % SHAPES.length] });
    const classes = new Map(most.slice(0, room).map((value, n) => [value, { text: text(value), look: look(value, n) }]));
    const further = { text: say.further_values, look: FURTHER };
    return { classes: [...classes.values(), ...(most.length > room ? [further] : [])], classOf: (value) => classes.get(value) || further };
  }

  let scale = null; // of what is coloured by; null: by sector
  function readScale() {
    const one = coloured.find(({ key }) => key === state.colour);
    scale = null;
    if (!one) return;
    const found = numeric(one) ? byNumber(one) : byKind(one);
    const several = { text: say.several_values, look: SEVERAL };
    const none = { text: say.not_recorded, look: UNKNOWN };
    const classOf = (node) => {
      const values = one.values(node);
      return !values.length ? none : values.length > 1 ? several : found.classOf(values[0]);
    };
    scale = { title: one.title(), classOf, classes: [...found.classes, several, none] };
  }
  /* What the legend says of the colours: [{text, look, nodes seen}]; null where they are those of the sectors. */
  function colourKey() {
    if (!scale) return null;
    const counts = new Map();
    for (const node of nodes.filter(page.nodeOn)) counts.set(scale.classOf(node), (counts.get(scale.classOf(node)) || 0) + 1);
    return { title: scale.title, classes: scale.classes.filter((one) => counts.has(one)).map((one) => ({ ...one, count: counts.get(one) })) };
  }

  function look(group) {
    const known = group === "forum" ? data.palette.node.forum : data.palette.sector[group];
    // an actor of unknown sector is an open circle: still to be clarified
    return known && known.shape === "ring" ? { ...known, shape: "dot", open: true } : known || FURTHER;
  }
  const GHOSTS = {
    missing: { colour: "#D55E00", shape: "square", open: true },
    not_recorded: { colour: "#767676", shape: "dot", open: true, dashed: true },
    agreed: { colour: "#009E73", shape: "dot" },
    open: { colour: "#AA4499", shape: "dot", open: true },
    "elsewhere?": { colour: "#0072B2", shape: "triangle", open: true, dashed: true },
  };
  const ghostLook = (state) => GHOSTS[state] || GHOSTS.not_recorded;
  function lookOf(node) {
    if (isGhost(node)) return ghostLook(node.state);
    return scale && !isForum(node) ? scale.classOf(node).look : look(node.group);
  }

  /* ------------------------------------------------------------------------------------------------------------ sizes */
  let sizing = null;
  function readSizes() {
    const one = sizes().find(({ key }) => key === state.size);
    sizing = null;
    if (!one) return;
    const most = nodes.reduce((best, node) => Math.max(best, one.values(node)[0] || 0), 0);
    sizing = { title: one.title(), most, part: (node) => (most ? Math.max(0, one.values(node)[0] || 0) / most : 0) };
  }
  /* How large a sign is by its area, 0.75 to 2.4 times; 1 where sizes say nothing. `mark` is what the view says of it. */
  function sizeOf(node, mark) {
    const part = sizing && !isForum(node) && !isGhost(node) ? sizing.part(node) : mark && mark.size !== undefined ? mark.size : null;
    return part === null ? 1 : 0.75 + 1.65 * Math.sqrt(Math.min(1, part));
  }
  const sizeKey = () => sizing && { title: sizing.title, most: sizing.most };

  return { colours, sizes, readScale, readSizes, colourKey, sizeKey, look, lookOf, ghostLook, sizeOf, typeOf };
};
