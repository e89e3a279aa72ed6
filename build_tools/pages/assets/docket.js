// Light or dark by hand, and "/" for the search box. Nothing on the site needs this script.
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "docket-theme";
  var saved = null;
  try { saved = localStorage.getItem(key); } catch (error) { /* private window: no memory */ }
  function show(theme) {
    root.toggleAttribute("data-dark", theme === "dark");
    root.toggleAttribute("data-light", theme === "light");
  }
  if (saved) show(saved);
  var button = document.querySelector(".d-theme");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = root.hasAttribute("data-dark") ||
        (!root.hasAttribute("data-light") && matchMedia("(prefers-color-scheme: dark)").matches);
      var theme = dark ? "light" : "dark";
      show(theme);
      try { localStorage.setItem(key, theme); } catch (error) { /* not kept, still shown */ }
    });
  }
  document.addEventListener("keydown", function (event) {
    var box = document.querySelector(".d-search input");
    if (event.key === "/" && box && !event.ctrlKey && !event.metaKey && !event.altKey &&
        !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
})();
