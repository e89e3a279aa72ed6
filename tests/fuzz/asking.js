// Asks the site's own search, line by line: a JSON list of queries in, out how each went.
// Usage: node asking.js SITE; each answer is a list of [milliseconds of the processor, fault].
"use strict";
const path = require("path");
const readline = require("readline");

const find = require(path.join(__dirname, "..", "search", "engine.js"));

async function ask(query, completing) {
  const answer = await find.find(query, { completing: completing });
  const shown = await find.heads(answer.hits.slice(0, 5).map((hit) => hit.id));
  for (const head of shown) {
    const said = find.passage(head.text, answer.terms, 240).pieces.map((piece) => piece[0]).join("");
    if (said.replace(/^… | …$/g, "").length > head.text.length) throw new Error("a passage longer than its text");
  }
  await find.suggest(answer.missing);
  for (const hit of answer.hits) if (Number.isNaN(hit.score)) throw new Error("a score that is no number");
  if (answer.total < answer.hits.length) throw new Error("fewer in all than hits");
}

async function answered(query) {
  const before = process.cpuUsage();
  let fault = "";
  try {
    await ask(query, false);
    await ask(query, true);
  } catch (error) {
    fault = String(error && error.stack || error);
  }
  const spent = process.cpuUsage(before);
  return [(spent.user + spent.system) / 1000, fault];
}

async function main() {
  await find.open("");
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const said = [];
    for (const query of JSON.parse(line)) said.push(await answered(query));
    process.stdout.write(JSON.stringify(said) + "\n");
  }
}
main().catch((error) => { console.error(error); process.exit(1); });
