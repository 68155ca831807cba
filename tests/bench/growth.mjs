// What ten and a hundred times as much makes of the figures: instances that wait, history behind one, variables in one.
import { durableInstances, openBench } from '../../dist/engine/bench/durable.js';
import { measure } from '../../dist/engine/bench/measure.js';
import { coreInMemory } from '../../dist/engine/bench/memory.js';

const principal = { username: 'bench', kind: 'service', groups: [], roles: ['service'] };
const factors = [1, 10, 100];

/** Tasks completed while so many other instances wait, each with a task of its own. */
async function amongWaiting({ folder, quick, rounds, postgres }, tell) {
  const cauce = await openBench(
    postgres ?? `${folder}/waiting.db`,
    ['W1', 'W4'],
    process.env.CAUCE_MASTER_KEY,
  );
  const base = quick ? 20 : 1_000;
  const results = [];
  let waiting = 0;
  try {
    for (const factor of factors) {
      for (; waiting < base * factor; waiting += 100) {
        const some = Array.from({ length: 100 }, () =>
          cauce.engine.start({ processId: 'w4', variables: {}, principal }),
        );
        await Promise.all(some);
      }
      const label = `${postgres ? 'growth.postgres' : 'growth'}.waiting.${base * factor}`;
      const contestant = durableInstances(cauce, 'W4', { count: quick ? 100 : 1_000, callers: 50, label });
      results.push(await measure([contestant], rounds, tell));
    }
  } finally {
    await cauce.close();
  }
  return results;
}

/** Variables in an instance, of a hundred letters each. */
async function withVariables({ folder, quick, rounds }, tell) {
  const cauce = await openBench(`${folder}/variables.db`, ['W4']);
  const results = [];
  try {
    for (const factor of factors) {
      const entries = Array.from({ length: factor }, (_, at) => [`v${at}`, 'x'.repeat(100)]);
      const variables = Object.fromEntries(entries);
      const label = `growth.variables.${factor}`;
      const options = { count: quick ? 50 : 500, callers: 50, label, variables };
      results.push(await measure([durableInstances(cauce, 'W4', options)], rounds, tell));
    }
  } finally {
    await cauce.close();
  }
  return results;
}

/** Instances that the core ran before, in one process. */
async function inMemory({ quick, rounds }, tell) {
  const results = [];
  for (const factor of factors) {
    const contestant = await coreInMemory('W1', (quick ? 100 : 1_000) * factor);
    results.push(await measure([{ ...contestant, name: `growth.memory.${contestant.count}` }], rounds, tell));
  }
  return results;
}

export async function growth(options, tell) {
  const results = [];
  for (const part of [inMemory, amongWaiting, withVariables])
    results.push(...(await part({ ...options, postgres: undefined }, tell)));
  return grown(results, ['memory', 'waiting', 'variables']);
}

/** On a server that has counted no row yet: plans are made while tables are empty. */
export async function growthOnPostgres(options, tell) {
  return grown(await amongWaiting(options, tell), ['postgres.waiting']);
}

/** CPU a unit at a hundred times as much, in those of the first: 1 is flat. On a server, time. */
function grown(results, kinds) {
  const figures = Object.assign({}, ...results.map((result) => result.figures));
  const ratios = {};
  for (const kind of kinds) {
    const own = Object.keys(figures).filter((name) => name.startsWith(`growth.${kind}.`));
    const [first, last] = [figures[own[0]], figures[own.at(-1)]];
    ratios[`growth.${kind}.100x-over-1x`] = kind.startsWith('postgres')
      ? first.perSecond.median / last.perSecond.median
      : last.cpuMs.median / first.cpuMs.median;
  }
  return { figures, ratios };
}
