// Light or dark before the first paint: the system's choice, unless this person chose the other one.
(function () {
  "use strict";
  var KEY = "loupe-theme";
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  function ofSystem() { return dark.matches ? "dark" : "light"; }

  function chosen() {
    try { return window.localStorage.getItem(KEY); } catch (refused) { return null; }
  }

  function apply() {
    document.documentElement.setAttribute("data-bs-theme", chosen() || ofSystem());
  }

  function choose(theme) {
    try {
      if (theme === ofSystem()) window.localStorage.removeItem(KEY);  // back to following the system
      else window.localStorage.setItem(KEY, theme);
    } catch (refused) { /* the choice then lasts as long as the page */ }
    document.documentElement.setAttribute("data-bs-theme", theme);
  }

  apply();
  dark.addEventListener("change", apply);
  window.addEventListener("storage", function (event) { if (event.key === KEY) apply(); });
  document.addEventListener("click", function (event) {
    if (!event.target.closest("#header-theme")) return;
    choose(document.documentElement.getAttribute("data-bs-theme") === "dark" ? "light" : "dark");
  });
})();
