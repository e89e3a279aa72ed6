// Only in pages that `docket serve` shows: reloads a page that changed, shows findings over it.
(() => {
  "use strict";
  const SHOWN = 50;
  const state = document.currentScript.dataset.state;
  let dismissed = "";

  async function stateNow() {
    const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    return answer.headers.get("X-Docket-State");
  }

  async function compare() {
    let now;
    try {
      now = await stateNow();
    } catch {
      return; // the server has ended; EventSource tries again
    }
    if (now && now !== state) location.reload();
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function item(finding) {
    const line = element("li", "", "docket-live-" + finding.severity);
    line.append(
      element("code", finding.file + ":" + finding.line + ":" + finding.column),
      element("p", finding.message),
      element("p", finding.mend, "docket-live-mend"),
    );
    return line;
  }

  function show(data) {
    const said = JSON.parse(data);
    document.getElementById("docket-live")?.remove();
    if (!said.findings?.length || data === dismissed) return;
    const box = element("aside");
    box.id = "docket-live";
    box.setAttribute("aria-label", said.title);
    const details = element("details");
    details.open = said.findings.some((finding) => finding.severity === "error");
    const head = element("summary", said.title);
    head.setAttribute("role", "status");
    const list = element("ol");
    list.append(...said.findings.slice(0, SHOWN).map(item));
    const close = element("button", said.close);
    close.type = "button";
    const dismiss = () => {
      dismissed = data;
      box.remove();
    };
    close.addEventListener("click", dismiss);
    box.addEventListener("keydown", (event) => event.key === "Escape" && dismiss());
    details.append(head, list, close);
    box.append(details);
    document.body.append(box);
  }

  const events = new EventSource("/_docket/events");
  events.addEventListener("change", (event) => {
    compare();
    show(event.data);
  });
})();
