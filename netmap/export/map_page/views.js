/* The views as tabs, and what colours and sizes say: choices that keep filters and the chosen one. */
"use strict";
const netmapViews = function (page) {
  const { state, views, viewOf, el, find, refill, say, inWords, colours, sizes } = page;

  function open(id) {
    if (id === state.view) return;
    state.view = id;
    state.camera = null;
    page.changed({ moved: true });
  }
  function step(event) {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = views.findIndex(({ id }) => id === state.view);
    const next = event.key === "Home" ? 0 : event.key === "End" ? views.length - 1 : way ? (at + way + views.length) % views.length : null;
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    open(views[next].id);
    find("views").querySelector('[aria-selected="true"]').focus();
  }

  function drawTabs() {
    find("views").hidden = views.length < 2;
    const tab = ({ id, title }) =>
      el("button", {
        type: "button", role: "tab", "data-key": "view-" + id, "aria-selected": id === state.view, "aria-controls": "stage",
        tabindex: id === state.view ? "0" : "-1", click: () => open(id), on: { keydown: step },
      }, inWords(title, state.lang) || id);
    refill(find("views"), ...views.map(tab));
    const note = inWords(viewOf().note, state.lang);
    find("view-note").textContent = note;
    find("view-note").hidden = !note || state.selected !== null; // the details of one need the room
  }

  function choice(id, options, value, set) {
    const select = find(id);
    select.replaceChildren(...options.map(([key, text]) => el("option", { value: key }, text)));
    select.value = options.some(([key]) => key === value) ? value : options[0][0];
    select.onchange = () => (set(select.value), page.changed());
  }
  function drawChoices() {
    const named = (list) => list.map(({ key, title }) => [key, title()]);
    choice("colour-by", [["sector", say.sector], ...named(colours())], state.colour, (key) => (state.colour = key));
    const sized = Object.values(viewOf().marks || {}).some(({ size }) => size !== undefined);
    choice("size-by", [["", sized ? say.size_view : say.size_same], ...named(sizes())], state.size, (key) => (state.size = key));
  }

  return { drawTabs, drawChoices };
};
