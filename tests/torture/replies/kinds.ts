// The requests whose answers are lost: what is asked, and how often it is there afterwards.
import type { OpenStore } from '../../../engine/store/openStore.ts';
import { drawing, end, start, userTask } from '../../engine/runtime/drawings.ts';
import { LOSE } from '../cuttingProxy.ts';

export interface Asking {
  /** Of the proxy. */
  url: string;
  token: string;
  /** For what a service may not do. */
  admin: string;
}

interface Kind {
  /** Asks, loses the answer, asks again; gives the answers that arrived. `key`: under one Idempotency-Key. */
  ask(asking: Asking, id: string, key: boolean): Promise<number[]>;
  count(store: OpenStore, id: string): Promise<number>;
}

type Body = { json: unknown } | { form(): FormData };

async function call(asking: Asking, path: string, body: Body, headers: { [name: string]: string } = {}) {
  const isJson = 'json' in body;
  const answered = await fetch(`${asking.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${asking.token}`,
      ...(isJson && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: isJson ? JSON.stringify(body.json) : body.form(),
  });
  return { status: answered.status, text: await answered.text() };
}

async function twice(asking: Asking, id: string, key: boolean, path: string, body: Body): Promise<number[]> {
  const headers: { [name: string]: string } = key ? { 'idempotency-key': id } : {};
  const first = await call(asking, path, body, { ...headers, [LOSE]: '1' }).then(
    ({ status }) => [status],
    () => [],
  );
  return [...first, (await call(asking, path, body, headers)).status];
}

const asAdmin = (asking: Asking): Asking => ({ ...asking, token: asking.admin });

async function begin(asking: Asking, id: string): Promise<string> {
  const json = { processDefinitionId: 'waits', variables: { caseId: id } };
  const { text } = await call(asking, '/v2/process-instances', { json });
  return (JSON.parse(text) as { processInstanceKey: string }).processInstanceKey;
}

async function startsOf({ reader }: OpenStore, id: string): Promise<number[]> {
  const rows = await reader('cauce_variables')
    .where({ name: 'caseId', value: JSON.stringify(id) })
    .select('instance_key');
  return [...new Set(rows.map((row: { instance_key: number }) => row.instance_key))];
}

async function rows({ reader }: OpenStore, table: string, where: object): Promise<number> {
  return Number((await reader(table).where(where).count({ n: '*' }).first())?.n);
}

export const kinds = {
  start: {
    ask: (asking, id, key) =>
      twice(asking, id, key, '/v2/process-instances', {
        json: { processDefinitionId: 'waits', variables: { caseId: id } },
      }),
    count: async (store, id) => (await startsOf(store, id)).length,
  },
  task: {
    async ask(asking, id, key) {
      const filter = { processInstanceKey: await begin(asking, id), state: 'CREATED' };
      const { text } = await call(asking, '/v2/user-tasks/search', { json: { filter } });
      const [task] = (JSON.parse(text) as { items: { userTaskKey: string }[] }).items;
      const json = { variables: { done: id } };
      return twice(asking, id, key, `/v2/user-tasks/${task?.userTaskKey}/completion`, { json });
    },
    async count(store, id) {
      const [instance] = await startsOf(store, id);
      const where = { instance_key: instance, element_id: 'first', state: 'COMPLETED' };
      return rows(store, 'cauce_element_instances', where);
    },
  },
  message: {
    ask: (asking, id, key) =>
      twice(asking, id, key, '/v2/messages/publication', {
        json: { name: id, correlationKey: id, timeToLive: 3_600_000, variables: {} },
      }),
    count: (store, id) => rows(store, 'cauce_messages', { name: id }),
  },
  document: {
    ask: (asking, id, key) =>
      twice(asking, id, key, '/v2/documents', {
        form() {
          const form = new FormData();
          form.set('file', new Blob([`content of ${id}`], { type: 'text/plain' }), `${id}.txt`);
          return form;
        },
      }),
    async count({ reader, documents }, id) {
      let count = 0;
      for (const row of await reader('cauce_documents').select('id'))
        if ((await documents.find(row.id))?.name === `${id}.txt`) count += 1;
      return count;
    },
  },
  deployment: {
    ask: (asking, id, key) =>
      twice(asAdmin(asking), id, key, '/v2/deployments', {
        form() {
          const name = id.replace('-', '_');
          const xml = drawing(name, [start(), userTask('t'), end()], ['start>t>end']);
          const form = new FormData();
          form.append('resources', new Blob([xml], { type: 'text/xml' }), `${name}.bpmn`);
          return form;
        },
      }),
    count: (store, id) => rows(store, 'cauce_process_definitions', { process_id: id.replace('-', '_') }),
  },
  user: {
    async ask(asking, id, key) {
      const json = { username: id, password: 'Correct horse battery 7', name: id };
      return twice(asAdmin(asking), id, key, '/v2/users', { json });
    },
    count: (store, id) => rows(store, 'cauce_users', { username: id }),
  },
} satisfies { [name: string]: Kind };
