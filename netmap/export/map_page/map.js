/* The map's page: puts its parts together and keeps them in step, whatever is chosen.
   Strings from the data reach the page as text only (textContent, fillText). No framework, no build step. */
"use strict";
(function () {
  const page = { ...netmapDom, ...netmapData() };
  Object.assign(page, netmapState(page));
  Object.assign(page, netmapFacets(page));
  Object.assign(page, netmapScales(page));
  const { data, state, byId, find, el, say, words, label, labels, nameOf, typeOf, placesOf, isForum, isGhost } = page;
  const { tiesOf, membershipsOf, otherEnd, sharedWith, edgeOn, nodeOn } = page;

  /* -------------------------------------------------------------------------------------------------- what is chosen */
  // where the keyboard was when the details were opened: there it is again when they are closed
  let opener = null; // by its data-key, since parts are made anew, or its id
  let asksWay = false;
  let filtered = null;

  /* Choose an actor or forum, or nobody; while a way is asked for, its other end. */
  function choose(id, { centre = false } = {}) {
    if (asksWay && id !== null && id !== state.selected) return findWay(id, { centre });
    const from = document.activeElement;
    if (id !== null && !find("details").contains(from)) opener = from.dataset.key ? `[data-key="${CSS.escape(from.dataset.key)}"]` : from.id ? "#" + CSS.escape(from.id) : null;
    asksWay = false;
    Object.assign(state, { selected: id, to: null, steps: id === null ? 1 : state.steps });
    changed({ from: true, moved: page.groups.closed() });
    if (centre && id !== null && !page.groups.closed()) page.centre(byId.get(id));
  }
  function close() {
    const within = find("details").contains(document.activeElement);
    choose(null);
    if (within) ((opener && document.querySelector(opener)) || find("search")).focus();
  }
  function go(node) {
    choose(node.id, { centre: true });
    find("details").focus(); // the button that was pressed is gone
  }
  function findWay(id) {
    asksWay = false;
    state.to = id === state.selected ? null : id;
    changed({ from: true, moved: page.groups.closed() });
    if (page.wayNow() && !page.groups.closed()) page.surround([...page.wayNow().nodes]);
  }
  function setSteps(steps) {
    Object.assign(state, { steps, to: null });
    changed({ moved: page.groups.closed() });
    if (!page.groups.closed()) page.centre(byId.get(state.selected));
  }
  function askWay() {
    asksWay = !asksWay;
    changed();
  }
  Object.assign(page, { choose, close, go, findWay, setSteps, askWay, asksWay: () => asksWay, changed, spoken, searched, filtersOff });

  /* ------------------------------------------------------------------------------------------------ the parts in step */
  Object.assign(page, netmapFocus(page));
  page.groups = netmapGroups(page);
  Object.assign(page, netmapLook(page));
  page.restore(window.location.hash.slice(1));
  page.begun();
  Object.assign(page, netmapSpeech(page));
  page.retell();
  document.body.classList.toggle("presents", state.scene !== null); // before the canvas takes its size
  page.readTheme();
  readPicture();
  Object.assign(page, netmapGhosts(page));
  Object.assign(page, netmapCanvas(page));
  const { network } = page;

  page.drawLegend = netmapLegend(page);
  const drawFilters = netmapFilters(page);
  const drawDetails = netmapDetails(page);
  Object.assign(page, netmapSearch(page));
  Object.assign(page, netmapViews(page));
  Object.assign(page, netmapArrange(page));
  Object.assign(page, netmapScenes(page));
  Object.assign(page, netmapPictures(page));
  netmapPaper(page);

  // what is filtered has to be read anew only when it has changed
  function filterChanged() {
    const { off, date, view, lang, sort, query } = state;
    const now = page.written({ ...page.start(), off, date, view, lang, sort, query }) + " " + page.groups.opened();
    const changed = now !== filtered;
    filtered = now;
    return changed;
  }

  function readPicture() {
    const anew = filterChanged();
    if (anew) page.readSeen();
    page.readScale();
    page.readSizes();
    page.readFocus();
    page.readBundles();
    page.groups.readPicture();
    return anew;
  }

  function drawPanels(from) {
    page.drawGhosts();
    followView();
    page.drawLegend();
    drawFilters();
    drawDetails({ from });
    page.drawTabs();
    page.drawChoices();
    page.drawScenes();
    page.drawSaves();
    page.groups.drawGroups();
    page.frame.setAttribute("aria-label", say.map_hint);
    find("undo").disabled = !page.canUndo();
  }

  /* Follow the state: `moved` where things stand elsewhere now, `keep` to look from where one does, `from` to show the
     details from their beginning, `slider` for what is moved bit by bit. */
  function changed({ moved = false, keep = false, from = false, slider = null } = {}) {
    page.noted(slider);
    if (page.drawStage()) {
      page.readTheme();
      network.setSize(); // at once, or it would scale what is looked at when it finds out by itself
    }
    const anew = readPicture();
    page.readLabels();
    page.restyle();
    page.untip();
    drawPanels(from);
    if (anew) {
      page.table.forget();
      page.table.draw();
    }
    if (!keep && (moved || !state.camera)) page.aim();
  }
  function spoken() {
    page.retell();
    page.relearn();
    page.table.drawHead();
    changed();
  }
  function searched() {
    page.noted();
    page.table.draw();
  }
  function filtersOff() {
    Object.assign(state, { off: page.start().off, date: null });
    changed();
  }
  /* Show what the state says, whatever was shown before. */
  function reopened() {
    page.retell();
    page.relearn();
    page.showQuery();
    page.table.drawHead();
    changed({ moved: true, from: true });
  }

  /* -------------------------------------------------------------------------------------------------------- the table */
  const namesOf = (list) => list.map((node) => node.name).join("; ");
  // ties that are switched off are left out here as well, and counted; what does not exist (any more) says so
  function partners(node) {
    const ties = tiesOf(node.id);
    const shown = ties.filter(edgeOn);
    const name = (other) => {
      const shared = shown.filter((edge) => otherEnd(edge, node.id) === other).map((edge) => page.statusOf(edge));
      const told = shared.includes("existing") ? [] : [...new Set(shared)].map((status) => label("statuses", status));
      return other.name + (told.length ? ` (${told.join(", ")})` : "");
    };
    const off = ties.length - shown.length;
    return [...sharedWith(shown, node.id).map(name), ...(off ? [`[${words(say.switched_off, off)}]`] : [])].join("; ");
  }
  const sectorOf = (node) => (isForum(node) ? say.kind_forum : page.facets.sector.text(page.sectorOf(node)));
  page.table = netmapTable({
    ...page, nodes: data.nodes, hint: () => say.show_on_map, more: () => say.table_more,
    columns: [
      ["name", () => say.name, nameOf],
      ["type", () => say.type, typeOf],
      ["sector", () => say.sector, sectorOf],
      ["areas", () => say.areas, (node) => labels("areas", node.areas)],
      ["districts", () => say.districts, placesOf],
      ["with", () => say.cooperates_with, partners],
      ["forums", () => `${say.in_forums} / ${say.members}`, (node) => namesOf(sharedWith(membershipsOf(node.id), node.id))],
    ],
    kept: (node) => nodeOn(node) && page.groups.listed(node) && (!state.query.trim() || page.foundBy(state.query).has(node)),
    resorted: () => (page.noted(), (find("undo").disabled = !page.canUndo())),
    told: (count) => (find("table-count").textContent = words(say.table_count, count, data.nodes.filter((node) => !isGhost(node)).length) + "."),
    open: (node) => {
      choose(node.id, { centre: true });
      find("details").scrollIntoView({ block: "nearest" });
      find("details").focus();
    },
  });

  /* -------------------------------------------------------------------------------------------------------- the start */
  for (const [name, act] of Object.entries({
    "zoom-in": () => page.zoom(1.3),
    "zoom-out": () => page.zoom(1 / 1.3),
    fit: page.fit,
    undo: () => page.undo() && reopened(),
    reset: () => {
      Object.assign(state, { ...page.start(), lang: state.lang, view: state.view });
      reopened();
    },
  }))
    find(name).addEventListener("click", act);

  const panels = ["ghosts", "legend", "filters", "scenes"];
  let panelOf = null; // whether what is open is listed
  /* Open the list of what is open with its view, and leave it with it. */
  function followView() {
    if (panelOf === page.numbered()) return;
    panelOf = page.numbered();
    if (panelOf) openPanel("ghosts");
    else if (!find("ghosts").hidden) openPanel("legend");
  }
  function openPanel(name) {
    for (const one of panels) {
      find(one).hidden = one !== name;
      find(one + "-tab").setAttribute("aria-selected", String(one === name));
      find(one + "-tab").tabIndex = one === name ? 0 : -1;
    }
    drawFilters();
  }
  for (const name of panels) {
    find(name + "-tab").addEventListener("click", () => openPanel(name));
    find(name + "-tab").addEventListener("keydown", ({ key }) => {
      const way = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!way) return;
      const open = panels.filter((one) => !find(one + "-tab").hidden);
      const next = open[(open.indexOf(name) + way + open.length) % open.length];
      openPanel(next);
      find(next + "-tab").focus();
    });
  }

  const types = (target) => target.matches("input[type=text], textarea");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      page.untip();
      find("save-menu").open = false;
      if (asksWay) askWay();
      else if (state.selected !== null) close();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey && !types(event.target)) {
      event.preventDefault();
      if (page.undo()) reopened();
    }
  });
  window.addEventListener("hashchange", () => {
    const fragment = page.pasted();
    if (fragment === null) return;
    page.restore(fragment);
    reopened();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (page.readTheme(), page.restyle(), page.drawLegend()));

  page.drawStage();
  page.readLabels();
  page.aim();
  page.showQuery();
  drawPanels(true);
  page.table.drawHead();
  const many = data.nodes.length > 500;
  if (!many) page.table.draw();

  /* Go on when the frame has kept its size for a whole picture: nothing moves under the pointer any more. */
  function settled(then, before = "") {
    window.requestAnimationFrame(() => {
      const now = `${page.frame.clientWidth} ${page.frame.clientHeight}`;
      if (now === before) window.setTimeout(then);
      else settled(then, now);
    });
  }
  // for tests and for whoever looks into the page: the parts by name
  window.netmap = { network, nodes: page.nodes, edges: page.edges, state, select: choose, data, at: page.at, link: page.link, ready: false };
  settled(() => {
    window.netmap.ready = true;
    // the map comes first, and who clicks at once; not every browser tells when it is idle
    if (many) (window.requestIdleCallback || window.setTimeout)(page.table.draw);
  });
})();
