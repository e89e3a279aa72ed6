// Exchanges the interface's texts in a page for those of the language that a reader chose.
//
// Texts are found by what they say; what records say is never touched: it stands in
// elements of another language, in bdi or code, or in translate="no" (marks.py puts bdi
// there where it would be taken for the interface's). claims.py has the same rules.
(function () {
  "use strict";
  const EDGE = /^[\s,;:.()·]+|[\s,;:.()·]+$/g;
  const APART = /(, |; |: |\. | \()/;
  const NUMBER = /^[\d.,\s\u00a0\u202f]*\d[\d.,\s\u00a0\u202f]*$/;
  const NUMERIC = ["num", "number", "count", "total", "first", "last"];
  const CLOSED = ["BDI", "CODE", "KBD", "PRE", "SAMP"];
  const PASSED = ["SCRIPT", "STYLE", "TEXTAREA"];
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "data-label"];
  const words = window.docketWords;

  words.translate = function (data) {
    const texts = new Map(Object.entries(data.texts));
    const forms = data.forms.map(function (form) { return { sources: form[0].map(reader), targets: form[1] }; });
    const heads = new Map();
    for (const form of forms) for (const source of form.sources) {
      if (!heads.has(source.head)) heads.set(source.head, []);
      heads.get(source.head).push([source, form]);
    }
    const dates = datesOf(data.dates);
    const plurals = new Intl.PluralRules(data.language === "qps" ? "en" : data.language);

    // The forms of dates: how to read each, and how to write it.
    function datesOf(pair) {
      const found = [];
      pair[0].forEach(function (group, kind) {
        group.forEach(function (form, month) {
          const names = [];
          const expression = escape(form).replace(/\\\{(\w)\\\}/g, function (all, name) { names.push(name); return "(\\d+)"; });
          found.push([new RegExp("^" + expression + "$"), names, pair[1][kind][month]]);
        });
      });
      return found;
    }
    function escape(text) { return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); }
    // A source text with placeholders as an expression, with the names in their order.
    function reader(text) {
      const names = [];
      const expression = escape(text).replace(/\\\{(\w+)\\\}/g, function (all, name) {
        names.push(name);
        return NUMERIC.indexOf(name) >= 0 ? "([\\d.,\\u00a0\\u202f]+)" : "(.+)";
      });
      return { text: text, names: names, head: /^[^\s\d{]/.test(text) ? text.slice(0, 1) : "", expression: new RegExp("^" + expression + "$") };
    }
    function place(number, length) {
      const at = data.categories.indexOf(plurals.select(number));
      return Math.min(at < 0 ? length - 1 : at, length - 1);
    }
    function date(text, known) {
      if (!/\d{4}/.test(text) || text.length > 40) return null;
      for (const form of known || dates) {
        const found = form[0].exec(text);
        if (!found) continue;
        return form[1].reduce(function (target, name, at) { return target.replace("{" + name + "}", found[at + 1]); }, form[2]);
      }
      return null;
    }
    function digits(text) { return Number(text.replace(/[^\d]/g, "")); }
    function formed(text) {
      const first = /^[^\s\d{]/.test(text) ? text.slice(0, 1) : "";
      for (const pair of (heads.get(first) || []).concat(first ? heads.get("") || [] : [])) {
        const source = pair[0], found = source.expression.exec(text);
        if (!found) continue;
        const values = {};
        source.names.forEach(function (name, at) {
          const value = found[at + 1];
          const said = NUMERIC.indexOf(name) >= 0 ? words.number(digits(value)) : piece(value);
          if (said !== null || name === "kind") values[name] = said || value;
        });
        // "{start} to {end}" is no message where what stands there is no date: a title has "to" as well.
        if (source.names.some(function (name) { return !(name in values); })) continue;
        const targets = pair[1].targets;
        const count = source.names.indexOf("num");
        const target = targets.length > 1 && count >= 0 ? targets[place(digits(found[count + 1]), targets.length)] : targets[0];
        return target.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
      }
      return null;
    }
    // A text that is one of the interface's as a whole, or null.
    function whole(text) {
      const found = texts.get(text);
      return found !== undefined ? found : date(text) || formed(text);
    }
    function core(text) { return text.replace(EDGE, ""); }
    function piece(text) {
      const bare = core(text);
      if (!bare) return text;
      if (NUMBER.test(bare)) return text;
      const found = whole(text.trim().replace(/\s+/g, " "));
      if (found !== null) return text.replace(text.trim(), function () { return found; });
      const inner = whole(bare);
      return inner === null ? null : text.replace(bare, function () { return inner; });
    }
    function exchanged(text) {
      const bare = core(text);
      if (!bare || NUMBER.test(bare)) return null;
      const found = piece(text);
      if (found !== null) return found;
      if (!APART.test(bare)) return null;
      const parts = text.split(APART).map(function (part, at) { return at % 2 ? part : piece(part); });
      return parts.indexOf(null) < 0 ? parts.join("") : null;
    }

    // ---- Messages with elements inside: "See <1>the check</1>." ----

    function isClosed(element) {
      return CLOSED.indexOf(element.tagName) >= 0 || element.getAttribute("translate") === "no" ||
        (element.hasAttribute("lang") && element.lang !== words.page);
    }
    function shape(element, inside) {
      let text = "";
      for (const child of element.childNodes) {
        if (child.nodeType === 3) text += child.data;
        else if (child.nodeType === 1) {
          inside.push(child);
          const number = inside.length;
          text += isClosed(child) || child.tagName === "BR" ? "<" + number + "/>" : "<" + number + ">" + shape(child, inside) + "</" + number + ">";
        }
      }
      return text;
    }
    function rebuild(element, target, inside) {
      const stack = [element], found = document.createDocumentFragment();
      stack[0] = found;
      for (const token of target.split(/(<\/?\d+\/?>)/)) {
        const tag = /^<(\/?)(\d+)(\/?)>$/.exec(token), top = stack[stack.length - 1];
        if (!tag) { if (token) top.appendChild(document.createTextNode(token)); continue; }
        if (tag[1]) { stack.pop(); continue; }
        const child = inside[Number(tag[2]) - 1];
        if (!child) continue;
        if (!tag[3]) { while (child.firstChild) child.removeChild(child.firstChild); }
        top.appendChild(child);
        if (!tag[3]) stack.push(child);
      }
      while (element.firstChild) element.removeChild(element.firstChild);
      element.appendChild(found);
    }
    function mixed(element) {
      if (!element.firstElementChild) return false;
      let said = false;
      for (const child of element.childNodes) if (child.nodeType === 3 && child.data.trim()) said = true;
      if (!said) return false;
      const inside = [], text = shape(element, inside).trim().replace(/\s+/g, " ");
      if (text.length > 2000) return false;
      const found = texts.get(text) !== undefined ? texts.get(text) : formed(text);
      if (!found) return false;
      rebuild(element, found, inside);
      for (const child of inside) attributes(child);
      return true;
    }

    // ---- The page ----

    function attributes(element) {
      for (const name of ATTRIBUTES) {
        const text = element.getAttribute(name), found = text && exchanged(text);
        if (found) element.setAttribute(name, found);
      }
    }
    function walk(element) {
      if (PASSED.indexOf(element.tagName) >= 0) return;
      attributes(element);
      if (isClosed(element) || mixed(element)) return;
      for (const child of Array.from(element.childNodes)) {
        if (child.nodeType === 1) walk(child);
        else if (child.nodeType === 3) {
          const found = exchanged(child.data);
          if (found !== null && found !== child.data) child.data = found;
        }
      }
    }
    function show() {
      for (const note of document.querySelectorAll(".d-unchecked")) note.remove();
      const heading = document.querySelector("h1"), before = heading && heading.textContent;
      document.documentElement.lang = data.language === "qps" ? "en-XA" : data.language;
      document.documentElement.dir = document.body.dir = data.dir;
      walk(document.body);
      if (heading && before !== heading.textContent) document.title = document.title.replace(before, function () { return heading.textContent; });
      if (data.unchecked) {
        const note = document.createElement("p");
        note.className = "d-unchecked";
        note.textContent = data.unchecked;
        (document.querySelector(".d-footer > div") || document.body).appendChild(note);
      }
    }
    if (words.language !== words.page) {
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show); else show();
    }

    const scripts = data.scripts || data;
    const own = new Map(Object.entries(scripts.texts));
    const written = data.scripts ? datesOf(scripts.dates) : dates;
    const listed = new Map(scripts.forms.map(function (form) { return [form[0][0], form[1]]; }));
    return {
      place: place,
      date: function (text) { return date(text, written); },
      script: function (text) { return own.has(text) ? [own.get(text)] : listed.get(text); },
    };
  };
})();
