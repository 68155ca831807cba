// The live channel: server-sent events that say only that something changed, so that an open page looks again.
import { authorize, caseFacts, type LiveChange } from '../engine.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, PageError, type Visit } from '../visit.ts';

/** A stream ends after this and the browser comes back, so that a session that ended is noticed. */
const LONGEST_MS = 5 * 60_000;
/** A silent line would be cut by what stands between. */
const HEARTBEAT_MS = 20_000;
/** Pages of one node that are followed at once; more of them look again by the clock. */
const MOST_FOLLOWERS = 2_000;

interface Topics {
  tasks: boolean;
  caseKey?: number;
}

/** What this visitor may follow; a case that they may not see does not exist. */
async function topicsOf(visit: Visit): Promise<Topics> {
  const { engine, principal } = visit;
  const tasks = visit.query('tasks') === '1' && authorize(principal, 'task:list');
  const asked = visit.query('case');
  if (asked === undefined) return { tasks };
  const caseKey = /^\d{1,16}$/.test(asked) ? Number(asked) : Number.NaN;
  const row = Number.isSafeInteger(caseKey) && (await engine.store.find('cases', { key: caseKey }));
  if (!row) throw notFound();
  const facts = await caseFacts(engine.store, principal, caseKey);
  if (!authorize(principal, 'case:read', facts)) throw notFound();
  return { tasks, caseKey };
}

/** Whether one of the instances that went on belongs to the case. */
async function touches(visit: Visit, caseKey: number, { instances }: LiveChange): Promise<boolean> {
  if (!instances || instances.includes(caseKey)) return true;
  const { store } = visit.engine;
  const { rows } = await store.search('process_instances', {
    where: [
      { column: 'key', op: 'in', value: [...instances] },
      { column: 'root_key', op: 'eq', value: caseKey },
    ],
    limit: 1,
  });
  return rows.length > 0;
}

async function follow(visit: Visit): Promise<void> {
  const { engine, response } = visit;
  const topics = await topicsOf(visit);
  // Whoever has gone meanwhile says so no more, and would be followed for ever.
  if (response.closed || response.destroyed) return;
  if (engine.changes.followers >= MOST_FOLLOWERS) throw new PageError(503);
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    // Proxies that gather answers would hold the news back.
    'X-Accel-Buffering': 'no',
  });
  response.write('retry: 5000\n\n');
  const say = (event: string): void => void response.write(`event: ${event}\ndata:\n\n`);
  const unfollow = engine.changes.follow(
    (change) => {
      if (change.tasks && topics.tasks) say('tasks');
      const { caseKey } = topics;
      if (caseKey === undefined) return;
      touches(visit, caseKey, change).then(
        (isTouched) => isTouched && say('case'),
        () => response.end(),
      );
    },
    () => response.end(),
  );
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
  const ending = setTimeout(() => response.end(), LONGEST_MS);
  response.on('close', () => {
    clearInterval(heartbeat);
    clearTimeout(ending);
    unfollow();
  });
}

export const changePages: PageRoute[] = [get('/cambios', 'signedIn', follow)];
