// Finds records in the index that lies beside the pages as small scripts.
//
// Queries are lunr's, read by lunr.js's own parser, and ranks are lunr's: BM25 from raw
// counts, field by field. Nothing here touches the page; search.js and box.js do.
// What words.py, bits.py and shards.py write is read here; see docs/search.md.
(function () {
  "use strict";

  const LONGEST = 300;        // characters of a query that are read
  const MOST_CLAUSES = 24;
  const MOST_LEAVES = 64;     // leaves that one wildcard may open
  const MOST_COMPLETIONS = 12;
  const GUESSED = 0.3;        // what a completion weighs beside the word as it was typed
  const SMALL = 6000;         // up to so many documents every posting is always loaded
  const BUDGET = 900;         // postings in blocks that a query loads at once beyond that
  const K1 = 1.2, B = 0.75;   // BM25's constants as lunr sets them
  const NAME = "=";

  // A text in the reader's language; where words.js is not loaded, as it stands here.
  function _(text, values) {
    if (window.docketWords) return window.docketWords.text(text, values);
    return text.replace(/%\((\w+)\)s/g, function (all, name) {
      return typeof values[name] === "number" ? values[name].toLocaleString("en") : values[name];
    });
  }

  // ---- Loading: each file is a classic script that calls docketSearch ----

  const waiting = new Map();
  const loaded = new Map();
  let base = "";

  window.docketSearch = function (kind, key) {
    const plain = kind === "root" || kind === "facets";
    const id = kind + ":" + (plain ? "" : key);
    const found = waiting.get(id);
    if (found) found(plain ? key : Array.prototype.slice.call(arguments, 2));
  };

  // While somebody types, what is loaded answers at once and what is not waits for a pause;
  // with the next key it is no longer wanted.
  let calm = null;
  function typing(pause) {
    if (calm) {
      for (const id of calm.ids) {
        loaded.delete(id);
        read.delete(id);
        if (id === "root:") opening = null;
      }
      calm.end(new Error("Another query was typed."));
    }
    calm = null;
    if (!pause) return;
    const waits = { ids: [] };
    waits.over = new Promise(function (resolve, reject) {
      const timer = setTimeout(function () { if (calm === waits) calm = null; resolve(); }, pause);
      waits.end = function (error) { clearTimeout(timer); reject(error); };
    });
    waits.over.catch(function () { /* whoever waits is told */ });
    calm = waits;
  }

  function load(kind, key, path) {
    const id = kind + ":" + key;
    if (!loaded.has(id)) {
      if (calm) calm.ids.push(id);
      const wait = calm ? calm.over : Promise.resolve();
      keep(loaded, id, wait.then(function () { return fetched(id, path); }));
    }
    return loaded.get(id);
  }

  // A promise under a name, for as long as it is not broken.
  function keep(where, id, promise) {
    where.set(id, promise);
    promise.catch(function () { if (where.get(id) === promise) where.delete(id); });
  }

  function fetched(id, path) {
    return new Promise(function (resolve, reject) {
      const element = document.createElement("script");
      let answer;
      waiting.set(id, function (value) { answer = value; });
      element.src = docketAddress(base + path);
      element.async = true;
      const end = function () {
        element.remove();
        waiting.delete(id);
        if (answer !== undefined) return resolve(answer);
        reject(new Error(_("A part of the index could not be loaded.")));
      };
      element.onload = end;
      element.onerror = end;
      document.head.appendChild(element);
    });
  }

  function pathOf(kind, name) {
    return "search/" + kind + "/" + name.slice(-2) + "/" + name + ".js";
  }

  function nameOf(text) {
    let one = 0x811c9dc5, two = 0x01000193;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      one = Math.imul(one ^ unit, 0x01000193) >>> 0;
      two = Math.imul(two ^ unit, 0x85ebca6b) >>> 0;
      two = (two ^ (two >>> 13)) >>> 0;
    }
    return one.toString(36).padStart(7, "0") + two.toString(36).padStart(7, "0");
  }

  function numberName(number) {
    return number.toString(16).padStart(6, "0");
  }

  // ---- Reading bits ----

  function Bits(text) {
    this.data = text ? atob(text) : "";
    this.at = 0;
  }
  Bits.prototype.bit = function () {
    const bit = this.data.charCodeAt(this.at >> 3) >> (7 - (this.at & 7)) & 1;
    this.at += 1;
    return bit;
  };
  Bits.prototype.fixed = function (width) {
    let value = 0;
    for (let n = 0; n < width; n += 1) value = value * 2 + this.bit();
    return value;
  };
  Bits.prototype.gamma = function () {
    let zeros = 0;
    while (this.at < this.data.length * 8 && !this.bit()) zeros += 1;
    return Math.pow(2, zeros) + this.fixed(zeros);
  };
  Bits.prototype.rice = function (low) {
    let high = 0;
    while (this.at < this.data.length * 8 && this.bit()) high += 1;
    return high * Math.pow(2, low) + this.fixed(low);
  };
  Bits.prototype.rounded = function () {
    const away = this.gamma() - 1;
    return this.fixed(5) * Math.pow(2, away);
  };

  function lines(text) {
    const found = [];
    let previous = "";
    for (const line of text.split("\n")) {
      previous = previous.slice(0, parseInt(line[0], 36)) + line.slice(1);
      found.push(previous);
    }
    return found;
  }

  // ---- Words: the same as words.py ----

  const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+/g;
  const EDGE = /^[^\p{L}\p{N}\p{M}_*]+|[^\p{L}\p{N}\p{M}_*]+$/gu;
  const LETTERS = { "ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
    "þ": "th", "ð": "d", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه" };
  const LETTER = new RegExp("[" + Object.keys(LETTERS).join("") + "]", "g");

  function normalise(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[’ʼ]/g, "'")
      .replace(/(^|[^\p{L}])(?:[cdjlmnst]|qu)'(?=\p{L})/gu, "$1 ")
      .replace(/(\p{L})'s(?=$|[^\p{L}])/gu, "$1");
  }
  function fold(word) {
    return word.normalize("NFD").replace(/([a-z])[\u0300-\u036f]+/g, "$1").normalize("NFC")
      .replace(/[\u0640\u064b-\u065f\u0670]/g, "")
      .replace(LETTER, function (letter) { return LETTERS[letter]; });
  }
  function trim(word) { return word.replace(EDGE, ""); }
  function pairs(run) {
    if (run.length === 1) return [run];
    const found = [];
    for (let at = 0; at + 1 < run.length; at += 1) found.push(run.slice(at, at + 2));
    return found;
  }
  // The same without the words that come before a number: "Application no. 15669/20".
  function bareKey(text) {
    return nameKey(text.slice(0, LONGEST).toLowerCase().replace(NUMBER_WORDS, " "));
  }
  const NUMBER_WORDS = /\b(?:application|appeal|case|docket|petition|nos?|number)\b/g;
  const stems = new Map();
  function stem(word) {
    if (!stems.has(word)) {
      stems.set(word, lunr.stemmer({ update: function (change) { return change(word); } }));
    }
    return stems.get(word);
  }
  function nameKey(text) {
    const bare = fold(normalise(text)).replace(/[^\p{L}\p{N}]/gu, "");
    return bare.length > 1 ? NAME + bare : "";
  }

  // ---- The dictionary: root, branches, leaves ----

  let root = null;

  let opening = null;

  function open(address) {
    base = address;
    if (!opening) opening = load("root", "", "search/root.js").then(function (data) {
      data.tops = lines(data.tops);
      data.average = data.lengths.map(function (length) { return length / data.count; });
      data.place = new Map(data.fields.map(function (name, place) { return [name, place]; }));
      root = data;
      return root;
    });
    const mine = opening;
    mine.catch(function () { if (opening === mine) opening = null; });
    return mine;
  }

  function before(list, term) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= term) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  // What a file says is read once, however many ask for it at the same time.
  const read = new Map();
  function once(kind, key, reader) {
    const id = kind + ":" + key;
    if (!read.has(id)) {
      keep(read, id, load(kind, key, pathOf(kind, nameOf(key))).then(reader));
    }
    return read.get(id);
  }

  function branch(top) {
    return once("b", top, function (answer) { return lines(answer[0]); });
  }

  function leaf(first) {
    return once("t", first, function (answer) { return readLeaf(answer[0], answer[1]); });
  }

  async function leafOf(term) {
    if (!root.tops.length || !root.count) return null;
    const firsts = await branch(root.tops[before(root.tops, term)]);
    return leaf(firsts[before(firsts, term)]);
  }

  function readLeaf(text, encoded) {
    const bits = new Bits(encoded);
    const terms = new Map(), forms = new Map();
    for (const line of lines(text)) {
      const parts = line.split("\t");
      if (parts.length > 1) forms.set(parts[0], parts.slice(1));
      else terms.set(line, readTerm(line, bits));
    }
    return { terms: terms, forms: forms };
  }

  function readTerm(term, bits) {
    const width = root.fields.length;
    const entry = { term: term, fields: new Array(width).fill(null), docs: 0, blocks: [] };
    const body = width - 1;
    const has = [];
    if (bits.bit()) has.push(body);
    else for (let place = 0; place < width; place += 1) if (bits.bit()) has.push(place);
    let single = 0;
    for (const place of has) {
      if (!bits.bit()) {
        const count = bits.gamma();
        entry.fields[place] = readPostings(bits, count, place, gapLow(count, root.bits), 0);
        single = Math.max(single, count);
        continue;
      }
      for (let kind = 0; kind < root.classes; kind += 1) {
        if (!bits.bit()) continue;
        const about = bits.rounded(), cuts = bits.gamma() - 1;
        single += about;
        const parts = 1 << cuts;
        for (let part = 0; part < parts; part += 1) {
          entry.blocks.push({ term: term, place: place, kind: kind, part: part, cuts: cuts,
            about: about / parts, list: null });
        }
      }
    }
    entry.docs = entry.blocks.length && has.length > 1 ? bits.rounded() : single;
    if (!entry.blocks.length && has.length > 1) {
      const all = new Set();
      for (const place of has) for (const id of entry.fields[place].ids) all.add(id);
      entry.docs = all.size;
    }
    return entry;
  }

  function gapLow(count, bits) {
    return Math.max(0, bits - (32 - Math.clz32(Math.max(count, 1))));
  }
  function readPostings(bits, count, place, low, first) {
    const list = { ids: [], counts: [], lengths: [] }, lengthLow = root.low[place];
    let last = first - 1;
    for (let n = 0; n < count; n += 1) {
      last += bits.rice(low) + 1;
      list.ids.push(last);
      list.counts.push(bits.gamma());
      list.lengths.push(bits.rice(lengthLow));
    }
    return list;
  }

  async function loadBlock(block) {
    if (block.list) return;
    const name = nameOf([block.term, block.place, block.kind, block.part].join("\t"));
    const answer = await load("p", name, pathOf("p", name));
    const bits = new Bits(answer[0]);
    const shift = Math.max(0, root.bits - block.cuts);
    const count = bits.gamma() - 1;
    block.list = readPostings(bits, count, block.place, gapLow(count, shift),
      block.part * Math.pow(2, shift));
  }

  async function termsBetween(from, wanted, most) {
    // The terms from one on for as long as they are wanted, and whether that was all.
    const found = [];
    let top = before(root.tops, from), opened = 0;
    for (; top < root.tops.length; top += 1) {
      const firsts = await branch(root.tops[top]);
      for (let at = found.length || opened ? 0 : before(firsts, from); at < firsts.length; at += 1) {
        if (opened && !wanted(firsts[at])) return { terms: found, whole: true };
        if (opened >= most) return { terms: found, whole: false };
        opened += 1;
        const all = await leaf(firsts[at]);
        for (const entry of all.terms.values()) if (wanted(entry.term)) found.push(entry);
      }
    }
    return { terms: found, whole: true };
  }

  // ---- Spelling: terms by their beginnings (w) and by their ends (v) ----

  async function spelled(kind, letters) {
    const top = lines((await load(kind, "", "search/" + kind + ".js"))[0]);
    const found = [];
    for (let at = before(top, letters); at < top.length; at += 1) {
      if (top[at] > letters && !top[at].startsWith(letters)) break;
      const answer = await load(kind, top[at], pathOf(kind, nameOf(top[at])));
      for (const line of lines(answer[0])) {
        if (line.startsWith(letters)) found.push(line.split("\t"));
      }
    }
    return found;
  }
  function backwards(word) { return Array.from(word).reverse().join(""); }

  async function near(typed, most) {
    const word = stem(typed);
    // Terms within some edits of a word whose first or last letters are right.
    const letters = Math.min(2, Math.max(1, word.length >> 1));
    const lists = await Promise.all([
      spelled("w", word.slice(0, letters)),
      spelled("v", backwards(word).slice(0, letters)),
    ]);
    const found = new Map();
    lists.forEach(function (list, back) {
      for (const row of list) {
        const term = back ? backwards(row[0]) : row[0];
        const distance = Math.min(edits(word, term, most), row[1] ? edits(typed, row[1], most) : most + 1);
        if (distance <= most && !found.has(term)) {
          found.set(term, { term: term, word: row[1] || term, weight: parseInt(row[2], 16),
            distance: distance });
        }
      }
    });
    return Array.from(found.values());
  }

  function edits(one, two, most) {
    // Insertions, deletions, changes and swaps of neighbours, up to a bound.
    if (Math.abs(one.length - two.length) > most) return most + 1;
    let past = [], line = [], next = [];
    for (let j = 0; j <= two.length; j += 1) line.push(j);
    for (let i = 1; i <= one.length; i += 1) {
      next = [i];
      let best = i;
      for (let j = 1; j <= two.length; j += 1) {
        let value = Math.min(next[j - 1] + 1, line[j] + 1,
          line[j - 1] + (one[i - 1] === two[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) {
          value = Math.min(value, past[j - 2] + 1);
        }
        next.push(value);
        best = Math.min(best, value);
      }
      if (best > most) return most + 1;
      past = line;
      line = next;
    }
    return line[two.length];
  }

  // ---- Queries ----

  const SECTION = new RegExp("(^|[\\s,;(])(?:ss?|secs?|sections?|arts?|articles?|artikels?|art[ií]culos?|artigos?|articolul|pasal|madde|статья|ст|المادة|§§?)\\.?\\s*" +
    "(\\d[0-9a-z]*(?:[.(\\-–][0-9a-z]+\\)?)*)(?=$|[\\s,;:)])", "gi");

  function numberTokens(number) {
    const parts = number.toLowerCase().match(/[0-9]+[a-z]*|[a-z]+/g) || [];
    while (parts.length && !/\d/.test(parts[0][0])) parts.shift();
    const found = [];
    for (let n = 1; n <= Math.min(parts.length, 4); n += 1) {
      found.push("sec" + parts.slice(0, n).join("x"));
    }
    return found;
  }

  // A query as typed, made ready for lunr's parser: phrases taken out, numbers of sections
  // made into their words, signs that mean nothing where they stand made into blanks.
  function prepare(text) {
    const phrases = [], without = [];
    const plain = text.slice(0, LONGEST).replace(/[\u00ad\u200b\ufeff]/g, "").replace(/\bU\.?S\.?(?![\w.])/g, "USA");
    let query = normalise(plain).replace(/[\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ");
    const wordsOf = function (words) {
      return words.replace(CJK, function (run) { return " " + pairs(run).join(" ") + " "; })
        .split(lunr.QueryLexer.termSeparator).map(function (word) { return trim(word).replace(/[:~^*+\\]/g, ""); }).filter(Boolean);
    };
    query = query.replace(/(^|\s)([+-]?)(?:([a-z]+):)?["“„«]([^"“”„«»]+)["”“»]/g, function (all, gap, sign, name, words) {
      const inside = wordsOf(words);
      if (name && root.place.has(name)) {
        return " " + inside.map(function (word) { return (sign || "+") + name + ":" + word; }).join(" ") + " ";
      }
      const bare = words.trim();
      const signs = bare.replace(CJK, "") === "" ? bare : "";
      if (sign === "-" && inside.length > 1) {
        without.push({ words: inside, signs: signs });
        return " ";
      }
      if (inside.length > 1) phrases.push({ words: inside, signs: signs });
      return " " + inside.map(function (word) { return (sign || "+") + word; }).join(" ") + " ";
    });
    query = query.replace(/(^|\s)([+-]?)([a-z]+):([^\s:"~^*]+)(?=\s|$)/g, function (all, gap, sign, name, word) {
      const inside = root.place.has(name) ? wordsOf(word) : [];
      if (inside.length < 2) return all;
      return gap + inside.map(function (each) { return (sign || "+") + name + ":" + each; }).join(" ");
    });
    let sections = false;
    query = query.replace(SECTION, function (all, gap, number) {
      const tokens = numberTokens(number.replace(/^(\d+)-([a-z])$/, "$1$2"));
      sections = true;
      return gap + tokens.map(function (token, at) {
        return at ? "citation:" + token + "^4" : "+citation:" + token;
      }).join(" ") + " ";
    });
    query = query.replace(/\\/g, " ")
      .replace(/(^|\s)([+-]?)([^\s:]*):/g, function (all, gap, sign, name) {
        return root.place.has(name) ? gap + sign + name + ":" : gap + sign + name + " ";
      })
      .replace(/:(?=\s|$)/g, " ")
      .replace(/~(\d*)/g, function (all, number) {
        return "~" + Math.min(2, Math.max(1, parseInt(number || "1", 10)));
      })
      .replace(/\^(\d*)/g, function (all, number) {
        return number ? "^" + Math.min(1000, parseInt(number, 10)) : "";
      })
      .replace(/(^|\s)[+-](?=\s|$)/g, " ")
      .replace(CJK, function (run) { return " " + pairs(run).join(" ") + " "; });
    query = query.replace(/\s+/g, " ").trim();
    if (sections) {
      // The other words are most likely those of a law's title.
      query += query.split(" ").filter(function (word) { return /^[\p{L}\p{N}]+$/u.test(word); })
        .map(function (word) { return " law:" + word + "^6"; }).join("");
    }
    return { query: query, phrases: phrases, without: without };
  }

  function parse(query) {
    const clausesOf = function (text) {
      const parsed = new lunr.Query(root.fields);
      new lunr.QueryParser(text, parsed).parse();
      return parsed.clauses;
    };
    try {
      return { clauses: clausesOf(query), note: "" };
    } catch (error) {
      const plain = query.replace(/[:~^*+\-]/g, " ").replace(/\s+/g, " ").trim();
      try {
        return { clauses: clausesOf(plain), note: _("Some signs were read as blanks.") };
      } catch (again) {
        return { clauses: [], note: _("This cannot be read as a query.") };
      }
    }
  }

  function globMatch(pattern, word) {
    // '*' stands for any letters or none. Linear in the usual case, never exponential.
    let p = 0, w = 0, star = -1, mark = 0;
    while (w < word.length) {
      if (p < pattern.length && pattern[p] !== "*" && pattern[p] === word[w]) { p += 1; w += 1; }
      else if (p < pattern.length && pattern[p] === "*") { star = p; mark = w; p += 1; }
      else if (star >= 0) { p = star + 1; mark += 1; w = mark; }
      else return false;
    }
    while (pattern[p] === "*") p += 1;
    return p === pattern.length;
  }

  async function entryOf(term) {
    const found = await leafOf(term);
    return found && found.terms.get(term) || null;
  }

  // The terms of the index that a clause stands for, as lunr expands it.
  async function expand(clause, completing, notes) {
    const pattern = fold(trim(clause.term));
    if (pattern.indexOf("*") >= 0) return wildcard(pattern, notes);
    const word = trim(pattern);
    if (!word) return { entries: [], words: [] };
    const terms = new Set([stem(word)]);
    const home = await leafOf(word);
    for (const other of home && home.forms.get(word) || []) terms.add(other);
    const entries = (await Promise.all(Array.from(terms, entryOf))).filter(Boolean);
    const guessed = new Set();
    if (clause.editDistance) {
      const close = await near(word, Math.min(2, clause.editDistance));
      const more = await Promise.all(close.map(function (each) { return entryOf(each.term); }));
      for (const entry of more) if (entry && entries.indexOf(entry) < 0) entries.push(entry);
    }
    if (completing && word.length > 1) {
      const begun = await termsBetween(word, function (term) { return term.startsWith(word); }, 6);
      begun.terms.sort(function (a, b) { return b.docs - a.docs; });
      for (const entry of begun.terms.slice(0, MOST_COMPLETIONS)) {
        if (entries.indexOf(entry) < 0) { entries.push(entry); guessed.add(entry); }
      }
    }
    return { entries: entries, word: word, missing: !entries.length, guessed: guessed };
  }

  async function wildcard(pattern, notes) {
    const star = pattern.indexOf("*");
    const head = pattern.slice(0, star), tail = pattern.slice(pattern.lastIndexOf("*") + 1);
    if (head.length < 2 && tail.length < 2) {
      notes.add(_("A word with * needs two letters before or after it."));
      return { entries: [] };
    }
    // The index holds stems: what is asked for may be a longer form of one.
    const also = new Set();
    let terms = [];
    if (head.length >= 2) {
      const found = await termsBetween(head, function (term) { return term.startsWith(head); }, MOST_LEAVES);
      if (!found.whole) notes.add(_("Many words begin with “%(word)s”: not all of them were looked for.", { word: head }));
      terms = found.terms.filter(function (entry) { return entry.term[0] !== NAME && globMatch(pattern, entry.term); });
      if (!tail && star === pattern.length - 1) also.add(stem(head));
      else for (const row of await spelled("w", head.slice(0, 3))) if (globMatch(pattern, row[1] || row[0])) also.add(row[0]);
    } else {
      for (const end of new Set([tail, tail.replace(/e$/, ""), stem(tail)])) {
        if (end.length < 2) continue;
        for (const row of await spelled("v", backwards(end))) {
          const term = backwards(row[0]);
          if (globMatch(pattern, term) || globMatch(pattern, row[1] || term)) also.add(term);
          if (also.size > 200) break;
        }
      }
    }
    for (const entry of await Promise.all(Array.from(also, entryOf))) {
      if (entry && terms.indexOf(entry) < 0) terms.push(entry);
    }
    return { entries: terms };
  }

  // Loads the blocks of common terms, all of them or the weightiest up to a budget. Which
  // they are depends on the query alone, not on what was loaded before.
  async function fill(entries, whole) {
    const blocks = [];
    let sum = 0;
    for (const entry of entries) {
      const rarity = idf(entry.docs);
      for (const block of entry.blocks) {
        sum += block.about;
        block.weight = rarity * root.boosts[block.place] * (1 - block.kind / root.classes);
        blocks.push(block);
      }
    }
    const exact = whole || root.count <= SMALL || sum <= BUDGET;
    if (!exact) {
      blocks.sort(function (a, b) { return b.weight - a.weight || a.part - b.part; });
      let spent = 0, keep = 0;
      while (keep < blocks.length && spent < BUDGET) { spent += blocks[keep].about; keep += 1; }
      blocks.length = keep;
    }
    await Promise.all(blocks.map(loadBlock));
    return { exact: exact, blocks: new Set(blocks) };
  }

  // The lists in which the postings of a term in a field stand, as far as they are loaded.
  function lists(entry, place, blocks) {
    const found = entry.fields[place] ? [entry.fields[place]] : [];
    for (const block of entry.blocks) {
      if (block.place === place && blocks.has(block)) found.push(block.list);
    }
    return found;
  }

  function idf(documents) {
    const x = (root.count - documents + 0.5) / (documents + 0.5);
    return Math.log(1 + Math.abs(x));
  }

  // How many documents have a term, as lunr counts them: once for each field.
  function frequency(entry, blocks) {
    let sum = 0;
    for (const list of entry.fields) if (list) sum += list.ids.length;
    for (const block of entry.blocks) sum += blocks.has(block) ? block.list.ids.length : block.about;
    return sum;
  }

  const REQUIRED = 2, PROHIBITED = 3; // lunr.Query.presence

  function rank(clauses, blocks) {
    const weights = root.fields.map(function () { return new Map(); });
    const scored = new Map();
    let required = null;
    const prohibited = new Set();
    for (const clause of clauses) {
      const matches = new Set();
      for (const entry of clause.entries) {
        for (const name of clause.fields) {
          const place = root.place.get(name);
          if (clause.presence !== PROHIBITED) {
            const old = weights[place].get(entry);
            weights[place].set(entry, (old || 0) + clause.boost * (clause.guessed && clause.guessed.has(entry) ? GUESSED : 1));
          }
          const into = clause.presence === PROHIBITED ? prohibited
            : clause.presence === REQUIRED ? matches : null;
          if (into) for (const list of lists(entry, place, blocks)) for (const id of list.ids) into.add(id);
        }
      }
      if (clause.presence === REQUIRED) {
        required = required === null ? matches
          : new Set(Array.from(required).filter(function (id) { return matches.has(id); }));
      }
    }
    weights.forEach(function (terms, place) {
      let square = 0;
      terms.forEach(function (weight) { square += weight * weight; });
      const size = Math.sqrt(square);
      if (!size) return;
      const average = root.average[place] || 1, boost = root.boosts[place];
      terms.forEach(function (weight, entry) {
        const rarity = idf(frequency(entry, blocks));
        for (const list of lists(entry, place, blocks)) {
          for (let n = 0; n < list.ids.length; n += 1) {
            const id = list.ids[n], count = list.counts[n];
            if (required && !required.has(id) || prohibited.has(id)) continue;
            let score = rarity * ((K1 + 1) * count) /
              (K1 * (1 - B + B * (list.lengths[n] / average)) + count);
            score = Math.round(score * boost * 1000) / 1000;
            scored.set(id, (scored.get(id) || 0) + weight * score / size);
          }
        }
      });
    });
    const hits = Array.from(scored, function (pair) { return { id: pair[0], score: pair[1] }; });
    hits.sort(function (a, b) { return b.score - a.score || a.id - b.id; });
    return hits;
  }

  // Searches. options.completing: the last word may be unfinished. options.whole: load all
  // postings, however many. The answer: hits in their order; total; exact, false where only
  // the weightiest postings were loaded; words and terms for marking; notes; missing words.
  async function find(text, options) {
    const settings = options || {};
    const prepared = prepare(text);
    const notes = new Set();
    if (text.length > LONGEST) notes.add(_("Only the first %(number)s characters were read.", { number: LONGEST }));
    const parsed = prepared.query ? parse(prepared.query) : { clauses: [], note: "" };
        let clauses = parsed.clauses.filter(function (clause) { return trim(clause.term); });
    if (clauses.length > MOST_CLAUSES) {
      clauses = clauses.slice(0, MOST_CLAUSES);
      notes.add(_("Only the first %(number)s words were looked for.", { number: MOST_CLAUSES }));
    }
    const key = /\d/.test(text) ? nameKey(text.slice(0, LONGEST)) : "";
    const last = clauses.length - 1;
    const results = await Promise.all(clauses.map(function (clause, at) {
      return expand(clause, settings.completing && at === last && !/[\s~^)]$/.test(text), notes);
    }));
    const named = key ? await entryOf(key) || await entryOf(bareKey(text)) : null;
    const missing = [];
    // Stop words are in no index, and a phrase's words may be those of another language:
    // neither are asked for. Whether a phrase stands somewhere the text itself decides.
    const spoken = new Set([].concat.apply([], prepared.phrases.map(function (phrase) { return phrase.words; })));
    clauses = clauses.filter(function (clause, at) {
      clause.found = results[at];
      return !(clause.found.missing && (spoken.has(clause.term) || !lunr.stopWordFilter(clause.term)));
    });
    clauses = clauses.map(function (clause) {
      const expanded = clause.found;
      if (expanded.missing && clause.presence !== PROHIBITED) missing.push(expanded.word);
      // The number of a section says which records are meant; the other words rank them.
      const number = /^sec\d/.test(clause.term) && clause.presence === REQUIRED;
      return { presence: clause.presence, boost: number ? 0.001 : clause.boost,
        fields: clause.fields, entries: expanded.entries, guessed: expanded.guessed, number: number };
    });
    const positive = clauses.filter(function (clause) { return clause.presence !== PROHIBITED; });
    if (clauses.length && !positive.length) notes.add(_("Add a word to look for beside the ones to leave out."));
    const all = new Set();
    for (const clause of clauses) for (const entry of clause.entries) all.add(entry);
    const filled = await fill(Array.from(all), settings.whole || prepared.phrases.length > 0);
    let hits = positive.length ? rank(clauses, filled.blocks) : [];
    const others = clauses.filter(function (clause) { return !clause.number; });
    if (!hits.length && others.length && others.length < clauses.length) {
      hits = rank(others, filled.blocks);
      if (hits.length) notes.add(_("No such section is recorded; the other words were looked for."));
    }
    let unread = false;
    if (prepared.phrases.length || prepared.without.length) {
      const most = settings.whole ? hits.length : MOST_READ;
      unread = hits.length > most;
      hits = await withPhrases(hits.slice(0, most), prepared);
    }
    if (named) {
      const first = named.fields.reduce(function (ids, list) { return list ? ids.concat(list.ids) : ids; }, []);
      hits = first.map(function (id) { return { id: id, score: Infinity }; })
        .concat(hits.filter(function (hit) { return first.indexOf(hit.id) < 0; }));
    }
    if (parsed.note && !named) notes.add(parsed.note);
    const terms = new Set();
    for (const clause of positive) for (const entry of clause.entries) terms.add(entry.term);
    let total = hits.length;
    if (!filled.exact && !unread) {
      for (const clause of positive) {
        if (clause.presence !== REQUIRED) {
          for (const entry of clause.entries) total = Math.max(total, entry.docs);
        }
      }
    }
    return { hits: hits, total: total, exact: filled.exact && !unread, atLeast: unread, terms: terms, notes: Array.from(notes),
      missing: missing, words: clauses.length };
  }

  // Whether a phrase's words stand together is seen in the texts themselves, of the best
  // records first; "look at all" reads those of all.
  const MOST_READ = 60;
  async function withPhrases(hits, prepared) {
    const stemmed = function (phrase) { return phrase.words.map(function (word) { return stem(fold(word)); }); };
    const test = function (phrase, said, words) {
      return phrase.signs ? said.indexOf(phrase.signs) >= 0 : stands(stemmed(phrase), words);
    };
    const kept = [];
    for (let at = 0; at < hits.length; at += MOST_READ) {
      const part = hits.slice(at, at + MOST_READ);
      const fits = await Promise.all(part.map(async function (hit) {
        const head = (await heads([hit.id]))[0];
        const said = normalise([head.title, head.where, head.countryName, head.text + (head.more ? await rest(hit.id) : "")].join(" "));
        const words = said.split(WORD_GAP).map(function (word) { return stem(fold(trim(word))); });
        return prepared.phrases.every(function (phrase) { return test(phrase, said, words); }) &&
          !prepared.without.some(function (phrase) { return test(phrase, said, words); });
      }));
      part.forEach(function (hit, n) { if (fits[n]) kept.push(hit); });
    }
    return kept;
  }
  function stands(phrase, words) {
    for (let at = 0; at + phrase.length <= words.length; at += 1) {
      if (phrase.every(function (word, n) { return words[at + n] === word; })) return true;
    }
    return false;
  }
  // What parts the words of a text: what parts those of a query, and the signs of its language.
  const WORD_GAP = new RegExp("(?:" + lunr.QueryLexer.termSeparator.source + "|[:+*~^])+");

  // Words that were meant: the nearest common word for each that the index lacks.
  async function suggest(missing) {
    const found = new Map();
    for (const word of missing.slice(0, 4)) {
      if (word.length < 4 || !/^[\p{L}\p{M}]+$/u.test(word)) continue;
      const close = await near(word, word.length > 5 ? 2 : 1);
      close.sort(function (a, b) { return a.distance - b.distance || b.weight - a.weight; });
      if (close.length) found.set(word, close[0].word);
    }
    return found;
  }

  // ---- What results show ----

  async function heads(ids) {
    const groups = await Promise.all(ids.map(function (id) {
      const group = Math.floor(id / (1 << root.head));
      return load("d", group, pathOf("d", numberName(group)));
    }));
    return ids.map(function (id, at) {
      const row = groups[at].find(function (each) { return each[0] === id; });
      return { id: id, path: row[1], title: row[2], titleLanguage: row[3], kind: row[4], country: row[5],
        countryName: row[6], where: row[7], date: row[8], dateWords: row[9], text: row[10],
        language: row[11], names: row[12], more: !!row[13] };
    });
  }

  async function rest(id) {
    return (await load("r", id, pathOf("r", numberName(id))))[0];
  }

  async function facets() {
    return (await load("facets", "", "search/facets.js")).map(function (row) {
      return { name: row[0], label: row[1], values: row[2] };
    });
  }

  const columns = new Map();
  async function column(name, ids, sparse) {
    // The codes of some documents in a facet: a map from number to a list.
    if (!columns.has(name)) columns.set(name, { groups: new Set(), codes: new Map() });
    const known = columns.get(name);
    const wanted = new Set();
    for (const id of ids) wanted.add(Math.floor(id / (1 << root.column)));
    const all = await facets();
    const facet = all.find(function (each) { return each.name === name; });
    const size = facet ? facet.values.length : 1 << 19;
    const width = Math.max(1, size > 1 ? 32 - Math.clz32(size - 1) : 1);
    await Promise.all(Array.from(wanted, async function (group) {
      if (known.groups.has(group)) return;
      const key = name + "-" + group.toString(16);
      const answer = await load("f", key, "search/f/" + name + "/" + group.toString(16) + ".js")
        .catch(function (error) { if (!sparse) throw error; });
      if (!answer) return;
      if (known.groups.has(group)) return;
      known.groups.add(group);
      const bits = new Bits(answer[0]);
      const count = bits.gamma(), low = gapLow(count, root.column);
      let last = group * (1 << root.column) - 1;
      for (let n = 0; n < count; n += 1) {
        last += bits.rice(low) + 1;
        const codes = [];
        for (let many = bits.gamma() - 1; many > 0; many -= 1) codes.push(bits.fixed(width));
        known.codes.set(last, codes);
      }
    }));
    return known.codes;
  }

  // The numbers of all documents that have some value in a facet.
  async function everything(name) {
    await open(base);
    const ids = [], step = 1 << root.column;
    for (let id = 0; id < 1 << root.bits; id += step) ids.push(id);
    (await column(name, ids, true)).forEach(function (codes, id) { if (codes.length) ids.push(id); });
    return Array.from(new Set(ids.slice(Math.ceil((1 << root.bits) / step))));
  }

  // The part of a text in which most of the terms stand, in pieces: [text, marked].
  function passage(text, terms, length) {
    const spans = [];
    const word = new RegExp("[\\p{L}\\p{N}\\p{M}_'’.]+", "gu");
    const list = Array.from(terms);
    const long = list.filter(function (term) { return term.length > 3; });
    const signs = list.filter(function (term) { return term.search(CJK) >= 0; });
    for (let found = word.exec(text); found; found = word.exec(text)) {
      const bare = fold(trim(normalise(found[0])));
      const term = stem(bare);
      if (terms.has(term) || long.some(function (each) { return bare.startsWith(each); })) {
        spans.push([found.index, found.index + found[0].length, term]);
      }
    }
    for (const sign of signs) {
      for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
        spans.push([at, at + sign.length, sign]);
      }
    }
    spans.sort(function (a, b) { return a[0] - b[0]; });
    let best = 0, bestCount = 0;
    spans.forEach(function (span, at) {
      const seen = new Set();
      for (let n = at; n < spans.length && spans[n][1] - span[0] <= length; n += 1) seen.add(spans[n][2]);
      if (seen.size > bestCount) { bestCount = seen.size; best = at; }
    });
    let from = spans.length ? Math.max(0, spans[best][0] - Math.floor(length / 5)) : 0;
    if (from > 0) { const blank = text.indexOf(" ", from); from = blank >= 0 && blank < spans[best][0] ? blank + 1 : spans[best][0]; }
    let to = Math.min(text.length, from + length);
    if (to < text.length) { const blank = text.lastIndexOf(" ", to); if (blank > from) to = blank; }
    const pieces = [];
    let at = from;
    for (const span of spans) {
      if (span[0] < at || span[1] > to) continue;
      if (span[0] > at) pieces.push([text.slice(at, span[0]), false]);
      pieces.push([text.slice(span[0], span[1]), true]);
      at = span[1];
    }
    if (at < to) pieces.push([text.slice(at, to), false]);
    if (from > 0) pieces.unshift(["… ", false]);
    if (to < text.length) pieces.push([" …", false]);
    return { pieces: pieces, found: bestCount };
  }

  window.docketFind = { open: open, find: find, typing: typing, suggest: suggest, heads: heads, rest: rest,
    facets: facets, column: column, everything: everything, passage: passage };
})();
