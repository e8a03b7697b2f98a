/* The desk: shows a photograph, takes one verdict on it, and shows the next that comes back in the same answer. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const VERDICT_KEYS = { a: "ACCEPT", r: "REJECT", u: "UNSURE" };
  const DONE = { ACCEPT: "Accepted", REJECT: "Rejected", UNSURE: "Marked unsure" };
  const HINT = 3500;

  class Desk {
    constructor(root) {
      const part = (name) => root.querySelector(`[data-desk=${name}]`);
      this.root = root;
      this.question = root.dataset.question;
      this.reviewer = root.dataset.reviewer;
      this.batch = root.dataset.batch || null;
      this.parts = { view: part("view"), message: part("message"), bar: part("bar"), hint: part("hint"), live: part("live"), panel: part("panel"),
        help: part("help"), undo: root.querySelector("[data-action=undo]") };
      this.viewer = new loupe.Viewer(part("view"), part("frame"), part("zoom"));
      this.tone = new loupe.Tone(part("tone-card"), part("frame"), root.querySelector("[data-action=contrast]"));
      this.answer = new loupe.Answer(root, () => part("view").focus({ preventScroll: true }));
      this.item = null;
      this.actions = { fit: () => this.viewer.fit(), actual: () => this.viewer.actual(), turn: () => this.viewer.turn(), contrast: () => this.tone.toggle(),
        "tone-reset": () => this.tone.reset(), note: () => this.answer.toggleNote(), undo: () => this.undo(), next: () => this.load(),
        help: () => this.parts.help.showModal(), "close-help": () => this.parts.help.close(), keys: () => this.switchKeys() };
      this.watchPanel();
      this.showKeySwitch();
      root.addEventListener("click", (event) => this.click(event));
      loupe.keys.bind(this.keys());
    }

    keys() {
      const keys = { f: this.actions.fit, 0: this.actions.actual, t: this.actions.turn, c: this.actions.contrast, n: this.actions.note, z: this.actions.undo,
        "?": this.actions.help, "+": () => this.viewer.step(1), "=": () => this.viewer.step(1), "-": () => this.viewer.step(-1) };
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

    /* "loading", "ready" (a verdict counts), "sending", "closed" (to look at only) or "empty". */
    set state(name) {
      this.root.dataset.state = name;
      const ready = name === "ready";
      for (const button of this.parts.bar.querySelectorAll("[data-verdict]")) button.setAttribute("aria-disabled", String(!ready));
    }

    get state() {
      return this.root.dataset.state;
    }

    /* Verdicts that an earlier page could not deliver go first; then the photograph that was asked for, or the next one. */
    async start(photoId) {
      this.state = "loading";
      for (const verdict of loupe.verdicts.undelivered(this.reviewer)) {
        try {
          await loupe.verdicts.send(this.reviewer, verdict, (attempt, online) => this.sayTrouble(online));
        } catch (error) {
          this.hint(`An earlier answer was not stored. ${error.message}`);
        }
      }
      await this.load(photoId);
    }

    async load(photoId) {
      this.state = "loading";
      try {
        await this.show(await loupe.request("GET", `/api/${photoId ? `open/${encodeURIComponent(photoId)}` : "next"}?${this.query()}`));
      } catch (error) {
        this.say("The desk could not be reached", error.message, "Try again");
      }
    }

    query() {
      return new URLSearchParams({ question: this.question, ...(this.batch && { batch: this.batch }) });
    }

    /* answer: {item or next, progress}.  Resolves when the photograph has been painted. */
    async show(answer) {
      this.item = answer.item || answer.next || null;
      if (answer.progress) document.dispatchEvent(new CustomEvent("loupe:progress", { detail: answer.progress }));
      this.answer.reset();
      this.fade();
      if (!this.item) return this.empty();
      try {
        await this.viewer.show(this.item.photo);
      } catch {
        return this.say("The photograph could not be shown", "It stays in the queue.", "Try again");
      }
      this.parts.message.replaceChildren();
      this.shownAt = new Date().toISOString();
      this.paintedAt = performance.now();
      this.state = this.item.lease_id ? "ready" : "closed";
      if (!this.item.lease_id) this.hint(this.item.decided ? `Already judged: ${DONE[this.item.decided.verdict].toLowerCase()}. You can look, but not judge it again.` :
        "Somebody else has this photograph. You can look, but not judge it.", true);
      this.askForScore(this.item.photo.id);
      this.root.dispatchEvent(new CustomEvent("painted"));
      this.prefetch();
    }

    /* The photographs after this one are decoded before they are needed; without them the desk is slower, not wrong. */
    async prefetch() {
      try {
        const { photos } = await loupe.request("GET", `/api/coming?${this.query()}`);
        loupe.pictures.prefetch(photos.map((photo) => photo.preview));
      } catch (error) {
        console.info("nothing prefetched:", error.message);
      }
    }

    async give(verdict) {
      if (this.state !== "ready") return this.refuseKey();
      const button = this.parts.bar.querySelector(`[data-verdict=${verdict}]`);
      const { item } = this;
      const request = { request_id: loupe.verdicts.newId(), photo_id: item.photo.id, question: this.question, verdict, reasons: this.answer.reasons, note: this.answer.note,
        lease_id: item.lease_id, score_id: this.scoreSeen(), shown_at: this.shownAt, batch: this.batch };
      this.last = request;
      this.state = "sending";
      button.classList.add("given");
      try {
        const answer = await loupe.verdicts.send(this.reviewer, request, (attempt, online) => this.sayTrouble(online));
        this.parts.live.textContent = `${DONE[verdict]}.`;
        this.hint("");
        await this.show(answer);
      } catch (error) {
        if (!(error instanceof loupe.Refused)) throw error;
        await this.refused(error);
      } finally {
        button.classList.remove("given");
      }
    }

    /* A verdict that the server will never store: the photograph is taken, or the answer has a fault to mend. */
    async refused(error) {
      this.hint(error.message, true);
      if (error.status === 409 || error.status === 404) return this.load();
      this.state = "ready";
    }

    async undo() {
      if (this.state === "sending" || this.state === "loading") return this.refuseKey();
      const before = this.state;
      this.state = "loading";
      try {
        const answer = await loupe.request("POST", "/api/undo", { question: this.question });
        await this.show(answer);
        if (this.last && answer.item && this.last.photo_id === answer.item.photo.id) this.answer.reset(this.last.reasons, this.last.note);
        this.hint("Your last verdict is taken back.");
      } catch (error) {
        this.state = before;
        this.hint(error.message, true);
      }
    }

    chooseFamily(button) {
      for (const row of this.parts.panel.querySelectorAll("[data-family]")) row.setAttribute("aria-pressed", String(row === button));
      window.dash_clientside.set_props(this.root.dataset.familyStore, { data: { photo: this.item.photo.id, family: button.dataset.family } });
    }

    askForScore(photoId) {
      window.dash_clientside.set_props(this.root.dataset.photoStore, { data: photoId });
    }

    /* The score that stands beside this photograph, or null while none is shown. */
    scoreSeen() {
      const shown = this.parts.panel.querySelector("[data-photo]");
      return shown && shown.dataset.photo === this.item.photo.id ? shown.dataset.score || null : null;
    }

    /* Until the panel speaks of the photograph on the table, it is not shown: a wrong score is worse than none. */
    watchPanel() {
      new MutationObserver(() => this.fade()).observe(this.parts.panel, { childList: true, subtree: true });
    }

    fade() {
      const shown = this.parts.panel.querySelector("[data-photo]");
      const current = this.item && shown && shown.dataset.photo === this.item.photo.id;
      this.parts.panel.classList.toggle("stale", Boolean(this.item) && !current);
      if (!this.item) this.askForScore(null);
    }

    empty() {
      this.viewer.clear();
      this.say("Every photograph has been judged", "New ones appear here when they are uploaded.", "Look again", "/upload");
      this.state = "empty";
    }

    say(title, words, button, link) {
      this.viewer.clear();
      this.state = "empty";
      this.parts.message.replaceChildren(...loupe.message(title, words, button, link));
    }

    sayTrouble(online) {
      this.hint(online ? "The server does not answer. Your verdict is kept here and sent again." :
        "No connection. Your verdict is kept here and sent when it is back.", true);
    }

    refuseKey() {
      const words = { sending: "Your last verdict is being stored.", loading: "Not yet: the photograph is still loading.",
        closed: "This photograph is not yours to judge now.", empty: "There is no photograph to judge." };
      this.hint(words[this.state] || "Not yet.");
      this.parts.bar.classList.remove("ignored");
      requestAnimationFrame(() => this.parts.bar.classList.add("ignored"));
    }

    /* A short line above the verdict bar; a firm one stays until the next. */
    hint(words, firm = false) {
      clearTimeout(this.hintTimer);
      this.parts.hint.textContent = words;
      if (words && !firm) this.hintTimer = setTimeout(() => this.hint(""), HINT);
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
        loupe.desk.start(root.dataset.photo || null);
        return window.dash_clientside.no_update;
      },
    },
  });
})();
