/* What is filtered by: which nodes and ties pass, and how many would if a value were ticked. */
"use strict";
const netmapFacets = function (page) {
  const { data, state, viewOf, isForum, isGhost, isMember, byId, say, label, labels, kindLabel, districtName, reading } = page;
  const [UNKNOWN, EVERYWHERE] = ["?", "*"];
  const listed = (values) => (values && values.length ? values : [UNKNOWN]);
  const termed = (vocabulary) => (key) => (key === UNKNOWN ? say.not_recorded : label(vocabulary, key));

  // what was ended later than the day that is looked at existed then
  const statusOf = (edge) => (edge.status === "ended" && state.date && edge.until ? "existing" : edge.status || "existing");
  const sectorOf = (node) => (isGhost(node) ? "ghost-" + (node.state || "not_recorded") : node.group);
  const ghostText = { "ghost-not_recorded": "ghost_not_recorded", "ghost-missing": "ghost_missing", "ghost-elsewhere?": "ghost_elsewhere", "ghost-open": "ghost_open", "ghost-agreed": "ghost_agreed" };

  /* Of each: the values of a node or tie (none: the question does not arise), and their names. */
  const ofNodes = {
    sector: { title: "sector", values: (node) => (isForum(node) ? [] : [sectorOf(node)]), text: (key) => (ghostText[key] ? say[ghostText[key]] : label("sectors", key)) },
    type: { title: "type", values: (node) => (isForum(node) ? [] : [node.type || UNKNOWN]), text: termed("actor_types") },
    area: { title: "areas", values: (node) => listed(node.areas), text: termed("areas") },
    group: { title: "groups", values: (node) => listed(node.groups), text: termed("target_groups") },
    district: {
      title: "districts", values: (node) => (isForum(node) ? [] : node.citywide ? [EVERYWHERE] : listed(node.districts)),
      text: (key) => (key === UNKNOWN ? say.not_recorded : key === EVERYWHERE ? say.citywide : districtName(key)),
    },
  };
  const ofEdges = {
    kind: { title: "tie_kind", values: (edge) => [edge.kind], text: kindLabel },
    status: { title: "status", values: (edge) => [statusOf(edge)], text: (key) => label("statuses", key) },
    report: { title: "report", values: (edge) => (isMember(edge) ? [] : [edge.report || UNKNOWN]), text: (key) => (key === UNKNOWN ? say.not_recorded : say["report_" + key.replace("-", "_")] || key) },
    // dotted lines are told apart by their status, all others by their age
    age: { title: "freshness", values: (edge) => (statusOf(edge) === "existing" ? [edge.age || "fresh"] : []), text: (key) => say["age_" + key] || key },
  };
  const facets = { ...ofNodes, ...ofEdges };
  // who reported a tie is in the internal edition only
  const asked = Object.keys(facets).filter((name) => name !== "report" || data.edges.some((edge) => edge.report));

  /* --------------------------------------------------------------------------------------------------------- the day */
  const months = data.nodes.concat(data.edges).flatMap(({ since, until }) => [since, until]).filter(Boolean).map((text) => text.slice(0, 7).padEnd(7, "-01"));
  const today = (data.day || "").slice(0, 7);
  const earliest = months.reduce((least, one) => (one < least ? one : least), today);
  function holds({ since, until }) {
    if (!state.date) return true;
    const day = state.date.slice(0, 7);
    return (!since || since.slice(0, 7) <= day) && (!until || until.slice(0, 7).padEnd(7, "-12") >= day);
  }

  /* ---------------------------------------------------------------------------------------------------- what is seen */
  const passes = (name, one) => {
    const values = facets[name].values(one);
    return !values.length || values.some((value) => !state.off[name].has(value));
  };
  const failing = (names, one) => names.filter((name) => state.off[name].size && !passes(name, one));
  const [nodeNames, edgeNames] = [Object.keys(ofNodes), Object.keys(ofEdges)];
  // a view of certain ties wants the memberships among them, whatever is hidden of the landscape; where that is seen, ties are
  // listed only to leave out those of another day
  const forumsAsked = () => viewOf().edges !== undefined && !["landscape", "gaps", "brokers"].includes(viewOf().kind);
  const forumsOn = () => forumsAsked() || !state.off.kind.has("membership");

  let seen = { fit: new Set(), nodes: new Set(), edges: new Set(), counts: {} };
  function count(counts, name, one) {
    for (const value of facets[name].values(one)) counts[name].set(value, (counts[name].get(value) || 0) + 1);
  }

  /* Read anew which nodes and ties pass. A value counts what is seen, or would be if it were ticked: all sums agree. */
  function readSeen() {
    const { nodes, edges } = viewOf();
    const [inView, tiesInView] = [nodes && new Set(nodes), edges && new Set(edges)];
    const counts = Object.fromEntries(Object.keys(facets).map((name) => [name, new Map()]));
    seen = { fit: new Set(), nodes: new Set(), edges: new Set(), counts };
    for (const node of data.nodes) {
      if (!(inView ? inView.has(node.id) : !isGhost(node)) || !holds(node)) continue;
      const fails = failing(nodeNames, node);
      if (!fails.length) seen.fit.add(node.id);
      if (!fails.length && (!isForum(node) || forumsOn())) seen.nodes.add(node.id);
      if (!isForum(node) || forumsOn()) (fails.length ? fails.slice(0, fails.length === 1 ? 1 : 0) : nodeNames).forEach((name) => count(counts, name, node));
      // a value that nothing passes by now stays, with 0
      for (const name of nodeNames) for (const value of ofNodes[name].values(node)) if (!counts[name].has(value)) counts[name].set(value, 0);
    }
    for (const edge of data.edges) {
      if ((tiesInView && !tiesInView.has(edge.id)) || !holds(edge)) continue;
      const fails = failing(edgeNames, edge).filter((name) => !(isMember(edge) && name === "kind" && forumsAsked()));
      const ends = seen.fit.has(edge.from) && seen.fit.has(edge.to);
      if (ends && !fails.length) seen.edges.add(edge.id);
      if (ends) (fails.length ? fails.slice(0, fails.length === 1 ? 1 : 0) : edgeNames).forEach((name) => count(counts, name, edge));
      for (const name of edgeNames) for (const value of ofEdges[name].values(edge)) if (!counts[name].has(value)) counts[name].set(value, 0);
    }
    seen.tiesInView = tiesInView;
  }

  const fits = (id) => seen.fit.has(id);
  const nodeOn = (node) => seen.nodes.has(node.id);
  const edgeOn = (edge) => seen.edges.has(edge.id);
  // the forums of the chosen one are shown even where the others are not
  const couldBeShown = (edge) =>
    isMember(edge) && fits(edge.from) && fits(edge.to) && holds(edge) && passes("age", edge) && (!seen.tiesInView || seen.tiesInView.has(edge.id));
  const countsOf = (name) => seen.counts[name];

  /* The values of a facet in this map, [key, name, how many], by name; what is not recorded last. */
  function valuesOf(name) {
    const last = (key) => (key === UNKNOWN ? 2 : key === EVERYWHERE ? -1 : 0);
    const order = ([one, text], [other, otherText]) => last(one) - last(other) || reading.compare(text, otherText);
    return [...seen.counts[name]].map(([key, number]) => [key, facets[name].text(key), number]).sort(order);
  }

  /* How many facets leave something out that at the start they do not. */
  function changedCount() {
    const begin = page.start().off;
    const changed = (name) => state.off[name].size !== begin[name].size || [...state.off[name]].some((key) => !begin[name].has(key));
    return Object.keys(facets).filter(changed).length + (state.date ? 1 : 0);
  }

  /* Leave only one value of a facet, and with it what is said of all: the whole city, all groups. */
  function only(name, key) {
    const all = { district: [EVERYWHERE], group: ["all"] }[name] || [];
    state.off[name] = new Set([...seen.counts[name].keys()].filter((one) => one !== key && !all.includes(one)));
  }

  return {
    facets, asked, statusOf, sectorOf, readSeen, fits, nodeOn, edgeOn, couldBeShown, countsOf, valuesOf, changedCount, only, forumsAsked,
    sight: () => seen, span: { earliest, today },
  };
};
