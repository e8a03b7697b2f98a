/* The message that stands on the light table when there is no photograph: what is so, and one thing to do about it. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});

  loupe.message = function (title, words, button, link) {
    const head = document.createElement("h2");
    head.className = "h1";
    head.textContent = title;
    const text = document.createElement("p");
    text.textContent = words;
    const row = document.createElement("div");
    row.className = "row-of-buttons";
    const again = document.createElement("button");
    Object.assign(again, { type: "button", className: "btn btn-secondary", textContent: button });
    again.dataset.action = "next";
    row.append(again);
    if (link) {
      const anchor = document.createElement("a");
      Object.assign(anchor, { href: link, className: "btn btn-secondary", textContent: "Upload photographs" });
      row.append(anchor);
    }
    return [head, text, row];
  };

  /* How far the queue is, written into the header after each verdict. */
  document.addEventListener("loupe:progress", (event) => {
    const { judged_today: judged, waiting, total } = event.detail;
    const place = document.querySelector(".queue-progress");
    if (!place || !place.querySelector(".judged")) return;
    place.querySelector(".judged").textContent = `${judged.toLocaleString("en")} judged today`;
    place.querySelector(".waiting").textContent = `${waiting.toLocaleString("en")} waiting`;
    const bar = place.querySelector(".bar i");
    if (bar && total) bar.style.width = `${Math.round((100 * (total - waiting)) / total)}%`;
  });
})();
