/* Verdicts on their way: each has its own id, is kept in the browser until the server acknowledges it, and is sent
   again until it does.  The server stores an id once, so sending twice is harmless. */
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
    const headers = { Accept: "application/json", "X-CSRFToken": cookie("_csrf_token") };
    if (body) headers["Content-Type"] = "application/json";
    const answer = await fetch(address, { method, headers, credentials: "same-origin", body: body && JSON.stringify(body) });
    const json = await answer.json().catch(() => ({}));
    if (answer.ok) return json;
    if (answer.status >= 500 || answer.status === 429) throw new TypeError(json.error || "The server could not answer.");
    throw new loupe.Refused(answer.status, json.error || "The server refused this.", json.kind);
  };

  loupe.verdicts = {
    /* Keeps the verdict, sends it until it is acknowledged and resolves with the answer; throws Refused when it never will be. */
    async send(verdict, onTrouble) {
      localStorage.setItem(PREFIX + verdict.request_id, JSON.stringify(verdict));
      for (let attempt = 0; ; attempt += 1) {
        try {
          const answer = await loupe.request("POST", "/api/decisions", verdict);
          this.forget(verdict);
          return answer;
        } catch (error) {
          if (error instanceof loupe.Refused) {
            if (error.status !== 401) this.forget(verdict); // 401: it is sent again after signing in
            throw error;
          }
          onTrouble(attempt, navigator.onLine);
          await pause(WAITS[Math.min(attempt, WAITS.length - 1)]);
        }
      }
    },

    /* Verdicts that an earlier page could not deliver. */
    undelivered() {
      return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => JSON.parse(localStorage.getItem(key)));
    },

    forget(verdict) {
      localStorage.removeItem(PREFIX + verdict.request_id);
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

  function cookie(name) {
    const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }
})();
