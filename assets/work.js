/* What one works on: the menu in the header with question, batch and order, and how far the queue is. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const MENUS = "header details[open]";

  /* Chooses as if by hand. */
  loupe.choose = (group, value) => window.dash_clientside.set_props(group, { value });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    work: {
      /* The batch that an address names is chosen once and taken out of the address; another question starts with all batches. */
      take_from_address(search) {
        const words = new URLSearchParams(search);
        const batch = words.get("batch");
        const changed = window.dash_clientside.callback_context.triggered.map((one) => one.prop_id);
        if (batch === null) return changed.includes("work-question.value") ? "" : window.dash_clientside.no_update;
        words.delete("batch");
        window.history.replaceState(window.history.state, "", window.location.pathname + (words.size ? `?${words}` : ""));
        return batch;
      },
    },
  });

  /* Written into the header after each verdict. */
  document.addEventListener("loupe:progress", (event) => {
    const { judged_today: judged, waiting, total } = event.detail;
    const place = document.querySelector(".queue-progress");
    if (!place || !place.querySelector(".judged")) return;
    place.querySelector(".judged").textContent = `${judged.toLocaleString("en")} judged today`;
    place.querySelector(".waiting").textContent = `${waiting.toLocaleString("en")} waiting`;
    const bar = place.querySelector(".bar i");
    if (bar && total) bar.style.width = `${Math.round((100 * (total - waiting)) / total)}%`;
  });

  /* Menus close on a click elsewhere, on a link in them, and on Esc, which gives the focus back to their opener. */
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(MENUS)) if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll(MENUS)) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
