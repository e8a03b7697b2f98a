/* The desk as it is seen: the light table, the verdict bar, the panel, and what keys and buttons do there.
   What is shown next, and how verdicts leave, is in flow.js. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const VERDICT_KEYS = { a: "ACCEPT", r: "REJECT", u: "UNSURE" };
  const HINT = 3500;
  const NOT_NOW = {
    sending: "Not yet: your last verdict is being stored.",
    loading: "Not yet: the photograph is still loading.",
    closed: "This photograph is not yours to judge now.",
    revealing: "Not yet: the score is on its way.",
    empty: "There is no photograph to judge.",
  };

  class Desk {
    constructor(root) {
      const part = (name) => root.querySelector(`[data-desk=${name}]`);
      this.root = root;
      this.parts = { view: part("view"), message: part("message"), bar: part("bar"), hint: part("hint"), live: part("live"),
        panel: part("panel"), help: part("help") };
      this.viewer = new loupe.Viewer(part("view"), part("frame"), part("zoom"));
      this.tone = new loupe.Tone(part("tone-card"), part("frame"), root.querySelector("[data-action=contrast]"));
      this.answer = new loupe.Answer(root, () => part("view").focus({ preventScroll: true }), () => this.give("REJECT"));
      this.reads = new loupe.Reads(part("reads"));
      this.recent = new loupe.Recent(this, part("recent"), part("recent-list"));
      this.reveal = new loupe.Reveal(this);
      this.steering = new loupe.Steering(this, part("steering"));
      this.flow = new loupe.Flow(this, root.dataset);
      this.swipe = new loupe.Swipe(this);
      this.maps = new loupe.Maps(this);
      this.companion = new loupe.Companion(this);
      this.photo = null;
      this.actions = this.namedActions();
      this.watchPanel();
      this.showKeySwitch();
      root.addEventListener("click", (event) => this.click(event));
      loupe.keys.bind(this.keys());
      this.whenBack = () => this.parts.panel.classList.contains("stale") && this.askForScore();
      window.addEventListener("online", this.whenBack);
    }

    namedActions() {
      const { viewer, tone, answer, flow, parts } = this;
      return {
        fit: () => viewer.fit(), actual: () => viewer.actual(), turn: () => viewer.turn(), contrast: () => tone.toggle(), "tone-reset": () => tone.reset(),
        note: () => answer.toggleNote(), undo: () => flow.undo(), recent: () => this.recent.toggle(), skip: () => flow.skip(),
        ask: () => flow.ask(), hold: () => this.steering.hold(), assign: () => this.steering.assign(), next: () => flow.load(), "all-batches": () => loupe.choose("work-batch", ""), keys: () => this.switchKeys(),
        map: () => this.maps.next(), "map-off": () => this.maps.choose(null), beside: () => this.companion.toggleCard(), pair: () => this.showPair(),
        help: () => parts.help.showModal(), "close-help": () => parts.help.close(),
      };
    }

    keys() {
      const { viewer, actions } = this;
      const keys = { f: actions.fit, 0: actions.actual, t: actions.turn, c: actions.contrast, n: actions.note, z: actions.undo, "?": actions.help,
        m: actions.map, s: () => this.companion.next(), k: actions.skip, v: actions.ask, l: actions.recent,
        "+": () => viewer.step(1), "=": () => viewer.step(1), "-": () => viewer.step(-1) };
      for (const [key, verdict] of Object.entries(VERDICT_KEYS)) keys[key] = () => this.give(verdict);
      for (const digit of "123456789") keys[digit] = () => this.answer.toggleDigit(digit);
      return keys;
    }

    click(event) {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.verdict) this.give(button.dataset.verdict);
      else if (button.dataset.reason) this.answer.toggle(button);
      else if (button.dataset.family) this.chooseFamily(button);
      else if (this.actions[button.dataset.action]) this.actions[button.dataset.action]();
    }

    /* A key counts only while a photograph that may be judged is painted; otherwise the bar refuses it visibly.
       Where a rejection needs a reason and has none, it waits for one digit. */
    give(verdict) {
      if (this.state === "ready") {
        this.answer.wanted = verdict === "REJECT" && this.root.dataset.reasonRequired === "true" && !this.flow.warmUp.photo && !this.answer.reasons.length;
        if (!this.answer.wanted) return this.flow.give(verdict);
        return this.hint("Why? Press the digit of a reason.", true);
      }
      this.hint(NOT_NOW[this.state]);
      this.parts.bar.classList.remove("ignored");
      requestAnimationFrame(() => this.parts.bar.classList.add("ignored"));
      return null;
    }

    /* "loading", "ready" (a verdict counts), "sending", "revealing", "closed" (to look at only) or "empty". */
    set state(name) {
      this.root.dataset.state = name;
      for (const button of this.parts.bar.querySelectorAll("[data-verdict]")) button.setAttribute("aria-disabled", String(name !== "ready"));
    }

    get state() {
      return this.root.dataset.state;
    }

    /* Puts a photograph on the table, asks for its score, and resolves with the time at which it was painted.
       view: "shown", or why there is no score yet: "hidden", "ask" or "warm_up". */
    async paint(photo, view, reasons = [], note = null) {
      this.photo = photo;
      this.root.dataset.showing = photo.id;
      this.maps.leave();
      this.reveal.end();
      this.reads.show([]);
      this.answer.reset(reasons, note);
      this.root.dataset.view = view;
      this.fade();
      await this.viewer.show(photo);
      const painted = new Date().toISOString();
      this.parts.message.replaceChildren();
      this.askForScore();
      this.root.dispatchEvent(new CustomEvent("painted", { detail: photo }));
      return painted;
    }

    get view() {
      return this.root.dataset.view;
    }

    /* The same photograph with its score, or without. */
    set view(name) {
      if (this.view === name) return;
      this.root.dataset.view = name;
      this.fade();
      this.askForScore();
      this.maps.wait();
    }

    askForScore() {
      const data = this.photo ? { photo: this.photo.id, view: this.view } : null;
      window.dash_clientside.set_props(this.root.dataset.photoStore, { data });
    }

    /* Clears the table for a message and what can be done about it. */
    say(title, words, ...ways) {
      this.photo = null;
      this.root.dataset.showing = "";
      this.maps.leave();
      this.companion.empty();
      this.reveal.end();
      this.reads.show([]);
      this.viewer.clear();
      this.answer.reset();
      this.fade();
      this.askForScore();
      this.state = "empty";
      this.parts.message.replaceChildren(...loupe.message(title, words, ...ways));
    }

    /* From the panel, which lies below the photograph on a narrow screen. */
    showPair() {
      this.companion.choose("pair");
      this.parts.view.scrollIntoView({ block: "nearest" });
    }

    /* A short line above the verdict bar; a firm one stays until the next. */
    hint(words, firm = false) {
      clearTimeout(this.hintTimer);
      this.parts.hint.textContent = words;
      if (words && !firm) this.hintTimer = setTimeout(() => this.hint(""), HINT);
    }

    announce(words) {
      this.parts.live.textContent = words;
    }

    press(verdict, pressed) {
      this.parts.bar.querySelector(`[data-verdict=${verdict}]`).classList.toggle("given", pressed);
    }

    chooseFamily(button) {
      for (const row of this.parts.panel.querySelectorAll("[data-family]")) row.setAttribute("aria-pressed", String(row === button));
      window.dash_clientside.set_props(this.root.dataset.familyStore, { data: { photo: this.photo.id, family: button.dataset.family } });
    }

    /* The score that stands beside the photograph on the table, or null while none is shown. */
    scoreSeen() {
      const shown = this.parts.panel.querySelector("[data-photo]");
      return shown && this.photo && shown.dataset.photo === this.photo.id ? shown.dataset.score || null : null;
    }

    /* Until the panel speaks of the photograph on the table it is hidden: a wrong score is worse than none. */
    watchPanel() {
      new MutationObserver(() => this.fade()).observe(this.parts.panel, { childList: true, subtree: true });
    }

    fade() {
      const shown = this.parts.panel.querySelector("[data-photo]");
      const wrong = !this.photo || !shown || shown.dataset.photo !== this.photo.id || (shown.dataset.score && this.view !== "shown");
      this.parts.panel.classList.toggle("stale", Boolean(wrong));
    }

    switchKeys() {
      loupe.keys.on = !loupe.keys.on;
      this.showKeySwitch();
    }

    showKeySwitch() {
      this.root.querySelector("[data-action=keys]").textContent = loupe.keys.on ? "Switch keys off" : "Switch keys on";
      this.root.classList.toggle("without-keys", !loupe.keys.on);
    }

    close() {
      this.viewer.close();
      window.removeEventListener("online", this.whenBack);
      this.maps.close();
      this.companion.close();
      loupe.keys.bind(null);
    }
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    desk: {
      /* Called by Dash whenever the desk has been drawn. */
      mount(id) {
        const root = document.getElementById(id);
        if (loupe.desk) loupe.desk.close();
        loupe.desk = new Desk(root);
        loupe.desk.flow.start(root.dataset.photo || null);
        return window.dash_clientside.no_update;
      },
    },
  });
})();
