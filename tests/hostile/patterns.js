// How long regular expressions take: JSON [{source, flags, texts: [[before, repeated, end]]}] in,
// a list of the slowest text of each out, as [milliseconds, size, text].
"use strict";
const { sizes, limit, given } = JSON.parse(require("fs").readFileSync(0, "utf8"));

function spent(pattern, text) {
  const started = process.cpuUsage();
  pattern.lastIndex = 0;
  text.replace(pattern, "");
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

const answers = given.map(({ source, flags, texts }) => {
  const pattern = new RegExp(source, flags);
  let worst = [0, 0, ""];
  for (const [before, repeated, end] of texts) {
    for (const size of sizes) {
      const text = before + repeated.repeat(Math.ceil(size / repeated.length)) + end;
      let took = spent(pattern, text);
      if (took > limit) took = Math.min(took, spent(pattern, text));
      if (took > worst[0]) worst = [took, size, before + "|" + repeated + "|" + end];
      if (took > limit) break;
    }
  }
  return worst;
});
process.stdout.write(JSON.stringify(answers));
