/* The chosen one: who is how many steps away, and the shortest way to another one, along what is shown. */
"use strict";
const netmapFocus = function (page) {
  const { state, byId, edgesOf, otherEnd } = page;
  let near = null; // steps from the chosen one by id, as far as the focus reaches; null: nobody is chosen
  let way = null; // {nodes, edges: sets of all shortest ways, steps: of one of them, count}; null: none is asked for

  /* Return how many steps it is to each one along the ties shown, as far as asked. */
  function distances(from, most) {
    const found = new Map([[from, 0]]);
    for (const id of found.keys()) {
      if (found.get(id) >= most) continue;
      for (const edge of edgesOf.get(id).filter(page.edgeShown)) {
        const other = otherEnd(edge, id).id;
        if (!found.has(other)) found.set(other, found.get(id) + 1);
      }
    }
    return found;
  }

  /* All shortest ways between two, along the ties shown; null where there is none. */
  function waysBetween(from, to) {
    const [there, back] = [distances(from, Infinity), distances(to, Infinity)];
    const length = there.get(to);
    if (length === undefined) return null;
    const nodes = new Set([...there.keys()].filter((id) => there.get(id) + (back.get(id) ?? Infinity) === length));
    const [edges, counts] = [new Set(), new Map([[from, 1]])];
    for (const id of [...nodes].sort((one, other) => there.get(one) - there.get(other))) {
      const next = new Set();
      for (const edge of edgesOf.get(id).filter(page.edgeShown)) {
        const other = otherEnd(edge, id).id;
        if (!nodes.has(other) || there.get(other) !== there.get(id) + 1) continue;
        edges.add(edge.id);
        next.add(other);
      }
      for (const other of next) counts.set(other, (counts.get(other) || 0) + (counts.get(id) || 0));
    }
    return { nodes, edges, length, count: counts.get(to), steps: stepsOf(from, to, edges, there) };
  }

  /* One of the ways, as [node, the ties to the next one]. */
  function stepsOf(from, to, edges, there) {
    const steps = [];
    let at = from;
    while (at !== to) {
      const onward = edgesOf.get(at).filter((edge) => edges.has(edge.id) && there.get(otherEnd(edge, at).id) === there.get(at) + 1);
      const best = onward.reduce((one, edge) => (one.dashes && !edge.dashes ? edge : one));
      const next = otherEnd(best, at).id;
      steps.push({ node: byId.get(at), ties: onward.filter((edge) => otherEnd(edge, at).id === next) });
      at = next;
    }
    return [...steps, { node: byId.get(to), ties: [] }];
  }

  function readFocus() {
    [near, way] = [null, null];
    if (state.selected === null) return;
    const chosen = byId.get(state.selected);
    // what concerns nobody that is recorded leaves the others as they are
    if (page.isGhost(chosen) && !chosen.about) return;
    if (chosen.about) near = new Map([[chosen.id, 0], ...chosen.about.map((id) => [id, 1])]);
    if (near) return;
    if (state.to !== null) way = waysBetween(state.selected, state.to);
    near = way ? null : distances(state.selected, state.steps);
  }

  const members = () => (way ? way.nodes : near);
  // who is near enough to be named in any case
  const named = (id) => id === state.selected || (inFocus(id) && (way !== null || id === state.to || near.get(id) <= 1));
  const inFocus = (id) => state.selected !== null && (id === state.to || (members() !== null && members().has(id)));
  const hasFocus = () => members() !== null;
  const edgeDimmed = (edge) => {
    if (!hasFocus()) return false;
    if (way) return !way.edges.has(edge.id);
    const steps = [near.get(edge.from), near.get(edge.to)];
    return steps.includes(undefined) || Math.min(...steps) >= state.steps;
  };
  return {
    readFocus, inFocus, named, edgeDimmed, dimmed: (id) => hasFocus() && !inFocus(id), wayNow: () => way,
    focusNow: () => (members() ? new Set(members().keys()) : null),
  };
};
