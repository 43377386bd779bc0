// node pricelist.mjs PRODUCTS PLANS: a price list of so many products with so many plans each, half of them tiered, uploaded as CSV files of 20,000 rows and
// published; prints how long it took until checkout's projection, empty of them before, had them all, and checkout's memory then.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { house, demo, pause } from './house.mjs';
const [products, plans] = process.argv.slice(2).map(Number), each = Math.max(1, Math.floor(20000 / plans)), run = Date.now().toString(36);
const base = house.url + '/api/api/v1/product-uploader-api/', headers = { authorization: `Bearer ${demo.APPDIRECT_ACCESS_TOKEN}` };
const code = p => `bench-${run}-${p}`;
const row = (p, n) => (n === 0 ? `${code(p)},Bench product ${run} ${p},bench` : `${code(p)},,`) + `,main,plan-${n},MONTHLY,`
  + (n % 2 ? `RECURRING_PER_UNIT,TIERED,USER,,0..10 USD:${5 + n % 9}|10..100 USD:4|100.. USD:3.5` : `RECURRING_FLAT,FLAT,,USD:${1 + n % 50}.99,`);
async function upload(operation, entityType, lines) {
  const form = new FormData();
  form.append('entityType', entityType);
  form.append('file', new Blob([lines.join('\n') + '\n'], { type: 'text/csv' }), 'prices.csv');
  const answer = await fetch(base + operation, { method: 'POST', headers, body: form });
  if (answer.status !== 200) throw new Error(await answer.text());
  const { processId } = (await answer.json()).data;
  for (;;) {
    await pause(200);
    const state = await (await fetch(`${base}processes/${processId}`, { headers })).json();
    if (state.status === 'FAILED') throw new Error(JSON.stringify(state.errors));
    if (state.status === 'SUCCEEDED') return;
  }
}
const known = () => +execFileSync('psql', ['-qAt', '-h', '127.0.0.1', '-p', String(house.postgres.port), '-U', 'postgres', '-d', 'emporium_checkout',
  '-c', 'select count(*) from catalog_plan'], { env: { ...process.env, PGPASSWORD: house.postgres.password } }).toString();
const memory = () => Math.round(+/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${house.pids.checkout}/status`, 'utf8'))[1] / 1024);
const seconds = since => +((Date.now() - since) / 1000).toFixed(1), before = known(), all = [...Array(products).keys()];
let at = Date.now();
for (let p = 0; p < products; p += each) {
  await upload('createCatalog', 'CATALOG_CONSOLIDATED', ['productCode,productName,developerId,editionCode,planCode,frequency,costType,strategy,unit,amounts,ranges',
    ...all.slice(p, p + each).flatMap(q => [...Array(plans).keys()].map(n => row(q, n)))]);
}
const created = seconds(at);
at = Date.now();
for (let p = 0; p < products; p += each) await upload('publishCatalog', 'PRODUCT', ['productCode', ...all.slice(p, p + each).map(code)]);
const published = seconds(at);
while (known() - before < products * plans) await pause(200);
console.log(JSON.stringify({ kind: 'price list', plans: products * plans, created_s: created, published_s: published, projected_s: seconds(at), checkout_rss_mib: memory() }));
