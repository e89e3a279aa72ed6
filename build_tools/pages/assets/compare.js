// Countries side by side: compare.html?on=illegal-access&with=gb,ke
(function () {
  "use strict";
  var L = docketLayer, words = L.words, make = L.make, put = L.put;
  var result = document.getElementById("layer-result"), status = document.getElementById("layer-status");
  var on = document.getElementById("choice-on"), add = document.getElementById("choice-country");
  var chips = document.getElementById("layer-chips"), index, chosen = [], turn = 0;

  function name(code) {
    return index.countries.find(function (each) { return each[0] === code; })[1];
  }
  function showChips() {
    L.empty(chips);
    chosen.forEach(function (code) {
      var button = make("button", name(code) + " ×", { type: "button", class: "d-chip", "aria-label": words.remove + " " + name(code) });
      button.addEventListener("click", function () {
        chosen = chosen.filter(function (each) { return each !== code; });
        show();
        add.focus();
      });
      put(chips, button);
    });
  }
  function subject(term, data) {
    var grid = make("div", "", { class: "d-side" });
    var terms = {};
    terms[term] = "same-subject";
    chosen.forEach(function (code, at) { put(grid, L.side(code, name(code), data[at], terms)); });
    put(result, put(make("h2"), L.link(index.terms[term][0], "compare/" + term + ".html")), grid);
  }
  function cell(country, column, treaty) {
    var td = make("td"), found = L.items(country, column[3]);
    found.forEach(function (item, at) {
      var provision = item.provision, stands = provision.standing;
      put(td, at ? ", " : null, make("a", provision.number, { href: provision.path, title: provision.title }));
      if (stands === "not-recorded") put(td, " ?");
      else if (stands !== "in-force") put(td, " ", make("i", words["standing-" + stands]));
      if (item.strength === "partial") put(td, " ≈");
      if (provision.disputes.length) put(td, " ", make("span", words.disputed, { class: "d-tag d-warn" }));
    });
    if (found.length) return td;
    var said = L.searches(country, column[3], treaty + "#" + column[0]).length;
    td.textContent = words[said ? "state-searched" : "state-not-looked-at"];
    return td;
  }
  function treaty(id, data) {
    var table = make("table", "", { class: "d-table" }), head = put(make("tr"), make("th", words.article, { scope: "col" }));
    chosen.forEach(function (code) {
      put(head, put(make("th", "", { scope: "col" }), L.link(name(code), "countries/" + code + ".html")));
    });
    var body = make("tbody");
    index.treaties[id].columns.forEach(function (column) {
      var row = put(make("tr"), put(make("th", "", { scope: "row" }), L.link(column[1] + ". " + column[2], id + "/" + column[0] + ".html")));
      data.forEach(function (country) { put(row, cell(country, column, id)); });
      put(body, row);
    });
    var heading = put(make("h2", "", { id: "compared" }), L.link(index.treaties[id].name, id + ".html"));
    var box = make("div", "", { class: "d-scroll d-matrix", role: "region", "aria-labelledby": "compared", tabindex: "0" });
    put(result, heading, put(box, put(table, put(make("thead"), head), body)));
  }
  function show() {
    var mine = turn += 1, choice = on.value;
    showChips();
    L.keep([["on", choice], ["with", chosen.join(",")]]);
    if (!chosen.length) {
      L.empty(result);
      status.textContent = words.chooseCountries;
      return;
    }
    Promise.all(chosen.map(L.load)).then(function (data) {
      if (mine !== turn) return;
      L.empty(result);
      status.textContent = "";
      if (index.terms[choice]) subject(choice, data);
      else treaty(choice, data);
      result.setAttribute("data-state", "done");
    }, function () { status.textContent = words.failed; });
  }
  L.load("index").then(function (data) {
    index = data;
    var query = L.asked(), wanted = query.get("on"), unknown = [];
    var known = index.countries.map(function (each) { return each[0]; });
    (query.get("with") || "").split(",").filter(Boolean).forEach(function (code) {
      if (known.indexOf(code) < 0) unknown.push(code);
      else if (chosen.indexOf(code) < 0) chosen.push(code);
    });
    if (wanted) {
      on.value = wanted;
      if (on.value !== wanted) {
        on.selectedIndex = 0;
        unknown.push(wanted);
      }
    }
    L.options(add, index.countries, words.add);
    on.addEventListener("change", show);
    add.addEventListener("change", function () {
      if (add.value && chosen.indexOf(add.value) < 0) chosen.push(add.value);
      add.value = "";
      show();
    });
    document.getElementById("layer-form").addEventListener("submit", function (event) { event.preventDefault(); });
    document.getElementById("layer-form").hidden = false;
    if (unknown.length) status.parentNode.insertBefore(make("p", words.unknownChoice + " " + unknown.join(", "), { class: "d-note" }), status);
    show();
  }, function () { status.textContent = words.failed; });
})();
