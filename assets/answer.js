/* What goes along with a verdict: the reasons that are set and the note that is written before the verdict key. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});

  loupe.Answer = class {
    /* backToPhotograph: gives the focus back.  onReason: called when a reason that was waited for is set. */
    constructor(root, backToPhotograph, onReason) {
      this.row = root.querySelector(".reasons");
      this.onReason = onReason;
      this.chips = [...root.querySelectorAll("[data-reason]")];
      this.card = root.querySelector("[data-desk=note-card]");
      this.field = root.querySelector("[data-desk=note]");
      this.opener = root.querySelector("[data-action=note]");
      this.name = root.querySelector("[data-desk=note-name]");
      this.backToPhotograph = backToPhotograph;
      this.field.addEventListener("input", () => this.nameNote());
      this.field.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        this.closeNote();
      });
      root.addEventListener("pointerdown", (event) => {
        if (!this.card.hidden && !event.target.closest(".note")) this.card.hidden = true;
      });
    }

    get reasons() {
      return this.chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.reason);
    }

    get note() {
      return this.field.value.trim() || null;
    }

    toggle(chip) {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      if (!this.wanted || !this.reasons.length) return;
      this.wanted = false;
      this.onReason();
    }

    /* Whether the next reason is waited for. */
    get wanted() {
      return this.row.classList.contains("wanted");
    }

    set wanted(yes) {
      this.row.classList.toggle("wanted", yes);
    }

    toggleDigit(digit) {
      const chip = this.chips.find((one) => one.dataset.digit === digit);
      if (chip) this.toggle(chip);
    }

    toggleNote() {
      if (!this.card.hidden) return this.closeNote();
      this.card.hidden = false;
      this.opener.setAttribute("aria-expanded", "true");
      this.field.focus();
    }

    closeNote() {
      this.card.hidden = true;
      this.opener.setAttribute("aria-expanded", "false");
      this.backToPhotograph();
    }

    nameNote() {
      this.name.replaceChildren("Note", ...(this.note ? [loupe.element("span", { className: "written", textContent: " written" })] : []));
      this.opener.setAttribute("aria-pressed", String(Boolean(this.note)));
    }

    /* Empty for the next photograph, or as they were for one that comes back. */
    reset(reasons = [], note = null) {
      for (const chip of this.chips) chip.setAttribute("aria-pressed", String(reasons.includes(chip.dataset.reason)));
      this.wanted = false;
      this.field.value = note || "";
      this.card.hidden = true;
      this.nameNote();
    }
  };
})();
