// bpmn-server 2.3 in memory; its durable store is MongoDB alone, so that it has no part on SQLite.
import { launch } from '../../../dist/engine/bench/children.js';

/** Started when first needed; ends with us. */
let child;

export async function memory(name, quick) {
  child ??= launch(new URL('bpmnServerProcess.mjs', import.meta.url), []);
  return [
    {
      name: `memory.${name}.bpmn-server`,
      unit: 'instance',
      count: quick ? 1 : 60,
      warmUp: quick ? 2 : 20,
      cpu: () => child.ask({ cpu: true }),
      run: async (count) => void (await child.ask({ name, count })),
    },
  ];
}

export async function close() {
  await child?.stop();
}
