// One scenario in a process of its own, told line by line what was done, so that a fault may end it at any moment.
import { writeSync } from 'node:fs';
import { type Scenario, scenarios } from './scenarios.ts';
import { openWorld } from './world.ts';

const [folder = '', name = ''] = process.argv.slice(2);
const say = (line: string) => void writeSync(1, `${line}\n`);
const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? error);

try {
  const world = await openWorld(folder, {
    done: (id) => say(`done ${id}`),
    failed: (id, error) => say(`failed ${id} ${codeOf(error)}`),
  });
  say('open');
  const scenario: Scenario = scenarios[name as keyof typeof scenarios];
  await scenario.run(world);
  await world.close();
  say('closed');
} catch (error) {
  say(`ended ${codeOf(error)}`);
  // What is still open must not keep a process that has given up.
  process.exit(3);
}
