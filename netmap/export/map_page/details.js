/* The details: what is recorded of the chosen actor or forum, and what this edition does not show. */
"use strict";
const netmapDetails = function (page) {
  const { data, state, el, find, say, words, label, labels, kindLabel, typeOf, nameOf, placesOf, isForum, isGhost } = page;
  const { byId, byKey, byName, tiesOf, membershipsOf, offersOf, otherEnd, markOf, inWords } = page;

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
  const day = (text) => (state.lang === "en" ? text : text.split("-").reverse().join(text.length > 7 ? "." : "/"));
  const span = (one) =>
    [one.since && words(say.since, day(one.since)), one.until && words(say.until, day(one.until))].filter(Boolean).join(", ");
  const when = (edge) => [span(edge), edge.seen ? words(say.seen, edge.seen) : say.undated].filter(Boolean).join(", ");

  const address = (url, text = url) => el("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, text);
  // the sources by number: their addresses are long
  function evidence(edge) {
    const urls = (edge.evidence || []).map((n) => (data.addresses || [])[n]).filter((url) => /^https?:/.test(url));
    const host = (url) => url.replace(/^https?:\/\/(www\.)?/, "").split("/")[0].slice(0, 60);
    return urls.flatMap((url) => [" · ", address(url, host(url))]);
  }

  function items(title, list, none) {
    const parts = list.length ? el("ul", {}, ...list.map((one) => el("li", {}, ...one))) : el("p", { class: "quiet" }, none);
    return [el("h3", {}, list.length ? `${title} (${list.length})` : title), parts];
  }

  function tieItem(edge, id) {
    const direction = edge.arrows ? (edge.from === id ? " → " : " ← ") : " – ";
    const status = edge.status ? ` (${label("statuses", edge.status)})` : "";
    const said = [when(edge), edge.report && page.facets.report.text(edge.report), edge.intensity && words(say.intensity, edge.intensity)];
    const mark = page.edgeMarkOf(edge);
    if (mark && say["mark_" + mark.state]) said.push(say["mark_" + mark.state]);
    const told = el("div", { class: "quiet" }, said.filter(Boolean).join(", "), ...evidence(edge));
    return [kindLabel(edge.kind) + status + direction, go(otherEnd(edge, id)), told];
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
    const more = [offer.area && label("areas", offer.area), labels("target_groups", offer.groups), placesOf(offer), offer.level, labels("languages", offer.languages)];
    for (const name of ["free_", "childcare_", "accessible_"]) more.push(say[name + offer[name.slice(0, -1)]]);
    return [offer.url ? address(offer.url, offer.name) : el("span", { class: "text" }, offer.name), el("div", { class: "quiet" }, more.filter(Boolean).join(" · "))];
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

  /* ------------------------------------------------------------------------------------------- further questions */
  function stepsPart(node) {
    const set = (steps) => () => page.setSteps(steps);
    const count = (page.focusNow() || new Set()).size - 1;
    const button = (steps) =>
      el("button", { type: "button", "data-key": "steps-" + steps, "aria-pressed": state.to === null && state.steps === steps, click: set(steps) }, String(steps));
    const told = state.to === null ? el("span", { class: "quiet" }, words(say.steps_reach, count)) : null;
    return el("div", { class: "steps", role: "group", "aria-label": say.steps }, el("span", {}, say.steps), ...[1, 2, 3].map(button), told);
  }

  function wayPart(node) {
    const ask = el("button", { type: "button", "data-key": "way", "aria-pressed": page.asksWay(), click: () => page.askWay() }, say.way_ask);
    if (state.to === null) return el("div", { class: "way" }, ask, page.asksWay() ? el("p", { class: "told" }, words(say.way_asks, node.name)) : null);
    const way = page.wayNow();
    const end = el("button", { type: "button", "data-key": "way-end", click: () => page.findWay(null) }, say.way_end);
    const title = el("h3", {}, words(say.way_title, node.name, byId.get(state.to).name));
    if (!way) return el("div", { class: "way" }, title, el("p", {}, say.way_none), end);
    const more = way.count > 1 ? el("p", { class: "quiet" }, words(say.way_more, way.count)) : null;
    const tied = (ties) => [...new Set(ties.map((edge) => kindLabel(edge.kind)))].join(", ");
    const steps = way.steps.map((step) => el("li", {}, go(step.node), el("div", { class: "quiet" }, tied(step.ties))));
    return el("div", { class: "way" }, title, el("p", {}, words(say.way_length, way.length)), el("ol", {}, ...steps), more, end);
  }

  function measureItem({ text, value }, name) {
    const written = typeof value === "number" ? new Intl.NumberFormat(state.lang, { maximumFractionDigits: 3 }).format(value) : value;
    const told = words(inWords(text, state.lang), name);
    // a whole sentence says it all
    return [told + (value === undefined || value === null || told.endsWith(".") || told.includes(String(written)) ? "" : ": " + written)];
  }

  function ownRows(node) {
    const text = (value) => (value === true ? say.yes : value === false ? say.no : Array.isArray(value) ? value.join("; ") : String(value));
    return Object.entries(node.attributes || {}).map(([name, value]) => [page.ownName(name), text(value)]);
  }

  function markPart(node) {
    const mark = markOf(node) || {};
    const told = [mark.state && say["mark_" + mark.state], mark.ring && page.viewOf().kind === "brokers" && say.ring_brokers, inWords(mark.reason, state.lang), inWords(node.reason, state.lang)];
    return told.filter(Boolean).map((text) => el("p", { class: "told text" }, text));
  }

  function ghostParts(node) {
    const rows = [[say.state, page.facets.sector.text(page.sectorOf(node))], [say.type, typeOf(node)], [say.areas, labels("areas", node.areas)]];
    const next = inWords(node.next, state.lang);
    const about = node.about ? items(say.about_whom, node.about.map((id) => [go(byId.get(id))]), "") : [];
    const parts = [facts(rows.filter(([, value]) => value)), ...markPart(node), next ? el("p", { class: "text" }, next) : null];
    if (node.parts) parts.push(el("ul", {}, ...node.parts.map((part) => el("li", { class: "text" }, inWords(part, state.lang)))));
    return [...parts, ...about, el("p", { class: "quiet" }, say.not_recorded_means)];
  }

  function recordedParts(node) {
    const rows = isForum(node) ? forumFacts(node) : actorFacts(node);
    if (node.aliases) rows.push([say.other_names, node.aliases.join("; ")]);
    if (span(node)) rows.push([say.period, span(node)]);
    if (node.website) rows.push([say.website, address(node.website)]);
    const ties = [...tiesOf(node.id)].sort((one, other) => byName(otherEnd(one, node.id), otherEnd(other, node.id)));
    const parts = [...markPart(node), facts(rows)];
    if (node.description) parts.push(el("p", { class: "text" }, node.description));
    // what is asked for comes first
    if (state.to !== null || page.asksWay()) parts.unshift(wayPart(node), stepsPart(node));
    else parts.push(stepsPart(node), wayPart(node));
    if (!isForum(node)) {
      const offers = [...(offersOf.get(node.id) || [])].sort(byName);
      parts.push(...items(say.cooperations, ties.map((edge) => tieItem(edge, node.id)), without(node, "ties", say.no_ties)));
      parts.push(...items(say.offers, offers.map(offerItem), without(node, "offers", say.no_offers)));
    }
    const [heading, none] = isForum(node) ? [say.members, say.no_members] : [say.in_forums, say.no_forums];
    parts.push(...items(heading, memberItems(node.id), without(node, "memberships", none)));
    if (node.attributes) parts.push(el("h3", {}, say.own_columns), facts(ownRows(node)));
    if (node.measures) parts.push(...items(say.measures, node.measures.map((one) => measureItem(one, node.name)), ""), el("p", { class: "quiet" }, say.no_merit));
    return parts;
  }

  /* Draw the panel; `from` its beginning, unless only a part of it has changed. */
  return function draw({ from = true } = {}) {
    const place = find("details");
    const node = byId.get(state.selected);
    if (!node) return place.replaceChildren(el("p", { class: "quiet" }, data.nodes.length ? say.details_hint : ""));
    const cross = el("button", { type: "button", "data-key": "close", "aria-label": say.close, title: say.close, click: () => page.close() }, "×");
    const head = el("div", { class: "head" }, el("h2", { class: "text" }, nameOf(node)), cross);
    page.refill(place, head, ...(isGhost(node) ? ghostParts(node) : recordedParts(node)));
    if (from) place.scrollTop = 0;
  };
};
