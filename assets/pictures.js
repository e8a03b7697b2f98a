/* Pictures that were asked for before they are needed: fetched and decoded once, the last few kept. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const KEPT = 8;
  const waiting = new Map();
  const decoded = new WeakSet();

  loupe.pictures = {
    /* The picture of this address, being decoded or ready; whoever gets it takes it out of the store. */
    get(address) {
      const picture = waiting.get(address) || load(address);
      waiting.delete(address);
      return picture;
    },
    /* Whether the picture was asked for before and can be painted at once. */
    ready(address) {
      return decoded.has(waiting.get(address));
    },
    prefetch(addresses) {
      for (const address of addresses) {
        if (waiting.has(address)) continue;
        const picture = load(address);
        picture.decode().then(() => decoded.add(picture), () => waiting.delete(address)); // asked for again when it is needed
        waiting.set(address, picture);
      }
      for (const address of [...waiting.keys()].slice(0, -KEPT)) waiting.delete(address);
    },
  };

  function load(address) {
    const picture = new Image();
    picture.decoding = "async";
    picture.src = address;
    return picture;
  }
})();
