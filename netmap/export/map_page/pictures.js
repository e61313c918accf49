/* What leaves the page as a file: the picture that is seen, the table that is filtered, the places that were moved. */
"use strict";
const netmapPictures = function (page) {
  const { data, state, find, save, say, byId, at, look, isForum, themeNow, words } = page;

  const slug = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  // what is only for the coordinator's desk says so in its name
  const fileName = (what, ending) => [slug(data.landscape || find("name").textContent) || "netmap", what].join("-") + (find("watermark") ? "-INTERN" : "") + "." + ending;

  /* ------------------------------------------------------------------------------------------------------- the picture */
  /* Draw the canvas with its head, date and edition, and the signs of the sectors, as a picture of its own. */
  function picture() {
    const seen = document.querySelector("#map canvas");
    const ratio = seen.width / seen.clientWidth;
    const [made, theme] = [document.createElement("canvas"), themeNow()];
    const [line, margin] = [22 * ratio, 12 * ratio];
    const signs = inRows(legendSigns(), seen.width - 2 * margin, ratio);
    const foot = [find("edition").textContent + (find("watermark") ? ` · ${find("watermark").textContent}` : ""), find("disclaimer") ? find("disclaimer").textContent : ""].filter(Boolean);
    Object.assign(made, { width: seen.width, height: seen.height + line * (1 + signs.length + foot.length) + 2 * margin });
    const ctx = made.getContext("2d");
    ctx.fillStyle = theme.ground;
    ctx.fillRect(0, 0, made.width, made.height);
    ctx.fillStyle = theme.ink;
    ctx.textBaseline = "top";
    ctx.font = `bold ${17 * ratio}px ${theme.font}`;
    ctx.fillText(find("name").textContent, margin, margin, made.width - 2 * margin);
    ctx.drawImage(seen, 0, line + margin);
    ctx.font = `${13 * ratio}px ${theme.font}`;
    const bottom = line + margin + seen.height;
    signs.forEach((row, n) => row.forEach(({ look: sign, text, x }) => drawSign(ctx, sign, text, margin + x, bottom + line * (n + 0.5), ratio)));
    ctx.fillStyle = theme.quiet;
    foot.forEach((text, n) => ctx.fillText(text, margin, bottom + line * (n + signs.length), made.width - 2 * margin));
    return made;
  }
  /* Put signs with their words into as many rows as they need. */
  function inRows(signs, room, ratio) {
    const ctx = document.createElement("canvas").getContext("2d");
    ctx.font = `${13 * ratio}px ${themeNow().font}`;
    const rows = [[]];
    let x = 0;
    for (const { look: sign, text } of signs) {
      const wide = 17 * ratio + ctx.measureText(text).width;
      if (x && x + wide > room) {
        rows.push([]);
        x = 0;
      }
      rows[rows.length - 1].push({ look: sign, text, x });
      x += wide + 18 * ratio;
    }
    return rows;
  }
  function legendSigns() {
    const found = page.colourKey();
    const classes = found ? found.classes.map((one) => ({ look: one.look, text: one.text })) : [];
    const groups = ["inside", "outside", "unknown"].filter((group) => page.countsOf("sector").get(group));
    if (!found) classes.push(...groups.map((group) => ({ look: look(group), text: page.facets.sector.text(group) })));
    if (data.nodes.some((node) => isForum(node) && page.nodeShown(node))) classes.push({ look: look("forum"), text: say.forums });
    return classes;
  }
  const CORNERS = { square: 4, triangle: 3, triangleDown: 3, diamond: 4, hexagon: 6, star: 10 };
  const TURN = { square: -Math.PI / 4, triangleDown: Math.PI / 2, hexagon: 0 };
  function drawSign(ctx, { colour, shape, open }, text, x, y, ratio) {
    const r = 6 * ratio;
    ctx.beginPath();
    const corners = CORNERS[shape];
    if (!corners) ctx.arc(x + r, y, r, 0, 2 * Math.PI);
    for (let n = 0; n < (corners || 0); n += 1) {
      const [turn, far] = [(TURN[shape] ?? -Math.PI / 2) + (2 * Math.PI * n) / corners, shape === "star" && n % 2 ? r / 2 : r];
      ctx.lineTo(x + r + far * Math.cos(turn), y + far * Math.sin(turn));
    }
    ctx.closePath();
    Object.assign(ctx, { fillStyle: colour, strokeStyle: colour, lineWidth: 2 * ratio });
    if (open) ctx.stroke();
    else ctx.fill();
    ctx.fillStyle = themeNow().ink;
    ctx.fillText(text, x + 2.8 * r, y - 8 * ratio);
  }
  find("save-picture").addEventListener("click", () => {
    page.network.redraw();
    picture().toBlob((blob) => (save(fileName("map", "png"), blob), told()), "image/png");
  });

  /* --------------------------------------------------------------------------------------------------------- the table */
  // what a spreadsheet would take for a formula stays a text
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replace(/"/g, '""')}"`;
  find("save-table").addEventListener("click", () => {
    const remarks = [find("edition").textContent + (find("watermark") ? ` · ${find("watermark").textContent}` : ""), find("shown").textContent, find("disclaimer") ? find("disclaimer").textContent : ""];
    const rows = [...page.table.rows(), [], ...remarks.filter(Boolean).map((text) => [text])];
    const text = "\ufeff" + rows.map((row) => row.map(cell).join(";")).join("\r\n") + "\r\n";
    save(fileName("table", "csv"), new Blob([text], { type: "text/csv;charset=utf-8" }));
    told();
  });

  /* -------------------------------------------------------------------------------------------------------- the places */
  const movedCount = () => Object.values(state.moved).reduce((sum, places) => sum + Object.keys(places).length, 0);
  find("save-places").addEventListener("click", () => {
    const rounded = (value) => Math.round(value * 10) / 10;
    const positions = Object.entries(state.moved).flatMap(([view, places]) =>
      Object.entries(places).map(([id, [x, y]]) => ({ subject: byId.get(Number(id)).key, view, x: rounded(x), y: rounded(y) })));
    const text = JSON.stringify({ netmap: "positions", landscape: data.landscape || "", positions }, null, 1);
    save(fileName("positions", "json"), new Blob([text], { type: "application/json" }));
    told();
  });
  find("arrange").addEventListener("click", () => page.arrange(!page.arranges()));

  function told() {
    find("save-menu").open = false;
    find("saved").textContent = say.saved;
  }
  function drawSaves() {
    find("save-places").disabled = !movedCount();
    find("save-places-count").textContent = movedCount() ? ` (${movedCount()})` : "";
    find("arrange").setAttribute("aria-pressed", String(page.arranges()));
    find("arrange-hint").hidden = !page.arranges();
    find("arrange-hint").textContent = words(say.arrange_hint, movedCount());
  }
  return { fileName, drawSaves };
};
