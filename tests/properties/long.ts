// The long property run (`npm run test:long [processes] [seed]`): random drawings of every construct, and what broke.
import fc from 'fast-check';
import { draw } from './draw.ts';
import { drawing } from './fullBlocks.ts';
import { modelsOf, ride } from './ride.ts';
import { turns } from './turns.ts';

const count = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const BATCH = 500;
/** Every other history goes on in steps of a few events. */
const BUDGETS = [undefined, 1, undefined, 2, undefined, 5];

interface Breach {
  seed: number;
  at: number;
  what: string[];
  xml: string;
}

const sums = { processes: 0, nodes: 0, most: 0, commands: 0, refused: 0, events: 0 };
const ended: { [status: string]: number } = {};
const incidents: { [code: string]: number } = {};
const exercised = new Map<string, number>();
const breaches: Breach[] = [];

for (let from = 0; from < count; from += BATCH) {
  const batchSeed = seed + from;
  const drawn = fc.sample(fc.tuple(drawing, turns), {
    numRuns: Math.min(BATCH, count - from),
    seed: batchSeed,
  });
  for (const [at, [blocks, way]] of drawn.entries()) {
    const xml = draw(blocks);
    try {
      const models = await modelsOf(xml);
      const ridden = ride(models, way, BUDGETS[at % BUDGETS.length]);
      tally(models[0]?.elements ?? [], ridden);
      if (ridden.breaches.length > 0)
        breaches.push({ seed: batchSeed, at, what: [...new Set(ridden.breaches)], xml });
    } catch (error) {
      breaches.push({
        seed: batchSeed,
        at,
        what: [error instanceof Error ? String(error.stack) : String(error)],
        xml,
      });
    }
  }
  console.error(`${from + drawn.length} processes, ${breaches.length} with breaches`);
}

function tally(
  elements: { id: string; type: string }[],
  { events, states, commands, refused }: ReturnType<typeof ride>,
) {
  sums.processes += 1;
  sums.nodes += elements.length;
  sums.most = Math.max(sums.most, elements.length);
  sums.commands += commands;
  sums.refused += refused;
  const types = new Map(elements.map(({ id, type }) => [id, type]));
  for (const list of events.values()) {
    sums.events += list.length;
    for (const event of list) {
      const type = event.type === 'elementActivated' ? types.get(event.element) : undefined;
      if (event.type === 'incidentRaised') incidents[event.code] = (incidents[event.code] ?? 0) + 1;
      if (type) exercised.set(type, (exercised.get(type) ?? 0) + 1);
    }
  }
  for (const { status } of states.values()) ended[status] = (ended[status] ?? 0) + 1;
}

console.log(
  `Seed ${seed}: ${sums.processes} processes of ${(sums.nodes / sums.processes).toFixed(1)} nodes on average, ${sums.most} at most.`,
);
console.log(
  `${sums.commands} commands beside time (${sums.refused} refused, as they must be), ${sums.events} events.`,
);
console.log(`Instances in the end: ${JSON.stringify(ended)}`);
console.log(`Incidents: ${JSON.stringify(incidents)}`);
console.log(
  `Activations: ${JSON.stringify(Object.fromEntries([...exercised].sort(([, a], [, b]) => b - a)))}`,
);
for (const { seed: batch, at, what, xml } of breaches.slice(0, 5))
  console.log(`\nBreach (seed ${batch}, number ${at}):\n  ${what.slice(0, 5).join('\n  ')}\n${xml}`);
console.log(`${breaches.length} processes with breaches.`);
process.exitCode = breaches.length > 0 ? 1 : 0;
