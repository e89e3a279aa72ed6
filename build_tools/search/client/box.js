// The search box in the head of every page: a few results under it while one types.
// Loaded by docket.js when the box is first used.
(function () {
  "use strict";
  const SHOWN = 5;
  const _ = window.docketWords.text, ngettext = window.docketWords.plural;
  const form = document.querySelector(".d-bar .d-search");
  const input = form && form.querySelector("input");
  if (!input || !window.docketFind || !window.lunr) return;
  const root = form.getAttribute("action").replace(/search\.html$/, "");
  const list = document.createElement("ul");
  list.className = "d-suggest";
  list.id = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", _("Results"));
  form.appendChild(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let asked = 0, active = -1;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function option(text, dim, address, at) {
    const li = document.createElement("li");
    li.setAttribute("role", "option");
    li.id = "suggestion-" + at;
    const link = document.createElement("a");
    link.href = address;
    link.tabIndex = -1;
    const title = document.createElement("bdi");
    title.textContent = text;
    link.appendChild(title);
    if (dim) {
      const span = document.createElement("span");
      span.className = "d-dim";
      span.textContent = " " + dim;
      link.appendChild(span);
    }
    li.appendChild(link);
    return li;
  }
  async function ask() {
    const turn = asked += 1;
    const text = input.value;
    if (text.trim().length < 2) return close();
    try {
      await docketFind.open(root);
      const answer = await docketFind.find(text, { completing: true });
      const hits = answer.hits.slice(0, SHOWN);
      const heads = await docketFind.heads(hits.map(function (hit) { return hit.id; }));
      if (turn !== asked) return;
      while (list.firstChild) list.removeChild(list.firstChild);
      heads.forEach(function (head, at) {
        const facts = [_(head.kind), _(head.countryName), head.date.slice(0, 4)].filter(Boolean).join(", ");
        list.appendChild(option(head.title, facts, root + head.path, at));
      });
      const all = heads.length ? answer.exact ? ngettext("All results (%(num)s)", "All results (%(num)s)", answer.total)
          : ngettext("All results (about %(num)s)", "All results (about %(num)s)", answer.total)
        : _("Nothing found; search with more ways");
      list.appendChild(option(all, "", root + "search.html?q=" + encodeURIComponent(text), heads.length));
      active = -1;
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    } catch (error) {
      if (turn === asked) close();
    }
  }
  function move(step) {
    const items = list.children;
    if (!items.length) return;
    if (active >= 0) items[active].removeAttribute("aria-selected");
    active = (active + step + items.length + (active < 0 && step < 0 ? 1 : 0)) % items.length;
    items[active].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", items[active].id);
  }
  input.addEventListener("input", function () {
    docketFind.typing(200);
    ask();
  });
  input.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
      event.preventDefault();
    } else if (list.hidden) {
      return;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].querySelector("a").click();
    }
  });
  form.addEventListener("focusout", function (event) {
    if (!form.contains(event.relatedTarget)) setTimeout(close, 200);
  });
  if (input.value.trim()) ask();
})();
