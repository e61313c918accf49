/* The data block: nodes, edges, offers and words, and the questions that every part of the page asks of them. */
"use strict";
const netmapData = function () {
  const data = netmapUnpack(JSON.parse(document.getElementById("data").textContent));
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const byKey = new Map(data.nodes.map((node) => [node.key, node]));
  const isForum = (node) => node.group === "forum";
  const isGhost = (node) => node.group === "ghost";
  const isMember = (edge) => edge.kind === "membership";

  // found when it is first asked for: a large map opens on its groups, and asks for nobody's
  let found = null;
  function edgesByEnd() {
    found = new Map(data.nodes.map((node) => [node.id, []]));
    for (const edge of data.edges) {
      found.get(edge.from).push(edge);
      if (edge.to !== edge.from) found.get(edge.to).push(edge);
    }
    return found;
  }
  const edgesOf = { get: (id) => (found || edgesByEnd()).get(id) };
  const otherEnd = (edge, id) => byId.get(edge.from === id ? edge.to : edge.from);
  const tiesOf = (id) => edgesOf.get(id).filter((edge) => !isMember(edge));
  const membershipsOf = (id) => edgesOf.get(id).filter(isMember);
  const offersOf = new Map();
  for (const offer of data.offers)
    for (const id of offer.providers || []) offersOf.set(id, [...(offersOf.get(id) || []), offer]);

  /* ---------------------------------------------------------------------------------------------- in either language */
  /* Return the text of {de, en} in a language, of a plain text the text. */
  const inWords = (text, lang) => (text && typeof text === "object" ? text[lang] || text.de || text.en || "" : text || "");
  const say = {};
  const reading = { compare: () => 0 };
  let terms = {};
  // an actor and a forum of one name are told apart
  const taken = new Set(data.nodes.filter((node) => !isForum(node)).flatMap((node) => [node.name, node.label, node.full]));
  const namesakes = data.nodes
    .filter((one) => isForum(one) && (taken.has(one.name) || taken.has(one.full || one.label)))
    .map((node) => ({ node, name: node.name, label: node.label, full: node.full }));

  function speak(lang) {
    const spoken = data.languages[lang];
    Object.assign(say, spoken.texts);
    terms = spoken.terms;
    const collator = new Intl.Collator(lang, { numeric: true, sensitivity: "base" });
    reading.compare = collator.compare;
    for (const node of data.nodes.filter(isGhost)) {
      if (node.names) node.name = inWords(node.names, lang);
      if (node.labels) node.label = inWords(node.labels, lang);
    }
    for (const { node, name, label, full } of namesakes) {
      node.name = `${name} (${say.kind_forum})`;
      node.label = `${label}\n(${say.kind_forum})`;
      if (full) node.full = `${full}\n(${say.kind_forum})`;
    }
  }

  const named = (names, key) => (names && Object.hasOwn(names, key) ? names[key] : key);
  const label = (vocabulary, key) => named(terms[vocabulary], key);
  const labels = (vocabulary, keys) => (keys || []).map((key) => label(vocabulary, key)).join(", ");
  const kindLabel = (kind) => (kind === "membership" ? say.membership : label("tie_kinds", kind));
  const typeOf = (node) => (node.type ? label(isForum(node) ? "forum_kinds" : "actor_types", node.type) : "");
  const nameOf = (node) => node.name + (node.short && !node.name.includes(node.short) ? ` (${node.short})` : "");
  const districtName = (key) => named(data.districts, key);
  const ownName = (name) => (name === "original_id" ? say.original_id : name);
  const placesOf = (node) => (node.citywide ? say.citywide : (node.districts || []).map(districtName).join(", "));
  const byName = (one, other) => reading.compare(one.name, other.name);
  const sharedWith = (edges, id) => [...new Set(edges.map((edge) => otherEnd(edge, id)))].sort(byName);

  return {
    data, byId, byKey, isForum, isGhost, isMember, edgesOf, otherEnd, tiesOf, membershipsOf, offersOf, say, reading, speak,
    label, labels, kindLabel, typeOf, nameOf, ownName, districtName, placesOf, byName, sharedWith, inWords, working: new Set(data.working),
  };
};
