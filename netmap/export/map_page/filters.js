/* The panel of filters: boxes by facet with how many each would show, the day, and in words what is shown. */
"use strict";
const netmapFilters = function (page) {
  const { data, state, el, find, words, refill, say, facets, asked, valuesOf, only, span, nodeOn, edgeOn, isForum, isGhost } = page;
  const opened = new Set(["area"]);

  function box(name, key, text, count) {
    const flip = (event) => {
      state.off[name][event.target.checked ? "delete" : "add"](key);
      page.changed();
    };
    const alone = () => (only(name, key), page.changed());
    const input = el("input", { type: "checkbox", "data-key": `box-${name}-${key}`, on: { change: flip } });
    input.checked = !state.off[name].has(key);
    const fields = { type: "button", class: "only", "data-key": `only-${name}-${key}`, "aria-label": words(say.only_this, text), click: alone };
    return el("li", {}, el("label", {}, input, el("span", { class: "text" }, text), el("span", { class: "quiet" }, String(count))), el("button", fields, say.only));
  }

  function facetPart(name) {
    const values = valuesOf(name);
    if (!values.length || (values.length === 1 && !state.off[name].size)) return null;
    const off = values.filter(([key]) => state.off[name].has(key)).length;
    const all = () => (state.off[name].clear(), page.changed());
    const none = () => ((state.off[name] = new Set(values.map(([key]) => key))), page.changed());
    const title = say[facets[name].title];
    const told = off ? words(say.some_shown, values.length - off, values.length) : say.all_shown;
    // noted at once: browsers tell of the toggle later, when the panel may have been drawn anew
    const flip = () => opened[part.open ? "delete" : "add"](name);
    const summary = el("summary", { "data-key": "facet-" + name, click: flip }, el("span", {}, title), el("span", { class: off ? "told" : "quiet" }, told));
    const buttons = [[say.all, all, "all"], [say.none, none, "none"]].map(([text, act, key]) =>
      el("button", { type: "button", "data-key": `${key}-${name}`, "aria-label": `${title}: ${text}`, click: act }, text));
    const part = el(
      "details", { class: "facet", "data-facet": name, on: { toggle: () => opened[part.open ? "add" : "delete"](name) } },
      summary, el("div", { class: "buttons" }, ...buttons),
      el("div", { role: "group", "aria-label": title }, el("ul", {}, ...values.map(([key, text, count]) => box(name, key, text, count)))),
    );
    part.open = opened.has(name);
    return part;
  }

  /* --------------------------------------------------------------------------------------------------------- the day */
  const [firstMonth, lastMonth] = [span.earliest, span.today].map((text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7) || 1) - 1);
  const monthOf = (number) => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
  const written = (month) => (state.lang === "en" ? month : month.split("-").reverse().join("/"));
  // the slider stays the same element, or it would slip from under the hand
  find("day").addEventListener("input", (event) => {
    const month = Number(event.target.value);
    state.date = month >= lastMonth ? null : monthOf(month);
    page.changed({ slider: "day" });
  });
  function drawDay() {
    find("filters-day").hidden = !(lastMonth > firstMonth);
    const now = state.date ? state.date.slice(0, 7).padEnd(7, "-01") : monthOf(lastMonth);
    const told = state.date ? written(now) : words(say.day_now, written(now));
    Object.assign(find("day"), { min: firstMonth, max: lastMonth });
    find("day").value = Number(now.slice(0, 4)) * 12 + Number(now.slice(5)) - 1;
    find("day").setAttribute("aria-valuetext", told);
    find("day-told").textContent = told;
    find("day-hint").textContent = words(say.day_hint, data.edges.filter((edge) => edgeOn(edge) && !edge.since).length);
  }

  /* Say in one sentence what is shown; screen readers are told when it changes. */
  function tellShown() {
    const actors = data.nodes.filter((node) => !isForum(node) && !isGhost(node));
    const numbers = [actors.filter(nodeOn).length, actors.length, data.edges.filter(edgeOn).length, data.edges.length];
    find("shown").textContent = words(say.shown, ...numbers);
    const changed = page.changedCount();
    find("filter-count").textContent = changed ? ` (${changed})` : "";
  }

  function draw() {
    tellShown();
    if (find("filters").hidden) return;
    const back = el("button", { type: "button", id: "filters-off", "data-key": "filters-off", click: () => page.filtersOff() }, say.filters_off);
    if (!page.changedCount()) back.disabled = true;
    drawDay();
    refill(find("filters-body"), back, ...asked.map(facetPart));
  }
  return draw;
};
