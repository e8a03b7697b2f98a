/* The message that stands on the light table when there is no photograph: what is so, and what can be done about it. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const WAYS = {
    next: { words: "Next photograph", action: "next" },
    again: { words: "Try again", action: "next" },
    look: { words: "Look again", action: "next" },
    everything: { words: "All batches", action: "all-batches" },
    upload: { words: "Upload photographs", link: "/upload" },
  };

  /* ways: names of WAYS, the likeliest first. */
  loupe.message = function (title, words, ...ways) {
    const row = loupe.element("div", { className: "row-of-buttons" }, ways.map(way));
    return [loupe.element("h2", { className: "h1", textContent: title }), loupe.element("p", { textContent: words }), row];
  };

  function way(name) {
    const { words, action, link } = WAYS[name];
    const made = loupe.element(link ? "a" : "button", { className: "btn btn-secondary", textContent: words });
    if (link) made.href = link;
    else Object.assign(made, { type: "button" }).dataset.action = action;
    return made;
  }
})();
