// What a person waits for: the work list's page at ten open tasks and at hundreds of thousands, from the press to the
// first byte and until it can be used, in a real Chromium.
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { insertPerson } from '../../../engine/access/people.ts';
import { spread } from '../../../engine/bench/measure.ts';
import type { BenchPart, BenchResult, PlainFigure } from '../../../engine/bench/part.ts';
import { createCauce } from '../../../engine/index.ts';
import { openStore } from '../../../engine/store/openStore.ts';
import { quickHash } from '../../harness/quickHash.ts';
import { fill } from './workList.ts';

const password = 'una frase larga para entrar';

/** The address of the list by what is asked of it. */
const asked = {
  all: '/tareas?tab=all',
  flow: '/tareas?tab=all&process=p2',
  overdue: '/tareas?tab=all&urgency=overdue',
  text: '/tareas?tab=all&q=c105',
  home: '/inicio',
};

export const workListPages: BenchPart = async ({ folder, quick, rounds, postgres }) => {
  const results: BenchResult = { ratios: {}, figures: {} };
  for (const count of quick ? [30, 3_000] : [30, 1_000_000]) {
    const database = postgres ?? join(folder, `pages${count}.db`);
    const store = await openStore({ filename: database });
    await fill(store, count);
    const admin = { username: 'ana', name: 'Ana', roles: ['admin' as const], groups: [] };
    await store.write((db) =>
      insertPerson(db, store.tenant, Date.now(), { ...admin, passwordHash: quickHash(password) }, 'bench'),
    );
    await store.close();
    Object.assign(results.figures, await pagesOf(database, `scale.pages.${count}`, rounds));
  }
  return results;
};

async function pagesOf(database: string, name: string, rounds: number): Promise<BenchResult['figures']> {
  const cauce = await createCauce({ database, publicLimit: 1_000_000 });
  const { url } = await cauce.listen(0);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const figures: { [name: string]: PlainFigure } = {};
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(120_000);
    await page.goto(`${url}/entrar`);
    await page.fill('#username', 'ana');
    await page.fill('#password', password);
    await Promise.all([page.waitForURL(/inicio|tareas/), page.click('main button')]);
    for (const [what, path] of Object.entries(asked)) {
      const first = await open(page, url + path);
      const looks = [];
      for (let round = 0; round < Math.max(rounds, 5); round++) looks.push(await open(page, url + path));
      for (const part of ['firstByte', 'usable'] as const) {
        const times = spread(looks.map((look) => look[part]));
        figures[`${name}.${what}.${part}`] = { unit: 'ms', ...times, firstLook: first[part] };
      }
    }
  } finally {
    await browser.close();
    await cauce.close();
  }
  return figures;
}

/** Milliseconds from the request: until the first byte, and until the page and its scripts are there. */
async function open(page: Page, address: string): Promise<{ firstByte: number; usable: number }> {
  await page.goto(address, { waitUntil: 'load' });
  return page.evaluate<{ firstByte: number; usable: number }>(`(() => {
    const [entry] = performance.getEntriesByType('navigation');
    return { firstByte: entry.responseStart - entry.requestStart, usable: entry.loadEventStart - entry.requestStart };
  })()`);
}
