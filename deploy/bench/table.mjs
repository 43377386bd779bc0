// node table.mjs PREFIX: one table of medians over all rows PREFIX-*.jsonl, and PREFIX.json with the same.
import fs from 'node:fs';
import path from 'node:path';
const prefix = process.argv[2], dir = path.dirname(prefix), base = path.basename(prefix);
const rows = fs.readdirSync(dir).filter(f => f.startsWith(base + '-') && f.endsWith('.jsonl'))
  .flatMap(f => fs.readFileSync(path.join(dir, f), 'utf8').trim().split('\n').filter(Boolean).map(l => ({ file: f, ...JSON.parse(l) })));
const median = v => { const s = v.filter(x => x !== undefined && x !== null).sort((a, b) => a - b); return s.length ? s[Math.floor((s.length - 1) / 2)] : null; };
const groups = new Map();
for (const r of rows.filter(r => r.name)) { const k = `${r.rig} ${r.mode} ${r.name}`; if (!groups.has(k)) groups.set(k, []); groups.get(k).push(r); }
const table = [...groups].map(([what, g]) => ({ what, runs: g.length, per_s: median(g.map(r => r.rps ?? r.flows_s)), p50_ms: median(g.map(r => r.p50_ms)), p99_ms: median(g.map(r => r.p99_ms)),
  cpu_ms_each: median(g.map(r => r.cpu_s_per_10k !== undefined ? r.cpu_s_per_10k / 10 : r.cpu_s_per_1k)), errors: g.reduce((s, r) => s + (r.errors || 0), 0), other_cpu_pct: median(g.map(r => r.other_cpu_pct)) }));
console.log('| what | runs | per second | p50 ms | p99 ms | CPU ms each | errors | other CPU % |\n|---|---|---|---|---|---|---|---|');
for (const t of table) console.log(`| ${t.what} | ${t.runs} | ${t.per_s} | ${t.p50_ms} | ${t.p99_ms} | ${t.cpu_ms_each === null ? '' : +t.cpu_ms_each.toPrecision(3)} | ${t.errors} | ${t.other_cpu_pct} |`);
for (const r of rows.filter(r => !r.name)) console.log('\n    ' + JSON.stringify(r));
fs.writeFileSync(prefix + '.json', JSON.stringify({ at: new Date().toISOString(), table, rows }, null, 1));
