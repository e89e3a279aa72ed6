// The age of a copy, by the clock of the machine that reads it. The date stands there without it.
(function () {
  "use strict";
  var place = document.getElementById("copy-age");
  var edition = place && Date.parse(place.dataset.edition);
  if (!edition) return;
  var days = Math.floor((Date.now() - edition) / 86400000);
  docketWords.ready.then(function () {
    var _ = docketWords.text, ngettext = docketWords.plural;
    place.textContent = days < 0 ? _("By the clock of this machine that is still to come; the clock may be wrong.")
      : days === 0 ? _("That is today.") : ngettext("That was %(num)s day ago.", "That was %(num)s days ago.", days);
  });
})();
