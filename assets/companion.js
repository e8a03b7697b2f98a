/* Beside the photograph: its map, its face, its pair or the previous photograph, at the same place, zoom and turn.  What was chosen
   stays for the next photograph. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const NOTHING = {
    map: "No map can be shown for this photograph now.",
    face: "No face was found in this photograph.",
    pair: "No pair can be shown for this photograph now.",
    previous: "There is no previous photograph yet.",
  };
  const FACE_ROOM = 1.5; // the face box and half as much again, so that hair and chin are seen

  loupe.Companion = class {
    constructor(desk) {
      const part = (name) => desk.root.querySelector(`[data-desk=${name}]`);
      Object.assign(this, { desk, kind: null, picture: null, before: null, photo: null });
      this.pane = part("companion");
      this.card = part("companions");
      this.opener = desk.root.querySelector("[data-action=beside]");
      this.choices = [...this.card.querySelectorAll("[data-beside]")];
      for (const name of ["frame", "alone", "name"]) this[name] = this.pane.querySelector(`[data-companion=${name}]`);
      this.following = new MutationObserver(() => this.follow());
      this.following.observe(desk.viewer.frame, { attributes: true, attributeFilter: ["style", "class"] });
      desk.root.addEventListener("painted", (event) => this.enter(event.detail));
      desk.root.addEventListener("map-chosen", () => this.kind === "map" && this.show());
      this.revealing = new MutationObserver(() => this.kind === "pair" && this.photo === desk.photo && this.show());
      this.revealing.observe(desk.root, { attributes: true, attributeFilter: ["data-view"] });
      this.card.addEventListener("click", (event) => {
        const choice = event.target.closest("[data-beside]");
        if (!choice) return;
        this.toggleCard();
        this.choose(choice.dataset.beside === this.kind ? null : choice.dataset.beside);
      });
    }

    close() {
      this.following.disconnect();
      this.revealing.disconnect();
    }

    toggleCard() {
      this.card.hidden = !this.card.hidden;
      this.opener.setAttribute("aria-expanded", String(!this.card.hidden));
      if (!this.card.hidden) this.choices[0].focus();
    }

    /* By key: the next kind, after the last none. */
    next() {
      const kinds = this.choices.map((choice) => choice.dataset.beside);
      this.choose(kinds[kinds.indexOf(this.kind) + 1] || null);
    }

    choose(kind) {
      this.kind = kind;
      for (const choice of this.choices) choice.setAttribute("aria-pressed", String(choice.dataset.beside === kind));
      this.opener.setAttribute("aria-pressed", String(Boolean(kind)));
      this.desk.parts.view.classList.toggle("two", Boolean(kind));
      this.pane.hidden = !kind;
      this.desk.maps.beside(kind === "map");
      this.desk.viewer.draw();
      return this.show();
    }

    enter(photo) {
      if (this.photo && this.photo.id !== photo.id) this.before = this.photo;
      this.photo = photo;
      return this.show();
    }

    /* Nothing of a photograph that left the table stays. */
    empty() {
      this.picture = null;
      this.frame.replaceChildren();
      this.alone.replaceChildren();
      this.name.textContent = "";
    }

    async show() {
      const { kind, photo } = this;
      this.empty();
      if (!kind || !photo) return;
      this.name.textContent = `${this.choices.find((one) => one.dataset.beside === kind).dataset.name} …`;
      const found = await this.find(kind, photo).catch((error) => ({ name: error.message }));
      if (this.kind !== kind || this.photo !== photo) return;
      this.name.textContent = found ? found.name : NOTHING[kind];
      if (!found) return;
      this.alone.replaceChildren(...(found.alone || []));
      this.frame.replaceChildren(...(found.layers || []));
      this.picture = found.layers ? found : null;
      this.follow();
    }

    /* { layers or alone: pictures, photo: whose size they have, face: its box, upright: quarters that bring it upright, name },
       or null where there is none. */
    async find(kind, photo) {
      if (kind === "map") return this.desk.maps.chosen();
      if (kind === "previous") return this.before && { layers: [picture(this.before.original)], photo: this.before, name: this.before.name };
      if (kind === "pair") return this.findPair(photo);
      const { face } = await loupe.request("GET", `/api/photos/${encodeURIComponent(photo.id)}/face`);
      return face && { layers: [picture(photo.original)], photo, face, name: "Probably a face" };
    }

    /* Shown upright as the photograph is, whichever way it was taken. */
    async findPair(photo) {
      const { pair } = await loupe.request("GET", `/api/photos/${encodeURIComponent(photo.id)}/pair`);
      if (!pair) return null;
      const upright = (4 - Math.round(pair.rotation / 90)) % 4;
      return { layers: [picture(pair.photo.original)], photo: pair.photo, upright, name: `${pair.photo.name}, ${pair.inliers} points agree` };
    }

    /* Puts the picture where the photograph is: the same share of it in the middle, as much larger than fitted. */
    follow() {
      if (!this.picture || this.pane.hidden) return;
      const { viewer } = this.desk;
      const { photo, face, upright = 0 } = this.picture;
      const turned = (viewer.turned + upright) % 4;
      const room = loupe.place.room(this.pane);
      const size = loupe.place.size(photo, turned);
      const scale = face ? faceScale(room, face, viewer.turned) : loupe.place.fit(room, size) * (viewer.scale / viewer.fitScale());
      const centre = face ? turnedPoint(faceMiddle(face, photo), viewer.turned) : viewer.centre;
      Object.assign(this.frame.style, { width: `${photo.width}px`, height: `${photo.height}px`, filter: viewer.frame.style.filter });
      this.frame.style.transform = loupe.place.put(room, size, scale, centre, turned).transform;
      this.frame.classList.toggle("pixelated", scale * devicePixelRatio > 1.01);
    }
  };

  function picture(address) {
    return loupe.element("img", { src: address, alt: "", draggable: false });
  }

  function faceMiddle({ left, top, width, height }, photo) {
    return { x: (left + width / 2) / photo.width, y: (top + height / 2) / photo.height };
  }

  function faceScale(room, face, turned) {
    const { width, height } = loupe.place.size(face, turned);
    return Math.min(room.width / (width * FACE_ROOM), room.height / (height * FACE_ROOM));
  }

  /* A point of the upright photograph, as shares of its sides, after so many quarter turns. */
  function turnedPoint(point, turned) {
    let { x, y } = point;
    for (let quarter = 0; quarter < turned; quarter += 1) [x, y] = [1 - y, x];
    return { x, y };
  }
})();
