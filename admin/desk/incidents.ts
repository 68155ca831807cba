// Incidents in words: where the case stopped, why, since when, and whether this person may have it tried again.
import { authorize, type ProcessModel, type Row } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { casesOf } from './names.ts';
import { refusalWords } from './refusals.ts';
import { numberOf, textOf } from './rows.ts';

function nameIn(model: ProcessModel | undefined, elementId: string): string {
  return model?.elements.find((element) => element.id === elementId)?.name || elementId;
}

export async function incidentViews(visit: Visit, rows: Row[]) {
  const cases = await casesOf(
    visit.engine.store,
    rows.map((row) => numberOf(row.root_key)),
  );
  const mayRetry = authorize(visit.principal, 'incident:resolve');
  return Promise.all(
    rows.map(async (row) => {
      const code = textOf(row.code);
      const model = await visit.engine.model(numberOf(row.definition_key));
      const rootKey = numberOf(row.root_key);
      const rejection = { code, values: JSON.parse(textOf(row.values) || '{}') };
      const words = refusalWords(visit, rejection);
      return {
        number: cases.get(rootKey)?.number ?? rootKey,
        caseHref: `${visit.base}/casos/${rootKey}`,
        element: nameIn(model, textOf(row.element_id)),
        code,
        // Text that only repeats the code says nothing to a person.
        words: words.startsWith(code) ? visit.t('incident.plain') : words,
        at: numberOf(row.created_at),
        retry: mayRetry && `${visit.base}/incidentes/${numberOf(row.key)}/reintentar`,
      };
    }),
  );
}
