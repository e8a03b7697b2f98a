// The decision log's cells and its refresh when a filter changes.
(function () {
  "use strict";
  var cells = window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {};
  var narrow = window.matchMedia("(max-width: 900px)");
  var WIDE_ONLY = ["reasons", "suggestion", "reviewer", "seconds", "note"];

  function h() { return window.React.createElement.apply(window.React, arguments); }

  cells.LogPhoto = function (props) {
    if (!props.data) return h("span", { className: "soft" }, "…");
    return h("a", { className: "log-photo", href: "/?photo=" + encodeURIComponent(props.data.photo_id), title: props.data.photo },
      h("img", { src: "/api/photos/" + encodeURIComponent(props.data.photo_id) + "/thumbnail", alt: "", loading: "lazy" }),
      h("span", { className: "what" }, h("span", { className: "name" }, props.data.photo),
        props.data.about ? h("span", { className: "soft" }, props.data.about) : null));
  };

  cells.LogVerdict = function (props) {
    if (!props.data) return null;
    return h("span", { className: "log-verdict" }, h("span", { className: "mark " + props.data.side }),
      h("span", { className: "what" }, h("span", null, props.data.verdict),
        h("span", { className: "soft" }, [props.data.label, props.data.superseded ? "replaced" : ""].filter(Boolean).join(", "))));
  };

  cells.LogSuggestion = function (props) {
    if (!props.data || !props.data.suggestion) return h("span", { className: "soft" }, props.data ? "no score" : "");
    var note = props.data.score_seen ? props.data.model_version : props.data.model_version + ", not seen";
    return h("span", { className: "log-verdict", title: note }, h("span", { className: "mark " + props.data.suggestion_side }),
      h("span", null, props.data.suggestion));
  };

  cells.LogTime = function (props) {
    if (!props.data) return null;
    var when = new Date(props.data.decided_at);
    var day = { day: "numeric", month: "short" };
    if (when.getFullYear() !== new Date().getFullYear()) day.year = "numeric";
    return h("time", { className: "log-time", dateTime: props.data.decided_at, title: props.data.decided_at },
      h("span", null, when.toLocaleDateString(undefined, day)),
      h("span", { className: "soft" }, when.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })));
  };

  function fit(api) { api.setColumnsVisible(WIDE_ONLY, !narrow.matches); }

  narrow.addEventListener("change", function () {
    var grid = document.getElementById("decisions-grid");
    if (grid) window.dash_ag_grid.getApiAsync("decisions-grid").then(fit);
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-more-filters]");
    if (!button) return;
    var open = button.closest(".filter-bar").classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });

  function refresh() {
    var id = arguments[arguments.length - 1];
    if (window.dash_ag_grid && document.getElementById(id)) window.dash_ag_grid.getApi(id).purgeInfiniteCache();
    return null;
  }

  function clear() { return ["any", "any", "any", "", "", "", "", ""]; }

  // The grid's library is left out of the first page; resolves when it is here.
  function load(address) {
    if (window.dash_ag_grid) return Promise.resolve(true);
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = function () { resolve(true); };
      script.onerror = reject;
      document.head.append(script);
    });
  }

  function mount(id) {
    window.dash_ag_grid.getApiAsync(id).then(fit);
    return null;
  }

  window.dash_clientside = Object.assign(window.dash_clientside || {}, { decisions: { refresh: refresh, clear: clear, load: load, mount: mount } });
})();
