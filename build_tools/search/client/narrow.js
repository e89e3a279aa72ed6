// Limits of the search page: facets with counts, the chips of what was chosen, the order by date.
// Loaded by search.js when a reader narrows or sorts.
(function () {
  "use strict";

  window.docketParts.narrow = function (page) {
    const _ = window.docketWords.text;
    const { facets: FACETS, make, count, empty, ask, toAddress, chips, groups } = page;

    async function filtered(hits, chosen) {
      let kept = hits;
      for (const name of FACETS) {
        if (!chosen[name]) continue;
        const all = (await docketFind.facets()).find(function (facet) { return facet.name === name; });
        const wanted = new Set();
        all.values.forEach(function (value, code) { if (chosen[name].indexOf(value[0]) >= 0) wanted.add(code); });
        const codes = await docketFind.column(name, kept.map(function (hit) { return hit.id; }));
        kept = kept.filter(function (hit) {
          return (codes.get(hit.id) || []).some(function (code) { return wanted.has(code); });
        });
      }
      if (chosen.span) {
        const years = await docketFind.column("date", kept.map(function (hit) { return hit.id; }));
        const from = parseInt(chosen.span[0], 10) || 0, to = parseInt(chosen.span[1], 10) || 9999;
        kept = kept.filter(function (hit) {
          return (years.get(hit.id) || []).some(function (code) {
            const year = (code >> 9) + 1500;
            return year >= from && year <= to;
          });
        });
      }
      return kept;
    }

    async function byDate(hits, order) {
      const codes = await docketFind.column("date", hits.map(function (hit) { return hit.id; }));
      const turn = order === "oldest" ? 1 : -1;
      const day = function (hit) { const found = codes.get(hit.id); return found && found.length ? found[0] : null; };
      return hits.slice().sort(function (a, b) {
        const one = day(a), two = day(b);
        if (one === null || two === null) return (one === null ? 1 : 0) - (two === null ? 1 : 0);
        return turn * (one - two) || b.score - a.score;
      });
    }

    // ---- Facets ----

    async function showFacets() {
      if (!page.answer()) return;
      const turn = page.turn();
      const all = await docketFind.facets();
      if (turn !== page.turn()) return;
      const open = new Set(Array.from(groups.querySelectorAll("details[open]"), function (each) {
        return each.getAttribute("data-facet");
      }));
      empty(groups);
      for (const facet of all) {
        const box = make("details", null, { "data-facet": facet.name });
        box.appendChild(make("summary", _(facet.label)));
        if (open.has(facet.name) || page.state().chosen[facet.name]) box.open = true;
        box.addEventListener("toggle", function () { if (box.open) fillFacet(box, facet); });
        groups.appendChild(box);
        if (box.open) fillFacet(box, facet);
      }
      groups.appendChild(spanOfYears());
    }

    async function fillFacet(box, facet) {
      const turn = page.turn();
      if (box.getAttribute("data-turn") === String(turn)) return;
      box.setAttribute("data-turn", String(turn));
      const others = Object.assign({}, page.state().chosen);
      delete others[facet.name];
      let hits, codes;
      try {
        if (!page.answer().exact) {
          const whole = await docketFind.find(page.state().q, { whole: true });
          page.answer().all = whole.hits;
          page.answer().exact = true;
        }
        hits = Object.keys(others).length ? await filtered(page.answer().all, others) : page.answer().all;
        codes = await docketFind.column(facet.name, hits.map(function (hit) { return hit.id; }));
      } catch (error) {
        box.removeAttribute("data-turn");
        fill(box, [make("li", error.message + " " + _("Close this and open it again."), { class: "d-dim" })]);
        return;
      }
      if (turn !== page.turn()) return;
      const counts = new Map();
      for (const hit of hits) {
        for (const code of codes.get(hit.id) || []) counts.set(code, (counts.get(code) || 0) + 1);
      }
      const chosen = page.state().chosen[facet.name] || [];
      const rows = facet.values.map(function (value, code) {
        return { value: value[0], name: value[1], number: counts.get(code) || 0 };
      }).filter(function (row) { return row.number || chosen.indexOf(row.value) >= 0; });
      if (facet.name === "year") rows.reverse();
      else rows.sort(function (a, b) { return b.number - a.number; });
      const items = [];
      for (const row of rows) {
        const li = make("li"), label = make("label"), tick = make("input", null, { type: "checkbox", id: "facet-" + facet.name + "-" + row.value });
        tick.checked = chosen.indexOf(row.value) >= 0;
        tick.addEventListener("change", function () { focused = tick.id; choose(facet.name, row.value, tick.checked); });
        label.appendChild(tick);
        label.appendChild(document.createTextNode(" " + _(row.name) + " "));
        label.appendChild(make("span", count(row.number), { class: "d-count" }));
        li.appendChild(label);
        items.push(li);
      }
      if (!rows.length) items.push(make("li", _("nothing recorded"), { class: "d-dim" }));
      fill(box, items);
      const back = focused && document.getElementById(focused);
      if (back) { back.focus(); focused = ""; }
    }

    // The choices of a facet; the one that was ticked keeps the keyboard's focus.
    let focused = "";
    function fill(box, items) {
      const old = box.querySelector("ul");
      if (old) old.remove();
      const ul = make("ul", null, { class: "d-choices" });
      for (const item of items) ul.appendChild(item);
      box.appendChild(ul);
    }

    function spanOfYears() {
      const box = make("form", null, { class: "d-span" });
      const from = make("input", null, { type: "number", min: "1500", max: "2199", "aria-label": _("From year") });
      const to = make("input", null, { type: "number", min: "1500", max: "2199", "aria-label": _("To year") });
      if (page.state().chosen.span) { from.value = page.state().chosen.span[0]; to.value = page.state().chosen.span[1]; }
      box.appendChild(document.createTextNode(_("Years from") + " "));
      box.appendChild(from);
      box.appendChild(document.createTextNode(" " + _("to") + " "));
      box.appendChild(to);
      box.appendChild(document.createTextNode(" "));
      box.appendChild(make("button", _("Set"), { class: "d-button" }));
      box.addEventListener("submit", function (event) {
        event.preventDefault();
        if (from.value || to.value) page.state().chosen.span = [from.value, to.value]; else delete page.state().chosen.span;
        toAddress(true);
        ask();
      });
      return box;
    }

    function choose(name, value, wanted) {
      const values = (page.state().chosen[name] || []).filter(function (each) { return each !== value; });
      if (wanted) values.push(value);
      if (values.length) page.state().chosen[name] = values; else delete page.state().chosen[name];
      toAddress(true);
      ask();
    }

    async function showChips() {
      const names = Object.keys(page.state().chosen);
      if (!names.length) { empty(chips); return; }
      const all = await docketFind.facets().catch(function () { return []; });
      empty(chips);
      for (const name of FACETS) {
        const facet = all.find(function (each) { return each.name === name; });
        for (const value of page.state().chosen[name] || []) {
          const known = facet && facet.values.find(function (each) { return each[0] === value; });
          chip((facet ? _(facet.label) + ": " : "") + (known ? _(known[1]) : value), function () { choose(name, value, false); });
        }
      }
      if (page.state().chosen.span) chip(_("Years: %(start)s to %(end)s", { start: page.state().chosen.span[0], end: page.state().chosen.span[1] }), function () {
        delete page.state().chosen.span;
        toAddress(true);
        ask();
      });
    }
    function chip(text, act) {
      const button = make("button", text + " ×", { type: "button", class: "d-chip", "aria-label": _("Remove: %(what)s", { what: text }) });
      button.addEventListener("click", function () { act(); page.status.closest("main").querySelector("#search-input").focus(); });
      chips.appendChild(button);
    }

    return { filtered: filtered, byDate: byDate, showFacets: showFacets, showChips: showChips };
  };
})();
