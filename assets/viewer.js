/* The viewer: one photograph in a frame that is moved, scaled and turned by a CSS transform.  The preview comes first,
   all pixels when the zoom needs them; beyond 1:1 pixels stay squares.  The viewport outlives the photograph. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const LARGEST = 8; // 800 %: one pixel of the photograph on eight of the screen
  const STEP = 1.25;
  const NUDGE = 60;
  const PREVIEW_SIDE = 1280;

  loupe.Viewer = class {
    /* view: where gestures are caught; pane: the part of it that the photograph has to itself. */
    constructor(view, frame, zoomText) {
      this.view = view;
      this.frame = frame;
      this.pane = frame.parentElement;
      this.zoomText = zoomText;
      this.photo = null;
      this.fitted = true;
      this.turned = 0; // quarters, clockwise
      this.scale = 1; // CSS pixels per pixel of the photograph
      this.centre = { x: 0.5, y: 0.5 }; // the point of the photograph in the middle of the view, 0 to 1
      this.pointers = new Map();
      this.resizing = new ResizeObserver(() => this.draw());
      this.resizing.observe(this.pane);
      this.listen();
    }

    close() {
      this.resizing.disconnect();
    }

    /* Decodes the photograph, puts it in the frame and resolves once it has been painted. */
    async show(photo) {
      const preview = loupe.pictures.get(photo.preview);
      await preview.decode();
      preview.alt = `Photograph ${photo.name}`;
      preview.draggable = false;
      this.photo = photo;
      this.full = null;
      this.frame.replaceChildren(preview);
      this.frame.style.width = `${photo.width}px`;
      this.frame.style.height = `${photo.height}px`;
      this.draw();
      await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    }

    clear() {
      this.photo = null;
      this.frame.replaceChildren();
      this.zoomText.textContent = "";
    }

    /* Width and height of the photograph as it is turned now. */
    size() {
      return loupe.place.size(this.photo, this.turned);
    }

    fitScale() {
      return loupe.place.fit(loupe.place.room(this.pane), this.size());
    }

    draw() {
      if (!this.photo) return;
      const room = loupe.place.room(this.pane);
      const size = this.size();
      if (this.fitted) {
        this.scale = loupe.place.fit(room, size);
        this.centre = { x: 0.5, y: 0.5 };
      }
      const { transform, centre } = loupe.place.put(room, size, this.scale, this.centre, this.turned);
      this.centre = centre;
      this.frame.style.transform = transform;
      const pixels = this.scale * devicePixelRatio;
      this.frame.classList.toggle("pixelated", pixels > 1.01);
      this.zoomText.textContent = `${Math.round(pixels * 100)} %`;
      this.view.classList.toggle("fitted", this.fitted);
      if (pixels > 0.99 || pixels * Math.max(size.width, size.height) > PREVIEW_SIDE * 1.2) this.sharpen();
    }

    /* Lays all pixels of the photograph over its preview. */
    async sharpen() {
      if (this.full) return;
      const photo = this.photo;
      this.full = loupe.pictures.get(photo.original);
      try {
        await this.full.decode();
      } catch {
        this.full = null; // the preview stays; the next zoom tries again
        return;
      }
      if (this.photo !== photo) return;
      this.full.alt = "";
      this.full.draggable = false;
      this.frame.append(this.full);
    }

    fit() {
      this.fitted = true;
      this.draw();
    }

    actual() {
      this.zoomTo(1 / devicePixelRatio);
    }

    turn() {
      this.turned = (this.turned + 1) % 4;
      this.centre = { x: 1 - this.centre.y, y: this.centre.x };
      this.draw();
    }

    step(direction) {
      this.zoomTo(this.scale * (direction > 0 ? STEP : 1 / STEP));
    }

    pan(dx, dy) {
      if (!this.photo) return;
      const { width, height } = this.size();
      this.fitted = false;
      this.centre = { x: this.centre.x - dx / (width * this.scale), y: this.centre.y - dy / (height * this.scale) };
      this.draw();
    }

    /* Scales so that the point under (x, y), in pixels of the view, stays where it is; without a point, the middle. */
    zoomTo(scale, x, y) {
      if (!this.photo) return;
      const room = loupe.place.room(this.pane);
      const { width, height } = this.size();
      const least = Math.min(this.fitScale(), 1 / devicePixelRatio);
      const next = Math.min(Math.max(scale, least), LARGEST / devicePixelRatio);
      if (x === undefined) ({ x, y } = room);
      const away = { x: (x - room.x) / width, y: (y - room.y) / height };
      this.centre = { x: this.centre.x + away.x / this.scale - away.x / next, y: this.centre.y + away.y / this.scale - away.y / next };
      this.scale = next;
      this.fitted = next <= this.fitScale() * 1.001;
      this.draw();
    }

    listen() {
      const view = this.view;
      view.addEventListener("wheel", (event) => {
        if (event.target.closest(".view-card, .tools")) return;
        event.preventDefault();
        const at = within(this.boxUnder(event), event);
        this.zoomTo(this.scale * Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016) * (event.ctrlKey ? 6 : 1)), at.x, at.y);
      }, { passive: false });
      view.addEventListener("dblclick", (event) => {
        if (event.target.closest("button, input")) return;
        const at = within(this.boxUnder(event), event);
        if (this.fitted) this.zoomTo(1 / devicePixelRatio, at.x, at.y);
        else this.fit();
      });
      view.addEventListener("pointerdown", (event) => this.grasp(event));
      view.addEventListener("pointermove", (event) => this.drag(event));
      for (const end of ["pointerup", "pointercancel"]) view.addEventListener(end, (event) => this.letGo(event));
      view.addEventListener("keydown", (event) => this.key(event));
    }

    grasp(event) {
      if (event.target.closest("button, input, label, .view-card")) return;
      this.view.setPointerCapture(event.pointerId);
      const box = this.boxUnder(event);
      this.pointers.set(event.pointerId, { ...within(box, event), box });
      this.view.classList.add("grasped");
    }

    drag(event) {
      const before = this.pointers.get(event.pointerId);
      if (!before) return;
      const now = { ...within(before.box, event), box: before.box };
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
      this.pointers.set(event.pointerId, now);
      if (!other) {
        if (!this.fitted) this.pan(now.x - before.x, now.y - before.y);
        return;
      }
      const grown = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(Math.hypot(before.x - other.x, before.y - other.y), 1);
      this.zoomTo(this.scale * grown, (now.x + other.x) / 2, (now.y + other.y) / 2);
      this.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    }

    letGo(event) {
      this.pointers.delete(event.pointerId);
      if (!this.pointers.size) this.view.classList.remove("grasped");
    }

    key(event) {
      const moves = { ArrowLeft: [NUDGE, 0], ArrowRight: [-NUDGE, 0], ArrowUp: [0, NUDGE], ArrowDown: [0, -NUDGE] };
      if (!moves[event.key] || event.ctrlKey || event.metaKey || event.altKey || event.target !== this.view) return;
      event.preventDefault();
      this.pan(...moves[event.key]);
    }

    /* The pane under the pointer; beside one another, panes show the same part, so either one steers both. */
    boxUnder({ clientX, clientY }) {
      const boxes = [...this.view.querySelectorAll(".pane")].map((pane) => pane.getBoundingClientRect());
      return boxes.find(({ left, right, top, bottom }) => clientX >= left && clientX < right && clientY >= top && clientY < bottom) || boxes[0];
    }
  };

  function within(box, { clientX, clientY }) {
    return { x: clientX - box.left, y: clientY - box.top };
  }
})();
