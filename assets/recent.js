/* The last twenty answers: what was said, and a button that takes each back, or the reason why it stays. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const SAID = { ACCEPT: ["Accepted", "claim"], REJECT: ["Rejected", "against"], UNSURE: ["Unsure", "none"] };

  loupe.Recent = class {
    constructor(desk, card, list) {
      Object.assign(this, { desk, card, list });
      list.addEventListener("click", (event) => {
        const button = event.target.closest("[data-decision]");
        if (!button) return;
        this.close();
        desk.flow.undo(button.dataset.decision);
      });
      card.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    }

    close() {
      this.card.hidden = true;
      this.desk.parts.view.focus({ preventScroll: true });
    }

    async toggle() {
      if (!this.card.hidden) return this.close();
      try {
        const { decisions } = await loupe.request("GET", `/api/undo?question=${encodeURIComponent(this.desk.flow.question)}`);
        this.list.replaceChildren(...(decisions.length ? decisions.map(row) : [loupe.element("li", { textContent: "You have not answered anything yet." })]));
        this.card.hidden = false;
        (this.list.querySelector("button") || this.card.querySelector("button")).focus();
      } catch (error) {
        this.desk.hint(error.message);
      }
    }
  };

  function row({ id, verdict, photo, refused, decided_at: at }) {
    const [words, side] = SAID[verdict];
    const name = photo ? photo.name : "Erased photograph";
    const said = loupe.element("span", { className: "recent-words" }, [
      loupe.element("b", {}, [loupe.element("span", { className: `mark ${side}` }), ` ${words}`]),
      loupe.element("span", { textContent: name }),
      loupe.element("small", { textContent: refused || new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) })]);
    const parts = [photo ? loupe.element("img", { src: photo.thumbnail, alt: "" }) : loupe.element("span", { className: "recent-gone" }), said];
    if (!refused) {
      const back = loupe.element("button", { type: "button", className: "chip", textContent: "Take back" });
      back.dataset.decision = id;
      back.setAttribute("aria-label", `Take back: ${words}, ${name}`);
      parts.push(back);
    }
    return loupe.element("li", {}, parts);
  }
})();
