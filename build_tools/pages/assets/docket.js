// Light or dark by hand, and "/" for the search box. Nothing on the site needs this script.
// It runs before the page is drawn, so that a chosen colour does not flash.
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "docket-theme";
  var _ = window.docketWords.text;
  function show(theme) {
    root.toggleAttribute("data-dark", theme === "dark");
    root.toggleAttribute("data-light", theme === "light");
  }
  function isDark() {
    return root.hasAttribute("data-dark") ||
      (!root.hasAttribute("data-light") && matchMedia("(prefers-color-scheme: dark)").matches);
  }
  root.setAttribute("data-scripted", "");
  try { show(localStorage.getItem(key)); } catch (error) { /* private window: no memory */ }
  // The box in the head gets its results from scripts that come when it is first used.
  function wake(box) {
    var form = box.form;
    var base = form.getAttribute("action").replace(/search\.html$/, "assets/");
    ["find.js", "box.js"].forEach(function (name) {
      var script = document.createElement("script");
      script.src = docketAddress(base + name);
      script.async = false;
      script.onerror = function () { box.addEventListener("focus", function () { wake(box); }, { once: true }); };
      document.head.appendChild(script);
    });
  }
  // A button that copies a citation; where the browser refuses, the text is selected for the hand.
  function addCopy(place) {
    var style = place.previousElementSibling;
    var button = document.createElement("button");
    function done() {
      button.textContent = _("Copied");
      button.removeAttribute("aria-label");
    }
    button.type = "button";
    button.className = "d-button d-print-off";
    button.textContent = _("Copy");
    button.setAttribute("aria-label", _("Copy the citation in the style %(style)s", { style: style.textContent }));
    button.addEventListener("click", function () {
      getSelection().selectAllChildren(place);
      if (navigator.clipboard) navigator.clipboard.writeText(place.textContent).then(done, function () {});
      else if (document.execCommand("copy")) done();
    });
    style.append(" ", button);
  }
  document.addEventListener("DOMContentLoaded", function () {
    window.docketWords.ready.then(function () { document.querySelectorAll(".d-cite dd").forEach(addCopy); });
    var box = document.querySelector(".d-bar .d-search input");
    if (box && !document.getElementById("search-results")) {
      box.addEventListener("focus", function () { wake(box); }, { once: true });
    }
    var button = document.querySelector(".d-theme");
    if (!button) return;
    button.addEventListener("click", function () {
      var theme = isDark() ? "light" : "dark";
      show(theme);
      try { localStorage.setItem(key, theme); } catch (error) { /* not kept, still shown */ }
    });
  });
  document.addEventListener("keydown", function (event) {
    var box = document.querySelector("#search-input") || document.querySelector(".d-search input");
    if (event.key === "/" && box && !event.ctrlKey && !event.metaKey && !event.altKey &&
        !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
})();
