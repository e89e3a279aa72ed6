// The form that makes a record's file: built from the model, checked as one types.
//
// form-data.js calls docketForm.open with the model. Values are plain data: a text, a list,
// or a group of fields. The rules say what types.py and the rules of the check say, in
// their words; tests/form compares them.
(function () {
  "use strict";

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December"];
  const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;
  const PART = /^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/;
  const RESERVED = /^(?:con|prn|aux|nul|(?:com|lpt)[1-9]|index(?:-\d+)?)$/;
  let model = null;

  // A text in the reader's language; where words.js is not loaded, as it stands here.
  function _(text, values) {
    if (window.docketWords) return window.docketWords.text(text, values);
    return text.replace(/%\((\w+)\)s/g, function (all, name) {
      return typeof values[name] === "number" ? values[name].toLocaleString("en") : values[name];
    });
  }

  // ---- Rules for single values: the reason why a text is refused, or "" ----

  function isPart(text) { return PART.test(text) && !RESERVED.test(text); }

  function isId(text) {
    const parts = text.split("/");
    return parts.length > 1 && parts.length < 5 && parts.every(isPart);
  }

  function dateProblem(text) {
    const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
    if (!found) {
      const meant = dateMeant(text);
      return meant ? _("a date is written 2019, 2019-04 or 2019-04-30; write %(date)s", { date: meant }) : _("a date is written 2019, 2019-04 or 2019-04-30");
    }
    const year = Number(found[1]), month = Number(found[2] || 1), day = Number(found[3] || 1);
    if (year < 1500 || year > 2199) return _("the year must lie between 1500 and 2199");
    if (month < 1 || month > 12) return _("there is no month %(month)s", { month: found[2] });
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (day < 1 || day > days) return _("%(month)s %(year)s has %(days)s days", { month: monthName(month), year: String(year), days: days });
    return "";
  }

  function monthName(month) {
    const language = window.docketWords ? window.docketWords.language : "en";
    if (language === "en") return MONTHS[month - 1];
    return new Date(Date.UTC(2000, month - 1, 1)).toLocaleDateString(language, { month: "long", timeZone: "UTC" });
  }

  // The date that words surely mean: "3 June 2021", "June 2021".
  function dateMeant(text) {
    const found = /^(?:(\d{1,2})(?:st|nd|rd|th)?\.? )?([A-Za-z]{3,9})\.?,? (\d{4})$/.exec(text);
    if (!found) return "";
    const months = MONTHS.filter(function (name) { return name.toLowerCase().startsWith(found[2].toLowerCase()); });
    if (months.length !== 1) return "";
    const meant = found[3] + "-" + String(MONTHS.indexOf(months[0]) + 1).padStart(2, "0") +
      (found[1] ? "-" + found[1].padStart(2, "0") : "");
    return dateProblem(meant) ? "" : meant;
  }

  function urlProblem(text) {
    if (text.length > 2000) return _("an address has at most 2000 characters");
    if (/[\s<>"'`\\^{|}]/.test(text)) return _("an address has no blanks, quotes, brackets < > or backslashes");
    const found = /^https?:\/\/([^/?#]*)/i.exec(text);
    if (!found) return _("a web address begins with https:// or http:// and names a host");
    if (found[1].indexOf("@") >= 0) return _("an address must not carry a user name");
    if (!found[1].replace(/:\d*$/, "")) return _("a web address begins with https:// or http:// and names a host");
    try { new URL(text); } catch (error) { return _("this is not a web address"); }
    return "";
  }

  function textProblem(field, text) {
    const length = Array.from(text).length;
    if (length > field.longest) {
      return _("%(number)s characters; at most %(total)s are allowed", { number: length, total: field.longest });
    }
    if (!field.prose && text.indexOf("\n") >= 0) return _("this field is one line");
    const hidden = HIDDEN.exec(text);
    if (hidden) {
      const code = hidden[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      return _("a character that cannot be seen (U+%(code)s) stands in it; delete it", { code: code });
    }
    return field.prose ? proseProblem(text) : "";
  }

  // What the check says of Markdown: no HTML, no images, no high headings.
  function proseProblem(text) {
    const bare = text.replace(/(`+)[^`]*?\1/g, "");
    const html = /<[A-Za-z!/?][^>\n]{0,60}/.exec(bare.replace(/<https?:\/\/[^\s<>]*>/g, ""));
    if (html) return _("HTML is not shown: '%(html)s'", { html: html[0] });
    if (/!\[/.test(bare)) return _("images are not shown");
    if (/^ {0,3}#{1,2}(?:\s|$)/m.test(bare) || /^ {0,3}(?:=+|-+)\s*$/m.test(bare)) return _("use ### for a heading inside a section");
    if ((text.match(/^ {0,3}(?:```|~~~)/gm) || []).length % 2) return _("the code that begins here is never closed; close it or delete the line");
    const link = /\]\((?!https?:\/\/|mailto:|(?:\.\.?\/)+[a-z0-9/-]+\.(?:md|yml)(?:#[a-z0-9-]+)?\))([^)\s]*)/.exec(bare);
    if (link) return _("'%(address)s' is not a web address; write [text](address)", { address: link[1] });
    if (/\[\^|\[\[/.test(bare)) return _("footnotes and double brackets are not read; write [text](address)");
    return "";
  }

  function refProblem(field, text) {
    const parts = text.split("#");
    if (!isId(parts[0])) return field.part ? _("choose one that is offered as you type, or leave this empty and write it under 'As cited'") : _("choose one that is offered as you type");
    if (parts.length > 1 && !isPart(parts.slice(1).join("#"))) return _("after # stands an anchor of small letters, digits and hyphens");
    if (field.part && parts.length < 2) return _("the reference must name a part of the record: 'record#part'");
    if (field.part === false && parts.length > 1) return _("the reference names a whole record: '%(id)s'", { id: parts[0] });
    const kind = Object.keys(model.folders).find(function (name) { return parts[0].startsWith(model.folders[name] + "/"); });
    if (!kind || field.kinds.indexOf(kind) < 0) return _("this must be the id of a %(kinds)s", { kinds: field.kinds.map(function (each) { return _(each); }).join(_(" or ")) });
    return "";
  }

  function oneOf(field) {
    if (field.type === "choice") return field.words;
    if (field.type === "term") return [].concat.apply([], field.vocabularies.map(function (name) { return model.terms[name] || []; }));
    if (field.type === "country") return field.international ? [model.international].concat(model.countries) : model.countries;
    if (field.type === "language") return model.languages;
    if (field.type === "flag") return [["true", _("yes")], ["false", _("no")]];
    return null;
  }

  function problem(field, text) {
    switch (field.type) {
      case "text": return textProblem(field, text);
      case "date": return dateProblem(text);
      case "a web address": return urlProblem(text);
      case "ref": return refProblem(field, text);
      case "an ECLI":
        return /^ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Za-z0-9.]{1,25}$/.test(text) ? ""
          : _("an ECLI is written ECLI:EU:C:2021:152 (country, court, year, number)");
      case "an Akoma Ntoso address":
        return /^\/akn\/[a-z]{2}(?:-[a-z0-9]+)?(?:\/[a-zA-Z0-9@.:~!_-]+){2,8}$/.test(text) ? ""
          : _("an Akoma Ntoso address is written /akn/ug/act/2011/2/eng@2011-02-14");
      case "an anchor": return isPart(text) ? "" : _("an anchor has 1 to 80 small letters, digits and hyphens");
      case "count": return /^\d{1,9}$/.test(text) ? "" : _("write a whole number in digits, not '%(text)s'", { text: text });
      case "language":
        return /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/.test(text) ? ""
          : _("a language is written as a BCP 47 tag: en, fr, zh-Hans, pt-BR");
      default: {
        const words = oneOf(field);
        return !words || words.some(function (pair) { return pair[0] === text; }) ? "" : _("'%(text)s' is not one of the words that stand here", { text: text });
      }
    }
  }

  // ---- Rules for several values ----

  function isEmpty(value) {
    if (value === undefined || value === null || value === "") return true;
    if (Array.isArray(value)) return value.every(isEmpty);
    return typeof value === "object" && Object.keys(value).every(function (name) { return isEmpty(value[name]); });
  }

  // Every problem of a group of values: [path, words], the path as "charges.0.cited".
  function problems(fields, values, path) {
    const found = [];
    for (const field of fields) {
      const here = path ? path + "." + field.name : field.name, value = values[field.name];
      if (isEmpty(value)) {
        if (field.required) found.push([here, _("the field is required") + " (" + _(field.help) + ")"]);
        continue;
      }
      const items = field.many ? value : [value];
      items.forEach(function (item, at) {
        const there = field.many ? here + "." + at : here;
        if (isEmpty(item)) return;
        if (field.group) found.push.apply(found, problems(model.groups[field.group], item, there));
        else {
          const words = problem(field, item);
          if (words) found.push([there, words]);
        }
      });
      if (field.many) {
        const anchors = new Set();
        items.forEach(function (item, at) {
          if (!field.group || isEmpty(item) || !item.id) return;
          if (anchors.has(item.id)) found.push([here + "." + at + ".id", _("another one has the anchor '%(id)s'", { id: item.id })]);
          anchors.add(item.id);
        });
        const seen = new Set();
        items.forEach(function (item, at) {
          if (isEmpty(item)) return;
          const key = JSON.stringify(item);
          if (seen.has(key)) found.push([here + "." + at, _("this stands here a second time")]);
          seen.add(key);
        });
      }
    }
    return found;
  }

  function last(date) { return date.length === 4 ? date + "-99-99" : date.length === 7 ? date + "-99" : date; }
  function before(one, other) { return one && other && !dateProblem(one) && !dateProblem(other) && last(one) < other; }

  function across(kind, values) {
    const found = [];
    (values.evidence || []).forEach(function (proof, at) {
      if (!isEmpty(proof) && proof.how === "seen" && !proof.url && !proof.note) {
        found.push(["evidence." + at + ".url", _("what is marked as seen needs an address or a note that says where")]);
      }
    });
    for (const name of ["charges", "provisions"]) {
      if (kind.name !== "case") break;
      (values[name] || []).forEach(function (item, at) {
        if (!isEmpty(item) && !item.provision && !item.cited) found.push([name + "." + at + ".cited", _("give the provision or how it is cited")]);
      });
    }
    (values.parties || []).forEach(function (party, at) {
      if (isEmpty(party) || party.kind === "legal" || party.kind === "state" || !party.label) return;
      const described = !/\p{Lu}|\p{Lt}|\p{Lo}/u.test(party.label);
      const initials = /^(?:[A-Z]{1,3}\.? ?-?){1,5}$/.test(party.label);
      if ((party.role === "victim" || party.role === "witness") && !described) {
        found.push(["parties." + at + ".label", party.role === "victim"
          ? _("a victim is never named; describe the person in small Latin letters, without a name of a person or a place")
          : _("a witness is never named; describe the person in small Latin letters, without a name of a person or a place")]);
      } else if (values.anonymised === "true" && !described && !initials) {
        found.push(["parties." + at + ".label", _("the matter is anonymised; use the decision's initials, or describe the person in small letters")]);
      }
    });
    const order = function (one, other, path) {
      if (before(other, one)) found.push([path, _("%(end)s lies before %(start)s; one of them must be wrong", { end: other, start: one })]);
    };
    const conduct = values.conduct || {};
    order(conduct.from, conduct.to, "conduct.to");
    if (kind.name === "case") order(conduct.from, values.date, "date");
    order(values.start, values.end, "end");
    for (const name of ["assented", "published", "in_force", "opened"]) order(values.adopted, values[name], name);
    const today = new Date(Date.now() + 86400000).toISOString().slice(0, 10);
    if (kind.name === "case" && values.date && !dateProblem(values.date) && values.date.slice(0, 10) > today.slice(0, values.date.length)) {
      found.push(["date", _("%(date)s lies in the future", { date: values.date })]);
    }
    (values.disputed || []).forEach(function (each, at) {
      const name = (each.field || "").split(/[.,]/)[0];
      if (name && !kind.fields.some(function (field) { return field.name === name; })) {
        found.push(["disputed." + at + ".field", _("there is no field '%(name)s'", { name: each.field })]);
      }
    });
    return found;
  }

  // ---- The text of the file ----

  const RESOLVED = /^(?:~|null|true|false|yes|no|on|off|y|n|[-+.]?\d[\d_.,:eExXoO+\-/]*|\.inf|\.nan|=|<<)$/i;
  function scalar(field, text) {
    if (field.type === "date" || field.type === "flag" || field.type === "count") return text;
    const plain = /^[^\s\-?:,[\]{}#&*!|>'"%@`][^\n\t]*$/.test(text) && !/: |:$| #|\s$/.test(text) && !RESOLVED.test(text);
    return plain ? text : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, function (sign) {
      return "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0");
    });
  }

  function written(fields, values, indent) {
    const pad = " ".repeat(indent);
    let text = "";
    for (const field of fields) {
      const value = values[field.name];
      if (isEmpty(value)) continue;
      if (field.many) {
        text += pad + field.name + ":\n";
        for (const item of value) {
          if (isEmpty(item)) continue;
          text += field.group
            ? pad + "  - " + written(model.groups[field.group], item, indent + 4).slice(indent + 4)
            : pad + "  - " + scalar(field, item) + "\n";
        }
      } else if (field.group) {
        text += pad + field.name + ":\n" + written(model.groups[field.group], value, indent + 2);
      } else if (value.indexOf("\n") >= 0) {
        text += pad + field.name + ": |\n" + value.trim().split("\n").map(function (line) {
          return line.trim() ? pad + "  " + line.replace(/\s+$/, "") : "";
        }).join("\n") + "\n";
      } else text += pad + field.name + ": " + scalar(field, value) + "\n";
    }
    return text;
  }

  function fileText(kind, values, sections) {
    const fields = written(kind.fields, values, 0) + "review:\n  state: unreviewed\n";
    if (!kind.sections.length) return fields;
    const body = kind.sections.filter(function (name) { return (sections[name] || "").trim(); })
      .map(function (name) { return "## " + name + "\n\n" + sections[name].trim().replace(/[ \t]+$/gm, "") + "\n"; });
    return "---\n" + fields + "---\n" + body.join("\n");
  }

  function slugOf(values) {
    const plain = (values.title || "").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    let words = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    const year = /^\d{4}/.test(values.date || "") ? values.date.slice(0, 4) : "";
    if (year && !words.endsWith(year)) words = words.slice(0, 70).replace(/-+$/, "") + "-" + year;
    words = words.slice(0, 80).replace(/^-+|-+$/g, "");
    return isPart(words) ? words : ("record-" + words).slice(0, 80).replace(/-+$/, "");
  }

  function idOf(kind, values, slug) {
    return kind.folder + "/" + (kind.byCountry ? (values.country || "…") + "/" : "") + (slug || slugOf(values));
  }

  window.docketForm = {
    open: function (data) { model = data; if (typeof document !== "undefined" && document.getElementById) window.docketWords.ready.then(show); },
    problem: problem, problems: problems, across: across, fileText: fileText, idOf: idOf, slugOf: slugOf,
    kind: function (name) { return model.kinds.find(function (each) { return each.name === name; }); },
  };

  // ---- The page ----

  function show() {
    const $ = function (id) { return document.getElementById(id); };
    const form = $("form"), box = $("form-fields");
    if (!form) return;
    const KEY = "docket-proposal";
    let kind = null, controls = [], sectionBoxes = {}, number = 0, slug = "";

    function make(name, text, attributes) {
      const element = document.createElement(name);
      if (text) element.textContent = text;
      for (const key in attributes || {}) element.setAttribute(key, attributes[key]);
      return element;
    }
    function empty(element) { while (element.firstChild) element.removeChild(element.firstChild); }

    // A control for one scalar: an element with a value.
    function control(field, id) {
      const words = oneOf(field);
      let input;
      if (words) {
        input = make("select");
        input.appendChild(make("option", "", { value: "" }));
        for (const pair of words) {
          const label = field.type === "term" || field.type === "choice" ? _(pair[0].replace(/-/g, " ")) + (pair[1] ? " – " + _(pair[1]) : "") : _(pair[1]);
          input.appendChild(make("option", field.type === "term" ? pair[1] : label, { value: pair[0] }));
        }
      } else if (field.prose) {
        input = make("textarea", null, { rows: "4" });
      } else {
        input = make("input", null, { type: "text" });
        if (field.type === "date") { input.placeholder = "2021-06-03"; input.inputMode = "numeric"; }
        if (field.type === "a web address") { input.placeholder = "https://"; input.inputMode = "url"; }
        if (field.type === "count") input.inputMode = "numeric";
      }
      input.id = id;
      input.dir = "auto";
      if (field.type === "ref") offer(input, field);
      if (field.name === "court") offerCourts(input);
      return input;
    }

    // A field: its label, help, control or controls, and the line for what is wrong.
    function fieldNode(field) {
      const id = "f" + (number += 1);
      const node = make("div", null, { class: "d-field" });
      const help = make("p", field.help && _(field.help), { class: "d-dim", id: id + "-help" });
      const holder = { field: field, node: node };
      if (!field.many && !field.group) {
        const label = make("label", _(field.label), { for: id });
        if (field.required) label.appendChild(make("span", " " + _("required"), { class: "d-required" }));
        const input = control(field, id);
        const wrong = make("p", "", { class: "d-problem", id: id + "-wrong" });
        input.setAttribute("aria-describedby", id + "-help " + id + "-wrong");
        for (const each of [label, help, input, wrong]) node.appendChild(each);
        holder.get = function () { return input.value.trim(); };
        holder.set = function (value) { input.value = value || ""; };
        holder.wrong = function (path, words) {
          wrong.textContent = words;
          if (words) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
        };
        holder.clear = function () { holder.wrong("", ""); };
        holder.focus = function () { input.focus(); };
        return holder;
      }
      const set = make("fieldset");
      const legend = make("legend", _(field.label));
      if (field.required) legend.appendChild(make("span", " " + _("required"), { class: "d-required" }));
      set.appendChild(legend);
      set.appendChild(help);
      const rows = make("div"), wrong = make("p", "", { class: "d-problem" });
      set.appendChild(rows);
      set.appendChild(wrong);
      node.appendChild(set);
      let items = [];
      function addRow() {
        const row = make("div", null, { class: "d-row" });
        const item = field.group ? groupNode(model.groups[field.group]) : scalarNode(field);
        row.appendChild(item.node);
        const remove = make("button", _("Remove"), { type: "button", class: "d-button", "aria-label": _("Remove this: %(what)s", { what: _(field.label) }) });
        remove.addEventListener("click", function () {
          items = items.filter(function (each) { return each !== item; });
          row.remove();
          add.hidden = !field.many && items.length > 0;
          add.focus();
          changed();
        });
        row.appendChild(remove);
        rows.appendChild(row);
        item.row = row;
        items.push(item);
        add.hidden = !field.many && items.length > 0;
        return item;
      }
      const add = make("button", _("Add"), { type: "button", class: "d-button", "aria-label": _("Add: %(what)s", { what: _(field.label) }) });
      add.addEventListener("click", function () { const item = addRow(); item.focus(); changed(); });
      set.appendChild(add);
      holder.get = function () {
        const values = items.map(function (item) { return item.get(); });
        return field.many ? values : values[0];
      };
      holder.set = function (value) {
        for (const item of items) item.row.remove();
        items = [];
        for (const each of field.many ? value || [] : value ? [value] : []) addRow().set(each);
      };
      holder.wrong = function (path, words) {
        if (!path.length) { wrong.textContent = words; return; }
        if (!field.many) { items[0].wrong(path, words); return; }
        const item = items[Number(path[0])];
        if (item) item.wrong(path.slice(1), words);
      };
      holder.clear = function () { wrong.textContent = ""; for (const item of items) item.clear(); };
      holder.focus = function () { if (items.length) items[0].focus(); else add.focus(); };
      if (field.required) addRow();
      return holder;
    }
    function scalarNode(field) {
      return fieldNode(Object.assign({}, field, { many: false, help: "", required: false }));
    }
    function groupNode(fields) {
      const node = make("div", null, { class: "d-group" });
      const inner = fields.map(fieldNode);
      for (const each of inner) node.appendChild(each.node);
      return {
        node: node,
        get: function () {
          const values = {};
          for (const each of inner) values[each.field.name] = each.get();
          return values;
        },
        set: function (values) { for (const each of inner) each.set(values[each.field.name]); },
        wrong: function (path, words) {
          const each = inner.find(function (one) { return one.field.name === path[0]; });
          if (each) each.wrong(path.slice(1), words);
        },
        clear: function () { for (const each of inner) each.clear(); },
        focus: function () { inner[0].focus(); },
      };
    }

    // References and courts that exist, from the search.
    const finding = window.docketFind ? docketFind.open("") : Promise.reject(new Error("no search"));
    finding.catch(function () { /* the form works without it */ });
    function idOfPath(path) { return path.replace(/\.html/, ""); }
    function offer(input, field) {
      suggestFor(input, async function (text) {
        const found = await docketFind.find(text, { completing: true });
        const heads = await docketFind.heads(found.hits.slice(0, 60).map(function (hit) { return hit.id; }));
        const country = valueOf("country");
        heads.sort(function (a, b) { return (b.country === country) - (a.country === country); });
        return heads.map(function (head) {
          const article = /^treaties\/([^/]+)\/(art-[^/.]+)\.html$/.exec(head.path);
          const id = article ? "treaties/" + article[1] + "#" + article[2] : idOfPath(head.path);
          return [id, head.title + (head.where ? " – " + head.where : "")];
        }).filter(function (pair) { return !refProblem(field, pair[0]); });
      });
    }
    function offerCourts(input) {
      suggestFor(input, async function (text) {
        const words = text.split(/\s+/).filter(function (word) { return /^[\p{L}\p{N}]+$/u.test(word); });
        const country = valueOf("country");
        const query = words.map(function (word) { return "+court:" + word + "*"; }).join(" ");
        const found = await docketFind.find(query, {});
        const heads = await docketFind.heads(found.hits.slice(0, 60).map(function (hit) { return hit.id; }));
        const names = new Set();
        for (const head of heads) if (head.kind === "Case" && (!country || head.country === country)) names.add(head.where);
        return Array.from(names, function (name) { return [name, ""]; });
      });
    }
    // What exists, under the field as one types; arrows and Enter choose.
    function suggestFor(input, ask) {
      const list = make("ul", null, { class: "d-suggest d-offer", role: "listbox", id: "list" + (number += 1), "aria-label": _("What exists") });
      list.hidden = true;
      input.setAttribute("role", "combobox");
      input.setAttribute("aria-autocomplete", "list");
      input.setAttribute("aria-controls", list.id);
      input.setAttribute("aria-expanded", "false");
      let turn = 0, active = -1;
      function close() { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); }
      function choose(value) {
        input.value = value;
        turn += 1;
        close();
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
      function move(step) {
        const items = list.children;
        if (active >= 0) items[active].removeAttribute("aria-selected");
        active = (active + step + items.length + (active < 0 && step < 0 ? 1 : 0)) % items.length;
        items[active].setAttribute("aria-selected", "true");
        input.setAttribute("aria-activedescendant", items[active].id);
      }
      input.addEventListener("input", function () {
        const mine = turn += 1, text = input.value.trim();
        if (!list.parentNode) input.insertAdjacentElement("afterend", list);
        if (text.length < 2 || !window.docketFind) return close();
        setTimeout(async function () {
          if (mine !== turn) return;
          try {
            await finding;
            const pairs = await ask(text);
            if (mine !== turn) return;
            empty(list);
            pairs.slice(0, 8).forEach(function (pair, at) {
              const li = make("li", null, { role: "option", id: list.id + "-" + at, "data-value": pair[0] });
              li.appendChild(make("span", pair[1] || pair[0]));
              if (pair[1]) li.appendChild(make("span", " " + pair[0], { class: "d-dim" }));
              li.addEventListener("mousedown", function (event) { event.preventDefault(); choose(pair[0]); });
              list.appendChild(li);
            });
            active = -1;
            list.hidden = !pairs.length;
            input.setAttribute("aria-expanded", String(!list.hidden));
          } catch (error) { close(); }
        }, 200);
      });
      input.addEventListener("keydown", function (event) {
        if (list.hidden) return;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
        else if (event.key === "Enter" && active >= 0) { event.preventDefault(); choose(list.children[active].getAttribute("data-value")); }
        else if (event.key === "Escape") close();
      });
      input.addEventListener("blur", function () { setTimeout(close, 150); });
    }

    // ---- Values, problems, text ----

    function valueOf(name) {
      const found = controls.find(function (each) { return each.field.name === name; });
      return found ? found.get() : "";
    }
    function values() {
      const all = {};
      for (const each of controls) all[each.field.name] = each.get();
      all.added = new Date().toISOString().slice(0, 10);
      return all;
    }
    function sections() {
      const all = {};
      for (const name in sectionBoxes) all[name] = sectionBoxes[name].value;
      return all;
    }
    let touched = false, timer = 0;
    function changed() {
      touched = true;
      $("form-said").textContent = "";
      clearTimeout(timer);
      timer = setTimeout(check, 150);
    }
    let wrong = [];
    function check() {
      const given = values(), texts = sections();
      wrong = problems(kind.fields, given, "").concat(across(kind, given));
      for (const name in texts) {
        const words = texts[name].trim() ? proseProblem(texts[name]) || (HIDDEN.test(texts[name]) ? _("a character that cannot be seen stands in it; delete it") : "") : "";
        document.getElementById("wrong-" + name).textContent = words;
        if (words) wrong.push(["## " + name, words]);
      }
      for (const each of controls) each.clear();
      for (const pair of wrong) {
        const path = pair[0].split(".");
        const holder = controls.find(function (each) { return each.field.name === path[0]; });
        if (holder && (touched || pair[1].indexOf(_("the field is required")) < 0)) holder.wrong(path.slice(1), pair[1]);
      }
      const name = $("form-slug");
      if (!slug) name.value = slugOf(given);
      const bad = isPart(name.value) ? "" : _("use 1 to 80 small letters a-z, digits and hyphens");
      $("form-slug-problem").textContent = bad;
      if (bad) wrong.push([_("file name"), bad]);
      const id = idOf(kind, given, name.value);
      $("form-path").textContent = "content/" + id + kind.suffix;
      const text = fileText(kind, given, texts);
      $("form-text").textContent = text;
      sayProblems();
      link(id, text);
      remember(given, texts);
      repeats(given, id);
    }
    function sayProblems() {
      const place = $("form-problems");
      empty(place);
      const advice = [];
      if (kind.sections.length && !(sectionBoxes.Summary && sectionBoxes.Summary.value.trim())) advice.push(_("A summary is expected: two or three sentences."));
      if (isEmpty(valueOf("evidence")) && kind.name !== "law") advice.push(_("Say under “How it is known” how at least some of the facts are known."));
      place.appendChild(make("p", wrong.length ? window.docketWords.plural("%(num)s thing to mend or fill in:", "%(num)s things to mend or fill in:", wrong.length)
        : _("Nothing to mend: the file can be proposed."),
        { class: wrong.length ? "" : "d-good" }));
      const ul = make("ul");
      for (const pair of wrong.slice(0, 12)) {
        const li = make("li"), go = make("button", labelOf(pair[0]), { type: "button", class: "d-go" });
        go.addEventListener("click", function () { goTo(pair[0]); });
        li.appendChild(go);
        li.appendChild(document.createTextNode(": " + pair[1]));
        ul.appendChild(li);
      }
      if (wrong.length > 12) ul.appendChild(make("li", "…"));
      for (const words of advice) ul.appendChild(make("li", words));
      if (ul.children.length) place.appendChild(ul);
    }
    // "charges.0.cited" as a reader knows it: "Charges 1, As cited".
    function labelOf(path) {
      let fields = kind.fields;
      const words = [];
      for (const step of path.split(".")) {
        if (/^\d+$/.test(step)) { words[words.length - 1] += " " + (Number(step) + 1); continue; }
        const field = fields && fields.find(function (each) { return each.name === step; });
        words.push(_(field ? field.label : step.replace(/^## /, "")));
        fields = field && field.group ? model.groups[field.group] : null;
      }
      return words.join(", ");
    }
    function goTo(path) {
      const name = path.split(".")[0];
      const holder = controls.find(function (each) { return each.field.name === name; });
      const target = holder ? holder.node.querySelector("[aria-invalid]") || holder.node.querySelector("input, select, textarea, button")
        : sectionBoxes[name.replace(/^## /, "")] || $("form-slug");
      if (!target) return;
      for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    }
    function link(id, text) {
      const button = $("form-open");
      button.hidden = !model.newFile;
      if (!model.newFile) return;
      const address = model.newFile + "?filename=" + encodeURIComponent("content/" + id + kind.suffix) + "&value=" + encodeURIComponent(text);
      button.href = address.length < 7500 ? address : model.newFile + "?filename=" + encodeURIComponent("content/" + id + kind.suffix);
      $("form-next").textContent = address.length < 7500
        ? _("The git host opens a page with name and text filled in; there you propose the change. Or save the file and send it to the editors.")
        : _("The text is too long to go along in an address: copy it first, open the git host's page, and put it in there.");
    }

    let asked = 0;
    async function repeats(given, id) {
      const mine = asked += 1, place = $("form-repeats");
      if (!window.docketFind || !given.title) { empty(place); return; }
      try {
        await finding;
        const found = new Map();
        const names = [].concat(given.citations || [], given.docket || [], given.ecli || [], given.citation || []).filter(function (text) { return typeof text === "string" && text.length > 2; });
        for (const name of names) {
          const answer = await docketFind.find(name, {});
          const first = answer.hits.filter(function (hit) { return hit.score === Infinity; }).slice(0, 3);
          for (const head of await docketFind.heads(first.map(function (hit) { return hit.id; }))) found.set(head.path, [head, _("the same number, %(name)s", { name: name })]);
        }
        const answer = await docketFind.find(given.title.replace(/[:~^*+\-"]/g, " "), {});
        const heads = await docketFind.heads(answer.hits.slice(0, 10).map(function (hit) { return hit.id; }));
        for (const head of heads) {
          if (head.kind.toLowerCase() !== kind.label || given.country && head.country && head.country !== given.country) continue;
          if (idOfPath(head.path) === id || alike(head.title, given.title) > 0.8) found.set(head.path, found.get(head.path) || [head, _("nearly the same title")]);
        }
        if (mine !== asked) return;
        empty(place);
        if (!found.size) return;
        place.appendChild(make("p", _("It may be in the repository already:")));
        const ul = make("ul");
        found.forEach(function (pair) {
          const li = make("li");
          li.appendChild(make("a", pair[0].title, { href: pair[0].path, target: "_blank", rel: "noopener" }));
          li.appendChild(document.createTextNode(" (" + [pair[0].where, pair[0].date, pair[1]].filter(Boolean).join(", ") + ")"));
          ul.appendChild(li);
        });
        place.appendChild(ul);
      } catch (error) { /* the check looks for them too */ }
    }
    function alike(one, other) {
      const pairsOf = function (text) {
        const bare = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""), found = [];
        for (let at = 0; at + 1 < bare.length; at += 1) found.push(bare.slice(at, at + 2));
        return found;
      };
      const a = pairsOf(one), b = pairsOf(other);
      if (!a.length || !b.length) return 0;
      const rest = b.slice();
      let both = 0;
      for (const pair of a) { const at = rest.indexOf(pair); if (at >= 0) { both += 1; rest.splice(at, 1); } }
      return 2 * both / (a.length + b.length);
    }

    // What was typed is kept in this browser until it is cleared.
    function remember(given, texts) {
      if (!touched) return;
      try { localStorage.setItem(KEY, JSON.stringify({ kind: kind.name, values: given, sections: texts, slug: slug })); } catch (error) { /* private window */ }
    }
    function remembered() {
      try { return JSON.parse(localStorage.getItem(KEY) || "null"); } catch (error) { return null; }
    }

    function build(name) {
      kind = window.docketForm.kind(name) || model.kinds[0];
      $("form-kind").value = kind.name;
      empty(box);
      controls = [];
      sectionBoxes = {};
      const more = make("details", null, { class: "d-more" });
      more.appendChild(make("summary", _("More fields")));
      const FIRST = ["title", "country", "court", "level", "kind", "date", "citations", "citation", "docket", "conduct", "offences",
        "charges", "outcomes", "sentences", "parties", "anonymised", "history", "sources", "evidence", "provisions", "language",
        "adopted", "in_force", "status", "summary", "themes", "countries"];
      for (const field of kind.fields) {
        if (field.name === "added") continue;
        const holder = fieldNode(field);
        controls.push(holder);
        (field.required || FIRST.indexOf(field.name) >= 0 ? box : more).appendChild(holder.node);
      }
      for (const section of kind.sections) {
        const id = "section-" + section, node = make("div", null, { class: "d-field" });
        node.appendChild(make("label", _(section), { for: id }));
        if (section === "Summary") node.appendChild(make("p", _("In your own words: what happened, what was decided, why it matters. Short and true."), { class: "d-dim" }));
        const area = make("textarea", null, { rows: section === "Summary" ? "6" : "4", id: id, dir: "auto", "aria-describedby": "wrong-" + section });
        node.appendChild(area);
        node.appendChild(make("p", "", { class: "d-problem", id: "wrong-" + section }));
        sectionBoxes[section] = area;
        box.appendChild(node);
      }
      box.appendChild(more);
    }

    for (const each of model.kinds) $("form-kind").appendChild(make("option", _(each.label.charAt(0).toUpperCase() + each.label.slice(1)), { value: each.name }));
    $("form-kind").addEventListener("change", function () {
      const given = values(), texts = sections();
      build($("form-kind").value);
      for (const holder of controls) {
        const old = given[holder.field.name];
        if (!isEmpty(old) && ["title", "country", "date", "language", "notes"].indexOf(holder.field.name) >= 0) holder.set(old);
      }
      for (const name in sectionBoxes) sectionBoxes[name].value = texts[name] || "";
      changed();
    });
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    $("form-slug").addEventListener("input", function () { slug = $("form-slug").value; changed(); });
    function said(text) { $("form-said").textContent = text; }
    $("form-copy").addEventListener("click", async function () {
      const text = $("form-text").textContent;
      try { await navigator.clipboard.writeText(text); said(_("Copied.")); } catch (error) {
        const range = document.createRange();
        range.selectNodeContents($("form-text"));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        said(document.execCommand && document.execCommand("copy") ? _("Copied.") : _("The text is marked: copy it with your browser."));
      }
    });
    $("form-save").addEventListener("click", function () {
      const blob = new Blob([$("form-text").textContent], { type: "text/plain;charset=utf-8" });
      const link = make("a", null, { href: URL.createObjectURL(blob), download: $("form-slug").value + kind.suffix });
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
      said((wrong.length ? _("Saved, with %(number)s still to mend.", { number: wrong.length }) : _("Saved.")) + " " +
        _("It belongs in the folder %(folder)s", { folder: $("form-path").textContent.replace(/[^/]*$/, "") }));
    });
    $("form-clear").addEventListener("click", function () {
      if (touched && !window.confirm(_("Empty all fields? What you typed is then gone."))) return;
      try { localStorage.removeItem(KEY); } catch (error) { /* nothing was kept */ }
      said("");
      slug = "";
      touched = false;
      build(kind.name);
      check();
      window.scrollTo(0, 0);
    });

    const old = remembered();
    build(old && old.kind || new URLSearchParams(location.search).get("kind") || "case");
    if (old) {
      for (const holder of controls) holder.set(old.values[holder.field.name]);
      for (const name in sectionBoxes) sectionBoxes[name].value = old.sections[name] || "";
      slug = old.slug || "";
      if (slug) $("form-slug").value = slug;
      touched = true;
    }
    $("form-unscripted").hidden = true;
    form.hidden = $("form-result").hidden = false;
    check();
  }
})();
