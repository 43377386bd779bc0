// One flow: an OpenChannel page of apps, filtered and sorted, over the whole catalog.
import { openchannel } from './house.mjs';
const queries = [
  '{"customData.category":"finance"}',
  '{"customData.rating":{"$gte":4}}',
  '{"name":"Bulk 4711"}',
  '{}',
];
const sorts = ['{"name":1}', '{"created":-1}'];
export async function setup(ctx) { ctx.headers = openchannel; }
export async function flow(ctx, n) {
  const q = encodeURIComponent(queries[n % queries.length]), s = encodeURIComponent(sorts[n % sorts.length]);
  const page = await ctx.step('q' + (n % queries.length), () => ctx.http('GET', `/v2/apps?query=${q}&sort=${s}&limit=20&pageNumber=1`));
  if (!Array.isArray(page.list)) throw new Error('no list');
}
