// The text in force on a day: "…?on=2019-05-01", 2019-05 or 2019. Without it the list of texts says the same.
(function () {
  "use strict";
  var SHAPE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
  // Days compare as texts; "" is no bound. A shortened day stands for all of its days.
  function answer(days, first, last) {
    if (days[1] && days[1] <= first && (!days[2] || last <= days[2])) return "sure";
    return (!days[0] || days[0] <= last) && (!days[3] || first <= days[3]) ? "may" : "none";
  }
  var _ = docketWords.text;
  function said(kind, day, texts) {
    var values = { day: day, texts: texts.join("; ") };
    if (kind === "sure") return _("In force on %(day)s, as recorded: %(texts)s.", values);
    return kind === "may" ? _("On %(day)s it may have been: %(texts)s. The record does not give every day, so it is not sure.", values)
      : _("No text in force on %(day)s is recorded.", values);
  }
  function real(day) {
    var last = day.length === 10 ? new Date(day + "T00:00:00Z") : null;
    return SHAPE.test(day) && (!last || (!isNaN(last) && last.toISOString().slice(0, 10) === day));
  }
  function show(day, place) {
    if (!real(day)) {
      place.textContent = _("%(day)s is no date. Write 2019-05-01, 2019-05 or 2019.", { day: day });
      return;
    }
    var first = (day + "-01-01").slice(0, 10);
    var last = (day + "-12-31".slice(day.length === 7 ? 3 : 0)).slice(0, 10);
    place.textContent = "";
    document.querySelectorAll("[data-provision]").forEach(function (list) {
      var found = { sure: [], may: [] };
      list.querySelectorAll("[data-days]").forEach(function (item) {
        var kind = answer(item.dataset.days.split(","), first, last);
        item.toggleAttribute("data-on", kind !== "none");
        if (kind !== "none") found[kind].push(item.querySelector("a"));
      });
      var kind = found.sure.length ? "sure" : found.may.length ? "may" : "none";
      var names = (found[kind] || []).map(function (link) { return link.textContent; });
      var line = document.createElement("span");
      line.textContent = list.dataset.provision + ": " + said(kind, day, names);
      place.append(line);
    });
  }
  var place = document.getElementById("when");
  if (!place) return;
  var day = new URLSearchParams(location.search).get("on");
  if (!day) return;
  var input = document.getElementById("on");
  if (day.length === 10 && real(day)) input.value = day;
  // After translate.js, which changes the names of the texts.
  document.addEventListener("DOMContentLoaded", function () {
    docketWords.ready.then(function () { setTimeout(show, 0, day, place); });
  });
  // The day goes on to the provision's own page.
  document.querySelectorAll(".d-versions [data-days] a").forEach(function (link) {
    link.search = "?on=" + encodeURIComponent(day);
  });
})();
