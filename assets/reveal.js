/* After an answer that was given blind: the score comes, the bar says what each verdict would do, and one key keeps or changes it. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const PATIENCE = 6000; // a score that does not come must not hold anybody up
  const DONE = { ACCEPT: "accepted it", REJECT: "rejected it", UNSURE: "were unsure" };

  loupe.Reveal = class {
    constructor(desk) {
      this.desk = desk;
      this.buttons = [...desk.parts.bar.querySelectorAll("[data-verdict]")];
      this.words = this.buttons.map((button) => button.querySelector(".words").textContent);
    }

    /* own: the verdict that was given.  Resolves once the score is on the screen, with the time. */
    async begin(own) {
      const { desk } = this;
      desk.state = "revealing";
      desk.root.classList.add("revealed");
      for (const button of this.buttons) {
        const mine = button.dataset.verdict === own;
        button.classList.toggle("own", mine);
        button.querySelector(".words").textContent = mine ? "Keep this answer" : "Change to this";
      }
      desk.view = "shown";
      await this.scoreShown();
      desk.announce(`You ${DONE[own]}. Now the score is shown: the same key keeps your answer, another one changes it.`);
      return new Date().toISOString();
    }

    end() {
      this.desk.root.classList.remove("revealed");
      this.buttons.forEach((button, place) => {
        button.classList.remove("own");
        button.querySelector(".words").textContent = this.words[place];
      });
    }

    /* The panel speaks of the photograph on the table and shows what there is of a score. */
    scoreShown() {
      const { panel } = this.desk.parts;
      const there = () => {
        const shown = panel.querySelector("[data-photo]");
        return shown && shown.dataset.view === "shown" && this.desk.photo && shown.dataset.photo === this.desk.photo.id;
      };
      return new Promise((resolve) => {
        if (there()) return resolve();
        const watching = new MutationObserver(() => there() && done());
        const timer = setTimeout(() => done(), PATIENCE);
        function done() {
          clearTimeout(timer);
          watching.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        }
        return watching.observe(panel, { childList: true, subtree: true });
      });
    }
  };
})();
