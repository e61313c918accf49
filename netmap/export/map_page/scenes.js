/* Scenes: pictures of the map kept with a title and a caption, shown one after the other on a projector. */
"use strict";
const netmapScenes = function (page) {
  const { data, state, views, el, find, words, refill, say, written, restore, save } = page;
  const scenes = (data.scenes || []).map(({ title, caption, state: fragment }) => ({ title, caption: caption || "", state: fragment || "" }));

  /* ----------------------------------------------------------------------------------------------------- the projector */
  const presenting = () => state.scene !== null;
  // where no scenes were kept, the views are shown one after the other
  const count = () => scenes.length || views.length;
  /* Show a scene, or a view as it is seen where there are none. */
  function show(number) {
    const { lang } = state;
    if (scenes[number]) restore(scenes[number].state);
    else if (views[number] && views[number] !== page.viewOf()) Object.assign(state, { view: views[number].id, camera: null });
    Object.assign(state, { scene: number, lang: scenes[number] && scenes[number].state.includes("lang=") ? state.lang : lang });
    page.changed({ moved: true });
  }
  let before = null; // the picture before the presentation
  function begin() {
    before = written();
    show(scenes.length ? 0 : views.indexOf(page.viewOf()));
    // full screen where the browser lets us; the window will do
    if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().then(fullScreenChanged, () => null);
  }
  function end() {
    const { lang } = state;
    if (before !== null) restore(before);
    before = null;
    Object.assign(state, { scene: null, lang });
    if (document.fullscreenElement) document.exitFullscreen().catch(() => null);
    page.changed({ moved: true });
    find("present").focus();
  }
  // browsers keep the key that leaves the full screen to themselves; and it may come after the presentation has ended
  function fullScreenChanged() {
    if (presenting() && !document.fullscreenElement) end();
    else if (!presenting() && document.fullscreenElement) document.exitFullscreen().catch(() => null);
  }
  document.addEventListener("fullscreenchange", fullScreenChanged);
  const go = (way) => show(Math.min(Math.max(state.scene + way, 0), count() - 1));

  document.addEventListener("keydown", (event) => {
    if (!presenting() || event.ctrlKey || event.altKey || event.metaKey) return;
    const way = { ArrowRight: 1, PageDown: 1, ArrowDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1, ArrowUp: -1 }[event.key];
    const onButton = event.key === " " && event.target.closest("button");
    if (way && !onButton) go(way);
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(count() - 1);
    else if (event.key === "Escape") end();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  find("present").addEventListener("click", begin);
  find("scene-next").addEventListener("click", () => go(1));
  find("scene-before").addEventListener("click", () => go(-1));
  find("scene-end").addEventListener("click", end);

  function drawStage() {
    const changed = document.body.classList.contains("presents") !== presenting();
    document.body.classList.toggle("presents", presenting());
    find("caption").hidden = !presenting();
    if (!presenting()) return changed;
    const scene = scenes[state.scene];
    find("scene-title").textContent = scene ? scene.title : page.inWords(page.viewOf().title, state.lang);
    find("scene-text").textContent = scene ? scene.caption : "";
    find("scene-count").textContent = count() > 1 || scenes.length ? `${Math.min(state.scene, count() - 1) + 1} / ${count()}` : "";
    find("scene-before").disabled = state.scene <= 0;
    find("scene-next").disabled = state.scene >= count() - 1;
    return changed;
  }

  /* ------------------------------------------------------------------------------------------------ keeping of scenes */
  find("scene-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const title = find("scene-name").value.trim() || words(say.scene_number, scenes.length + 1);
    scenes.push({ title, caption: find("scene-caption").value.trim(), state: written({ ...state, query: "", scene: null }) });
    find("scene-form").reset();
    draw();
    find("scenes-told").textContent = words(say.scene_kept, title);
  });

  function item(scene, n) {
    const button = (key, text, name, act, off) =>
      el("button", { type: "button", "data-key": `${key}-${n}`, "aria-label": words(name, scene.title), title: words(name, scene.title), disabled: off, click: () => (act(), draw()) }, text);
    const swap = (other) => ([scenes[n], scenes[other]] = [scenes[other], scenes[n]]);
    const look = () => {
      const { lang } = state;
      restore(scene.state);
      state.lang = lang;
      page.changed({ moved: true });
    };
    return el(
      "li", {},
      el("button", { type: "button", class: "link text", "data-key": "scene-" + n, click: look }, scene.title),
      el("span", { class: "buttons" },
        button("up", "↑", say.scene_up, () => swap(n - 1), n === 0), button("down", "↓", say.scene_down, () => swap(n + 1), n === scenes.length - 1),
        button("drop", "×", say.scene_drop, () => scenes.splice(n, 1), false)),
      scene.caption ? el("p", { class: "quiet text" }, scene.caption) : null,
    );
  }
  find("scenes-save").addEventListener("click", () => {
    const text = JSON.stringify({ netmap: "scenes", landscape: data.landscape || "", scenes }, null, 1);
    save(page.fileName("scenes", "json"), new Blob([text], { type: "application/json" }));
  });
  function draw() {
    find("scenes-save").disabled = !scenes.length;
    refill(find("scenes-list"), ...(scenes.length ? scenes.map(item) : [el("li", { class: "quiet" }, say.no_scenes)]));
  }

  return { drawScenes: draw, drawStage, presenting };
};
