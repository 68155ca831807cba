// `npm run conformance [-- SOURCE...] [--all]`: runs other people's models and prints one table per source.
// CONFORMANCE_DIR names the folder that holds them; without it nothing runs, and nothing fails.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { departures } from './departures.ts';
import { closePlayers } from './player.ts';
import { printSource, printTotal } from './print.ts';
import type { Tally } from './source.ts';
import { sources } from './sources.ts';
import { createTally } from './tally.ts';

const folder = process.env.CONFORMANCE_DIR;
const words = process.argv.slice(2);
const listsAll = words.includes('--all');
const wanted = words.filter((word) => !word.startsWith('--'));
const chosen = sources.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

if (folder === undefined || !existsSync(folder)) {
  const why = folder === undefined ? 'CONFORMANCE_DIR is not set' : `${folder} is not there`;
  console.log(`Skipped ${chosen.map(({ name }) => name).join(', ')}: ${why}.`);
} else {
  const tallies: Tally[] = [];
  for (const source of chosen) {
    const path = join(folder, source.name);
    if (!existsSync(path)) {
      console.log(`${source.name}: skipped, ${path} is not there.`);
      continue;
    }
    const { report, end } = createTally(source.name, departures[source.name]);
    const began = Date.now();
    await source.run(path, report);
    await closePlayers();
    const tally = end();
    printSource(tally, Date.now() - began, listsAll);
    tallies.push(tally);
  }
  process.exitCode = printTotal(tallies);
}
