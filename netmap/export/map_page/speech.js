/* German and English: the texts that stand in the page are put in anew, each from the same list. */
"use strict";
const netmapSpeech = function (page) {
  const { data, state, find, say, el, speak, refill } = page;
  const PLACES = { text: (one, text) => (one.textContent = text), label: (one, text) => one.setAttribute("aria-label", text), title: (one, text) => (one.title = text), hint: (one, text) => one.setAttribute("placeholder", text) };

  /* Say everything in the language of the state. */
  function retell() {
    speak(state.lang);
    document.documentElement.lang = state.lang;
    for (const [place, put] of Object.entries(PLACES))
      for (const one of document.querySelectorAll(`[data-${place}]`)) put(one, one.dataset[place].split(" ").map((name) => say[name]).join(", "));
    const head = (data.head || {})[state.lang];
    if (head) {
      find("edition").textContent = `${say.as_of} ${head.date} · ${head.edition}`;
      if (find("watermark")) find("watermark").textContent = head.watermark;
      find("data-sentence").textContent = head.data_sentence || "";
      document.title = `${find("name").textContent} – ${say.map} – ${head.edition}`;
    }
    refill(find("language"), ...Object.keys(data.languages).map((lang) => {
      const choose = () => ((state.lang = lang), page.spoken());
      return el("button", { type: "button", lang, "data-key": "lang-" + lang, "aria-pressed": lang === state.lang, click: choose }, { de: "Deutsch", en: "English" }[lang] || lang);
    }));
  }
  return { retell };
};
