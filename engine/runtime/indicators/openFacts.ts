// What is open at this moment, as facts that nobody keeps: cases without an end, and tasks that wait for somebody.
import type { Fact } from '../../metrics/index.ts';
import type { CaseFactRow } from '../../store/caseFacts.ts';
import { isOnTime } from '../../time/index.ts';
import { factOf } from './factRows.ts';
import type { Reading } from './reading.ts';

export async function openFacts(reading: Reading, kinds: readonly string[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  if (kinds.includes('case-open')) facts.push(...(await openCases(reading)));
  if (kinds.includes('task-open')) facts.push(...(await openTasks(reading)));
  return facts;
}

async function openCases(reading: Reading): Promise<Fact[]> {
  const { db, tenant, tail } = reading;
  const rows: (CaseFactRow & { due_at: number | null })[] = await db('cauce_cases as c')
    .join('cauce_case_facts as f', (on) =>
      on.on('f.case_key', 'c.key').andOnVal('f.tenant_id', tenant).andOnVal('f.number', 0),
    )
    .where({ 'c.tenant_id': tenant, 'c.state': 'ACTIVE' })
    .select('f.*');
  const filed = rows
    .filter(({ case_key }) => !tail.cases.has(Number(case_key)))
    .map((row) => factOf(row, reading.basis));
  const isOpen = (fact: Fact) => fact.kind === 'case-filed' && fact.values.closing === undefined;
  return [...filed, ...tail.now.filter(isOpen)].map((fact) => {
    const { dueAt } = fact.values;
    const isOverdue = typeof dueAt === 'number' && !isOnTime(reading.now, dueAt);
    return { ...fact, kind: 'case-open', values: { ...fact.values, isOverdue } };
  });
}

async function openTasks(reading: Reading): Promise<Fact[]> {
  const { db, tenant, basis, now } = reading;
  const rows = await db('cauce_user_tasks as t')
    .join('cauce_case_facts as f', (on) =>
      on.on('f.case_key', 't.root_key').andOnVal('f.tenant_id', tenant).andOnVal('f.number', 0),
    )
    .where({ 't.tenant_id': tenant })
    .whereNotIn('t.state', ['COMPLETED', 'CANCELED'])
    .select('f.*', { task: 't.element_id', who: 't.assignee', claimed: 't.claimed_at' })
    .select({ created: 't.created_at', due: 't.due_at' });
  return rows.map(({ task, who, claimed, created, due, ...row }) => {
    const fact = factOf(row as CaseFactRow, basis);
    const dueAt = due === null ? {} : { dueAt: Number(due), isOverdue: !isOnTime(now, Number(due)) };
    const claimedAt = claimed === null ? {} : { claimedAt: Number(claimed) };
    return {
      ...fact,
      kind: 'task-open',
      element: task,
      dims: { ...fact.dims, ...(who !== null && { person: who }) },
      values: { isOverdue: false, createdAt: Number(created), ...claimedAt, ...dueAt },
    };
  });
}
