// The interface's language in the browser, and the texts of scripts. Runs before docket.js.
//
// A reader's choice comes from the address (?lang=fr) or from this browser's memory. Only
// where it is another language than the page's are a catalogue and translate.js loaded.
(function () {
  "use strict";
  const root = document.documentElement;
  const key = "docket-language";
  const offered = "docket-languages";
  const own = root.lang || "en";
  const here = document.currentScript ? document.currentScript.getAttribute("src") || "" : "";
  const base = here.replace(/[^/]*$/, "");
  let known = null;

  function wanted() {
    let choice = new URLSearchParams(location.search).get("lang");
    try {
      if (choice && offered[choice]) localStorage.setItem(key, choice);
      else choice = localStorage.getItem(key);
    } catch (error) { /* private window: the address alone says it */ }
    return choice && offered[choice] ? choice : own;
  }
  const language = wanted();

  function format(text, values) {
    return text.replace(/%\((\w+)\)s/g, function (all, name) {
      const value = (values || {})[name];
      return typeof value === "number" ? number(value) : value === undefined ? all : String(value);
    }).replace(/%%/g, "%");
  }
  function number(value) {
    return value.toLocaleString(language === "qps" ? "en" : language, { numberingSystem: "latn" });
  }
  function braces(text) { return text.replace(/%\((\w+)\)s/g, "{$1}").replace(/%%/g, "%"); }
  function percents(text) { return text.replace(/%/g, "%%").replace(/\{(\w+)\}/g, "%($1)s"); }

  const docketWords = window.docketWords = {
    language: language,
    page: own,
    offered: offered,
    number: number,
    // A text of a script in the reader's language; values fill its placeholders.
    text: function (text, values) {
      const found = known && known.script(braces(text));
      return format(found ? percents(found[0]) : text, values);
    },
    // A text that depends on a number, which stands in it as %(num)s.
    plural: function (one, several, num, values) {
      const found = known && known.script(braces(one));
      const form = found ? percents(found[known.place(num, found.length)]) : num === 1 ? one : several;
      return format(form, Object.assign({ num: num }, values));
    },
    // A date in the source language's words, in the reader's.
    date: function (text) { return known && known.date(text) || text; },
    learn: function (data) { docketWords.learned = data; },
    choose: function (choice) {
      try { localStorage.setItem(key, choice); } catch (error) { /* the address says it */ }
      const address = new URL(location.href);
      address.searchParams.set("lang", choice);
      location.assign(address.href);
    },
  };

  function load(name) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = docketAddress(base + "i18n/" + name + ".js");
      script.async = false;
      script.onload = resolve;
      script.onerror = reject;
      document.head.appendChild(script);
    });
  }

  // Resolved when scripts may speak; a catalogue that cannot be had leaves the page as it is.
  docketWords.ready = language === own && own === "en" ? Promise.resolve() :
    Promise.all([load(language), load("translate")]).then(function () {
      known = docketWords.translate(docketWords.learned);
    }).catch(function () { /* offline or taken away: the page stays in its own language */ });

  // A browser that keeps nothing between files of a disk is told by the address.
  if (language !== own && location.protocol === "file:") {
    document.addEventListener("click", function (event) {
      const link = event.target.closest && event.target.closest("a[href]");
      if (!link || !/\.html($|[?#])/.test(link.href) || link.protocol !== "file:") return;
      const address = new URL(link.href);
      address.searchParams.set("lang", language);
      link.href = address.href;
    }, true);
  }

  // The menu of languages; where a site has built editions, the page itself has links.
  document.addEventListener("DOMContentLoaded", function () {
    const bar = document.querySelector(".d-bar"), codes = Object.keys(offered);
    if (!bar || codes.length < 2 || document.querySelector(".d-languages")) return;
    const menu = document.createElement("select");
    menu.className = "d-languages";
    menu.setAttribute("translate", "no");
    for (const code of codes) {
      const option = document.createElement("option");
      option.value = option.lang = code;
      option.textContent = offered[code];
      option.selected = code === language;
      menu.appendChild(option);
    }
    menu.addEventListener("change", function () { docketWords.choose(menu.value); });
    bar.insertBefore(menu, bar.querySelector(".d-theme"));
    docketWords.ready.then(function () {
      menu.setAttribute("aria-label", docketWords.text("Language of the interface"));
    });
  });
})();
