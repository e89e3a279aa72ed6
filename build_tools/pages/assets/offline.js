// The controls of offline.html: keep what is read, a country, or the whole; see its size; forget it.
(function () {
  "use strict";
  var FORM = "docket-1-";
  var AT_ONCE = 4;
  var OUTSIDE = /^(data|api|schemas|manifest)$/;
  var PAGE = /\.(html|css|js|svg)$/;
  var base = new URL("./", location.href).href;
  var place = document.getElementById("offline");
  if (!place) return;
  var _ = docketWords.text;
  var status = document.getElementById("offline-status");
  var missing = new URLSearchParams(location.search).get("missing");
  function say(text) { status.textContent = text; }
  function by(id) { return document.getElementById(id); }
  function inWords(bytes) {
    return bytes < 1e6 ? Math.ceil(bytes / 1e3).toLocaleString("en") + " kB" : (bytes / 1e6).toFixed(1) + " MB";
  }
  if (missing) docketWords.ready.then(function () { say(_("There is no connection, and %(page)s was not kept.", { page: missing })); });
  if (location.protocol === "file:") { by("offline-disk").hidden = false; return; }
  if (!navigator.serviceWorker || !self.caches) { by("offline-never").hidden = false; return; }
  place.hidden = false;

  function refresh() {
    return navigator.serviceWorker.getRegistration(base).then(function (found) {
      by("offline-on").hidden = Boolean(found);
      by("offline-choose").hidden = by("offline-off").hidden = !found;
      return found ? count() : undefined;
    });
  }
  async function count() {
    var number = 0;
    for (var name of await caches.keys()) {
      if (name === FORM + "read" || name === FORM + "kept") number += (await (await caches.open(name)).keys()).length;
    }
    by("offline-count").textContent = docketWords.plural("%(num)s file is kept.", "%(num)s files are kept.", number);
  }
  by("offline-on").addEventListener("click", function () {
    navigator.serviceWorker.register(docketAddress(base + "sw.js")).then(function () { return navigator.serviceWorker.ready; })
      .then(function () { return keepBase(); }).then(function () { say(_("From now on this browser keeps the pages that you read.")); return refresh(); })
      .catch(function () { say(_("This address does not offer it. Take a copy instead.")); });
  });
  by("offline-off").addEventListener("click", async function () {
    var found = await navigator.serviceWorker.getRegistration(base);
    if (found) await found.unregister();
    for (var name of await caches.keys()) if (name.startsWith("docket-")) await caches.delete(name);
    say(_("Nothing is kept any more."));
    refresh();
  });
  async function keepBase() {
    var cache = await caches.open(FORM + "read");
    var own = Array.from(document.querySelectorAll("link[rel=stylesheet],script[src]"),
      function (each) { return each.href || each.src; });
    for (var url of [base + "offline.html", base + "index.html"].concat(own)) await cache.add(url);
  }
  // What belongs to a choice, by the manifest's own lists: path and line of each file.
  async function filesOf(tree, choice) {
    var files = new Map();
    function give(path, line) { if (PAGE.test(path) && path !== "sw.js") files.set(path, line); }
    function all() { return true; }
    if (choice === "all") {
      await tree.walk(tree.top, "", give, function (path) { return !OUTSIDE.test(path); });
      return files;
    }
    for (var folder of ["assets", "cases/" + choice, "laws/" + choice, "courts/" + choice, "assessments/" + choice]) {
      var found = await tree.find(folder);
      if (found) await tree.walk(found.list, folder + "/", give, all);
    }
    for (var path of ["index.html", "search.html", "countries/index.html", "countries/" + choice + ".html"]) {
      var line = await tree.find(path);
      if (line) give(path, line);
    }
    return files;
  }
  var chosen = null;
  by("offline-ask").addEventListener("click", async function () {
    var tree = new DocketTree(base);
    var choice = by("offline-what").value;
    by("offline-keep").hidden = true;
    say(_("Counting …"));
    try {
      chosen = { tree: tree, edition: await tree.edition(), files: await filesOf(tree, choice) };
    } catch (error) { say(_("The connection broke. What was fetched is kept; ask again to go on.")); return; }
    var size = 0;
    chosen.files.forEach(function (line) { size += line.size; });
    say(_("%(number)s files, %(size)s; less goes over the line where the server compresses, and what is kept already is not fetched again.",
      { number: chosen.files.size, size: inWords(size) }));
    by("offline-keep").hidden = false;
    by("offline-keep").focus();
  });
  by("offline-keep").addEventListener("click", async function () {
    var cache = await caches.open(FORM + "kept");
    var queue = Array.from(chosen.files);
    var total = queue.length, done = 0;
    by("offline-keep").hidden = true;
    async function work() {
      while (queue.length) {
        var next = queue.shift();
        var there = await cache.match(base + next[0]);
        if (!there || (await DocketTree.hash(await there.arrayBuffer())) !== next[1].hash) {
          var fresh = await chosen.tree.fetch(next[0], next[1]);
          if (!fresh) throw new Error("changed");
          await cache.put(base + next[0], fresh);
        }
        done += 1;
        say(_("%(number)s of %(total)s files", { number: done, total: total }));
      }
    }
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      await (await caches.open(FORM + "state")).put(base + "edition", new Response(chosen.edition.tree));
      if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
      say(_("All of it is kept."));
    } catch (error) {
      queue.length = 0;
      say(error.message === "changed" ? _("The repository was renewed meanwhile. Ask again.") : _("The connection broke. What was fetched is kept; ask again to go on."));
    }
    count();
  });
  docketWords.ready.then(refresh);
})();
