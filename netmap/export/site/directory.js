/* The search and the filters of the first page. Without this script the page is a plain list of links. */
"use strict";
(function () {
  const data = JSON.parse(document.getElementById("index").textContent);
  const say = JSON.parse(document.getElementById("say").textContent);
  const find = (id) => document.getElementById(id);
  const KEYS = ["area", "group", "district", "language"];
  const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");
  const spelt = (text) => bare(text.toLowerCase().replace(/[äöü]/g, (sign) => ({ ä: "ae", ö: "oe", ü: "ue" })[sign]));
  const offers = data.offers.map(([name, page, anchor, providers, area, group, district, language, levels, answers, kind]) => {
    const named = (key, places) => places.map((place) => data.values[key][place]);
    const keys = { area: named("area", area), group: named("group", group), district: named("district", district), language: named("language", language) };
    const by = providers.map((place) => data.providers[place]).join(", ");
    const labels = KEYS.flatMap((key) => keys[key].map((value) => labelOf(key, value)));
    const text = [name, by, data.kinds[kind], ...labels].join(" ");
    return { name, by, href: `${page}.html#${anchor}`, keys, levels, answers, text: `${bare(text)} ${spelt(text)}` };
  });

  function labelOf(key, value) {
    const option = [...find(key).options].find((one) => one.value === value);
    return option ? option.textContent : "";
  }

  /* yes, no, or not known: what an offer does not say counts neither as yes nor as no */
  function settles(offer) {
    let known = true;
    for (const key of KEYS) {
      const wanted = find(key).value;
      if (!wanted) continue;
      const own = offer.keys[key];
      if (!own.length) known = false;
      else if (!own.includes(wanted) && !own.includes("all")) return false;
    }
    const level = find("level").value;
    if (level !== "") {
      if (!offer.levels.length) known = false;
      else if (+level < offer.levels[0] || +level > offer.levels[1]) return false;
    }
    for (const box of document.querySelectorAll("[data-answer]")) {
      if (!box.checked) continue;
      const answer = offer.answers[+box.dataset.answer];
      if (answer === "0") return false;
      if (answer === "-") known = false;
    }
    return known ? true : null;
  }

  function list(title, found) {
    const items = found.map((offer) => {
      const link = document.createElement("a");
      link.href = offer.href;
      link.textContent = offer.name;
      const by = document.createElement("span");
      by.className = "quiet";
      by.textContent = offer.by ? ` – ${offer.by}` : "";
      for (const one of [link, by]) [one.lang, one.dir] = ["de", "ltr"];
      const item = document.createElement("li");
      item.append(link, by);
      return item;
    });
    const heading = document.createElement("h2");
    heading.textContent = title;
    const all = document.createElement("ul");
    all.append(...items);
    return found.length ? [heading, all] : [];
  }

  function draw() {
    const words = bare(find("words").value).split(/\s+/).filter(Boolean);
    const asked = words.length || [...document.querySelectorAll("select, [data-answer]")].some((one) => (one.type === "checkbox" ? one.checked : one.value));
    const there = offers.filter((offer) => words.every((word) => offer.text.includes(word)));
    const sure = there.filter((offer) => settles(offer) === true);
    const perhaps = there.filter((offer) => settles(offer) === null);
    find("life").hidden = Boolean(asked);
    find("hits").hidden = !asked;
    const count = sure.length === 1 ? say.found_one : say.found.replace("{n}", sure.length);
    find("found").textContent = !asked ? "" : sure.length ? count : say.no_results;
    find("hits").replaceChildren(...(asked ? [...list(say.offers, sure), ...list(say.perhaps, perhaps)] : []));
  }

  find("search").hidden = false;
  find("search").addEventListener("input", draw);
  find("search").addEventListener("submit", (event) => event.preventDefault());
  find("search").addEventListener("reset", () => window.setTimeout(draw));
  draw();
})();
