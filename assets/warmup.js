/* The warm-up: photographs whose truth is known, with the truth told after each answer.  Nothing of it is a decision. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});

  loupe.WarmUp = class {
    constructor(desk, flow) {
      Object.assign(this, { desk, flow, photo: null, told: false });
      this.words = JSON.parse(desk.root.dataset.labels);
    }

    /* Puts the next one on the table; false where none is left. */
    async begin() {
      const { desk } = this;
      if (desk.root.dataset.warmUp === "0") return false;
      let state;
      try {
        state = await loupe.request("GET", `/api/warm-up?${new URLSearchParams({ question: this.flow.question })}`);
      } catch (error) {
        console.info("no warm-up:", error.message); // the queue itself says what is wrong
        return false;
      }
      this.photo = state.photo;
      if (!this.photo) return false;
      this.told = false;
      await desk.paint(this.photo, "warm_up");
      desk.state = "ready";
      desk.hint(`Warm-up: photograph ${state.done + 1} of ${state.wanted}.`, true);
      return true;
    }

    /* The first verdict key answers, the next one goes on. */
    async give(verdict) {
      const { desk, photo } = this;
      desk.state = "sending";
      if (this.told) return (await this.begin()) || this.end();
      desk.press(verdict, true);
      try {
        const { right, label, wanted, done } = await loupe.request("POST", "/api/warm-up", { question: this.flow.question, photo_id: photo.id, verdict });
        const said = `${right ? "Right" : verdict === "UNSURE" ? "It is" : "Not so"}${verdict === "UNSURE" ? "" : ": it is"} ${this.words[label] || label}.`;
        this.told = true;
        desk.hint(`${said} ${done < wanted ? "Any verdict key goes on." : "That was the last one; any verdict key starts the queue."}`, true);
        desk.announce(said);
      } catch (error) {
        desk.hint(error.message, true);
      } finally {
        desk.press(verdict, false);
        desk.state = "ready";
      }
      return null;
    }

    end() {
      this.photo = null;
      this.desk.hint("");
      return this.flow.load();
    }
  };
})();
