/* The flow of the queue: which photograph is on the table, which come next, and each verdict's way out.
   The next photograph is painted at once; the next verdict opens when the last one is acknowledged. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const DONE = { ACCEPT: "Accepted", REJECT: "Rejected", UNSURE: "Marked unsure" };

  loupe.Flow = class {
    constructor(desk, { question, reviewer, batch }) {
      Object.assign(this, { desk, question, reviewer, batch: batch || null });
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
      await this.load(photoId);
    }

    async load(photoId) {
      this.desk.state = "loading";
      try {
        await this.show(await loupe.request("GET", `/api/${photoId ? `open/${encodeURIComponent(photoId)}` : "next"}?${this.query()}`));
      } catch (error) {
        this.desk.say("The desk could not be reached", error.message, "Try again");
      }
    }

    query() {
      return new URLSearchParams({ question: this.question, ...(this.batch && { batch: this.batch }) });
    }

    /* item: a photograph with its lease, or null.  painted: when it was painted, if it already lies on the table. */
    async show({ item, progress }, painted = null) {
      const { desk } = this;
      this.item = item;
      if (progress) document.dispatchEvent(new CustomEvent("loupe:progress", { detail: progress }));
      if (!item) return desk.say("Every photograph has been judged", "New ones appear here when they are uploaded.", "Look again", "/upload");
      try {
        this.shownAt = painted && desk.photo.id === item.photo.id ? painted : await desk.paint(item.photo);
      } catch {
        return desk.say("The photograph could not be shown", "It stays in the queue.", "Try again");
      }
      desk.state = item.lease_id ? "ready" : "closed";
      if (!item.lease_id) desk.hint(closedWords(item), true);
      return this.prefetch();
    }

    /* The photographs after this one are decoded before they are needed; without them the desk is slower, not wrong. */
    async prefetch() {
      this.coming = this.coming.filter((photo) => photo.id !== this.item?.photo.id);
      try {
        const { photos } = await loupe.request("GET", `/api/coming?${this.query()}`);
        this.coming = photos.filter((photo) => photo.id !== this.item?.photo.id);
        loupe.pictures.prefetch(this.coming.map((photo) => photo.preview));
      } catch (error) {
        console.info("nothing prefetched:", error.message);
      }
    }

    async give(verdict) {
      const { desk, item } = this;
      const request = { request_id: loupe.verdicts.newId(), photo_id: item.photo.id, question: this.question, verdict, reasons: desk.answer.reasons,
        note: desk.answer.note, lease_id: item.lease_id, score_id: desk.scoreSeen(), shown_at: this.shownAt, batch: this.batch };
      this.last = request;
      desk.state = "sending";
      desk.hint("");
      desk.press(verdict, true);
      const painting = this.paintAhead();
      try {
        const { next, progress } = await loupe.verdicts.send(this.reviewer, request, (online) => this.sayTrouble(online));
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

    /* Puts the photograph that will most likely be next on the table, if it is decoded; resolves with the time, or null. */
    async paintAhead() {
      const ahead = this.coming.shift();
      if (!ahead || !loupe.pictures.ready(ahead.preview)) return null;
      return this.desk.paint(ahead).catch(() => null);
    }

    /* A verdict that will never be stored: the photograph is somebody else's or gone, or the verdict has a fault to mend. */
    async refused(error, item, request) {
      this.desk.hint(error.message, true);
      if (error.status === 409 || error.status === 404) return this.load();
      this.shownAt = await this.desk.paint(item.photo, request.reasons, request.note);
      this.desk.state = "ready";
      return null;
    }

    async undo() {
      const { desk, last } = this;
      const before = desk.state;
      if (before === "sending" || before === "loading") return desk.hint("Not yet: one moment.");
      desk.state = "loading";
      try {
        await this.show(await loupe.request("POST", "/api/undo", { question: this.question }));
        if (last && this.item && last.photo_id === this.item.photo.id) desk.answer.reset(last.reasons, last.note);
        desk.hint("Your last verdict is taken back.");
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

  function closedWords(item) {
    if (item.decided) return `Already judged: ${(DONE[item.decided.verdict] || "taken back").toLowerCase()}. You can look, but not judge it again.`;
    return "Somebody else has this photograph. You can look, but not judge it.";
  }
})();
