/* Verdicts on their way: each has its own id, is kept in the browser until the server acknowledges it, and is sent
   again until it does.  The server stores an id once, so sending twice is harmless.  They are kept by reviewer, so that
   nobody's verdict goes out under another name. */
(function () {
  "use strict";
  const loupe = (window.loupe = window.loupe || {});
  const PREFIX = "loupe.verdict.";
  const WAITS = [300, 700, 1500, 3000, 6000, 12000];

  /* A refusal that sending again cannot cure; sentence is the server's. */
  loupe.Refused = class extends Error {
    constructor(status, sentence, kind) {
      super(sentence);
      this.status = status;
      this.kind = kind;
    }
  };

  /* One request to our own server: JSON in, JSON out.  Throws Refused for 4xx, TypeError where no answer came. */
  loupe.request = async function (method, address, body) {
    const headers = { Accept: "application/json", "X-CSRFToken": loupe.cookie("_csrf_token") };
    if (body) headers["Content-Type"] = "application/json";
    const answer = await fetch(address, { method, headers, credentials: "same-origin", body: body && JSON.stringify(body) });
    const json = await answer.json().catch(() => ({}));
    if (answer.ok) return json;
    if (answer.status >= 500 || answer.status === 429) throw new TypeError(json.error || "The server could not answer.");
    throw new loupe.Refused(answer.status, json.error || "The server refused this.", json.kind);
  };

  loupe.verdicts = {
    /* Keeps the verdict, sends it until it is acknowledged and resolves with the answer; throws Refused when it never will be. */
    async send(reviewer, verdict, onTrouble) {
      const key = `${PREFIX}${reviewer}.${verdict.request_id}`;
      localStorage.setItem(key, JSON.stringify(verdict));
      for (let attempt = 0; ; attempt += 1) {
        try {
          const answer = await loupe.request("POST", "/api/decisions", verdict);
          localStorage.removeItem(key);
          return answer;
        } catch (error) {
          if (error instanceof loupe.Refused) {
            if (error.status !== 401) localStorage.removeItem(key); // 401: it is sent again after signing in
            throw error;
          }
          onTrouble(navigator.onLine);
          await pause(WAITS[Math.min(attempt, WAITS.length - 1)]);
        }
      }
    },

    /* A random uuid; crypto.randomUUID is only there on https and localhost. */
    newId() {
      if (crypto.randomUUID) return crypto.randomUUID();
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      bytes[6] = (bytes[6] & 0x0f) | 0x40;
      bytes[8] = (bytes[8] & 0x3f) | 0x80;
      const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
    },

    /* Verdicts of this reviewer that an earlier page could not deliver. */
    undelivered(reviewer) {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${reviewer}.`));
      return keys.map((key) => JSON.parse(localStorage.getItem(key)));
    },
  };

  /* A pause that ends early when the connection comes back. */
  function pause(milliseconds) {
    return new Promise((resume) => {
      const end = () => {
        clearTimeout(timer);
        window.removeEventListener("online", end);
        resume();
      };
      const timer = setTimeout(end, milliseconds);
      window.addEventListener("online", end);
    });
  }
})();
