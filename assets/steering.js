/* For leads: the photograph on the table is given to one reviewer, or held back; the next one comes. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});

  loupe.Steering = class {
    constructor(desk, place) {
      Object.assign(this, { desk, place });
    }

    hold() {
      const photo = this.desk.photo;
      return photo && this.send("/api/hold", { photo_ids: [photo.id], held: true }, `“${photo.name}” is held back. Settings lets it go.`);
    }

    assign() {
      const photo = this.desk.photo;
      const reviewer = this.place.querySelector("select").value;
      if (!photo) return null;
      if (!reviewer) return this.desk.hint("Whose is it to be? Choose a name.");
      return this.send("/api/assign", { photo_ids: [photo.id], reviewer }, `“${photo.name}” comes up for ${reviewer}.`);
    }

    /* The lease is given back afterwards, so that the photograph goes where it was sent. */
    async send(address, body, said) {
      const { desk } = this;
      const { question, item } = desk.flow;
      try {
        await loupe.request("POST", address, { question, ...body });
        if (item && item.lease_id) await loupe.request("POST", "/api/release", { question, photo_id: item.photo.id, lease_id: item.lease_id });
        await desk.flow.load();
        desk.hint(said);
      } catch (error) {
        desk.hint(error.message, true);
      }
    }
  };
})();
