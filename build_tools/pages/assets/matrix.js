// Hides the rows of a matrix whose country does not have the letters typed.
(function () {
  "use strict";
  var box = document.getElementById("matrix-filter");
  if (!box) return;
  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
  }
  box.closest(".d-filter").hidden = false;
  box.addEventListener("input", function () {
    var wanted = plain(box.value);
    document.querySelectorAll(".d-matrix tbody tr").forEach(function (row) {
      row.hidden = plain(row.firstElementChild.textContent).indexOf(wanted) < 0;
    });
  });
})();
