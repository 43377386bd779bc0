// One flow: a cart -> three items added one by one -> its price is previewed (147 USD) -> validated -> finalized. What follows is drained.
// ITEMS=n and KIND=preview: one preview of a cart of n lines that setup made.
import { accounts, house, manager } from './house.mjs';
export { drain } from './house.mjs';
const carts = '/api/v3/checkout/shoppingCarts', planId = house.residents.oneOff.planId, count = +(process.env.ITEMS || 3);
const parties = a => ({ ownerUserId: a.userId, ownerCompanyId: a.companyId, buyerUserId: a.userId, buyerCompanyId: a.companyId, currency: 'USD' });
let long;
export async function setup(ctx) {
  ctx.headers = manager;
  if (process.env.KIND === 'preview') {
    long = await ctx.http('POST', carts, { ...parties(accounts[0]), items: Array.from({ length: count }, () => ({ pricingPlanId: planId })) });
  }
}
export async function flow(ctx, n) {
  if (long) {
    const preview = await ctx.http('GET', `${carts}/${long.id}/preview`);
    if (Number(preview.amountDueBeforeTax) !== 49 * count) throw new Error('wrong total ' + preview.amountDueBeforeTax);
    return;
  }
  const a = accounts[n % accounts.length];
  const cart = await ctx.step('cart', () => ctx.http('POST', carts, parties(a)));
  for (let i = 0; i < count; i++) await ctx.step('item', () => ctx.http('POST', `${carts}/${cart.id}/items`, { pricingPlanId: planId }));
  const preview = await ctx.step('preview', () => ctx.http('GET', `${carts}/${cart.id}/preview`));
  if (Number(preview.amountDueBeforeTax) !== 49 * count) throw new Error('wrong total ' + preview.amountDueBeforeTax);
  await ctx.step('validate', () => ctx.http('POST', `${carts}/${cart.id}/validation?level=PREVENT_FINALIZE`, {}));
  await ctx.step('finalize', () => ctx.http('POST', `${carts}/${cart.id}/finalize`));
}
