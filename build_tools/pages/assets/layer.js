// What compare.js and cooperate.js share: data of countries as classic scripts, words, elements.
var docketLayer = (function () {
  "use strict";
  var waiting = {}, loaded = {}, words = {};
  // The page's words are read when they stand in the reader's language.
  var shown = new Promise(function (resolve) {
    if (document.readyState !== "loading") resolve();
    else document.addEventListener("DOMContentLoaded", function () { setTimeout(resolve, 0); });
  });
  var ready = Promise.all([docketWords.ready, shown]).then(function () {
    document.querySelectorAll("#layer-words dt").forEach(function (dt) {
      words[dt.textContent] = dt.nextElementSibling.textContent;
    });
  });
  function take(name, data) {
    if (name === "index") data.countries.forEach(function (each) { each[1] = docketWords.text(each[1]); });
    loaded[name] = data;
    if (waiting[name]) waiting[name](data);
  }
  function load(name) {
    if (loaded[name]) return Promise.resolve(loaded[name]);
    return ready.then(function () { return fetched(name); });
  }
  function fetched(name) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      waiting[name] = resolve;
      script.src = docketAddress("compare/data/" + name + ".js");
      script.onerror = function () { reject(new Error(name)); };
      document.head.appendChild(script);
    });
  }
  function make(tag, text, attributes) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    Object.keys(attributes || {}).forEach(function (name) {
      element.setAttribute(name, attributes[name]);
    });
    return element;
  }
  function put(parent) {
    for (var at = 1; at < arguments.length; at += 1) if (arguments[at]) parent.append(arguments[at]);
    return parent;
  }
  function link(text, path) { return make("a", text, { href: path }); }
  function empty(element) { while (element.firstChild) element.removeChild(element.firstChild); }
  // The provisions of a country on some terms (each with its strength), the closest first.
  function items(country, terms) {
    var order = ["same-subject", "broader", "narrower", "partial"];
    return country.provisions.map(function (provision) {
      var best = provision.covers.filter(function (term) { return Object.hasOwn(terms, term); })
        .map(function (term) { return order.indexOf(terms[term]); }).sort()[0];
      return { provision: provision, strength: order[best] };
    }).filter(function (item) { return item.strength; });
  }
  // The searches that say that a column's subject was looked for; as in coverage/cells.py.
  function searches(country, terms, article) {
    var close = Object.keys(terms).filter(function (term) { return terms[term] !== "partial"; });
    var all = close.every(function (term) {
      return country.searches.some(function (each) { return each.subject === term; });
    });
    return country.searches.filter(function (each) {
      return each.article ? each.article === article : all && close.indexOf(each.subject) >= 0;
    });
  }
  function provisionPart(item) {
    var provision = item.provision, part = make("div", "", { class: "d-law" }), line = make("p");
    put(part, put(line, link(/^\d/.test(provision.number) ? "s " + provision.number : provision.number, provision.path),
      " ", make("bdi", provision.title), make("br"), make("span", provision.law, { class: "d-dim" })));
    var held = provision.standing === "in-force" || provision.standing === "not-recorded";
    put(part, put(make("p"),
      make("span", words["standing-" + provision.standing], { class: held ? "d-tag" : "d-tag d-bad" }), " ",
      make("span", provision.since ? words.from + " " + docketWords.date(provision.since[1]) : words.undated, { class: "d-dim" }),
      item.strength === "same-subject" ? null : make("span", " (" + words["strength-" + item.strength] + ")", { class: "d-dim" })));
    provision.disputes.forEach(function (dispute) {
      put(part, disputeLine(dispute, provision.path.split("#")[0] + "#disputed"));
    });
    if (provision.text) {
      var text = make("div", "", { class: "d-text", lang: provision.language, dir: "auto" });
      provision.text.split(/\n\s*\n/).forEach(function (each) { put(text, make("p", each)); });
      put(part, text);
    }
    if (provision.cases.length) {
      var cases = make("p", words.cases + " ", { class: "d-dim" });
      provision.cases.forEach(function (each, at) {
        put(cases, at ? "; " : null, link(each[0], each[1]), " " + each[2]);
        if (each[3]) put(cases, " ", make("span", words.disputed, { class: "d-tag d-warn" }));
      });
      if (provision.more) put(cases, "; ", link("+" + provision.more, provision.path));
      put(part, cases);
    }
    return part;
  }
  // A country's block: its provisions on a subject, or why there are none.
  function side(code, name, country, terms) {
    var part = make("section", "", { "data-country": code }), found = items(country, terms);
    put(part, put(make("h3"), link(name, "countries/" + code + ".html")));
    found.forEach(function (item) { put(part, provisionPart(item)); });
    if (found.length) return part;
    var said = searches(country, terms, "");
    if (!said.length) return put(part, make("p", words.notLooked));
    var list = make("ul");
    said.forEach(function (each) { put(list, make("li", each.on + ": " + each.searched)); });
    return put(part, make("p", words.searchedFor), list);
  }
  // What is disputed, as a pair of the field and what the sources say, with the way to the record.
  function disputeLine(dispute, path) {
    return put(make("p"), make("span", words.disputed, { class: "d-tag d-warn" }), " ",
      link(docketWords.text(dispute[0].replace(/_/g, " ")), path), ": " + dispute[1]);
  }
  function asked() { return new URLSearchParams(location.search); }
  function keep(values) {
    var query = new URLSearchParams();
    values.forEach(function (pair) { if (pair[1]) query.set(pair[0], pair[1]); });
    var text = query.toString().replace(/%2C/g, ",").replace(/%2F/g, "/");
    try { history.replaceState(null, "", text ? "?" + text : location.pathname); } catch (error) { /* a file's address may not change */ }
  }
  function options(select, countries, first) {
    if (first) put(select, make("option", first, { value: "" }));
    countries.forEach(function (each) { put(select, make("option", each[1], { value: each[0] })); });
  }
  return { take: take, load: load, make: make, put: put, link: link, empty: empty, items: items, searches: searches, side: side, dispute: disputeLine,
    words: words, asked: asked, keep: keep, options: options };
})();
