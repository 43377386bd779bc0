// One flow: one HighLevel charge of 1.25 USD (2.5 units of 0.50) on one of the wallets in turn.
import { accounts, demo } from './house.mjs';
export { drain } from './house.mjs';
const run = Date.now().toString(36) + process.pid;
export async function flow(ctx, n) {
  const account = accounts[n % accounts.length];
  const out = await ctx.http('POST', '/marketplace/billing/charges', {
    appId: demo.HIGHLEVEL_APP_ID, meterId: demo.HIGHLEVEL_METER_ID, eventId: `${run}-${n}`, locationId: account.locationId,
    companyId: demo.HIGHLEVEL_COMPANY_ID, description: 'message usage', units: 2.5 }, { authorization: `Bearer ${account.token}`, Version: '2021-07-28' });
  if (!/^[0-9a-f]{24}$/.test(out.chargeId)) throw new Error('charge not made');
  if (n % 50 === 0) {
    const read = await ctx.http('GET', `/marketplace/billing/charges/${out.chargeId}`, undefined, { authorization: `Bearer ${account.token}`, Version: '2021-07-28' });
    if (Number(read.amountCharged) !== 1.25) throw new Error('wrong amount ' + JSON.stringify(read));
  }
}
