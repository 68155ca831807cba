// A case is canceled, merged into another, or reopened: what that means for its tasks, its terms and who follows it.
import { authorize, type Condition, isInvolvedIn, readCaseRelations } from '../../engine.ts';
import { dateTimeWords } from '../../render/words.ts';
import type { Visit } from '../../visit.ts';
import { stateView } from '../caseFor.ts';
import { type Case, caseOf, numberOf, taskOf } from '../rows.ts';
import { type Asking, type CaseActPage, given } from './asked.ts';
import { runningInstances, targetsIn } from './places.ts';
import { reopenedAt } from './reopeningPlaces.ts';

const most = 200;

/** What ends with the case. */
async function losses(visit: Visit, found: Case, tellsFollowed = true): Promise<string[]> {
  const { store } = visit.engine;
  const inCase: Condition = { column: 'root_key', op: 'eq', value: found.key };
  const live: Condition = { column: 'state', op: 'in', value: ['RUNNING', 'PAUSED'] };
  const open: Condition = { column: 'state', op: 'eq', value: 'CREATED' };
  const [tasks, clocks, instances, code] = await Promise.all([
    store.search('user_tasks', { where: [inCase, open], limit: most }),
    store.search('sla_clocks', { where: [inCase, live], limit: most }),
    runningInstances(visit, found.key),
    store
      .reader('cauce_case_codes')
      .where({ tenant_id: store.tenant, case_key: found.key, kind: 'tracking' })
      .first(),
  ]);
  const names = tasks.rows.map((row) => taskOf(row).name).join(', ');
  const { length: count } = tasks.rows;
  return [
    count > 0 ? visit.t('caseFile.effect.tasks', { count, names }) : visit.t('caseFile.effect.noTasks'),
    clocks.rows.length > 0 && visit.t('caseFile.effect.clocks', { count: clocks.rows.length }),
    instances.length > 1 && visit.t('caseFile.effect.called', { count: instances.length - 1 }),
    tellsFollowed && code !== undefined && visit.t('caseFile.effect.followed'),
  ].filter((each) => each !== false);
}

export const cancelPage: CaseActPage = {
  path: 'cancelar',
  async asked({ visit, found }) {
    return {
      title: visit.t('caseFile.cancel.title', { number: found.number }),
      effects: [
        visit.t('caseFile.cancel.effect', { number: found.number }),
        ...(await losses(visit, found)),
        visit.t('caseFile.cancel.undo'),
      ],
      fields: [],
      hidden: [],
      submit: visit.t('caseFile.cancel.submit', { number: found.number }),
      danger: true,
    };
  },
  read: async () => ({ act: 'cancelCase' }),
};

/** Undefined where there is none that the visitor may touch. */
async function otherCase({ visit, found }: Asking): Promise<Case | undefined> {
  const { engine, principal } = visit;
  const number = given(visit, 'con').trim();
  if (number === '') return undefined;
  const row =
    (await engine.store.find('cases', { number })) ??
    (await engine.store.find('cases', { number: number.toUpperCase() }));
  if (!row || numberOf(row.key) === found.key) return undefined;
  const involved = await isInvolvedIn(engine.store, principal, numberOf(row.key));
  return authorize(principal, 'case:mend', { kind: 'case', involved }) ? caseOf(row) : undefined;
}

async function proposed({ visit, found, row }: Asking) {
  const { store } = visit.engine;
  const number = row.number === null ? null : String(row.number);
  const related = await readCaseRelations(store.reader, store.tenant, { key: found.key, number });
  return related
    .filter(({ other }) => other?.state === 'ACTIVE')
    .map((each) => ({
      value: each.number,
      label: visit.t(`relation.${each.kind}.${each.direction}`),
    }));
}

export const mergePage: CaseActPage = {
  path: 'unir',
  async asked(on) {
    const { visit, found } = on;
    const other = await otherCase(on);
    const title = visit.t('caseFile.merge.title', { number: found.number });
    if (!other)
      return {
        title,
        effects: [visit.t('caseFile.merge.lead')],
        fields: [
          {
            id: 'con',
            kind: 'line',
            label: visit.t('caseFile.merge.which'),
            hint: visit.t('caseFile.merge.hint'),
            value: given(visit, 'con'),
            proposed: await proposed(on),
          },
        ],
        hidden: [],
        submit: visit.t('caseFile.next'),
        next: true,
      };
    const values = { number: found.number, other: other.number };
    return {
      title,
      effects: [
        visit.t('caseFile.merge.stays', {
          ...values,
          process: other.processName,
          state: stateView(visit, other.state).state,
          date: dateTimeWords(visit.lang, other.openedAt, visit.options.timeZone),
        }),
        visit.t('caseFile.merge.ends', values),
        ...(await losses(visit, found, false)),
        visit.t('caseFile.merge.follows', values),
        visit.t('caseFile.merge.undo', values),
      ],
      fields: [],
      hidden: [{ name: 'con', value: other.number }],
      submit: visit.t('caseFile.merge.submit', values),
      danger: true,
    };
  },
  async read(on) {
    const other = await otherCase(on);
    if (!other) return on.visit.t('caseFile.merge.unknown');
    return { act: 'mergeCase', into: other.key };
  },
};

export const reopenPage: CaseActPage = {
  path: 'reabrir',
  async asked(on) {
    const { visit, found, model } = on;
    const chosen = await reopenedAt(on);
    return {
      title: visit.t('caseFile.reopen.title', { number: found.number }),
      effects: [
        visit.t('caseFile.reopen.effect', { number: found.number }),
        visit.t('caseFile.reopen.keeps'),
        visit.t('caseFile.reopen.clocks'),
      ],
      fields: [
        {
          id: 'en',
          kind: 'select',
          label: visit.t('caseFile.reopen.where'),
          hint: visit.t('caseFile.reopen.hint'),
          options: targetsIn(visit, model).map((each) => ({ ...each, chosen: chosen.includes(each.value) })),
        },
      ],
      hidden: [],
      submit: visit.t('caseFile.reopen.submit', { number: found.number }),
    };
  },
  async read({ visit }) {
    const elements = (visit.posted.get('en') ?? []).filter((id) => id !== '');
    return elements.length > 0 ? { act: 'reopenCase', elements } : visit.t('caseFile.reopen.nowhere');
  },
};
