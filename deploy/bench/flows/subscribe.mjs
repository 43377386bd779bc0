// One flow: a company with a user and a card -> subscribed to a monthly plan of 49 USD (OpenChannel's install answers when it is
// paid and booked) -> its invoice read.
import { house, demo, manager, openchannel, pause } from './house.mjs';
export { drain } from './house.mjs';
const run = Date.now().toString(36) + process.pid;
const card = { number: '4242424242424242', securityCode: '123', name: 'Bench', expirationMonth: 12, expirationYear: 2035, type: 'VISA' };
export async function flow(ctx, n) {
  const made = await ctx.step('company', () => ctx.http('POST', '/api/account/v2/companies', { name: 'Bench', externalId: `${run}-${n}`, countryCode: 'US' }, manager));
  const member = await ctx.step('user', () => ctx.http('POST', `/api/account/v2/companies/${made.uuid}/memberships?inviterUuid=${demo.DEMO_USER_ID}`,
    { user: { email: `${run}-${n}@bench.example`, firstName: 'Pat', lastName: 'Peer' }, roles: ['ROLE_SYS_ADMIN'] }, manager));
  const user = member.user.uuid;
  await ctx.step('card', () => ctx.http('POST', `/api/billing/v1/companies/${made.uuid}/users/${user}/paymentInstruments`, { paymentMethod: 'CREDIT_CARD', isDefault: true, creditCard: card }, manager));
  const owned = await ctx.step('install', () => ctx.http('POST', '/v2/ownership/install', { appId: house.residents.monthly.appId, userId: user, modelId: house.residents.monthly.modelId }, openchannel));
  if (owned.ownershipStatus !== 'active') throw new Error('not active ' + JSON.stringify(owned));
  const invoices = await ctx.step('invoice', () => ctx.http('GET', `/api/billing/v1/companies/${made.uuid}/invoices`, undefined, manager));
  if (invoices.length !== 1 || Number(invoices[0].total) !== 49) throw new Error('no invoice');
}
