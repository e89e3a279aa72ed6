// The search page: reads the address, asks find.js, shows results, facets and exports.
(function () {
  "use strict";

  const PAGE = 10;
  const _ = window.docketWords.text, ngettext = window.docketWords.plural;
  const PASSAGE = 260;
  const form = document.getElementById("search-form");
  const input = document.getElementById("search-input");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const notes = document.getElementById("search-notes");
  const tools = document.getElementById("search-tools");
  const chips = document.getElementById("search-chips");
  const groups = document.getElementById("search-facets");
  const narrow = document.getElementById("search-narrow");
  const sort = document.getElementById("search-sort");
  const more = document.getElementById("search-more");
  const save = document.getElementById("search-save");
  if (!form || !window.docketFind || !window.lunr) return;

  document.getElementById("search-unscripted").hidden = true;
  const plainTitle = document.title;
  let asked = 0;            // counts questions, so that a late answer is not shown
  let current = null;       // the answer that is shown
  let shown = 0;

  // ---- The address: q, a value or more for each facet, sort ----

  const FACETS = ["kind", "country", "region", "offence", "measure", "year", "language", "level", "review"];

  function fromAddress() {
    const given = new URLSearchParams(location.search);
    const chosen = {};
    for (const name of FACETS) {
      const values = Array.from(new Set(given.getAll(name).filter(Boolean)));
      if (values.length) chosen[name] = values;
    }
    const year = function (name) { return /^\d{4}$/.test(given.get(name) || "") ? given.get(name) : ""; };
    if (year("to") || year("from")) chosen.span = [year("from"), year("to")];
    const order = given.get("sort");
    return { q: given.get("q") || "", sort: order === "newest" || order === "oldest" ? order : "", chosen: chosen };
  }
  let state = fromAddress();

  function toAddress(push) {
    const params = new URLSearchParams();
    if (state.q) params.set("q", state.q);
    for (const name of FACETS) for (const value of state.chosen[name] || []) params.append(name, value);
    if (state.chosen.span) {
      if (state.chosen.span[0]) params.set("from", state.chosen.span[0]);
      if (state.chosen.span[1]) params.set("to", state.chosen.span[1]);
    }
    if (state.sort) params.set("sort", state.sort);
    const text = params.toString();
    const address = location.pathname + (text ? "?" + text : "");
    try {
      if (push) history.pushState(null, "", address); else history.replaceState(null, "", address);
    } catch (error) { /* some readers of offline files forbid it; the search works all the same */ }
  }

  // ---- Small pieces of the page; text only, never markup ----

  function make(name, text, attributes) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    for (const key in attributes || {}) element.setAttribute(key, attributes[key]);
    return element;
  }
  function say(name, text, total) {
    status.textContent = text;
    status.setAttribute("data-state", name);
    status.setAttribute("data-total", String(total || 0));
  }
  function count(number) { return window.docketWords.number(number); }
  function empty(element) { while (element.firstChild) element.removeChild(element.firstChild); }

  // ---- Asking ----

  async function ask(options) {
    const settings = options || {};
    const turn = asked += 1;
    const narrowed = Object.keys(state.chosen).length > 0;
    document.title = (state.q.trim() ? state.q.trim() + " – " : "") + plainTitle;
    if (!state.q.trim() && !narrowed) {
      current = null;
      empty(list);
      empty(notes);
      tools.hidden = more.hidden = true;
      say("idle", "", 0);
      showLimits();
      return;
    }
    // While one types an answer that comes at once needs no word that it is being looked for.
    const slow = setTimeout(function () {
      if (turn === asked) { say("loading", _("Searching …"), 0); list.setAttribute("aria-busy", "true"); }
    }, settings.completing ? 150 : 0);
    try {
      await docketFind.open("");
      const answer = state.q.trim() ? await docketFind.find(state.q, {
        completing: settings.completing,
        whole: settings.whole || narrowed || state.sort !== "",
      }) : await everything();
      if (turn !== asked) return;
      answer.all = answer.hits;
      if (narrowed || state.sort) {
        const limits = await part("narrow");
        if (narrowed) answer.hits = await limits.filtered(answer.hits, state.chosen);
        if (state.sort) answer.hits = await limits.byDate(answer.hits, state.sort);
      }
      if (turn !== asked) return;
      if (narrowed) answer.total = answer.hits.length;
      answer.narrowed = narrowed;
      current = answer;
      await showResults(turn, settings.keep);
      if (turn !== asked) return;
      showNotes(answer);
      showLimits();
      if (!answer.hits.length || answer.missing.length) offer(turn, answer);
    } catch (error) {
      if (turn !== asked) return;
      current = null;
      empty(list);
      empty(notes);
      tools.hidden = more.hidden = true;
      say("error", _("The search did not work: %(reason)s Try again, or use the lists below, which lead everywhere.",
        { reason: error && error.message || error }), 0);
    } finally {
      clearTimeout(slow);
    }
  }

  // Limits without words: every record that they leave, the newest first.
  async function everything() {
    const ids = await docketFind.everything("kind");
    const limits = await part("narrow");
    const hits = await limits.byDate(ids.map(function (id) { return { id: id, score: 0 }; }), "newest");
    return { hits: hits, total: hits.length, exact: true, terms: new Set(), notes: [], missing: [], words: 0 };
  }

  // ---- Showing ----

  async function showResults(turn, keep) {
    const answer = current;
    const wanted = keep ? Math.max(shown, PAGE) : PAGE;
    const part = answer.hits.slice(0, wanted);
    const heads = await docketFind.heads(part.map(function (hit) { return hit.id; }));
    if (turn !== asked) return;
    const items = document.createDocumentFragment();
    for (const head of heads) items.appendChild(item(head, answer.terms));
    empty(list);
    list.appendChild(items);
    list.removeAttribute("aria-busy");
    shown = part.length;
    tools.hidden = !answer.hits.length && !answer.narrowed;
    more.hidden = shown >= answer.hits.length;
    say("done", sentence(answer), answer.total);
  }

  function sentence(answer) {
    if (!answer.hits.length) {
      return answer.narrowed && answer.all.length
        ? ngettext("Nothing left: %(num)s found without the limits chosen.", "Nothing left: %(num)s found without the limits chosen.", answer.all.length)
        : answer.atLeast ? _("Nothing found yet for %(query)s.", { query: state.q })
        : _("Nothing found for “%(query)s”.", { query: state.q });
    }
    const found = answer.exact || answer.narrowed ? ngettext("%(num)s result", "%(num)s results", answer.total)
      : answer.atLeast ? ngettext("At least %(num)s result", "At least %(num)s results", answer.total)
      : ngettext("About %(num)s result", "About %(num)s results", answer.total);
    return state.sort ? _("%(results)s, by date", { results: found }) : found;
  }

  function item(head, terms) {
    const li = make("li");
    const link = make("a", null, { href: head.path });
    const title = make("bdi", head.title, head.titleLanguage ? { lang: head.titleLanguage } : {});
    link.appendChild(title);
    li.appendChild(link);
    const facts = [_(head.kind), head.where, _(head.countryName), window.docketWords.date(head.dateWords)].filter(Boolean);
    li.appendChild(document.createTextNode(" "));
    li.appendChild(make("span", facts.join(", "), { class: "d-dim" }));
    if (head.text) {
      const place = make("p", null, { class: "d-passage" });
      if (head.language) { place.lang = head.language; place.dir = "auto"; }
      li.appendChild(place);
      const first = docketFind.passage(head.text, terms, PASSAGE);
      mark(place, first.pieces);
      if (!first.found && head.more) whenSeen(li, async function () {
        const text = head.text + await docketFind.rest(head.id);
        const better = docketFind.passage(text, terms, PASSAGE);
        if (better.found) mark(place, better.pieces);
      });
    }
    return li;
  }

  function mark(place, pieces) {
    empty(place);
    for (const piece of pieces) {
      place.appendChild(piece[1] ? make("mark", piece[0]) : document.createTextNode(piece[0]));
    }
  }

  // Longer texts are only loaded for results that are looked at.
  const pending = new Map();
  const watcher = "IntersectionObserver" in window ? new IntersectionObserver(function (seen) {
    for (const entry of seen) {
      if (!entry.isIntersecting || !pending.has(entry.target)) continue;
      const act = pending.get(entry.target);
      pending.delete(entry.target);
      watcher.unobserve(entry.target);
      act().catch(function () { /* the beginning of the text stays */ });
    }
  }) : null;
  function whenSeen(element, act) {
    if (!watcher) return;
    pending.set(element, act);
    watcher.observe(element);
  }

  function showNotes(answer) {
    empty(notes);
    for (const note of answer.notes) notes.appendChild(make("p", note));
    if (!answer.exact && !answer.narrowed) {
      const line = make("p", answer.atLeast ? _("The phrase was looked for in the best records.") + " "
        : _("Common words: the weightiest records were looked at.") + " ");
      const button = make("button", _("Look at all"), { type: "button", class: "d-button" });
      button.addEventListener("click", function () { ask({ whole: true }); });
      line.appendChild(button);
      notes.appendChild(line);
    }
  }

  async function offer(turn, answer) {
    if (!answer.missing.length) return;
    const meant = await docketFind.suggest(answer.missing).catch(function () { return new Map(); });
    if (turn !== asked || !meant.size) return;
    let better = state.q;
    meant.forEach(function (word, typed) {
      const whole = typed.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      better = better.replace(new RegExp("(^|[^\\p{L}\\p{N}])" + whole + "(?![\\p{L}\\p{N}?*])", "giu"), "$1" + word);
    });
    if (better === state.q) return;
    const line = make("p", _("Did you mean:") + " ");
    const link = make("a", better, { href: "?q=" + encodeURIComponent(better) });
    link.addEventListener("click", function (event) {
      event.preventDefault();
      input.value = better;
      submit();
      input.focus();
    });
    line.appendChild(link);
    notes.insertBefore(line, notes.firstChild);
  }

  // ---- Parts that few visits need come when they are asked for ----

  const shared = {
    facets: FACETS, make: make, count: count, empty: empty, ask: ask, toAddress: toAddress,
    status: status, chips: chips, groups: groups,
    state: function () { return state; },
    answer: function () { return current; },
    turn: function () { return asked; },
  };
  const parts = new Map();
  function part(name) {
    if (!parts.has(name)) {
      parts.set(name, new Promise(function (resolve, reject) {
        const element = document.createElement("script");
        element.src = docketAddress("assets/" + name + ".js");
        element.onload = function () {
          if (window.docketParts[name]) return resolve(window.docketParts[name](shared));
          element.onerror();
        };
        element.onerror = function () {
          parts.delete(name);
          reject(new Error(_("A part of the search could not be loaded.")));
        };
        document.head.appendChild(element);
      }));
    }
    return parts.get(name);
  }
  window.docketParts = {};

  function showLimits() {
    if (!narrow.open && !Object.keys(state.chosen).length) return empty(chips);
    part("narrow").then(function (limits) {
      if (narrow.open) limits.showFacets();
      limits.showChips();
    }).catch(function (error) {
      empty(groups);
      groups.appendChild(make("p", error.message + " " + _("Close this and open it again."), { class: "d-dim" }));
    });
  }

  // ---- Doings of the reader ----

  function submit() {
    docketFind.typing(0);
    const changed = state.q !== input.value;
    state = { q: input.value, sort: state.sort, chosen: state.chosen };
    toAddress(changed);
    stepped = false;
    ask();
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    submit();
  });

  // A query that is typed is one step of the history, however many letters it has.
  let stepped = false;
  input.addEventListener("input", function () {
    docketFind.typing(200);
    state.q = input.value;
    toAddress(!stepped);
    stepped = true;
    ask({ completing: true });
  });

  sort.addEventListener("change", function () {
    state.sort = sort.value;
    toAddress(true);
    ask();
  });
  narrow.addEventListener("toggle", showLimits);
  for (const button of save.querySelectorAll("button[data-form]")) {
    button.addEventListener("click", function () {
      part("save").then(function (save) { return save(button.getAttribute("data-form")); })
        .catch(function (error) { status.textContent = error.message; });
    });
  }
  more.addEventListener("click", async function () {
    const answer = current, turn = asked;
    const part = answer.hits.slice(shown, shown + PAGE);
    more.disabled = true;
    try {
      const heads = await docketFind.heads(part.map(function (hit) { return hit.id; }));
      if (turn !== asked) return;
      const first = list.children.length;
      for (const head of heads) list.appendChild(item(head, answer.terms));
      shown += heads.length;
      more.hidden = shown >= answer.hits.length;
      const link = list.children[first] && list.children[first].querySelector("a");
      if (link) link.focus();
    } catch (error) {
      status.textContent = error.message;
    } finally {
      more.disabled = false;
    }
  });

  document.addEventListener("keydown", function (event) {
    const links = Array.from(list.querySelectorAll("li > a:first-of-type"));
    const at = links.indexOf(document.activeElement);
    const inBox = document.activeElement === input;
    if (event.key === "ArrowDown" && (inBox || at >= 0) && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      if (at === 0) input.focus(); else links[at - 1].focus();
    } else if (event.key === "Escape" && (inBox || at >= 0)) {
      event.preventDefault();
      input.value = "";
      input.focus();
      submit();
    }
  });

  window.addEventListener("popstate", function () {
    state = fromAddress();
    stepped = false;
    show();
  });

  function show() {
    input.value = state.q;
    sort.value = state.sort;
    for (const box of document.querySelectorAll(".d-bar .d-search input")) box.value = state.q;
    ask();
  }
  tools.hidden = more.hidden = true;
  window.docketWords.ready.then(show);
  if (!state.q) input.focus();
})();
