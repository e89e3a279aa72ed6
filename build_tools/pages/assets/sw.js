// Keeps pages for reading without a connection, once a reader asked for it (offline.html). The
// network comes first; what was kept answers where it does not. It is the same file in every edition.
"use strict";
importScripts("assets/tree.js");
var FORM = "docket-1-";
var READ = FORM + "read", KEPT = FORM + "kept", STATE = FORM + "state";
var MOST_PAGES = 400;       // pages that were read; the oldest go first
var LARGEST = 512 * 1024;   // bytes of a file that is kept because it was read
var FRESH = 256 * 1024;     // bytes fetched unasked when an edition replaces another
var HOUR = 3600 * 1000;
var base = new URL("./", self.location.href).href;
var looked = 0;

self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) {
  event.waitUntil(deleteOlder().then(function () { return self.clients.claim(); }));
});
async function deleteOlder() {
  for (var name of await caches.keys()) {
    if (name.startsWith("docket-") && !name.startsWith(FORM)) await caches.delete(name);
  }
}
self.addEventListener("fetch", function (event) {
  var url = new URL(event.request.url);
  if (event.request.method !== "GET" || !url.href.startsWith(base)) return;
  var path = url.href.slice(base.length).replace(/[?#].*/, "") || "index.html";
  if (path.startsWith("manifest/")) return;
  event.respondWith(answer(event, path));
});
async function answer(event, path) {
  try {
    // A page is asked for anew even where the browser has it: it may have been withdrawn.
    var found = event.request.mode !== "navigate" ? await fetch(event.request) :
      await fetch(event.request.url, { cache: "no-cache", credentials: "same-origin", redirect: "manual" });
    if (found.status === 200 && found.type === "basic" && isRead(path, found)) {
      event.waitUntil(keepRead(path, found.clone()));
    }
    return found;
  } catch (error) {
    var kept = await fromCaches(path);
    if (kept) return kept;
    if (event.request.mode === "navigate") {
      var page = await fromCaches("offline.html");
      if (page) return Response.redirect(base + "offline.html?missing=" + encodeURIComponent(path));
    }
    throw error;
  }
}
function isRead(path, found) {
  var size = +found.headers.get("content-length") || 0;
  return /\.(html|css|js|svg)$/.test(path) && path !== "sw.js" && size <= LARGEST;
}
async function fromCaches(path) {
  return (await (await caches.open(READ)).match(base + path)) || (await caches.open(KEPT)).match(base + path);
}
async function keepRead(path, found) {
  var cache = await caches.open(READ);
  await cache.delete(base + path);
  await cache.put(base + path, found);
  var keys = await cache.keys();
  for (var old of keys.slice(0, Math.max(0, keys.length - MOST_PAGES))) await cache.delete(old);
  if (Date.now() - looked > HOUR) {
    looked = Date.now();
    await followEdition().catch(function () { looked = 0; });
  }
}
// A new edition: what it does not have goes, what it has unchanged stays, the rest is fetched
// while it is little and goes otherwise. So no page is shown of a record that was withdrawn.
async function followEdition() {
  var tree = new DocketTree(base);
  var edition = await tree.edition();
  var state = await caches.open(STATE);
  var before = await state.match(base + "edition");
  if (before && (await before.text()) === edition.tree) return;
  var left = FRESH;
  for (var name of [KEPT, READ]) {
    var cache = await caches.open(name);
    for (var request of await cache.keys()) {
      var path = request.url.slice(base.length);
      var line = await tree.find(path);
      var bytes = await (await cache.match(request)).arrayBuffer();
      if (line && line.hash === await DocketTree.hash(bytes)) continue;
      var renewed = line && line.size <= left ? await tree.fetch(path, line) : null;
      if (renewed) {
        left -= line.size;
        await cache.put(request, renewed);
      } else {
        await cache.delete(request);
      }
    }
  }
  await state.put(base + "edition", new Response(edition.tree));
}
self.addEventListener("message", function (event) {
  if (event.data === "look") {
    event.waitUntil(followEdition().then(function () { event.source.postMessage("looked"); },
      function () { event.source.postMessage("failed"); }));
  }
});
