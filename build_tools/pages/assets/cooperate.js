// Two countries: cooperate.html?a=gb&b=ke&for=illegal-access&on=2024-01-01
(function () {
  "use strict";
  var L = docketLayer, words = L.words, make = L.make, put = L.put;
  var result = document.getElementById("layer-result"), status = document.getElementById("layer-status");
  var a = document.getElementById("choice-a"), b = document.getElementById("choice-b");
  var subject = document.getElementById("choice-for"), day = document.getElementById("choice-day");
  var index, turn = 0;

  function name(code) {
    return index.countries.find(function (each) { return each[0] === code; })[1];
  }
  function section(title, id) {
    var part = put(make("section"), make("h2", title, { id: id }));
    put(result, part);
    return part;
  }
  // Where a day lies to a date that may lack its day: "before", "after" (or on it), "within".
  function place(on, date) {
    if (on < date.slice(0, on.length) || (on.length > date.length && on.slice(0, date.length) < date)) return "before";
    if (on.slice(0, date.length) > date) return "after";
    return date.length === 10 ? "after" : "within";
  }
  // A date that lacks its day counts as its last one, as on the pages of countries.
  function byLastDay(one, other) {
    var days = [one, other].map(function (date) { return (date[0] + "-99-99").slice(0, 10); });
    return days[0] < days[1] ? -1 : Number(days[0] > days[1]);
  }
  // "yes", "no", or "unknown" where the dates recorded do not tell.
  function bound(party, on) {
    if (!party || party.status !== "party") return "no";
    if (party.ended && (!on || place(on, party.ended[0]) === "after")) return "no";
    if (!on) return "yes";
    if (!party.inForce) return "unknown";
    var where = place(on, party.inForce[0]);
    if (where !== "after") return where === "before" ? "no" : "unknown";
    return party.ended && place(on, party.ended[0]) === "within" ? "unknown" : "yes";
  }
  // A reservation, declaration or objection: its articles, its date, and whether it was taken back.
  function statement(each, id) {
    var item = make("li", words["statement-" + each.kind]);
    each.articles.forEach(function (article, at) {
      put(item, at ? ", " : " (" + words.art + " ", article[1] ? L.link(article[1], id + "/" + article[0] + ".html") : article[0]);
    });
    put(item, (each.articles.length ? "): " : ": ") + each.text);
    if (each.made) put(item, make("span", " " + docketWords.date(each.made[1]), { class: "d-dim" }));
    if (each.withdrawn) put(item, " ", make("span", words.withdrawn + " " + docketWords.date(each.withdrawn[1]), { class: "d-tag" }));
    return item;
  }
  function partyLine(code, party, id) {
    var line = make("p"), parts = [];
    put(line, make("strong", name(code)), ": " + words["status-" + (party ? party.status : "none")]);
    if (!party) return line;
    [["signed", party.signed], ["ratified", party.ratified], ["inForce", party.inForce], ["ended", party.ended]].forEach(function (each) {
      if (each[1]) parts.push(words[each[0]] + " " + docketWords.date(each[1][1]));
    });
    if (!party.inForce && party.status === "party") parts.push(words.dateUnknown);
    put(line, parts.length ? "; " + parts.join(", ") : null, party.note ? ". " + party.note : null);
    if (!party.statements.length) return put(line, put(make("span", " " + words.noStatements, { class: "d-dim" })));
    var list = make("ul");
    party.statements.forEach(function (each) {
      put(list, statement(each, id));
    });
    return put(make("div"), line, list);
  }
  function onSubject(term, data) {
    var part = section(words.on, "subject"), terms = {}, grid = make("div", "", { class: "d-side" });
    terms[term] = "same-subject";
    var found = data.map(function (country) { return L.items(country, terms).length > 0; });
    var said = found[0] && found[1] ? "both" : found[0] || found[1] ? "one" : "neither";
    put(part, put(make("p"), L.link(index.terms[term][0], "compare/" + term + ".html")),
      make("p", words[said], { "data-recorded-in": said, class: "d-note" }));
    put(part, put(grid, L.side(a.value, name(a.value), data[0], terms), L.side(b.value, name(b.value), data[1], terms)));
    return terms;
  }
  function treaties(data, on) {
    var part = section(words.treaties, "treaties"), binding = [], others = [];
    Object.keys(index.treaties).forEach(function (id) {
      var own = data[0].parties[id], other = data[1].parties[id];
      if (!own && !other) return;
      var states = [bound(own, on), bound(other, on)];
      var state = states.indexOf("no") >= 0 ? "no" : states.indexOf("unknown") >= 0 ? "unknown" : "yes";
      (state === "no" ? others : binding).push([id, own, other, state]);
    });
    if (!binding.length) put(part, make("p", words.noTreaty));
    binding.forEach(function (each) { put(part, treaty(each)); });
    if (others.length) {
      put(part, make("h3", words.notYet));
      others.forEach(function (each) { put(part, treaty(each)); });
    }
    return binding.map(function (each) { return each[0]; });
  }
  function treaty(each) {
    var of = index.treaties[each[0]], part = make("div", "", { class: "d-law", "data-treaty": each[0], "data-bound": each[3] });
    put(part, put(make("p"), L.link(of.name, each[0] + ".html"), of.asOf ? make("span", " " + words.asOf + " " + docketWords.date(of.asOf), { class: "d-dim" }) : null));
    if (each[3] === "unknown") put(part, make("p", words.within, { class: "d-warn" }));
    if (each[3] === "yes" && each[1].inForce && each[2].inForce) {
      var later = [each[1].inForce, each[2].inForce].sort(byLastDay)[1];
      put(part, make("p", words.bothSince + " " + docketWords.date(later[1]), { "data-since": later[0] }));
    }
    of.disputes.forEach(function (dispute) { put(part, L.dispute(dispute, each[0] + ".html#disputed")); });
    return put(part, partyLine(a.value, each[1], each[0]), partyLine(b.value, each[2], each[0]));
  }
  function means(ids) {
    var part = section(words.means, "means"), list = make("ul");
    ids.forEach(function (id) {
      index.treaties[id].means.forEach(function (each) {
        var item = put(make("li"), L.link(index.terms[each[0]][0], "cooperation/" + each[0] + ".html"), ": " + index.treaties[id].name + " ");
        each[1].forEach(function (article, at) {
          put(item, at ? ", " : null, L.link(article[1] + (article[2] ? " " + article[2] : ""), id + "/" + article[0] + ".html"));
          if (article[3] !== "same-subject") put(item, make("span", " (" + words["strength-" + article[3]] + ")", { class: "d-dim" }));
        });
        put(list, item);
      });
    });
    put(part, list.firstChild ? list : make("p", words.noMeans));
  }
  function joint(data) {
    var part = section(words.joint, "joint"), list = make("ul"), cases = data[0].joint[b.value] || [];
    cases.forEach(function (each) {
      put(list, put(make("li"), L.link(each[0], each[1]), make("span", " " + (index.terms[each[2]] || [each[2]])[0], { class: "d-dim" }),
        each[3] ? make("span", words.disputed, { class: "d-tag d-warn" }) : null));
    });
    put(part, cases.length ? list : make("p", words.noJoint));
  }
  function unknown(data, terms) {
    var part = section(words.unknown, "unknown"), list = make("ul"), open = put(make("li", words.openTreaties + " "));
    Object.keys(index.treaties).filter(function (id) { return !index.treaties[id].known; }).forEach(function (id, at) {
      put(open, at ? ", " : null, L.link(index.treaties[id].name, id + ".html"));
    });
    if (open.children.length) put(list, open);
    if (terms) {
      [a.value, b.value].forEach(function (code, at) {
        var found = L.items(data[at], terms);
        if (!found.length && !L.searches(data[at], terms, "").length) put(list, make("li", words.lookedUnknown + " " + name(code)));
        if (found.some(function (item) { return item.provision.standing === "not-recorded"; })) put(list, make("li", words.statusUnknown + " " + name(code)));
      });
    }
    put(part, put(list, make("li", words.bilateral), make("li", words.reservationsUnknown)));
  }
  function show() {
    var mine = turn += 1, on = day.value.trim();
    L.keep([["a", a.value], ["b", b.value], ["for", subject.value], ["on", on]]);
    L.empty(result);
    var moment = new Date(on + "T00:00:00Z");
    if (on && (!/^\d{4}-\d{2}-\d{2}$/.test(on) || isNaN(moment) || moment.toISOString().slice(0, 10) !== on)) {
      status.textContent = words.badDate;
      return;
    }
    if (!a.value || !b.value || a.value === b.value) {
      status.textContent = words.chooseTwo;
      return;
    }
    status.textContent = "";
    Promise.all([L.load(a.value), L.load(b.value)]).then(function (data) {
      if (mine !== turn) return;
      var terms = subject.value ? onSubject(subject.value, data) : null;
      means(treaties(data, on));
      joint(data);
      unknown(data, terms);
      result.setAttribute("data-state", "done");
    }, function () { status.textContent = words.failed; });
  }
  L.load("index").then(function (data) {
    index = data;
    var query = L.asked(), missing = [];
    L.options(a, index.countries, "–");
    L.options(b, index.countries, "–");
    [[a, "a"], [b, "b"], [subject, "for"]].forEach(function (pair) {
      var value = query.get(pair[1]);
      if (!value) return;
      pair[0].value = value;
      if (pair[0].value !== value) {
        pair[0].selectedIndex = 0;
        missing.push(value);
      }
    });
    day.value = query.get("on") || "";
    [a, b, subject, day].forEach(function (field) { field.addEventListener("change", show); });
    document.getElementById("layer-form").addEventListener("submit", function (event) {
      event.preventDefault();
      show();
    });
    document.getElementById("layer-form").hidden = false;
    if (missing.length) status.parentNode.insertBefore(make("p", words.unknownChoice + " " + missing.join(", "), { class: "d-note" }), status);
    show();
  }, function () { status.textContent = words.failed; });
})();
