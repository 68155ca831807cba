// The product's own server in a process of its own, with an open task for each client and a token to complete it with.
import { createPerson } from '../access/people.ts';
import { createCauce } from '../index.ts';
import { system } from '../runtime/submission.ts';
import { answering } from './children.ts';
import { endlessTaskXml, ours } from './workloads.ts';

const [database = '', clients = '50'] = process.argv.slice(2);
const cauce = await createCauce({ database });
const ready = prepare();

answering(
  () => ready,
  () => cauce.close(),
);

async function prepare() {
  const deployed = await cauce.engine.deploy(
    [{ name: 'endless.bpmn', content: Buffer.from(endlessTaskXml(ours)) }],
    system,
  );
  if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
  await createPerson(cauce.engine.store, Date.now(), { username: 'bench', roles: ['service'] }, 'bench');
  const token = await cauce.access.tokens.create('bench', 'bench', 'bench');
  const paths: string[] = [];
  for (let client = 0; client < Number(clients); client++) {
    const outcome = await cauce.engine.start({ processId: 'endless', variables: {}, principal: system });
    const created = outcome.ok && outcome.events.find(({ type }) => type === 'userTaskCreated');
    if (!created || !('key' in created)) throw new Error(JSON.stringify(outcome));
    paths.push(`/v2/user-tasks/${created.key}/completion`);
  }
  const { server } = await cauce.listen(0, '127.0.0.1');
  return { port: (server.address() as { port: number }).port, token, paths };
}
