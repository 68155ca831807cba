// Whatever stops a case is said on its page in both languages, with what to do next and the drawing's own names.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { incidentWords } from '../../admin/desk/incidents.ts';
import { languages, text } from '../../admin/render/locale.ts';
import type { Speaking } from '../../admin/visit.ts';
import type { ProcessModel } from '../../engine/core/model.ts';
import { sourcesIn } from '../harness/architecture.ts';
import { raisedIn } from '../harness/raisedCodes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [es, en] = languages.map(
  (lang): Speaking => ({
    lang,
    t: (key, values) => text(lang, key, values),
    options: { timeZone: 'America/Bogota' } as Speaking['options'],
  }),
) as [Speaking, Speaking];

/** Incidents come from the core, from expressions and decisions that it asks, and from what it looks up. */
const raised = sourcesIn(root, ['engine']).filter(({ path }) =>
  /^engine\/(core|expressions|runtime|jobs|time)\//.test(path),
);
/** Codes of Node, of the database, and titles of answers are no incident's. */
const notOurs = /^(ERR_|SQLITE_|CAUCE_)|^(LABEL|LONE_SURROGATE|CONFLICT|ERROR)$/;
const codes = [...new Set(raised.flatMap(raisedIn).map(({ code }) => code))].filter(
  (code) => !notOurs.test(code),
);

test('every code says what was expected, what came, and what to do next', () => {
  expect(codes.length).toBeGreaterThan(100);
  expect(codes).toEqual(expect.arrayContaining(['JOIN_STARVED', 'JOB_FAILED', 'CANCEL_NOT_CAUGHT']));
  for (const code of codes) {
    expect(incidentWords(es, undefined, { code, values: {} }), code).toMatch(
      /^Se esperaba.* pero .+[;:.] .+/,
    );
    expect(incidentWords(en, undefined, { code, values: {} }), code).toMatch(/^Expected .* but .+[;:.] .+/);
  }
});

test('elements and flows are named as in the drawing', () => {
  const model = {
    id: 'p',
    name: 'P',
    elements: [
      { id: 'join_7', name: 'Todo listo', type: 'parallelGateway' },
      { id: 'join_8', name: '', type: 'parallelGateway' },
    ],
    flows: [],
  } as unknown as ProcessModel;
  const starved = { code: 'JOIN_STARVED', values: { joins: ['join_7', 'join_8'] } };
  expect(incidentWords(es, model, starved)).toContain('otra rama en Todo listo, Caminos en paralelo, pero');
  expect(incidentWords(en, model, starved)).toContain('at Todo listo, Parallel ways, but');
});
