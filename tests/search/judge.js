// lunr.js itself, with its own builder, pipeline and search: the judge of our ranks.
// Usage: node judge.js LUNR < {documents, fields, separators, querySeparators, queries}
"use strict";
const fs = require("fs");
const lunr = require(process.argv[2]);

const given = JSON.parse(fs.readFileSync(0, "utf8"));
lunr.tokenizer.separator = new RegExp("[" + given.separators + "]+");
lunr.QueryLexer.termSeparator = new RegExp("[" + given.querySeparators + "]+");
const index = lunr(function () {
  this.ref("path");
  for (const field of given.fields) this.field(field.name, { boost: field.boost });
  for (const document of given.documents) this.add(document);
});
const answers = given.queries.map((query) => {
  const results = index.search(query);
  const scores = {};
  for (const result of results) scores[result.ref] = result.score;
  return { query, total: results.length, top: results.slice(0, 10).map((result) => result.ref), scores };
});
process.stdout.write(JSON.stringify({
  answers,
  stems: (given.words || []).map((word) => lunr.stemmer(new lunr.Token(word)).toString()),
}));
