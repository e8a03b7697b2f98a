/* The flow of the queue: which photograph is on the table, which come next, and each verdict's way out.
   The next photograph is painted at once; the next verdict opens when the last one is acknowledged. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const AWAY = 10 * 60 * 1000; // without a key or a pointer for so long, nobody is looking
  const DONE = { ACCEPT: "Accepted", REJECT: "Rejected", UNSURE: "Marked unsure" };

  loupe.Flow = class {
    constructor(desk, { question, reviewer, batch, order }) {
      Object.assign(this, { desk, question, reviewer, batch: batch || null, order });
      this.warmUp = new loupe.WarmUp(desk, this);
      this.item = null; // the photograph on the table, with its lease
      this.coming = []; // photographs that are reserved for this reviewer, decoded ahead
      this.last = null; // the last verdict given, for undo
    }

    /* Verdicts that an earlier page could not deliver go first; then the photograph that was asked for, or the next one. */
    async start(photoId) {
      this.desk.state = "loading";
      for (const verdict of loupe.verdicts.undelivered(this.reviewer)) {
        try {
          await loupe.verdicts.send(this.reviewer, verdict, (online) => this.sayTrouble(online));
        } catch (error) {
          this.desk.hint(`An earlier verdict was not stored. ${error.message}`, true);
        }
      }
      if (photoId || !(await this.warmUp.begin())) await this.load(photoId);
    }

    async load(photoId) {
      this.desk.state = "loading";
      try {
        await this.show(await loupe.request("GET", `/api/${photoId ? `open/${encodeURIComponent(photoId)}` : "next"}?${this.query()}`));
      } catch (error) {
        const refused = error instanceof loupe.Refused;
        this.desk.say(refused ? "This photograph cannot be opened" : "The desk could not be reached", error.message, refused ? "next" : "again");
      }
    }

    query() {
      return new URLSearchParams({ question: this.question, order: this.order, ...(this.batch && { batch: this.batch }) });
    }

    /* item: a photograph with its lease, or null.  painted: when it was painted, if it already lies on the table. */
    async show({ item, progress }, painted = null) {
      const { desk } = this;
      this.item = item;
      if (progress) document.dispatchEvent(new CustomEvent("loupe:progress", { detail: progress }));
      if (!item) return this.sayDone(progress);
      try {
        this.shownAt = await this.lay(item, painted);
      } catch (error) {
        console.info("not painted:", error);
        return desk.say("The photograph could not be shown", "It stays in the queue.", "again");
      }
      desk.state = item.lease_id ? "ready" : "closed";
      if (!item.revealing && (item.decided || !item.lease_id)) desk.hint(standing(item), true);
      this.keepLease();
      return this.prefetch();
    }

    /* Lays the photograph on the table unless it is there already, with its score or without; resolves with the time at which all was seen. */
    async lay(item, painted) {
      const { desk } = this;
      const there = desk.photo && desk.photo.id === item.photo.id && (painted || item.revealing);
      const { reasons, note } = (item.revealing && item.decided) || {};
      let seen = there ? painted : await desk.paint(item.photo, item.blind, reasons, note);
      desk.reads.show(item.reads);
      if (item.revealing && item.decided) seen = await desk.reveal.begin(item.decided.verdict);
      else {
        desk.view = item.blind;
        this.usual = item.blind;
      }
      return seen;
    }

    sayDone({ total }) {
      const { desk, batch } = this;
      if (!batch && !total) return desk.say("There are no photographs yet", "They appear here when they are uploaded.", "upload", "look");
      if (!batch) return desk.say("Every photograph has been judged", "New ones appear here when they are uploaded.", "look", "upload");
      const title = total ? `Every photograph of “${batch}” has been judged` : `There are no photographs in “${batch}”`;
      return desk.say(title, "Other batches may have some.", "everything", "look");
    }

    /* While somebody is looking, the lease is renewed before it ends; an abandoned photograph goes back to the queue. */
    keepLease() {
      clearTimeout(this.renewing);
      const { item } = this;
      if (!item.lease_id || !item.lease_until) return;
      const left = new Date(item.lease_until) - Date.now();
      this.renewing = setTimeout(async () => {
        if (this.item !== item || this.desk.state !== "ready" || document.hidden || Date.now() - loupe.keys.lastUsed > AWAY) return;
        const lease = await this.lease(item.photo.id);
        if (lease && this.item === item) Object.assign(item, lease);
        this.keepLease();
      }, Math.max(left / 2, 5000));
    }

    /* A fresh lease on a photograph that is still to be judged by this reviewer, or null. */
    async lease(photoId) {
      try {
        const { item } = await loupe.request("GET", `/api/open/${encodeURIComponent(photoId)}?${this.query()}`);
        return item.lease_id && (!item.decided || item.revealing) ? { lease_id: item.lease_id, lease_until: item.lease_until } : null;
      } catch (error) {
        console.info("no lease:", error.message);
        return null;
      }
    }

    /* The photographs after this one are decoded before they are needed; without them the desk is slower, not wrong. */
    async prefetch() {
      const { item } = this;
      try {
        const { photos } = await loupe.request("GET", `/api/coming?${this.query()}&on=${encodeURIComponent(item.photo.id)}`);
        if (this.item !== item) return; // an answer to an older question
        this.coming = photos;
        loupe.pictures.prefetch(this.coming.map((photo) => photo.preview));
      } catch (error) {
        console.info("nothing prefetched:", error.message);
      }
    }

    async give(verdict) {
      const { desk, item } = this;
      if (this.warmUp.photo) return this.warmUp.give(verdict);
      const request = { request_id: loupe.verdicts.newId(), photo_id: item.photo.id, question: this.question, verdict, reasons: desk.answer.reasons,
        note: desk.answer.note, lease_id: item.lease_id, score_id: desk.scoreSeen(), shown_at: this.shownAt, order: this.order,
        batch: this.batch };
      this.last = request;
      desk.state = "sending";
      desk.hint("");
      desk.press(verdict, true);
      const painting = item.blind === "hidden" ? null : this.paintAhead(); // blind, the same photograph comes back with its score
      try {
        const { next, progress } = await this.deliver(request);
        desk.announce(`${DONE[verdict]}.`);
        desk.hint("");
        await this.show({ item: next, progress }, await painting);
      } catch (error) {
        if (!(error instanceof loupe.Refused)) throw error;
        await painting;
        await this.refused(error, item, request);
      } finally {
        desk.press(verdict, false);
      }
    }

    /* Sends the verdict; where only its lease has run out and nobody else has the photograph, once more under a new one. */
    async deliver(request) {
      const trouble = (online) => this.sayTrouble(online);
      try {
        return await loupe.verdicts.send(this.reviewer, request, trouble);
      } catch (error) {
        if (!(error instanceof loupe.Refused) || error.status !== 409) throw error;
        const lease = await this.lease(request.photo_id);
        if (!lease) throw error;
        return loupe.verdicts.send(this.reviewer, { ...request, request_id: loupe.verdicts.newId(), lease_id: lease.lease_id }, trouble);
      }
    }

    /* Puts the photograph that will most likely be next on the table, if it is decoded; resolves with the time, or null. */
    async paintAhead() {
      this.coming = this.coming.filter((photo) => photo.id !== this.desk.photo.id);
      const ahead = this.coming.shift();
      if (!ahead || !loupe.pictures.ready(ahead.preview)) return null;
      return this.desk.paint(ahead, this.usual).catch(() => null);
    }

    /* A verdict that will never be stored: the photograph is somebody else's or gone, or the verdict has a fault to mend. */
    async refused(error, item, request) {
      this.desk.hint(error.message, true);
      if (error.status === 409 || error.status === 404) return this.load();
      this.shownAt = await this.desk.paint(item.photo, item.blind, request.reasons, request.note);
      this.desk.reads.show(item.reads);
      this.desk.state = "ready";
      if (error.kind !== "ReasonRequired") return null;
      this.desk.root.dataset.reasonRequired = "true"; // the policy changed while this page was open
      return this.desk.give("REJECT");
    }

    /* Leaves the photograph to others. */
    async skip() {
      const { desk, item } = this;
      if (desk.state !== "ready" || !item) return desk.hint("There is no photograph to skip now.");
      if (item.revealing) return desk.hint("Your answer is stored: the same key keeps it, another one changes it.");
      desk.state = "sending";
      const painting = this.paintAhead();
      try {
        const body = { photo_id: item.photo.id, lease_id: item.lease_id, question: this.question, order: this.order, batch: this.batch };
        await this.show(await loupe.request("POST", "/api/skip", body), await painting);
        desk.hint("Skipped: it is left to others.");
      } catch (error) {
        await painting;
        desk.hint(error.message, true);
        await this.load();
      }
      return null;
    }

    /* Shows the score before the answer, where people may ask for it. */
    async ask() {
      const { desk, item } = this;
      if (desk.state !== "ready" || desk.view !== "ask") return;
      try {
        const body = { photo_id: item.photo.id, lease_id: item.lease_id, question: this.question };
        const asked = await loupe.request("POST", "/api/reveal", body);
        if (this.item !== item) return;
        Object.assign(item, { blind: "shown", score: asked.item.score });
        desk.view = "shown";
      } catch (error) {
        desk.hint(error.message, true);
      }
    }

    /* Takes the last answer back, or the one that is named. */
    async undo(decision = null) {
      const { desk, last } = this;
      const before = desk.state;
      if (!["ready", "closed", "empty"].includes(before)) return desk.hint("Not yet: one moment.");
      if (this.warmUp.photo) return desk.hint("The warm-up comes first; nothing of it counts.");
      desk.state = "loading";
      try {
        await this.show(await loupe.request("POST", "/api/undo", { question: this.question, batch: this.batch, decision_id: decision }));
        if (last && this.item && last.photo_id === this.item.photo.id) desk.answer.reset(last.reasons, last.note);
        desk.hint("Your answer is taken back.");
      } catch (error) {
        desk.state = before;
        desk.hint(error.message, true);
      }
      return null;
    }

    sayTrouble(online) {
      this.desk.hint(online ? "The server does not answer. Your verdict is kept here and sent again." :
        "No connection. Your verdict is kept here and sent when it is back.", true);
    }
  };

  /* Why a photograph that was opened cannot be judged, or what a verdict on it would do. */
  function standing(item) {
    const may = item.lease_id ? "A new verdict replaces that one." : "You can look, but not judge it.";
    if (item.decided) return `Already judged: ${(DONE[item.decided.verdict] || "taken back").toLowerCase()}. ${may}`;
    return `${item.trouble || "Somebody else has this photograph."} ${may}`;
  }
})();
