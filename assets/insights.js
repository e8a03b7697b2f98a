/* Insights: the filters back to nothing chosen; in the order of FILTERS in app/web/pages/insights.py. */
(function () {
  "use strict";

  function clear() { return ["", "", "any", "any", "any", "any"]; }

  window.dash_clientside = Object.assign(window.dash_clientside || {}, { insights: { clear: clear } });
})();
