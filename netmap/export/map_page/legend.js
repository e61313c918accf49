/* The legend: what signs and lines mean, how many are seen of each, and boxes that switch them off. */
"use strict";
const netmapLegend = (function () {
  const { shapeSign, lineSign, arrowSign } = netmapSigns;

  return function legend(page) {
    const { data, state, el, say, label, kindLabel, look, isForum, membershipsOf, reading, changed, themeNow } = page;
    const { nodeOn, kindOn, lineOf, lineOn, sectorsOn, edgeOn } = page; // what the boxes leave
    const working = new Set(data.working);
    const body = document.getElementById("legend-body");

    function toggle(set, key, picture, text, count) {
      const on = !state.off[set].has(key);
      const flip = () => {
        state.off[set][on ? "add" : "delete"](key);
        changed();
      };
      const parts = [picture, el("span", { class: "text" }, text), el("span", { class: "quiet" }, String(count))];
      return el("button", { type: "button", class: "toggle", "aria-pressed": on, "data-key": set + "-" + key, click: flip }, ...parts);
    }

    function tally(list, keyOf) {
      const counts = new Map();
      for (const one of list) counts.set(keyOf(one), (counts.get(keyOf(one)) || 0) + 1);
      return counts;
    }

    /* Count those that are counted, by key; keys of which none is counted stay, with 0. */
    function tallyOf(key, list, isCounted) {
      const keyOf = key === "kind" ? (one) => one.kind : key;
      const counts = new Map(list.map((one) => [keyOf(one), 0]));
      for (const [one, count] of tally(list.filter(isCounted), keyOf)) counts.set(one, count);
      return counts;
    }

    function kindToggles(kinds, stroke, thick) {
      const order = [...kinds].sort(([one], [other]) => reading.compare(kindLabel(one), kindLabel(other)));
      return order.map(([kind, count]) => toggle("kind", kind, lineSign(stroke, "none", thick), kindLabel(kind), count));
    }

    return function draw() {
      const theme = themeNow();
      const sectors = tally(data.nodes, (node) => node.group);
      // a box counts what is seen, or would be if it were ticked: all sums agree
      const kinds = tallyOf("kind", data.edges.filter((edge) => edge.kind !== "membership"), (edge) => lineOn(edge) && sectorsOn(edge));
      const lines = tallyOf(lineOf, data.edges, (edge) => kindOn(edge) && sectorsOn(edge));
      const seen = data.edges.filter(edgeOn);
      const counted = (list) => el("span", { class: "quiet" }, String(list.length));
      const head = (text, list) => el("h3", {}, el("span", {}, text), counted(list));
      const parts = [head(say.actors, data.nodes.filter((node) => !isForum(node) && nodeOn(node)))];
      for (const group of ["inside", "outside", "unknown"])
        if (sectors.has(group)) parts.push(toggle("sector", group, shapeSign(look(group), theme.quiet), label("sectors", group), sectors.get(group)));
      if (sectors.has("unknown")) parts.push(el("p", { class: "quiet" }, say.open_circle));
      if (sectors.has("forum"))
        parts.push(toggle("kind", "membership", shapeSign(look("forum"), theme.quiet), say.forums, sectors.get("forum")));
      const chosen = state.selected !== null && state.off.kind.has("membership") && membershipsOf(state.selected).length;
      if (chosen) parts.push(el("p", { class: "quiet" }, say.forums_of_chosen));
      for (const [title, isWork, stroke, thick] of [[say.ties, true, theme.tie, 2.4], [say.other_ties, false, theme.other, 1.5]]) {
        const own = [...kinds].filter(([kind]) => working.has(kind) === isWork);
        const drawn = seen.filter((edge) => edge.kind !== "membership" && working.has(edge.kind) === isWork);
        if (own.length) parts.push(head(title, drawn), ...kindToggles(own, stroke, thick));
      }
      if (data.edges.length) parts.push(head(say.lines, seen));
      const members = seen.filter((edge) => edge.kind === "membership");
      if (members.length)
        parts.push(el("p", { class: "key" }, lineSign(theme.forum), el("span", { class: "text" }, say.membership), counted(members)));
      if (lines.has("fresh")) parts.push(toggle("age", "fresh", lineSign(theme.tie), say.line_fresh, lines.get("fresh")));
      if (lines.has("old")) parts.push(toggle("age", "old", lineSign(theme.tie, "6 4"), say.line_old, lines.get("old")));
      for (const status of ["planned", "wished", "ended"])
        if (lines.has(status)) {
          const picture = lineSign((data.palette.status[status] || {}).colour || theme.tie, "2 3");
          parts.push(toggle("status", status, picture, say.dotted + label("statuses", status), lines.get(status)));
        }
      if (data.edges.some((edge) => edge.arrows)) {
        parts.push(el("p", { class: "key" }, arrowSign(theme.tie), el("span", {}, say.arrow)));
      }
      // the boxes are made anew: the keyboard stays where it was
      const held = body.contains(document.activeElement) ? document.activeElement.dataset.key : null;
      body.replaceChildren(...parts);
      const again = held && body.querySelector(`[data-key="${CSS.escape(held)}"]`);
      if (again) again.focus();
    };
  };
})();
