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
        var what = count.dataset.what;
        totals.set(what, (totals.get(what) || 0) + Number(count.dataset.number));
      });
    });
    month.hidden = shown === 0;
  });
  docketWords.ready.then(function () {
    var _ = docketWords.text;
    var parts = Array.from(totals, function (pair) {
      var number = { number: pair[1] };
      if (pair[0] === "added") return _("%(number)s added", number);
      return pair[0] === "reviewed" ? _("%(number)s reviewed", number) : _("%(number)s withdrawn", number);
    });
    sum.textContent = parts.length
      ? _("Since your copy:") + " " + parts.join(", ") + ". " + _("Delete from your copy what was withdrawn.")
      : _("Nothing changed since then.");
    sum.hidden = false;
  });
})();
