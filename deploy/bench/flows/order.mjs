// One flow: a cart with one item of 49 USD and its buyer -> its price is checked -> finalized (paid by the test gateway) -> seen FINISHED.
// ITEMS=n puts n items into the cart. The buyers (with their card) are the house's.
import { accounts, house, manager, pause } from './house.mjs';
export { drain } from './house.mjs';
const count = +(process.env.ITEMS || 1), carts = '/api/v3/checkout/shoppingCarts';
export async function setup(ctx) { ctx.headers = manager; }
export async function flow(ctx, n) {
  const a = accounts[n % accounts.length];
  const items = Array.from({ length: count }, () => ({ pricingPlanId: house.residents.oneOff.planId }));
  const cart = await ctx.step('cart', () => ctx.http('POST', carts, { ownerUserId: a.userId, ownerCompanyId: a.companyId, buyerUserId: a.userId, buyerCompanyId: a.companyId, currency: 'USD', items }));
  const preview = await ctx.step('preview', () => ctx.http('GET', `${carts}/${cart.id}/preview`));
  if (Number(preview.amountDueBeforeTax) !== 49 * count) throw new Error('wrong total ' + preview.amountDueBeforeTax);
  await ctx.step('finalize', () => ctx.http('POST', `${carts}/${cart.id}/finalize`));
  await ctx.step('finished', async () => {
    for (let i = 0; i < 300; i++) {
      await pause(100);
      if ((await ctx.http('GET', `${carts}/${cart.id}`)).status === 'FINISHED') return;
    }
    throw new Error('not finished');
  });
}
