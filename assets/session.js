// A session that ended asks for the password over the page, and then repeats the request that met it: no work is lost.
(function () {
  "use strict";
  var plainFetch = window.fetch.bind(window);
  var asking = null;

  function cookie(name) {
    var found = document.cookie.split("; ").find(function (pair) { return pair.indexOf(name + "=") === 0; });
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }

  function element(tag, properties, children) {
    var made = Object.assign(document.createElement(tag), properties || {});
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  function field(words, name, type, autocomplete) {
    var input = element("input", { className: "form-control", id: "again-" + name, name: name, type: type, required: true });
    input.setAttribute("autocomplete", autocomplete);
    return [element("label", { htmlFor: input.id, textContent: words }), input];
  }

  async function signIn(form) {
    var body = new URLSearchParams(new FormData(form));
    body.set("_csrf_token", cookie("_csrf_token"));
    var answer = await plainFetch("/sign-in", { method: "POST", body: body, headers: { Accept: "application/json" } });
    var said = await answer.json();
    if (!answer.ok) throw new Error(said.error);
    return said.name;
  }

  // Resolves once somebody has signed in again; rejects, leaving the page, if the dialog is closed.
  function signInAgain() {
    if (asking) return asking;
    asking = new Promise(function (resolve, reject) {
      var error = element("p", { className: "form-error", hidden: true });
      error.setAttribute("role", "alert");
      var button = element("button", { className: "btn btn-primary", type: "submit", textContent: "Sign in and go on" });
      var form = element("form", {}, [
        element("h1", { textContent: "Your session has ended" }),
        element("p", { className: "lead-words", textContent: "Sign in again to go on where you are. Nothing on this page is lost." }),
        error].concat(field("Name", "name", "text", "username"), field("Password", "password", "password", "current-password"), [button]));
      var dialog = element("dialog", { className: "again" }, [form]);
      document.body.append(dialog);
      dialog.showModal();
      var before = document.querySelector("#header-menu .name");
      if (before) { form.elements.name.value = before.textContent; form.elements.password.focus(); }
      form.addEventListener("submit", async function (event) {
        event.preventDefault();
        button.disabled = true;
        try {
          var name = await signIn(form);
          dialog.remove();
          asking = null;
          if (before && before.textContent !== name) window.location.reload();  // somebody else: nothing of the old page is theirs
          else resolve(name);
        } catch (refusal) {
          error.textContent = refusal.message;
          error.hidden = false;
          button.disabled = false;
        }
      });
      dialog.addEventListener("cancel", function () {
        asking = null;
        reject(new Error("Please sign in."));
        window.location.assign("/sign-in?next=" + encodeURIComponent(window.location.pathname + window.location.search));
      });
    });
    return asking;
  }

  window.fetch = async function (resource, options) {
    var answer = await plainFetch(resource, options);
    if (answer.status !== 401 || answer.headers.get("X-Session") !== "expired") return answer;
    await signInAgain();
    var repeated = Object.assign({}, options);
    repeated.headers = new Headers(repeated.headers || {});
    if (repeated.headers.has("X-CSRFToken")) repeated.headers.set("X-CSRFToken", cookie("_csrf_token"));
    return plainFetch(resource, repeated);
  };

  async function signOut() {
    await plainFetch("/sign-out", { method: "POST", headers: { "X-CSRFToken": cookie("_csrf_token") } });
    window.location.assign("/sign-in");
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("#header-sign-out")) signOut();
    var notice = event.target.closest(".notice");
    if (notice && window.dash_clientside) window.dash_clientside.set_props("shell-notice", { children: null });
  });

  window.loupe = Object.assign(window.loupe || {}, { cookie: cookie, signInAgain: signInAgain, element: element });
})();
