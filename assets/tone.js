/* Contrast and brightness of the view.  Only what is seen changes: the photograph and its score do not. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const SVG = "http://www.w3.org/2000/svg";

  loupe.Tone = class {
    constructor(card, frame, opener) {
      this.card = card;
      this.frame = frame;
      this.opener = opener;
      this.curves = ["R", "G", "B"].map((channel) => document.createElementNS(SVG, `feFunc${channel}`));
      this.sliders = [...card.querySelectorAll("[data-tone]")].map((place) => this.slider(place));
      card.append(this.filter());
    }

    slider(place) {
      const input = document.createElement("input");
      const { tone, min, max, neutral, words } = place.dataset;
      Object.assign(input, { type: "range", min, max, value: neutral, step: 5, className: "form-range", name: tone });
      input.setAttribute("aria-label", words);
      input.addEventListener("input", () => this.apply());
      place.append(input);
      return input;
    }

    /* Brightness follows a curve (gamma), so that neither black nor white is lost. */
    filter() {
      const drawing = document.createElementNS(SVG, "svg");
      const filter = document.createElementNS(SVG, "filter");
      const transfer = document.createElementNS(SVG, "feComponentTransfer");
      filter.id = "desk-gamma";
      filter.setAttribute("color-interpolation-filters", "sRGB");
      for (const curve of this.curves) curve.setAttribute("type", "gamma");
      transfer.append(...this.curves);
      filter.append(transfer);
      drawing.append(filter);
      drawing.setAttribute("class", "filters");
      return drawing;
    }

    apply() {
      const [contrast, gamma] = this.sliders.map((slider) => slider.value / 100);
      for (const curve of this.curves) curve.setAttribute("exponent", String(1 / gamma));
      const parts = [];
      if (contrast !== 1) parts.push(`contrast(${contrast})`);
      if (gamma !== 1) parts.push("url(#desk-gamma)");
      this.frame.style.filter = parts.join(" ");
      this.opener.setAttribute("aria-pressed", String(parts.length > 0));
    }

    toggle() {
      this.card.hidden = !this.card.hidden;
      this.opener.setAttribute("aria-expanded", String(!this.card.hidden));
      if (!this.card.hidden) this.sliders[0].focus();
    }

    reset() {
      for (const slider of this.sliders) slider.value = slider.parentElement.dataset.neutral;
      this.apply();
    }
  };
})();
