// Where the time goes: CPU profiles of the product on SQLite and over HTTP, by folder of the product and by library.
// `node tests/bench/profile.mjs [instances]` after a build; the profiles stay where it says, for Chrome's DevTools.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from '../../dist/engine/bench/children.js';

const count = Number(process.argv[2] ?? 5_000);
const folder = mkdtempSync(join(tmpdir(), 'cauce-profile-'));
const profiled = (name) => ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${join(folder, name)}`];

/** Milliseconds before the end of each profile at which the work began: what starts a process is no part of it. */
const lasted = new Map();

async function node(workload) {
  const child = launch('benchNode', [join(folder, `${workload}.db`)], {}, profiled(workload));
  // Once to compile what is run.
  await child.ask({ workload, count: Math.ceil(count / 5), callers: 50 });
  const began = performance.now();
  await child.ask({ workload, count, callers: 50 });
  await child.stop();
  lasted.set(workload, performance.now() - began);
}

async function http() {
  const product = launch('httpProduct', [join(folder, 'http.db'), '50'], {}, profiled('http'));
  const clients = launch('httpClients', []);
  const ready = await product.ask({});
  const { paths } = await clients.ask({ ...ready, count: Math.ceil(count / 5) });
  const began = performance.now();
  await clients.ask({ ...ready, paths, count });
  await clients.stop();
  await product.stop();
  lasted.set('http', performance.now() - began);
}

/** What a function belongs to: a folder of ours, a library, or the runtime itself. */
function ownerOf({ functionName, url }) {
  const own = /\/dist\/((?:engine\/[^/]+)|forms|admin)\//.exec(url);
  if (own) return own[1];
  const library = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url);
  if (library) return library[1];
  if (/^\(/.test(functionName)) return functionName;
  return url.startsWith('node:') ? url : '(native)';
}

function shares(name) {
  const path = join(folder, name);
  const profile = JSON.parse(readFileSync(join(path, readdirSync(path)[0]), 'utf8'));
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const from = profile.endTime - lasted.get(name) * 1000;
  const totals = [new Map(), new Map()];
  let [all, at] = [0, profile.startTime];
  for (const [index, id] of profile.samples.entries()) {
    const time = profile.timeDeltas[index];
    at += time;
    const frame = frames.get(id);
    // Waiting for the disk and for clients is no work.
    if (at < from || frame.functionName === '(idle)') continue;
    all += time;
    const place = `${frame.functionName || '(anonymous)'} ${frame.url.replace(/^.*\/(dist|node_modules)\//, '')}`;
    for (const [list, key] of [ownerOf(frame), place].entries())
      totals[list].set(key, (totals[list].get(key) ?? 0) + time);
  }
  return totals.map((total) =>
    [...total]
      .sort(([, one], [, other]) => other - one)
      .slice(0, 16)
      .map(([key, time]) => ({ 'self time of': key, '%': Number(((100 * time) / all).toFixed(1)) })),
  );
}

for (const workload of ['W1', 'W4']) await node(workload);
await http();
for (const name of ['W1', 'W4', 'http']) {
  console.log(`\n${name}: ${count} ${name === 'http' ? 'requests' : 'instances'} by 50 callers`);
  for (const table of shares(name)) console.table(table);
}
console.log(`\nProfiles: ${folder}`);
