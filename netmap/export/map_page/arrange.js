/* Arranging by hand: signs are dragged, or pushed with the arrow keys; their places can be saved. */
"use strict";
const netmapArrange = function (page) {
  const { state, byId, at, network, frame } = page;
  const STEP = 10;
  let on = false;

  function place(id, x, y) {
    state.moved[state.view] = { ...(state.moved[state.view] || {}), [id]: [x, y] };
  }
  /* Turn the arranging on or off. */
  function arrange(now) {
    on = now;
    network.setOptions({ interaction: { dragNodes: on } });
    page.changed();
  }
  /* Take over where signs were dropped. */
  function dropped(ids) {
    for (const [id, { x, y }] of Object.entries(network.getPositions(ids.filter((one) => byId.has(one))))) place(id, x, y);
    page.changed({ moved: true, keep: true });
  }
  frame.addEventListener("keydown", (event) => {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [0, 0];
    if (!on || !event.shiftKey || state.selected === null || !(dx || dy)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { x, y } = at(byId.get(state.selected));
    const step = STEP / Math.min(1, network.getScale());
    place(state.selected, x + dx * step, y + dy * step);
    page.changed({ moved: true, keep: true });
  }, true);

  return { arrange, dropped, arranges: () => on };
};
