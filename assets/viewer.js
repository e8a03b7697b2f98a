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
    constructor(view, frame, zoomText) {
      this.view = view;
      this.frame = frame;
      this.zoomText = zoomText;
      this.photo = null;
      this.fitted = true;
      this.turned = 0; // quarters, clockwise
      this.scale = 1; // CSS pixels per pixel of the photograph
      this.centre = { x: 0.5, y: 0.5 }; // the point of the photograph in the middle of the view, 0 to 1
      this.pointers = new Map();
      this.resizing = new ResizeObserver(() => this.draw());
      this.resizing.observe(view);
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
      const { width, height } = this.photo;
      return this.turned % 2 ? { width: height, height: width } : { width, height };
    }

    fitScale() {
      const room = loupe.viewRoom(this.view);
      const { width, height } = this.size();
      return Math.min(room.width / width, room.height / height, 1 / devicePixelRatio);
    }

    draw() {
      if (!this.photo) return;
      const room = loupe.viewRoom(this.view);
      const { width, height } = this.size();
      if (this.fitted) {
        this.scale = this.fitScale();
        this.centre = { x: 0.5, y: 0.5 };
      }
      const place = {
        x: hold(room.x - this.centre.x * width * this.scale, width * this.scale, room, "x", "width"),
        y: hold(room.y - this.centre.y * height * this.scale, height * this.scale, room, "y", "height"),
      };
      this.centre = { x: (room.x - place.x) / (width * this.scale), y: (room.y - place.y) / (height * this.scale) };
      const corner = [[0, 0], [width, 0], [width, height], [0, height]][this.turned];
      this.frame.style.transform =
        `translate(${place.x + corner[0] * this.scale}px, ${place.y + corner[1] * this.scale}px) ` +
        `rotate(${this.turned * 90}deg) scale(${this.scale})`;
      const pixels = this.scale * devicePixelRatio;
      this.frame.classList.toggle("pixelated", pixels > 1.01);
      this.zoomText.textContent = `${Math.round(pixels * 100)} %`;
      this.view.classList.toggle("fitted", this.fitted);
      if (pixels > 0.99 || pixels * Math.max(width, height) > PREVIEW_SIDE * 1.2) this.sharpen();
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
      const room = loupe.viewRoom(this.view);
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
        if (event.target.closest("[data-desk=tone-card]")) return;
        event.preventDefault();
        const at = this.inView(event);
        this.zoomTo(this.scale * Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016) * (event.ctrlKey ? 6 : 1)), at.x, at.y);
      }, { passive: false });
      view.addEventListener("dblclick", (event) => {
        if (event.target.closest("button, input")) return;
        const at = this.inView(event);
        if (this.fitted) this.zoomTo(1 / devicePixelRatio, at.x, at.y);
        else this.fit();
      });
      view.addEventListener("pointerdown", (event) => this.grasp(event));
      view.addEventListener("pointermove", (event) => this.drag(event));
      for (const end of ["pointerup", "pointercancel"]) view.addEventListener(end, (event) => this.letGo(event));
      view.addEventListener("keydown", (event) => this.key(event));
    }

    grasp(event) {
      if (event.target.closest("button, input, label")) return;
      this.view.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, this.inView(event));
      this.view.classList.add("grasped");
    }

    drag(event) {
      const before = this.pointers.get(event.pointerId);
      if (!before) return;
      const now = this.inView(event);
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

    inView(event) {
      const box = this.view.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    }
  };

  /* Where photographs may lie inside the view: its size less its padding, and its middle. */
  loupe.viewRoom = function (view) {
    const style = getComputedStyle(view);
    const [left, right, top, bottom] = ["Left", "Right", "Top", "Bottom"].map((side) => parseFloat(style[`padding${side}`]));
    const width = Math.max(view.clientWidth - left - right, 1);
    const height = Math.max(view.clientHeight - top - bottom, 1);
    return { width, height, left, top, x: left + width / 2, y: top + height / 2, fullWidth: view.clientWidth, fullHeight: view.clientHeight };
  };

  /* Keeps a photograph that is smaller than the room in its middle, and a larger one from being dragged away. */
  function hold(place, length, room, axis, side) {
    if (length <= room[side]) return room[axis] - length / 2;
    const slack = room[side] / 3;
    const full = side === "width" ? room.fullWidth : room.fullHeight;
    return Math.min(Math.max(place, full - length - slack), slack);
  }
})();
