// Runs the site's own search in Node: find.js as built, files read from the disk.
// Usage: node engine.js SITE < queries.json; prints for each query what find() answers.
// Another script gets the search itself by require("engine.js").
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const site = process.argv[2];
const window = {};
const context = vm.createContext({
  window, docketAddress: (path) => path, Map, Set, Promise, Math, String, Array, Object, RegExp, Error, parseInt, console,
  setTimeout, clearTimeout, atob: (text) => Buffer.from(text, "base64").toString("latin1"),
  document: {
    createElement: () => ({ remove() {} }),
    head: {
      appendChild(element) {
        let text = null;
        try {
          text = fs.readFileSync(path.join(site, element.src), "utf8");
        } catch (error) {
          setImmediate(() => element.onerror());
          return;
        }
        context.bytes += text.length;
        vm.runInContext(text, context);
        setImmediate(() => element.onload());
      },
    },
  },
});
context.bytes = 0;
Object.defineProperty(context, "docketSearch", { get: () => window.docketSearch });
Object.defineProperty(context, "lunr", { get: () => window.lunr });
vm.runInContext(fs.readFileSync(path.join(site, "assets", "find.js"), "utf8"), context);

const find = window.docketFind;
module.exports = find;

async function main() {
  const asked = JSON.parse(fs.readFileSync(0, "utf8"));
  await find.open("");
  const answers = [];
  for (const { query, options, heads } of asked) {
    const started = process.hrtime.bigint();
    const answer = await find.find(query, options || {});
    const took = Number(process.hrtime.bigint() - started) / 1e6;
    const top = answer.hits.slice(0, heads === undefined ? 20 : heads);
    const shown = await find.heads(top.map((hit) => hit.id));
    const meant = answer.missing.length ? Object.fromEntries(await find.suggest(answer.missing)) : {};
    answers.push({
      query,
      total: answer.total,
      exact: answer.exact,
      notes: answer.notes,
      missing: answer.missing,
      meant,
      took,
      hits: top.map((hit, at) => ({
        score: hit.score === Infinity ? "first" : hit.score,
        path: shown[at].path,
        title: shown[at].title,
      })),
    });
  }
  process.stdout.write(JSON.stringify(answers));
}
if (require.main === module) main().catch((error) => { console.error(error); process.exit(1); });
