// The house's addresses and inhabitants; drain() waits until outboxes and consumers are done.
import fs from 'node:fs';
export const house = JSON.parse(fs.readFileSync(process.env.HOUSE || '/tmp/emporium-bench/house.json', 'utf8'));
export const demo = house.demo;
export const accounts = house.residents.accounts;
export const manager = { authorization: `Bearer ${demo.APPDIRECT_ACCESS_TOKEN}`, 'AD-ShoppingCart-Partner': demo.APPDIRECT_PARTNER };
export const openchannel = { authorization: 'Basic ' + Buffer.from(`${demo.OPENCHANNEL_MARKETPLACE_ID}:${demo.OPENCHANNEL_SECRET}`).toString('base64') };
export const pause = ms => new Promise(r => setTimeout(r, ms));
export async function drain() {
  for (let i = 0; i < 1200; i++) {
    const left = await (await fetch(house.watch + '/left')).json();
    if (left.left === 0) return;
    await pause(100);
  }
  throw new Error('not drained in 120 s');
}
