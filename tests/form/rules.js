// Runs the form's rules in Node. Usage: node rules.js SITE < {asked, files}
// asked: [[field, text]]; files: [[kind, values, sections]]. Prints what they give.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const window = {};
const context = vm.createContext({ window, URL, Date, Set, Map, Number, Array, Object, JSON });
Object.defineProperty(context, "docketForm", { get: () => window.docketForm });
for (const name of ["form.js", "form-data.js"]) {
  vm.runInContext(fs.readFileSync(path.join(process.argv[2], "assets", name), "utf8"), context);
}
const given = JSON.parse(fs.readFileSync(0, "utf8"));
const form = window.docketForm;
process.stdout.write(JSON.stringify({
  asked: given.asked.map(([field, text]) => form.problem(field, text)),
  files: given.files.map(([name, values, sections]) => {
    const kind = form.kind(name);
    return {
      problems: form.problems(kind.fields, values, "").concat(form.across(kind, values)),
      id: form.idOf(kind, values, ""),
      text: form.fileText(kind, values, sections),
    };
  }),
}));
