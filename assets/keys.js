/* Keys: one listener for the whole page.  Keys with a modifier, repeats, and keys typed into a field never count;
   single letters can be switched off (WCAG 2.1.4). */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const SWITCH = "loupe.keys";
  const FIELDS = "input, textarea, select, [contenteditable='true'], [contenteditable=''], .ag-root";
  let bound = null;

  loupe.keys = {
    /* actions: key (lower case letter, digit or sign) -> function(event).  Null takes them away. */
    bind(actions) {
      bound = actions;
    },
    lastUsed: Date.now(), // when this page last saw a key or a pointer
    get on() {
      return localStorage.getItem(SWITCH) !== "off";
    },
    set on(wanted) {
      localStorage.setItem(SWITCH, wanted ? "on" : "off");
    },
  };

  for (const sign of ["keydown", "pointerdown", "pointermove", "wheel"]) {
    document.addEventListener(sign, () => { loupe.keys.lastUsed = Date.now(); }, { passive: true, capture: true });
  }

  document.addEventListener("keydown", (event) => {
    if (!bound || event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest && event.target.closest(FIELDS)) return;
    if (document.querySelector("dialog[open], .modal.show")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = bound[key];
    if (!action || !loupe.keys.on) return;
    event.preventDefault();
    action(event);
  });
})();
