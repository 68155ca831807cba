// Several tasks of the work list at once: claimed, given back, assigned, given a priority; each with its result.
import { newRequest, requestOf } from '../desk/requestId.ts';
import { type Act, acts, keysOf, perform } from '../desk/workList/bulk.ts';
import { type PageRoute, post } from '../route.ts';
import { PageError, type Visit } from '../visit.ts';
import { safeNext } from './signIn.ts';

const longestReason = 2000;

function lacking(keys: readonly number[], act: Act, value: string, reason: string): string | undefined {
  if (keys.length === 0) return 'nothing';
  if (act === 'assign' && value === '') return 'nobody';
  return (act === 'assign' || act === 'release') && reason === '' ? 'noReason' : undefined;
}

async function doSeveral(visit: Visit): Promise<void> {
  const act = acts.find((each) => each === visit.field('_do'));
  if (!act) throw new PageError(400);
  const request = requestOf(visit);
  const back = safeNext(visit.field('back'));
  const keys = keysOf(visit);
  const value = visit.field(act === 'assign' ? 'assignee' : 'priority');
  const reason = visit.field('reason').trim().slice(0, longestReason);
  const lacks = lacking(keys, act, value, reason);
  const results = lacks ? [] : await perform(visit, keys, { act, value, reason, request });
  const failed = results.filter(({ why }) => why !== undefined).length;
  const done = results.length - failed;
  visit.show(
    'taskBulk',
    {
      title: visit.t(`workList.bulk.title.${act}`),
      lacks: lacks && visit.t(`workList.bulk.${lacks}`),
      summary: visit.t(`workList.bulk.done.${act}`, { count: done }),
      failed: failed > 0 && visit.t('workList.bulk.failed', { count: failed }),
      // What was not done stands first: somebody has to look at it.
      results: results.sort((a, b) => Number(b.why !== undefined) - Number(a.why !== undefined)),
      back: visit.base + back,
      request: newRequest(),
    },
    lacks ? 422 : 200,
  );
}

export const taskListBulkPages: PageRoute[] = [post('/tareas/varias', 'task:claim', doSeveral)];
