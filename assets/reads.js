/* For a lead: what others answered to the photograph on the table, without their names. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const SAID = { ACCEPT: ["Accepted", "claim"], REJECT: ["Rejected", "against"], UNSURE: ["Unsure", "none"] };

  loupe.Reads = class {
    constructor(place) {
      this.place = place;
      this.words = JSON.parse(place.dataset.words);
    }

    /* reads: [{name, verdict, label, reasons, note}], as an item has them. */
    show(reads) {
      this.place.hidden = !reads.length;
      if (!reads.length) return this.place.replaceChildren();
      const list = loupe.element("ul", {}, reads.map((read) => this.row(read)));
      return this.place.replaceChildren(
        loupe.element("h2", { textContent: "Settle this photograph" }),
        loupe.element("p", { className: "soft", textContent: "Others answered as follows. Your verdict is the one that counts." }), list);
    }

    row({ name, verdict, reasons, note }) {
      const [words, side] = SAID[verdict];
      const why = reasons.map((code) => this.words.reasons[code] || code).join(", ");
      const said = loupe.element("span", {}, [loupe.element("b", { textContent: words }), why ? `: ${why}` : ""]);
      const parts = [loupe.element("span", { className: "read-name", textContent: name }), loupe.element("span", { className: `mark ${side}` }), said];
      if (note) parts.push(loupe.element("q", { textContent: note }));
      return loupe.element("li", {}, parts);
    }
  };
})();
