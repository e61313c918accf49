/* The details: what is recorded of the chosen actor or forum, and what this edition does not show. */
"use strict";
const netmapDetails = (function () {
  return function details(page) {
    const { data, state, el, say, words, label, labels, kindLabel, typeOf, nameOf, placesOf, isForum } = page;
    const { byId, byKey, byName, tiesOf, membershipsOf, otherEnd, close } = page;

    const go = (node) => el("button", { type: "button", class: "link text", click: () => page.go(node) }, node.name);

    // what an edition withholds may well be recorded: nobody is told that we do not know it
    const withheld = new Set(data.withheld);
    const without = (node, part, text) => (node.withheld || withheld.has(part) ? say.not_shown : text);

    function facts(rows) {
      const list = el("dl");
      for (const [name, value] of rows) list.append(el("dt", {}, name), el("dd", { class: "text" }, value || say.not_recorded));
      return list;
    }

    // 2018-03-01 is written 01.03.2018 in German, 2018-03 as 03/2018
    const day = (text) => (data.lang === "en" ? text : text.split("-").reverse().join(text.length > 7 ? "." : "/"));
    const span = (one) =>
      [one.since && words(say.since, day(one.since)), one.until && words(say.until, day(one.until))].filter(Boolean).join(", ");
    const when = (edge) => [span(edge), edge.seen ? words(say.seen, edge.seen) : say.undated].filter(Boolean).join(", ");

    function items(title, list, none) {
      const parts = list.length ? el("ul", {}, ...list.map((one) => el("li", {}, ...one))) : el("p", { class: "quiet" }, none);
      return [el("h3", {}, list.length ? `${title} (${list.length})` : title), parts];
    }

    function tieItem(edge, id) {
      const direction = edge.arrows ? (edge.from === id ? " → " : " ← ") : " – ";
      const status = edge.status ? ` (${label("statuses", edge.status)})` : "";
      return [kindLabel(edge.kind) + status + direction, go(otherEnd(edge, id)), el("div", { class: "quiet" }, when(edge))];
    }

    // one line for each, also where somebody is a member in several roles
    function memberItems(id) {
      const others = new Map();
      for (const edge of membershipsOf(id)) {
        const other = otherEnd(edge, id);
        others.set(other, [...(others.get(other) || []), [edge.role && label("roles", edge.role), when(edge)].filter(Boolean).join(", ")]);
      }
      const sorted = [...others].sort(([one], [other]) => byName(one, other));
      return sorted.map(([other, roles]) => [go(other), el("div", { class: "quiet" }, roles.join("; "))]);
    }

    function offerItem(offer) {
      const more = [offer.area && label("areas", offer.area), labels("target_groups", offer.groups), placesOf(offer), offer.level];
      return [el("span", { class: "text" }, offer.name), el("div", { class: "quiet" }, more.filter(Boolean).join(" · "))];
    }

    function actorFacts(node) {
      const rows = [
        [say.type, typeOf(node)], [say.sector, label("sectors", node.group)], [say.areas, labels("areas", node.areas)],
        [say.groups, labels("target_groups", node.groups)], [say.districts, placesOf(node) || without(node, "districts", "")],
      ];
      if (node.languages) rows.push([say.languages, labels("languages", node.languages)]);
      if (byKey.has(node.part_of)) rows.push([say.carrier, go(byKey.get(node.part_of))]);
      return rows;
    }

    function forumFacts(node) {
      const rows = [[say.type, typeOf(node)], [say.nature, label("natures", node.nature)]];
      return [...rows, [say.topics, (node.topics || []).join("; ")], [say.areas, labels("areas", node.areas)]];
    }

    return function draw() {
      const place = document.getElementById("details");
      const node = byId.get(state.selected);
      if (!node) return place.replaceChildren(el("p", { class: "quiet" }, data.nodes.length ? say.details_hint : ""));
      const cross = el("button", { type: "button", "aria-label": say.close, title: say.close, click: close }, "×");
      const title = el("h2", { class: "text" }, nameOf(node));
      const rows = isForum(node) ? forumFacts(node) : actorFacts(node);
      if (node.aliases) rows.push([say.other_names, node.aliases.join("; ")]);
      if (span(node)) rows.push([say.period, span(node)]);
      if (node.website) rows.push([say.website, el("a", { href: node.website, rel: "noreferrer noopener", target: "_blank" }, node.website)]);
      const ties = [...tiesOf(node.id)].sort((one, other) => byName(otherEnd(one, node.id), otherEnd(other, node.id)));
      const parts = [el("div", { class: "head" }, title, cross), facts(rows)];
      if (node.description) parts.push(el("p", { class: "text" }, node.description));
      if (!isForum(node)) {
        const offers = data.offers.filter((offer) => (offer.providers || []).includes(node.id)).sort(byName);
        parts.push(...items(say.cooperations, ties.map((edge) => tieItem(edge, node.id)), without(node, "ties", say.no_ties)));
        parts.push(...items(say.offers, offers.map(offerItem), without(node, "offers", say.no_offers)));
      }
      const [heading, none] = isForum(node) ? [say.members, say.no_members] : [say.in_forums, say.no_forums];
      parts.push(...items(heading, memberItems(node.id), without(node, "memberships", none)));
      place.replaceChildren(...parts);
      place.scrollTop = 0;
    };
  };
})();
