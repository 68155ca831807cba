// Every page that opens, generated from the list of routes: usable by everybody, as wide as a telephone, without a word
// of complaint from the browser, and without scripts.
import { expect, test } from 'vitest';
import { pageRoutes } from '../../../admin/pages/index.ts';
import { violations } from '../../admin/harness/accessibility.ts';
import { signIn, startBrowser } from '../../admin/harness/browser.ts';
import { everyAddress } from '../../admin/harness/everyAddress.ts';
import { createVisitor } from '../../admin/harness/visitor.ts';
import { openDesk, picture } from '../desk.ts';

const { product, browser, page } = await openDesk('angela');
const adriana = createVisitor(product.url);
await adriana.signIn('adriana');
const addresses = await everyAddress(product, adriana);

const paths = pageRoutes
  .filter(({ method, path }) => method === 'get' && path !== '/cambios')
  .map((route) => ({ path: route.path, url: product.url + addresses.of(route) }));

/** Only what answers with a page; the rest are downloads, data, parts of pages and what this store does not hold. */
async function isPage(url: string): Promise<boolean> {
  const answer = await page.context().request.get(url);
  return answer.status() === 200 && (await answer.text()).startsWith('<!doctype html>');
}
const pages: typeof paths = [];
for (const each of paths) if (await isPage(each.url)) pages.push(each);

const nameOf = (path: string): string => path.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '') || 'home';

test('there are many', () => expect(pages.length).toBeGreaterThan(60));

test.each(pages)('$path', async ({ path, url }) => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await page.goto(url, { waitUntil: 'load' });
    await page.locator('main, cauce-modeler, body').first().waitFor();
    await page.waitForTimeout(250);
    expect(await page.title()).not.toBe('');
    expect([width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([width, width]);
    expect([width, await violations(page)]).toEqual([width, []]);
    await picture(page, `${nameOf(path)}-${width}`, true);
  }
  expect(browser.complaints.splice(0)).toEqual([]);
});

test('each says what it is without scripts', async () => {
  const plain = await startBrowser({ javaScript: false, width: 390 });
  const still = await plain.page();
  await signIn(still, product.url, 'angela');
  const empty: string[] = [];
  for (const { path, url } of pages) {
    await still.goto(url);
    const heading = await still
      .locator('h1')
      .first()
      .textContent({ timeout: 2_000 })
      .catch(() => '');
    if (!heading?.trim()) empty.push(path);
  }
  await plain.close();
  expect(empty).toEqual([]);
});
