// Reads the manifest (docs/mirroring.md): short lists that name every file with its hash and size.
// Shared by the service worker and by the page that keeps records for reading without a connection.
self.DocketTree = (function () {
  "use strict";
  var SHORT = 10;
  function Tree(base) {
    this.base = base;
    this.lists = new Map();
  }
  function get(url, mode) {
    return fetch(url, { cache: mode, credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status + " " + url);
      return answer;
    });
  }
  Tree.prototype.edition = function () {
    var tree = this;
    return get(this.base + "manifest/edition.json", "no-store").then(function (answer) { return answer.json(); })
      .then(function (edition) { tree.top = edition.tree; return edition; });
  };
  function read(text) {
    return text.split("\n").slice(0, -1).map(function (line) {
      var word = line.split(" ");
      return word[0] === "f" ? { kind: "f", hash: word[1], size: +word[2], name: word[3] } :
        word[0] === "b" ? { kind: "f", hash: word[1], size: +word[2], name: word[4] } :
        word[0] === "d" ? { kind: "d", list: word[1], name: word[4] } :
        { kind: "p", list: word[1], name: word[2] || "" };
    });
  }
  Tree.prototype.lines = function (list) {
    if (!this.lists.has(list)) {
      this.lists.set(list, get(this.base + "manifest/lists/" + list + ".txt", "default")
        .then(function (answer) { return answer.text(); }).then(read));
    }
    return this.lists.get(list);
  };
  // One file or folder by its path, or null.
  Tree.prototype.find = async function (path) {
    var list = this.top;
    for (var name of path.split("/")) {
      var found = list && await this.inList(list, name);
      if (!found) return null;
      list = found.list;
    }
    return found;
  };
  Tree.prototype.inList = async function (list, name) {
    var lines = await this.lines(list);
    if (lines.length && lines[0].kind === "p") {
      var part = null;
      lines.forEach(function (line) { if (!part || line.name <= name) part = line; });
      return this.inList(part.list, name);
    }
    return lines.find(function (line) { return line.name === name; }) || null;
  };
  // All files under a list, given to a function with their paths.
  Tree.prototype.walk = async function (list, above, give, enters) {
    for (var line of await this.lines(list)) {
      if (line.kind === "f") give(above + line.name, line);
      else if (line.kind === "p") await this.walk(line.list, above, give, enters);
      else if (enters(above + line.name)) await this.walk(line.list, above + line.name + "/", give, enters);
    }
  };
  Tree.hash = async function (bytes) {
    var digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(digest, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("").slice(0, SHORT);
  };
  // A file as the manifest names it, or null where what comes is another.
  Tree.prototype.fetch = async function (path, line) {
    var answer = await get(this.base + path, "reload");
    var bytes = await answer.clone().arrayBuffer();
    return (await Tree.hash(bytes)) === line.hash ? answer : null;
  };
  return Tree;
})();
