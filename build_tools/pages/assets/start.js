// The age of a copy, by the clock of the machine that reads it. The date stands there without it.
(function () {
  "use strict";
  var place = document.getElementById("copy-age");
  var edition = place && Date.parse(place.dataset.edition);
  if (!edition) return;
  var days = Math.floor((Date.now() - edition) / 86400000);
  var text = days < 0 ? place.dataset.ahead : days === 0 ? place.dataset.today :
    days === 1 ? place.dataset.one : place.dataset.many.replace("{n}", days.toLocaleString("en"));
  place.textContent = text;
})();
