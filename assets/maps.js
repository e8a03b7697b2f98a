/* Evidence maps: tiles beside the photograph, and one map laid over it.  The map lies in a frame of its own that follows
   the photograph's, so that it moves, scales and turns with it while contrast and brightness leave it alone. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const PATIENCE = 2000; // milliseconds: who judges faster needs no maps, and the server need not draw them
  const NOT_A_FIELD = ":not(input):not(textarea):not(select):not(button):not(summary):not(a)";

  loupe.Maps = class {
    constructor(desk) {
      const part = (name) => desk.root.querySelector(`[data-desk=${name}]`);
      Object.assign(this, { desk, photo: null, on: null, map: null, isBeside: false });
      this.strip = part("maps");
      this.caption = part("map-caption");
      this.tiles = this.strip ? [...this.strip.querySelectorAll("[data-map]")] : [];
      this.frame = document.createElement("div");
      this.frame.className = "frame map-frame";
      this.alone = document.createElement("div");
      this.alone.className = "map-alone";
      desk.viewer.frame.after(this.frame, this.alone);
      this.following = new MutationObserver(() => this.follow());
      this.following.observe(desk.viewer.frame, { attributes: true, attributeFilter: ["style"] });
      this.listen();
    }

    listen() {
      this.stop = new AbortController();
      const until = { signal: this.stop.signal };
      this.desk.root.addEventListener("painted", (event) => this.enter(event.detail), until);
      document.addEventListener("keydown", (event) => this.hold(event), until);
      document.addEventListener("keyup", (event) => event.key === " " && this.hide(false), until);
      window.addEventListener("blur", () => this.hide(false), until);
      if (!this.strip) return;
      this.strip.addEventListener("click", (event) => this.click(event), until);
      this.strip.addEventListener("pointerenter", () => this.fill(), until);
      this.strip.addEventListener("focusin", () => this.fill(), until);
      this.strip.addEventListener("error", (event) => event.target.removeAttribute("src"), { ...until, capture: true }); // no torn picture
    }

    close() {
      clearTimeout(this.waiting);
      this.stop.abort();
      this.following.disconnect();
    }

    /* A photograph was painted: its tiles show it at once, and the maps on them when somebody looks longer. */
    enter(photo) {
      this.photo = photo;
      for (const tile of this.tiles) {
        tile.hidden = Math.min(photo.width, photo.height) < Number(tile.dataset.least);
        const place = tile.querySelector(".map-tile i");
        place.style.setProperty("--aspect", photo.width / photo.height);
        const under = new Image();
        Object.assign(under, { src: photo.thumbnail, alt: "", draggable: false });
        place.replaceChildren(under);
      }
      this.wait();
      if (this.isBeside && this.shown().includes(this.last)) this.choose(this.last); // who put maps beside it wants the next one's too
    }

    /* Draws the tiles once somebody has looked for a while. */
    wait() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.fill(), PATIENCE);
    }

    /* The photograph leaves the table, and everything that was shown of it. */
    leave() {
      clearTimeout(this.waiting);
      this.choose(null);
      this.photo = null;
      for (const tile of this.tiles) tile.querySelector(".map-tile i").replaceChildren();
    }

    /* The maps that this photograph has: none while its score is withheld, and without a score no votes. */
    shown() {
      if (this.desk.view !== "shown") return [];
      return this.tiles.filter((tile) => !tile.hidden && (tile.dataset.scale !== "sides" || this.desk.scoreSeen()));
    }

    address(tile) {
      return `/api/photos/${encodeURIComponent(this.photo.id)}/maps/${tile.dataset.map}?question=${this.desk.root.dataset.question}`;
    }

    /* Draws the tiles one after the other, so that the server never draws two maps of a photograph at the same time. */
    async fill() {
      clearTimeout(this.waiting);
      const { photo } = this;
      if (!photo || this.filling === photo || this.desk.view !== "shown") return;
      this.filling = photo;
      for (const tile of this.shown()) {
        const map = await this.load(tile);
        if (this.photo !== photo) return;
        if (map) tile.querySelector(".map-tile i").append(map);
      }
    }

    /* The map's picture, decoded; null where there is none. */
    async load(tile) {
      const map = new Image();
      Object.assign(map, { src: this.address(tile), alt: "", draggable: false, className: "map-picture" });
      try {
        await map.decode();
      } catch {
        return null;
      }
      return map;
    }

    click(event) {
      const tile = event.target.closest("[data-map]");
      if (!tile) return;
      this.choose(tile === this.on ? null : tile);
      if (event.detail) this.desk.parts.view.focus({ preventScroll: true }); // after a click, Space belongs to the photograph
    }

    /* The map after the one that is on; after the last none. */
    next() {
      const tiles = this.shown();
      if (this.photo && this.tiles.length && this.desk.view !== "shown") return this.desk.hint("Maps come with the score.");
      if (this.photo && tiles.length) this.choose(tiles[tiles.indexOf(this.on) + 1] || null);
    }

    async choose(tile) {
      Object.assign(this, { on: tile, map: null });
      this.hide(false);
      for (const one of this.tiles) one.setAttribute("aria-pressed", String(one === tile));
      this.lay();
      this.say(tile);
      if (!tile) return;
      this.last = tile;
      tile.scrollIntoView({ block: "nearest", inline: "nearest" });
      tile.classList.add("loading");
      const { photo } = this;
      const map = await this.load(tile);
      tile.classList.remove("loading");
      if (this.on !== tile || this.photo !== photo) return;
      if (!map) return this.desk.hint(`The map "${tile.dataset.title}" could not be drawn.`);
      map.alt = `Map: ${tile.dataset.title}`;
      this.map = map;
      this.lay();
    }

    /* Over the photograph, or beside it where that was chosen. */
    lay() {
      for (const place of [this.frame, this.alone]) place.replaceChildren();
      if (this.map && !this.isBeside) (this.overlays() ? this.frame : this.alone).replaceChildren(this.map);
      this.follow();
      this.desk.root.dispatchEvent(new CustomEvent("map-chosen"));
    }

    overlays() {
      return this.on.dataset.overlays === "true";
    }

    /* Whether maps are shown beside the photograph from now on. */
    beside(wanted) {
      if (this.isBeside === wanted) return;
      this.isBeside = wanted;
      if (wanted && !this.on) this.next();
      else if (!wanted) this.choose(null);
      else this.lay();
    }

    /* The chosen map as a picture to show beside the photograph, or null while there is none. */
    chosen() {
      if (!this.map) return null;
      if (!this.overlays()) return { alone: [this.map], name: this.on.dataset.title };
      const under = new Image();
      Object.assign(under, { src: this.photo.preview, alt: "", draggable: false });
      return { layers: [under, this.map], photo: this.photo, name: this.on.dataset.title };
    }

    say(tile) {
      if (!this.caption) return;
      this.caption.hidden = !tile;
      if (!tile) return;
      for (const name of ["title", "shows", "misleads", "low", "high"]) this.part(name).textContent = tile.dataset[name];
      this.part("scale").hidden = !tile.dataset.low;
      this.part("scale").dataset.colours = tile.dataset.scale;
      this.desk.announce(`Map: ${tile.dataset.title}. ${tile.dataset.shows}`);
    }

    part(name) {
      return this.caption.querySelector(`[data-caption=${name}]`);
    }

    follow() {
      const { width, height, transform, translate } = this.desk.viewer.frame.style;
      Object.assign(this.frame.style, { width, height, transform, translate });
    }

    /* While Space is held the photograph is seen without its map. */
    hold(event) {
      if (event.key !== " " || !this.on || event.ctrlKey || event.metaKey || event.altKey || !loupe.keys.on) return;
      if (!event.target.matches(NOT_A_FIELD) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      this.hide(true);
    }

    hide(hidden) {
      this.desk.root.classList.toggle("map-hidden", hidden);
    }
  };
})();
