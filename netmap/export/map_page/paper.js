/* Printing: while a page is printed no new picture can be drawn, so the map goes onto paper as it is drawn right before. */
"use strict";
const netmapPaper = function (page) {
  const FINE = 3; // dots of the paper's picture for each of the screen's
  const { network, find, el } = page;
  const printed = el("canvas", { id: "printed", "aria-hidden": true });
  find("stage").append(printed);

  /* Draw the map anew, in the colours of the page as they are now. */
  function recoloured() {
    page.readTheme();
    page.readLabels();
    page.restyle();
    page.drawLegend();
  }

  /* Draw the map finer than on the screen, and leave the canvas as it was. */
  function drawFine() {
    const [{ canvas }, seen] = [network, network.canvas.frame.canvas];
    const [{ width, height }, ratio] = [seen, canvas.pixelRatio];
    Object.assign(seen, { width: seen.clientWidth * FINE, height: seen.clientHeight * FINE });
    canvas.pixelRatio = FINE;
    network.renderer._redraw();
    Object.assign(printed, { width: seen.width, height: seen.height });
    printed.getContext("2d").drawImage(seen, 0, 0);
    Object.assign(seen, { width, height });
    canvas.pixelRatio = ratio;
    network.renderer._redraw();
  }

  window.addEventListener("beforeprint", () => {
    const { clientWidth, clientHeight } = find("map");
    document.body.classList.add("prints"); // paper is light, whatever the screen is
    // the sheet is smaller than the screen: the canvas keeps its size, and with it what it shows
    Object.assign(find("map").style, { width: clientWidth + "px", height: clientHeight + "px" });
    recoloured();
    if (clientWidth && clientHeight) drawFine();
  });
  window.addEventListener("afterprint", () => {
    document.body.classList.remove("prints");
    Object.assign(find("map").style, { width: "", height: "" });
    recoloured();
  });
};
