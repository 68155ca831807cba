// An open case is put right: what stopped is tried again, it is moved in its drawing, a value is corrected.

import { notFound } from '../../visit.ts';
import { incidentViews } from '../incidents.ts';
import { numberOf, textOf } from '../rows.ts';
import { type CaseActPage, given, keyGiven } from './asked.ts';
import { standingsOf, targetsIn } from './places.ts';

export const retryPage: CaseActPage = {
  path: 'reintentar',
  async asked({ visit, found }) {
    const key = keyGiven(visit, 'incidente');
    const row = await visit.engine.store.find('incidents', { key });
    if (!row || numberOf(row.root_key) !== found.key) throw notFound();
    const [view] = await incidentViews(visit, [row]);
    const name = view?.element ?? textOf(row.element_id);
    return {
      title: visit.t('caseFile.retry.title', { name }),
      effects: [
        view?.words ?? '',
        visit.t('caseFile.retry.effect', { name }),
        visit.t('caseFile.retry.before'),
      ],
      fields: [],
      hidden: [{ name: 'incidente', value: String(key) }],
      submit: visit.t('caseFile.retry.submit'),
    };
  },
  read: async ({ visit }) => ({ act: 'retryIncident', incident: keyGiven(visit, 'incidente') }),
};

export const movePage: CaseActPage = {
  path: 'mover',
  async asked({ visit, found }) {
    const standings = await standingsOf(visit, found.key);
    const from = standings.find(({ key }) => key === keyGiven(visit, 'de')) ?? only(standings);
    const title = visit.t('caseFile.move.title', { number: found.number });
    if (!from)
      return {
        title,
        effects: [visit.t('caseFile.move.lead')],
        fields: [
          {
            id: 'de',
            kind: 'select',
            label: visit.t('caseFile.move.from'),
            options: standings.map(({ key, name }) => ({ value: String(key), label: name, chosen: false })),
          },
        ],
        hidden: [],
        submit: visit.t('caseFile.next'),
        next: true,
      };
    const model = await visit.engine.model(from.definitionKey);
    return {
      title,
      effects: [
        visit.t('caseFile.move.ends', { name: from.name }),
        visit.t('caseFile.move.begins'),
        visit.t('caseFile.move.undo'),
      ],
      fields: [
        {
          id: 'a',
          kind: 'select',
          label: visit.t('caseFile.move.to'),
          options: targetsIn(visit, model)
            .filter(({ value }) => value !== from.element)
            .map((each) => ({ ...each, chosen: each.value === given(visit, 'a') })),
        },
      ],
      hidden: [{ name: 'de', value: String(from.key) }],
      submit: visit.t('caseFile.move.submit'),
    };
  },
  async read({ visit }) {
    const to = visit.field('a');
    if (to === '') return visit.t('caseFile.move.nowhere');
    return { act: 'moveToken', from: keyGiven(visit, 'de'), to };
  },
};

function only<T>(list: T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
