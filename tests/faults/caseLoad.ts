// A client's load on a server that may vanish: cases walked to their end, each request repeated under its own key until
// it was answered. What was answered is remembered here, apart from the server.
import { setTimeout as sleep } from 'node:timers/promises';

export interface CaseRecord {
  id: string;
  instanceKey?: string;
  /** Steps for which a 2xx arrived. */
  acknowledged: string[];
  ended: boolean;
}

export interface Load {
  records: CaseRecord[];
  /** Requests answered by the server with something that no crash explains. */
  refused: string[];
  requests: number;
  stop(): Promise<void>;
}

/** `server` gives the address of the present server, which changes after each kill. */
export function startLoad(server: () => string, token: string, concurrent: number): Load {
  const load: Load = { records: [], refused: [], requests: 0, stop };
  let stopped = false;
  const walkers = Array.from({ length: concurrent }, () => walk());
  return load;

  async function stop(): Promise<void> {
    stopped = true;
    await Promise.all(walkers);
  }

  async function walk(): Promise<void> {
    while (!stopped) {
      const record: CaseRecord = { id: `case-${load.records.length}`, acknowledged: [], ended: false };
      load.records.push(record);
      await walkCase(record);
    }
  }

  async function walkCase(record: CaseRecord): Promise<void> {
    const created = await post(`${record.id}-start`, '/v2/process-instances', {
      processDefinitionId: 'waits',
      variables: { caseId: record.id },
    });
    if (!created) return;
    record.instanceKey = (created as { processInstanceKey: string }).processInstanceKey;
    record.acknowledged.push('start');
    for (const step of ['first', 'second']) {
      const key = await taskOf(record.instanceKey, step);
      if (key === undefined) return;
      const done = await post(`${record.id}-${step}`, `/v2/user-tasks/${key}/completion`, {
        variables: { [step]: true },
      });
      if (!done) return;
      record.acknowledged.push(step);
    }
    record.ended = true;
  }

  /** Waits until the task is there; undefined when the load stops. */
  async function taskOf(instanceKey: string, elementId: string): Promise<string | undefined> {
    while (!stopped) {
      const found = await post(undefined, '/v2/user-tasks/search', {
        filter: { processInstanceKey: instanceKey, elementId, state: 'CREATED' },
      });
      const task = (found as { items: { userTaskKey: string }[] } | undefined)?.items[0];
      if (task) return task.userTaskKey;
      await sleep(30);
    }
    return undefined;
  }

  /** The same request under the same key until an answer arrives. Undefined: refused, or the load stopped. */
  async function post(key: string | undefined, path: string, body: unknown): Promise<unknown> {
    for (;;) {
      try {
        load.requests += 1;
        const response = await fetch(`${server()}${path}`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            ...(key !== undefined && { 'idempotency-key': key }),
          },
          body: JSON.stringify(body),
        });
        const text = await response.text();
        if (response.ok) return text === '' ? {} : JSON.parse(text);
        if (response.status !== 409 && response.status < 500) {
          load.refused.push(`${path} ${response.status} ${text.slice(0, 300)}`);
          return undefined;
        }
      } catch {
        // No answer: the server is gone, or went while answering.
      }
      if (stopped) return undefined;
      await sleep(20);
    }
  }
}
