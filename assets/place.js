/* Where a picture lies in a pane: its scale and turn, and the point of it in the pane's middle, as a CSS transform. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});

  loupe.place = {
    /* Where pictures may lie inside a pane: its size less its padding, and its middle. */
    room(pane) {
      const style = getComputedStyle(pane);
      const [left, right, top, bottom] = ["Left", "Right", "Top", "Bottom"].map((side) => parseFloat(style[`padding${side}`]));
      const width = Math.max(pane.clientWidth - left - right, 1);
      const height = Math.max(pane.clientHeight - top - bottom, 1);
      return { width, height, x: left + width / 2, y: top + height / 2, fullWidth: pane.clientWidth, fullHeight: pane.clientHeight };
    },

    /* Width and height of a picture after so many quarter turns. */
    size({ width, height }, turned) {
      return turned % 2 ? { width: height, height: width } : { width, height };
    },

    /* The scale at which the whole picture is seen, never larger than its pixels. */
    fit(room, { width, height }) {
      return Math.min(room.width / width, room.height / height, 1 / devicePixelRatio);
    },

    /* { transform, centre }: the transform, and the centre as near to the wanted one as the pane allows.  size: after turning. */
    put(room, { width, height }, scale, centre, turned) {
      const x = hold(room.x - centre.x * width * scale, width * scale, room.width, room.x, room.fullWidth);
      const y = hold(room.y - centre.y * height * scale, height * scale, room.height, room.y, room.fullHeight);
      const corner = [[0, 0], [width, 0], [width, height], [0, height]][turned];
      return {
        transform: `translate(${x + corner[0] * scale}px, ${y + corner[1] * scale}px) rotate(${turned * 90}deg) scale(${scale})`,
        centre: { x: (room.x - x) / (width * scale), y: (room.y - y) / (height * scale) },
      };
    },
  };

  /* Keeps a picture that is smaller than the room in its middle, and a larger one from being dragged away. */
  function hold(place, length, room, middle, full) {
    if (length <= room) return middle - length / 2;
    const slack = room / 3;
    return Math.min(Math.max(place, full - length - slack), slack);
  }
})();
