// The grid of photographs: choosing them for one answer, and going on at its end.
(function () {
  "use strict";
  var observer = null;
  var chosen = new Set(); // ids of photographs
  var last = null;        // the one that was pressed before, from which Shift chooses a range
  var filtered = "";      // the batch that is filtered for
  var answered = null;    // the newest bulk answer that was seen; a new one empties the choice

  function boxes() { return Array.from(document.querySelectorAll(".photo-grid .choose")); }
  function photoOf(box) { return box.closest(".photo-card").dataset.photo; }

  function choose(photo, wanted) {
    if (wanted) chosen.add(photo); else chosen.delete(photo);
  }

  // Boxes, bar and store say what is chosen; what left the grid is chosen no more.  With nothing chosen the bar is the batch's.
  function tell() {
    var bar = document.querySelector("[data-photos=bar]");
    if (!bar) return;
    var shown = new Set(boxes().map(photoOf));
    chosen.forEach(function (photo) { if (!shown.has(photo)) chosen.delete(photo); });
    boxes().forEach(function (box) { box.setAttribute("aria-checked", String(chosen.has(photoOf(box)))); });
    bar.hidden = !chosen.size && !(filtered && shown.size);
    bar.classList.toggle("for-batch", !chosen.size);
    bar.querySelector("[data-photos=count]").textContent = chosen.size ? chosen.size + " chosen" : "Batch “" + filtered + "”";
    window.dash_clientside.set_props("photos-chosen", { data: Array.from(chosen) });
  }

  function pressed(photo, withShift) {
    var all = boxes().map(photoOf), here = all.indexOf(photo), there = all.indexOf(last), wanted = !chosen.has(photo);
    var range = withShift && there >= 0 ? all.slice(Math.min(here, there), Math.max(here, there) + 1) : [photo];
    range.forEach(function (one) { choose(one, wanted); });
    last = photo;
    tell();
  }

  document.addEventListener("click", function (event) {
    var box = event.target.closest(".photo-grid .choose");
    if (box) return pressed(photoOf(box), event.shiftKey);
    var button = event.target.closest("[data-photos=all], [data-photos=none], [data-take-back], [data-give-back]");
    if (!button) return;
    if (button.dataset.takeBack) return window.dash_clientside.set_props("photos-take-back", { data: button.dataset.takeBack });
    if (button.dataset.giveBack) return window.dash_clientside.set_props("photos-give-back", { data: button.dataset.giveBack });
    boxes().map(photoOf).forEach(function (photo) { choose(photo, button.dataset.photos === "all"); });
    tell();
  });

  function closeMenus(but) {
    document.querySelectorAll(".bulk-bar details[open]").forEach(function (menu) { if (menu !== but) menu.open = false; });
  }

  document.addEventListener("toggle", function (event) {
    if (event.target.open && event.target.closest(".bulk-bar")) closeMenus(event.target);
  }, true);

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") closeMenus(null);
  });

  // Scrolling to the end asks for more; the button stays for the keyboard.
  function mount(cards, changed) {
    var more = document.getElementById("photos-more");
    if ((changed || null) !== answered) {
      chosen.clear();
      closeMenus(null);
    }
    answered = changed || null;
    window.setTimeout(tell, 0); // the new cards are drawn by then
    if (observer) observer.disconnect();
    if (more && "IntersectionObserver" in window) {
      observer = new IntersectionObserver(function (entries) {
        if (entries[0].isIntersecting && !more.hidden) more.click();
      }, { rootMargin: "600px" });
      observer.observe(more);
    }
    return null;
  }

  function clear() { return ["", "any", "any", "any", "any", "", "", ""]; }

  // What gives a whole batch away is there while one is filtered for.
  function batch(name) {
    filtered = name || "";
    window.setTimeout(tell, 0);
    return ["Give the whole batch" + (name ? " “" + name + "”" : ""), !name, !name, !name];
  }

  window.dash_clientside = Object.assign(window.dash_clientside || {}, { photos: { mount: mount, clear: clear, batch: batch } });
})();
