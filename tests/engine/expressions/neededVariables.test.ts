import { describe, expect, test } from 'vitest';
import { neededVariables } from '../../../engine/expressions/index.ts';
import { processModel } from '../../harness/model.ts';
import { end, start, user, xor } from '../../harness/shapes.ts';

type Shapes = Parameters<typeof processModel>[0];

function needs(elements: Shapes, ...flows: string[]) {
  const found = neededVariables(processModel(elements, ...flows));
  return Object.fromEntries([...found].filter(([, reads]) => reads.length > 0));
}

const approved = [{ name: 'approved', type: 'boolean', required: true }];
const around = { s: start, t: user, x: xor, a: end, b: end };
const decided = ['s>>t>>x[=approved]>>a', 'x[=not(approved)]>>b'];

describe('a task', () => {
  test('needs what the gateway behind it reads', () => {
    expect(needs(around, ...decided)).toEqual({ t: approved });
  });

  test('needs what gateways behind the gateway read, but nothing behind other work', () => {
    const elements = { ...around, y: xor, later: user, z: xor, c: end };
    expect(
      needs(
        elements,
        ...decided.slice(0, 1),
        'x[=not(approved)]>>y[=late]>>b',
        'y[=not(late)]>>later>>z[=more]>>b',
        'z[=not(more)]>>c',
      ),
    ).toEqual({
      t: [...approved, { name: 'late', type: 'boolean', required: true }],
      later: [{ name: 'more', type: 'boolean', required: true }],
    });
  });

  test('chooses among the texts that are compared, and may leave them out where a flow is the default', () => {
    const kind = { name: 'kind', type: 'string', values: ['p', 'q'] };
    const flows = ['s>>t>>x[=kind = "p"]>>a', 'x[=kind = "q"]>>b'];
    expect(needs(around, ...flows)).toEqual({ t: [{ ...kind, required: true }] });
    expect(needs({ ...around, c: end }, ...flows, 'x[default]>>c')).toEqual({ t: [kind] });
    expect(needs(around, 's>>t>>x[=kind = "p"]>>a', 'x[=kind != "p"]>>b')).toEqual({
      t: [{ name: 'kind', type: 'string', required: true }],
    });
  });

  test('needs nothing that is given for certain before it', () => {
    const given = { type: 'scriptTask' as const, config: { script: '=true', resultVariable: 'approved' } };
    expect(
      needs({ ...around, g: given }, 's>>g>>t', ...decided.map((flow) => flow.replace('s>>', ''))),
    ).toEqual({});
    const besides = { ...around, g: given, w: xor };
    expect(
      needs(
        besides,
        's>>w[=early]>>g>>t',
        'w[default]>>t',
        ...decided.map((flow) => flow.replace('s>>', '')),
      ),
    ).toEqual({ t: approved });
  });

  test('needs nothing that the task before it asked for', () => {
    const elements = { ...around, u: user, y: xor, c: end };
    expect(
      needs(
        elements,
        's>>t>>x[=approved]>>u>>y[=approved]>>a',
        'x[=not(approved)]>>b',
        'y[=not(approved)]>>c',
      ),
    ).toEqual({ t: approved });
  });

  test('that has a form, is repeated, or whose results do not leave it, asks for nothing', () => {
    for (const more of [
      { config: { formId: 'f' } },
      { config: { form: { components: [] } } },
      { multiInstance: { sequential: true, cardinality: '=2' } },
      { outputs: [{ source: '=1', target: 'other' }] },
    ])
      expect(needs({ ...around, t: { ...user, ...more } }, ...decided)).toEqual({});
  });
});
