/* On a touch screen a photograph that is fitted can be swiped: right accepts, left rejects.  The verdict's button
   lights up once the finger has gone far enough; going back takes it back. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const FAR = 90;

  loupe.Swipe = class {
    constructor(desk) {
      const view = desk.parts.view;
      this.desk = desk;
      this.start = null;
      view.addEventListener("touchstart", (event) => this.begin(event), { passive: true });
      view.addEventListener("touchmove", (event) => this.move(event), { passive: true });
      view.addEventListener("touchend", () => this.end(), { passive: true });
      view.addEventListener("touchcancel", () => this.drop(), { passive: true });
    }

    begin(event) {
      this.drop();
      const one = event.touches.length === 1 && !event.target.closest("button, input");
      if (one && this.desk.viewer.fitted && this.desk.state === "ready") this.start = event.touches[0];
    }

    move(event) {
      if (!this.start) return;
      if (event.touches.length > 1) return this.drop();
      const across = event.touches[0].clientX - this.start.clientX;
      const along = event.touches[0].clientY - this.start.clientY;
      const meant = Math.abs(across) > 12 && Math.abs(across) > 2 * Math.abs(along);
      this.desk.viewer.frame.style.translate = meant ? `${across / 2}px 0` : "";
      this.light(meant && Math.abs(across) > FAR ? (across > 0 ? "ACCEPT" : "REJECT") : null);
    }

    end() {
      const { verdict } = this;
      this.drop();
      if (verdict) this.desk.give(verdict);
    }

    light(verdict) {
      if (this.verdict === verdict) return;
      if (this.verdict) this.desk.press(this.verdict, false);
      if (verdict) this.desk.press(verdict, true);
      this.verdict = verdict;
    }

    drop() {
      this.light(null);
      this.start = null;
      this.desk.viewer.frame.style.translate = "";
    }
  };
})();
