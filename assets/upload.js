// Uploads: one request a photograph, a few at a time, each with its own row.  A lost connection is tried again;
// the list outlives a change of page, since it is kept here and only drawn there.
(function () {
  "use strict";
  var AT_ONCE = 3;
  var WAITS = [1000, 2000, 4000, 8000, 15000, 30000];
  var PICTURE = /\.(jpe?g|png|webp|hei[cf]|mpo)$/i;
  var SCORED_AT_ONCE = 4;

  var entries = [];          // {file, name, state, sent, words, photo, tries, origin, row}
  var unscored = [];
  var scoring = false;
  var leftOut = 0;
  var root = null;

  function part(name) { return root ? root.querySelector("[data-upload='" + name + "']") : null; }
  function make(tag, properties, children) { return window.loupe.element(tag, properties, children); }

  function size(bytes) {
    return bytes >= 1e6 ? (bytes / 1e6).toFixed(1) + " MB" : Math.max(1, Math.round(bytes / 1e3)) + " KB";
  }

  function origin() {
    var said = {};
    ["batch", "subject", "reference"].forEach(function (name) {
      var field = root.querySelector("input[name='" + name + "']");
      if (field && field.value.trim()) said[name] = field.value.trim();
    });
    said.question = root.dataset.question;
    return said;
  }

  function add(files, fromFolder) {
    var wanted = files.filter(function (file) { return !fromFolder || PICTURE.test(file.name); });
    leftOut += files.length - wanted.length;
    var said = origin();
    wanted.forEach(function (file) {
      var entry = { file: file, name: file.name, state: "waiting", sent: 0, words: "", photo: null, tries: 0, origin: said, row: null };
      if (file.size > Number(root.dataset.limit)) {
        finish(entry, "refused", "The file is larger than the limit of " + Math.round(root.dataset.limit / 1048576) + " MB.");
      }
      entries.push(entry);
    });
    draw();
    next();
  }

  function busy() { return entries.filter(function (entry) { return entry.state === "sending" || entry.state === "checking"; }).length; }

  function next() {
    while (busy() < AT_ONCE) {
      var entry = entries.find(function (one) { return one.state === "waiting"; });
      if (!entry) return;
      send(entry);
    }
  }

  function send(entry) {
    var request = new XMLHttpRequest();
    var query = new URLSearchParams(Object.assign({ name: entry.name }, entry.origin));
    entry.state = "sending";
    entry.sent = 0;
    request.open("POST", "/api/photos?" + query);
    request.setRequestHeader("X-CSRFToken", window.loupe.cookie("_csrf_token"));
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = function (event) {
      if (!event.lengthComputable) return;
      entry.sent = event.loaded / event.total;
      if (entry.sent === 1) entry.state = "checking";
      paint(entry);
    };
    request.onload = function () { answered(entry, request); };
    request.onerror = function () { lost(entry); };
    request.send(entry.file);
    paint(entry);
  }

  function answered(entry, request) {
    var said = {};
    try { said = JSON.parse(request.responseText); } catch (notJson) { /* a proxy's page: the status says enough */ }
    if (request.status === 401 && request.getResponseHeader("X-Session") === "expired") {
      entry.state = "held";
      entry.words = "Waits until you have signed in";
      paint(entry);
      window.loupe.signInAgain().then(releaseHeld, function () {});
      return;
    }
    if (request.status === 200 || request.status === 201) {
      entry.photo = said.photo;
      unscored.push(entry);
      finish(entry, said.duplicate ? "duplicate" : "kept", said.duplicate ? "Was here already" : "Kept");
      askForScores();
    } else if (request.status === 429 || [502, 503, 504].indexOf(request.status) >= 0) {
      lost(entry);
    } else {
      finish(entry, "refused", said.error || "The server refused it.");
    }
    next();
  }

  function lost(entry) {
    entry.state = "lost";
    entry.words = navigator.onLine ? "The connection was lost; trying again" : "No connection; goes on as soon as there is one";
    if (entry.tries >= WAITS.length) entry.words = "Could not be sent";
    else window.setTimeout(function () { again(entry); }, WAITS[entry.tries]);
    entry.tries += 1;
    paint(entry);
    next();
  }

  function again(entry) {
    if (entry.state !== "lost" && entry.state !== "held") return;
    entry.state = "waiting";
    paint(entry);
    next();
  }

  function releaseHeld() {
    entries.filter(function (entry) { return entry.state === "held"; }).forEach(again);
  }

  // The header's progress, once all are through.
  function tellHeader() {
    if (busy() || count(["waiting"])) return;
    window.fetch("/api/progress?question=" + encodeURIComponent(root.dataset.question)).then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(function (said) { if (said) document.dispatchEvent(new CustomEvent("loupe:progress", { detail: said.progress })); });
  }

  function finish(entry, state, words) {
    entry.state = state;
    entry.words = words;
    entry.file = state === "kept" || state === "duplicate" || state === "refused" ? { size: entry.file.size } : entry.file;
    paint(entry);
    if (entry.photo) tellHeader();
  }

  function askForScores() {
    if (scoring || !unscored.length || !root) return;
    scoring = true;
    var asked = unscored.splice(0, SCORED_AT_ONCE).map(function (entry) { return entry.photo.id; });
    window.dash_clientside.set_props(root.dataset.arrived, { data: asked });
  }

  function scored(outcomes) {
    scoring = false;
    (outcomes || []).forEach(function (outcome) {
      entries.filter(function (entry) { return entry.photo && entry.photo.id === outcome.id; }).forEach(function (entry) {
        entry.outcome = outcome;
        paint(entry);
      });
    });
    askForScores();
    return null;
  }

  // drawing

  function draw() {
    var list = part("list");
    if (!list) return;
    entries.forEach(function (entry) {
      if (!entry.row) { entry.row = make("li"); paint(entry); }
      if (entry.row.parentNode !== list) list.append(entry.row);
    });
    summarise();
  }

  function paint(entry) {
    if (!entry.row) return;
    var moving = entry.state === "sending" || entry.state === "checking" || entry.state === "waiting";
    var picture = make("span", { className: "thumb" });
    if (entry.photo) picture = make("img", { className: "thumb", src: entry.photo.thumbnail, alt: "", loading: "lazy" });
    var name = make("span", { className: "name", textContent: entry.name, title: entry.name });
    var facts = make("span", { className: "facts-line", textContent: entry.photo
      ? entry.photo.width + " × " + entry.photo.height + ", " + size(entry.file.size) : size(entry.file.size) });
    var said = make("span", { className: "said " + entry.state }, saying(entry));
    var bar = make("span", { className: "bar" + (entry.state === "checking" ? " checking" : "") },
      [make("i", { style: "width:" + Math.round(entry.sent * 100) + "%" })]);
    entry.row.className = "upload-row " + entry.state;
    entry.row.replaceChildren.apply(entry.row, [picture, make("span", { className: "what" }, [name, facts]), said].concat(moving ? [bar] : []));
    summarise();
  }

  function saying(entry) {
    if (entry.state === "waiting") return ["Waiting"];
    if (entry.state === "sending") return ["Sending, " + Math.round(entry.sent * 100) + " %"];
    if (entry.state === "checking") return ["Reading and measuring"];
    if (entry.state === "lost" || entry.state === "held") {
      return [make("span", { textContent: entry.words }), make("button", { type: "button", className: "btn btn-secondary btn-sm",
        textContent: "Try now", onclick: function () { entry.tries = 0; again(entry); } })];
    }
    if (entry.state === "refused") return [make("span", { className: "icon icon-refused" }), make("span", { textContent: entry.words })];
    var outcome = entry.outcome;
    var parts = entry.state === "duplicate" ? [make("span", { className: "soft", textContent: "Was here already" })] : [];
    if (outcome) {
      parts.push(make("a", { className: "outcome", href: "/?photo=" + encodeURIComponent(entry.photo.id), title: outcome.detail },
        [make("span", { className: "mark " + outcome.side }), make("span", { textContent: outcome.words })]));
    } else {
      parts.push(make("span", { className: "soft", textContent: "Scoring" }));
    }
    return parts;
  }

  function count(states) { return entries.filter(function (entry) { return states.indexOf(entry.state) >= 0; }).length; }

  function summarise() {
    var place = part("summary");
    if (!place) return;
    if (!entries.length) { place.replaceChildren(); return; }
    var done = count(["kept", "duplicate", "refused"]);
    var pieces = [count(["kept"]) + " kept"];
    if (count(["duplicate"])) pieces.push(count(["duplicate"]) + " here already");
    if (count(["refused"])) pieces.push(count(["refused"]) + " refused");
    if (count(["lost", "held"])) pieces.push(count(["lost", "held"]) + " not sent yet");
    if (leftOut) pieces.push(leftOut + (leftOut === 1 ? " other file left out" : " other files left out"));
    var bar = make("span", { className: "bar" }, [make("i", { style: "width:" + Math.round(100 * done / entries.length) + "%" })]);
    var words = make("span", { className: "counts" }, [make("strong", { textContent: done + " of " + entries.length }), " · " + pieces.join(" · ")]);
    var children = done === entries.length ? [words] : [words, bar];
    if (done === entries.length && count(["kept", "duplicate"])) {
      var batch = entries[entries.length - 1].origin.batch;
      children.push(make("a", { className: "btn btn-primary btn-sm", href: batch ? "/?batch=" + encodeURIComponent(batch) : "/",
        textContent: batch ? "Judge this batch" : "Judge them on the desk" }));
    }
    place.replaceChildren.apply(place, children);
  }

  // files in

  function choose(folder) {
    var input = make("input", { type: "file", multiple: true });
    if (folder) input.webkitdirectory = true;
    else input.accept = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,.mpo";
    input.onchange = function () { add(Array.from(input.files), folder); };
    input.click();
  }

  function filesOf(item) {
    if (item.isFile) return new Promise(function (resolve) { item.file(function (file) { resolve([file]); }, function () { resolve([]); }); });
    var reader = item.createReader();
    return new Promise(function (resolve) {
      var found = [];
      (function more() {
        reader.readEntries(function (some) {
          if (!some.length) { Promise.all(found.map(filesOf)).then(function (lists) { resolve(lists.flat()); }); return; }
          found = found.concat(Array.from(some));
          more();
        }, function () { resolve([]); });
      })();
    });
  }

  function dropped(event) {
    var items = Array.from(event.dataTransfer.items || []).map(function (item) { return item.webkitGetAsEntry && item.webkitGetAsEntry(); });
    var folder = items.some(function (item) { return item && item.isDirectory; });
    if (!folder) { add(Array.from(event.dataTransfer.files), false); return; }
    Promise.all(items.filter(Boolean).map(filesOf)).then(function (lists) { add(lists.flat(), true); });
  }

  function mount() {
    root = document.getElementById("upload");
    if (!root) return null;
    scoring = false;
    unscored = entries.filter(function (entry) { return entry.photo && !entry.outcome; });
    var drop = part("drop");
    part("files").onclick = function () { choose(false); };
    part("folder").onclick = function () { choose(true); };
    root.ondragover = function (event) { event.preventDefault(); drop.classList.add("over"); };
    root.ondragleave = function (event) { if (!root.contains(event.relatedTarget)) drop.classList.remove("over"); };
    root.ondrop = function (event) { event.preventDefault(); drop.classList.remove("over"); dropped(event); };
    draw();
    askForScores();
    return null;
  }

  window.addEventListener("online", function () { entries.filter(function (entry) { return entry.state === "lost"; }).forEach(again); });
  window.addEventListener("beforeunload", function (event) { if (busy() || count(["waiting", "lost", "held"])) event.preventDefault(); });
  window.dash_clientside = Object.assign(window.dash_clientside || {}, { upload: { mount: mount, scored: scored } });
})();
