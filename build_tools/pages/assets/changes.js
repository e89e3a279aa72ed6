// "What changed since my copy of DATE": shows the days from that date on, and adds them up.
(function () {
  "use strict";
  var form = document.getElementById("changes-since");
  var sum = document.getElementById("changes-sum");
  if (!form || !sum) return;
  form.hidden = false;
  var since = new URLSearchParams(location.search).get("since") || "";
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since)) return;
  form.elements.since.value = since;
  document.getElementById("changes-all").hidden = false;
  var totals = new Map();
  document.querySelectorAll("[data-month]").forEach(function (month) {
    var shown = 0;
    month.querySelectorAll("[data-day]").forEach(function (day) {
      // A date without its day may lie anywhere in the month: it is shown rather than hidden.
      day.hidden = day.dataset.day < since.slice(0, day.dataset.day.length);
      if (day.hidden) return;
      shown += 1;
      day.querySelectorAll("[data-what]").forEach(function (count) {
        var what = count.textContent.trim().replace(/^\S+\s/, "");
        totals.set(what, (totals.get(what) || 0) + Number(count.dataset.number));
      });
    });
    month.hidden = shown === 0;
  });
  var parts = Array.from(totals, function (pair) { return pair[1] + " " + pair[0]; });
  sum.textContent = parts.length ? sum.dataset.since + " " + parts.join(", ") + ". " + sum.dataset.note : sum.dataset.none;
  sum.hidden = false;
})();
