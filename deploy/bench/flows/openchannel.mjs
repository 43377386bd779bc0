// One OpenChannel request over a catalog of APPS apps; KIND: list (an equality of 50 apps, a range, $in over a nested array, a sort), broad (10 % of all
// apps, sorted by name), text, mistyped, safename, increment, install (a free app by a user nobody has heard of).
import { openchannel, demo } from './house.mjs';
export { drain } from './house.mjs';
const kind = process.env.KIND, apps = +process.env.APPS, run = Date.now().toString(36) + process.pid;
const ids = (process.env.APP_IDS || '').split(',').filter(Boolean), names = (process.env.SAFE_NAMES || '').split(',').filter(Boolean);
const q = json => encodeURIComponent(JSON.stringify(json));
async function list(ctx, path, least) {
  const page = await ctx.http('GET', path, undefined, openchannel);
  if (!(page.count >= least) || (least > 0 && page.list.length === 0)) throw new Error('not found: ' + path + ' ' + JSON.stringify(page).slice(0, 200));
}
let modelId;
export async function setup(ctx) {
  if (kind === 'install') modelId = (await ctx.http('GET', `/v2/apps/${demo.DEMO_FREE_APP_ID}`, undefined, openchannel)).model[0].modelId;
}
export async function flow(ctx, n) {
  const at = (n * 7919 + 13) % Math.floor(apps * 0.8); // sizes grow in steps, the last numbers are not there
  switch (kind) {
    case 'list': {
      const query = { 'customData.vendor': 'vendor' + Math.floor(at / 50), 'customData.rating': { $gte: 1 }, 'customData.industries.regions': { $in: ['us', 'asia'] } };
      return list(ctx, `/v2/apps?query=${q(query)}&sort=${q({ created: -1 })}&limit=20&pageNumber=1`, 1);
    }
    case 'broad': return list(ctx, `/v2/apps?query=${q({ 'customData.category': 'crm' })}&sort=${q({ name: 1 })}&limit=20&pageNumber=1`, 100);
    case 'text': return list(ctx, `/v2/apps/textSearch?text=tool${Math.floor(at / 40)}&fields=${q(['name'])}&limit=20&pageNumber=1`, 1);
    case 'mistyped': return list(ctx, `/v2/apps/textSearch?text=tol${Math.floor(at / 40)}&fields=${q(['name'])}&limit=20&pageNumber=1`, 0);
    case 'safename': {
      const app = await ctx.http('GET', `/v2/apps/bySafeName/${names[n % names.length]}`, undefined, openchannel);
      if (!app.appId) throw new Error('no app');
      return;
    }
    case 'increment': return void await ctx.http('POST', '/v2/stats/increment/views', { appId: ids[n % ids.length], value: 1 }, openchannel);
    case 'install': {
      const owned = await ctx.http('POST', '/v2/ownership/install', { appId: demo.DEMO_FREE_APP_ID, modelId, userId: `${run}-${n}` }, openchannel);
      if (owned.ownershipStatus !== 'active') throw new Error('not active');
      return;
    }
    default: throw new Error('KIND?');
  }
}
