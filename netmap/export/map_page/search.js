/* The search: by name, short name and other names, as one types; umlauts, accents and case do not matter. */
"use strict";
const netmapSearch = function (page) {
  const { data, state, views, viewOf, el, find, words, say, typeOf, byName, isGhost } = page;
  const AT_ONCE = 12;
  // "ä" is found as "ä", "ae" and "a"
  const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");
  const spelt = (text) => bare(text.toLowerCase().replace(/[äöü]/g, (sign) => ({ ä: "ae", ö: "oe", ü: "ue" })[sign]));
  const names = (node) => [node.name, node.short || "", ...(node.aliases || [])];
  let index = null;
  let active = -1;

  function indexNow() {
    index = index || data.nodes.map((node) => ({ node, texts: names(node).flatMap((name) => [bare(name), spelt(name)]) }));
    return index;
  }
  // what is open has a name in each language
  const relearn = () => ([index, known] = [null, { query: null }]);

  function hits(query) {
    const asked = bare(query.trim());
    if (!asked) return [];
    const rank = (texts) => Math.min(...texts.map((text) => (text.startsWith(asked) ? 0 : text.includes(" " + asked) ? 1 : text.includes(asked) ? 2 : 3)));
    const ranked = indexNow().map(({ node, texts }) => ({ node, at: rank(texts) })).filter(({ at }) => at < 3);
    return ranked.sort((one, other) => one.at - other.at || byName(one.node, other.node)).map(({ node }) => node);
  }

  function drawHits() {
    const found = hits(state.query);
    const shown = found.slice(0, AT_ONCE);
    const item = (node, n) => {
      const fields = { role: "option", id: "hit-" + n, "aria-selected": n === active, click: () => choose(node) };
      return el("li", fields, el("span", { class: "text" }, node.name), el("span", { class: "quiet text" }, isGhost(node) ? page.facets.sector.text(page.sectorOf(node)) : node.short || typeOf(node)));
    };
    const open = shown.length > 0 && document.activeElement === find("search");
    find("hits").replaceChildren(...shown.map(item));
    find("hits").hidden = !open;
    find("search").setAttribute("aria-expanded", String(open));
    if (active >= 0) find("search").setAttribute("aria-activedescendant", "hit-" + active);
    else find("search").removeAttribute("aria-activedescendant");
    find("found").textContent = !state.query.trim() ? "" : found.length ? words(say.found, found.length) : say.found_none;
  }

  function close() {
    active = -1;
    find("hits").hidden = true;
    find("search").setAttribute("aria-expanded", "false");
    find("search").removeAttribute("aria-activedescendant");
  }
  function choose(node) {
    state.query = node.name;
    find("search").value = node.name;
    drawHits();
    close();
    // who is not in this view is shown in the first that has them
    const has = ({ nodes }) => (nodes ? nodes.includes(node.id) : !isGhost(node));
    const home = [viewOf(), ...views].find(has);
    if (home && home !== viewOf()) Object.assign(state, { view: home.id, camera: null });
    page.choose(node.id, { centre: true });
  }

  let known = { query: null };
  /* The nodes that a query finds, as a set. */
  function foundBy(query) {
    if (known.query !== query) known = { query, nodes: new Set(hits(query)) };
    return known.nodes;
  }

  find("search").addEventListener("input", (event) => {
    state.query = event.target.value;
    active = -1;
    drawHits();
    page.searched();
  });
  find("search").addEventListener("keydown", (event) => {
    const shown = hits(state.query).slice(0, AT_ONCE);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) {
      active = (active + step + shown.length) % shown.length;
      event.preventDefault();
      drawHits();
    } else if (event.key === "Enter" && shown.length) choose(shown[Math.max(active, 0)]);
    else if (event.key === "Escape" && !find("hits").hidden) {
      event.stopPropagation(); // it closes the list, and nothing else with it
      close();
    }
  });
  find("search").addEventListener("blur", close);
  find("hits").addEventListener("mousedown", (event) => event.preventDefault());

  /* Show the state's query in the field. */
  function show() {
    if (find("search").value !== state.query) find("search").value = state.query;
    drawHits();
  }
  return { foundBy, showQuery: show, relearn };
};
