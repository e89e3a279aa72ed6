// What was found, as files that are made here, offline too: CSV, JSON, BibTeX and RIS.
// Loaded by search.js when a reader saves a list.
(function () {
  "use strict";
  const MOST_EXPORTED = 1000;

  window.docketParts.save = function (page) {
    const _ = window.docketWords.text;
    const { make, count, status } = page;

    const RIS = { "Case": "CASE", "Law": "STAT", "Provision": "STAT", "Treaty": "STAT", "Treaty article": "STAT" };

    function address(head) { return new URL(head.path, location.href).href; }
    function cell(text) {
      const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
      return '"' + safe.replace(/"/g, '""') + '"';
    }
    function tex(text) {
      return text.replace(/\\/g, "\\textbackslash{}").replace(/([{}&%$#_])/g, "\\$1")
        .replace(/~/g, "\\textasciitilde{}").replace(/\^/g, "\\textasciicircum{}").replace(/\s+/g, " ");
    }
    function line(text) { return text.replace(/\s+/g, " "); }
    const FORMS = {
      csv: { type: "text/csv", make: function (heads) {
        const rows = [["title", "kind", "country", "court or law", "date", "citations", "address"]].concat(heads.map(function (head) {
          return [head.title, head.kind, head.countryName, head.where, head.date, head.names.join("; "), address(head)];
        }));
        return "\ufeff" + rows.map(function (row) { return row.map(cell).join(","); }).join("\r\n") + "\r\n";
      } },
      json: { type: "application/json", make: function (heads) {
        return JSON.stringify({ query: page.state().q, limits: page.state().chosen, results: heads.map(function (head) {
          return { title: head.title, kind: head.kind, country: head.country || null, where: head.where || null,
            date: head.date || null, citations: head.names, address: address(head) };
        }) }, null, 1) + "\n";
      } },
      bib: { type: "application/x-bibtex", make: function (heads) {
        return heads.map(function (head) {
          const key = head.path.replace(/\.html/, "").replace(/[^A-Za-z0-9]+/g, "-");
          const rows = [["title", "{" + tex(head.title) + "}"], ["howpublished", tex(head.names.join("; "))],
            ["organization", tex(head.where)], ["year", head.date.slice(0, 4)],
            ["note", tex([head.kind, head.countryName].filter(Boolean).join(", "))], ["url", address(head)]];
          return "@misc{" + key + ",\n" + rows.filter(function (row) { return row[1]; }).map(function (row) {
            return "  " + row[0] + " = {" + row[1] + "}";
          }).join(",\n") + "\n}\n";
        }).join("\n");
      } },
      ris: { type: "application/x-research-info-systems", make: function (heads) {
        return heads.map(function (head) {
          const rows = [["TY", RIS[head.kind] || "GEN"], ["TI", line(head.title)], ["PB", line(head.where)],
            ["DA", head.date.replace(/-/g, "/")], ["PY", head.date.slice(0, 4)], ["CY", head.countryName],
            ["M1", line(head.names.join("; "))], ["UR", address(head)], ["ER", ""]];
          return rows.filter(function (row) { return row[1] || row[0] === "ER"; }).map(function (row) {
            return row[0] + "  - " + row[1];
          }).join("\r\n") + "\r\n";
        }).join("\r\n");
      } },
    };

    async function exportAs(form) {
      const answer = page.answer();
      if (!answer) return;
      const number = Math.min(answer.hits.length, MOST_EXPORTED);
      const before = status.textContent;
      const heads = [];
      try {
        for (let at = 0; at < number; at += 50) {
          status.textContent = _("Gathering %(number)s of %(total)s …", { number: at, total: number });
          const part = answer.hits.slice(at, Math.min(at + 50, number));
          heads.push.apply(heads, await docketFind.heads(part.map(function (hit) { return hit.id; })));
        }
      } catch (error) {
        status.textContent = _("The list could not be gathered: %(reason)s", { reason: error.message });
        return;
      }
      const made = FORMS[form];
      const blob = new Blob([made.make(heads)], { type: made.type + ";charset=utf-8" });
      const link = make("a", null, { href: URL.createObjectURL(blob), download: "cybercrime-search." + form });
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
      status.textContent = answer.hits.length > number
        ? _("Saved the first %(number)s of %(total)s results.", { number: number, total: answer.hits.length }) : before;
    }

    return exportAs;
  };
})();
