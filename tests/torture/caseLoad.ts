// A client's load on a server that may vanish: cases walked to their end, each request repeated under its own key until
// it was answered. What was answered is remembered here, apart from the server.
import { setTimeout as sleep } from 'node:timers/promises';

export interface CaseRecord {
  id: string;
  instanceKey?: string;
  /** Steps for which a 2xx arrived. */
  acknowledged: string[];
  /** The client has seen that the instance ended. */
  ended: boolean;
}

export interface Load {
  records: CaseRecord[];
  /** Requests answered by the server with something that no crash explains. */
  refused: string[];
  requests: number;
  /** Begins no new case and lets those that run come to their end; false when they did not in `ms`. */
  drain(ms: number): Promise<boolean>;
  stop(): Promise<void>;
}

/** How long a client waits before it asks again. */
const PAUSE = 30;

/** `server` gives the address of the present server, which changes after each kill, as soon as there is one. */
export function startLoad(server: () => Promise<string>, token: string, concurrent: number): Load {
  const load: Load = { records: [], refused: [], requests: 0, drain, stop };
  let draining = false;
  let stopped = false;
  const walkers = Array.from({ length: concurrent }, () => walk());
  return load;

  async function drain(ms: number): Promise<boolean> {
    draining = true;
    const late = sleep(ms, 'late', { ref: false });
    return (await Promise.race([Promise.all(walkers), late])) !== 'late';
  }

  async function stop(): Promise<void> {
    draining = true;
    stopped = true;
    await Promise.all(walkers);
  }

  async function walk(): Promise<void> {
    while (!draining) {
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
      const task = await until('/v2/user-tasks/search', {
        processInstanceKey: record.instanceKey,
        elementId: step,
        state: 'CREATED',
      });
      if (!task) return;
      const body = { variables: { [step]: true } };
      if (!(await post(`${record.id}-${step}`, `/v2/user-tasks/${task.userTaskKey}/completion`, body)))
        return;
      record.acknowledged.push(step);
    }
    const end = { processInstanceKey: record.instanceKey, state: 'COMPLETED' };
    record.ended = (await until('/v2/process-instances/search', end)) !== undefined;
  }

  /** Waits until something is found; undefined when the load stops. */
  async function until(path: string, filter: object): Promise<{ userTaskKey: string } | undefined> {
    while (!stopped) {
      const found = await post(undefined, path, { filter });
      const [item] = (found as { items: { userTaskKey: string }[] } | undefined)?.items ?? [];
      if (item) return item;
      await sleep(PAUSE);
    }
    return undefined;
  }

  /** The same request under the same key until an answer arrives. Undefined: refused, or the load stopped. */
  async function post(key: string | undefined, path: string, body: unknown): Promise<unknown> {
    for (;;) {
      try {
        load.requests += 1;
        const response = await fetch(`${await server()}${path}`, {
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
        // In flight, or not to be had just now: asked again. Anything else no crash explains.
        if (response.status !== 409 && response.status !== 503) {
          load.refused.push(`${path} ${response.status} ${text.slice(0, 300)}`);
          return undefined;
        }
      } catch {
        // No answer: the server is gone, or went while answering.
      }
      if (stopped) return undefined;
      await sleep(PAUSE);
    }
  }
}
