// The search of the private pages: every word that is typed has to be in the ask.
(() => {
  "use strict";
  const rows = window.askbookIndex;
  const field = document.getElementById("words");
  const found = document.getElementById("found");
  const tally = document.getElementById("tally");
  if (!Array.isArray(rows) || !field || !found || !tally) return;
  const most = 50;
  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = words.length ? rows.filter((row) => words.every((word) => row[4].includes(word))) : [];
    found.replaceChildren(...hits.slice(0, most).map(([title, url, day, status]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = url;
      link.dir = "auto";
      link.textContent = title || day;
      const rest = document.createElement("span");
      rest.className = "soft small";
      rest.textContent = ` ${day} · ${status}`;
      item.append(link, rest);
      return item;
    }));
    const { none, one, many } = tally.dataset;
    const told = hits.length === 0 ? none : hits.length === 1 ? one : many.replace("{n}", hits.length);
    tally.textContent = words.length ? told : "";
  };
  field.addEventListener("input", show);
  document.getElementById("find").hidden = false;
  show();
})();
