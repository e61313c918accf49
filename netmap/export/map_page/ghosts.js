/* What is open, by number: the numbers that stand in the signs on the map, and a list of the same beside it. */
"use strict";
const netmapGhosts = function (page) {
  const { data, state, byId, viewOf, isGhost, el, find, refill, say, words, label } = page;
  const IMPORTANCE = ["core", "recommended", "optional", undefined];
  const areaOf = (ghost) => (ghost.areas || [""])[0];
  let known = { view: null, order: [], numbers: new Map() };

  // in the view of transitions each ghost has its name and its place in a row
  const numbered = () => viewOf().kind === "gaps";

  /* The ghosts of the view: by area, the most important of it first. Their numbers stay, whatever is filtered. */
  function read() {
    if (known.view === state.view) return known;
    const ghosts = numbered() ? (viewOf().nodes || []).map((id) => byId.get(id)).filter(isGhost) : [];
    const areas = [...new Set(ghosts.map(areaOf))];
    const rank = (ghost) => 10 * areas.indexOf(areaOf(ghost)) + IMPORTANCE.indexOf(ghost.importance);
    const order = ghosts.sort((one, other) => rank(one) - rank(other));
    known = { view: state.view, order, numbers: new Map(order.map(({ id }, n) => [id, n + 1])) };
    return known;
  }
  const numberOf = (id) => read().numbers.get(id);

  function item(ghost) {
    const places = (ghost.districts || []).length;
    const picture = page.signOf(page.ghostLook(ghost.state));
    const button = el("button", { type: "button", class: "link text", "data-key": "ghost-" + ghost.key, click: () => page.choose(ghost.id, { centre: true }) }, ghost.name);
    const more = places > 1 ? el("span", { class: "quiet" }, " " + words(say.in_districts, places)) : null;
    return el("li", { value: numberOf(ghost.id), "aria-current": ghost.id === state.selected }, picture, el("span", { class: "text" }, button, more));
  }
  function draw() {
    const shown = read().order.filter(page.nodeOn);
    find("ghosts-tab").hidden = !numbered();
    document.body.classList.toggle("counts", numbered());
    if (!numbered()) return refill(find("ghosts-body"));
    const areas = [...new Set(shown.map(areaOf))];
    const part = (area) => [el("h2", {}, area ? label("areas", area) : say.not_recorded), el("ol", {}, ...shown.filter((one) => areaOf(one) === area).map(item))];
    refill(find("ghosts-body"), ...areas.flatMap(part));
  }

  return { numbered, numberOf, drawGhosts: draw };
};
