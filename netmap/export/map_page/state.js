/* What the person has chosen, written as the address' fragment: a link reopens the same picture; undo goes back by it. */
"use strict";
const netmapState = function ({ data, byKey, byId }) {
  const FARTHEST = 1e6;
  const views = data.views && data.views.length ? data.views : [{ id: "landscape", kind: "landscape" }];
  const startOff = () => ({
    sector: new Set(), type: new Set(), area: new Set(), group: new Set(), district: new Set(),
    kind: new Set(["membership"]), status: new Set(["ended"]), report: new Set(), age: new Set(),
  });
  const start = () => ({
    lang: data.lang, view: views[0].id, off: startOff(), date: null, selected: null, to: null, steps: 1, query: "",
    sort: ["name", 1], colour: "sector", size: "", camera: null, moved: {}, open: new Set(), whole: false, scene: null,
  });
  const state = start();

  /* ------------------------------------------------------------------------------------------------------- as a text */
  const round = (value) => Math.round(value * 1000) / 1000;
  const keyOf = (id) => byId.get(id).key;
  const listed = (keys) => [...keys].sort().join(",");
  const same = (one, other) => one.size === other.size && [...one].every((key) => other.has(key));

  function movedText(places) {
    return Object.entries(places).map(([id, [x, y]]) => `${keyOf(Number(id))}:${round(x)}:${round(y)}`).join(",");
  }

  /* Return the fragment of a state; what is as at the start is left out. */
  function written(one = state, { camera = true } = {}) {
    const [begin, parts] = [start(), new URLSearchParams()];
    for (const name of ["lang", "view", "colour", "size", "date"]) if (one[name] !== begin[name]) parts.set(name, one[name] || "");
    for (const [facet, keys] of Object.entries(one.off)) if (!same(keys, begin.off[facet])) parts.set("off." + facet, listed(keys));
    if (one.selected !== null) parts.set("chosen", keyOf(one.selected));
    if (one.to !== null) parts.set("to", keyOf(one.to));
    if (one.steps !== 1) parts.set("steps", one.steps);
    if (one.sort.join() !== begin.sort.join()) parts.set("sort", one.sort.join());
    if (one.query.trim()) parts.set("q", one.query);
    for (const [view, places] of Object.entries(one.moved)) if (Object.keys(places).length) parts.set("moved." + view, movedText(places));
    if (one.open.size) parts.set("open", listed(one.open));
    if (one.whole) parts.set("whole", "1");
    if (one.scene !== null) parts.set("scene", one.scene + 1);
    if (camera && one.camera) parts.set("at", [round(one.camera.x), round(one.camera.y), Number(one.camera.scale.toPrecision(7))].join());
    return parts.toString();
  }

  /* ----------------------------------------------------------------------------------------------------- from a text */
  const number = (text, least, most) => {
    const value = Number(text);
    return text !== null && text !== "" && Number.isFinite(value) && value >= least && value <= most ? value : null;
  };
  const keysOf = (text) => text.split(",").filter(Boolean);

  function movedOf(text) {
    const places = {};
    for (const item of text.split(",").slice(0, data.nodes.length)) {
      const [key, x, y] = item.split(":");
      const node = byKey.get(key);
      const place = [number(x ?? "", -FARTHEST, FARTHEST), number(y ?? "", -FARTHEST, FARTHEST)];
      if (node && !place.includes(null)) places[node.id] = place;
    }
    return places;
  }

  function cameraOf(text) {
    const [x, y, scale] = text.split(",").map((part) => number(part, -FARTHEST, FARTHEST));
    return [x, y, scale].some((part) => part === null || part === undefined) || scale < 0.005 || scale > 20 ? null : { x, y, scale };
  }

  /* Return the state of a fragment; what it says that is not in this map is passed over. */
  function read(fragment) {
    const [one, parts] = [start(), new URLSearchParams(fragment)];
    const text = (name) => parts.get(name) || "";
    const node = (name) => (byKey.has(text(name)) ? byKey.get(text(name)).id : null);
    if (Object.hasOwn(data.languages, text("lang"))) one.lang = text("lang");
    if (views.some(({ id }) => id === text("view"))) one.view = text("view");
    if (text("colour")) one.colour = text("colour");
    if (text("size")) one.size = text("size");
    if (/^\d{4}(-\d\d){0,2}$/.test(text("date"))) one.date = text("date");
    for (const facet of Object.keys(one.off)) {
      if (parts.has("off." + facet)) one.off[facet] = new Set(keysOf(text("off." + facet)));
    }
    one.selected = node("chosen");
    one.to = one.selected === null ? null : node("to");
    one.steps = number(parts.get("steps"), 1, 9) || 1;
    const [by, way] = text("sort").split(",");
    if (by && ["1", "-1"].includes(way)) one.sort = [by, Number(way)];
    one.query = text("q").slice(0, 400);
    for (const { id } of views) if (parts.has("moved." + id)) one.moved[id] = movedOf(text("moved." + id));
    if (text("open")) one.open = new Set(keysOf(text("open")));
    one.whole = text("whole") === "1";
    const scene = number(parts.get("scene"), 1, 10_000);
    one.scene = scene === null ? null : Math.round(scene) - 1;
    one.camera = cameraOf(text("at"));
    return one;
  }

  /* ------------------------------------------------------------------------------------------- the address, and undo */
  const past = [];
  const pictureOf = () => written({ ...state, query: "", scene: null, lang: data.lang }, { camera: false });
  const wholeOf = () => written({ ...state, scene: null });
  let last = { picture: pictureOf(), whole: wholeOf() };
  let timer = 0;
  const fragment = () => window.location.hash.slice(1);
  let there = fragment();

  /* The address that shows this picture again. */
  const link = () => window.location.href.split("#")[0] + (written() ? "#" + written() : "");
  function writeAddress() {
    timer = 0;
    if (fragment() !== there) return; // a link was pasted and is not followed yet: it is not written over
    window.history.replaceState(null, "", link());
    there = fragment();
  }

  let sliding = null; // what is being moved bit by bit
  /* Take note of a change; one that changes the picture, not only where it is looked at from, can be undone. Changes in a row
     by the same `slider` are undone at once. */
  function noted(slider = null) {
    const picture = pictureOf();
    if (picture !== last.picture) {
      if (slider === null || slider !== sliding) past.push(last.whole);
      if (past.length > 200) past.shift();
      sliding = slider;
    }
    last = { picture, whole: wholeOf() };
    // browsers allow few changes of the address in a row
    if (!timer) timer = window.setTimeout(writeAddress, 250);
  }

  /* Put a fragment's state in place of this one. */
  const restore = (fragment) => Object.assign(state, read(fragment));

  /* Return whether there was something to go back to. */
  function undo() {
    if (!past.length) return false;
    const { scene, lang } = state;
    restore(past.pop());
    Object.assign(state, { scene, lang });
    last = { picture: pictureOf(), whole: wholeOf() };
    sliding = null;
    return true;
  }

  /* What is undone first is what is done from here on. */
  const begun = () => (last = { picture: pictureOf(), whole: wholeOf() });

  /* Return the fragment of a link that was pasted since, once; null where there is none. */
  function pasted() {
    if (fragment() === there) return null;
    there = fragment();
    return there;
  }
  const viewOf = () => views.find(({ id }) => id === state.view) || views[0];
  return { state, views, viewOf, start, written, restore, begun, noted, undo, canUndo: () => past.length > 0, link, pasted };
};
