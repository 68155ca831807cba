// Repairs of findings as data: what each would change, over the tree that the XML library reads.
import { expect, test } from 'vitest';
import type { Change, FixTree } from '../../admin/islands/lint/fixes/change.ts';
import { kindOfTime } from '../../admin/islands/lint/fixes/events.ts';
import { fixes, fixesOf } from '../../admin/islands/lint/fixes/index.ts';
import { idOf, within } from '../../admin/islands/lint/fixes/tree.ts';
import { readXml } from '../../engine/model/readXml.ts';
import { reportOn } from '../../engine/model/report.ts';
import { styleOf } from '../../engine/model/style/index.ts';
import { problemCatalogs } from '../../engine/problemCatalog.ts';
import {
  choices,
  choicesMended,
  deadlock,
  events,
  eventsMended,
  lanes,
  lanesMended,
  type Mended,
  rare,
  rareMended,
  work,
  workMended,
} from '../browser/designer/lintDrawings.ts';
import { condition, drawing, flow, parse } from '../engine/model/drawing.ts';

async function read(text: string) {
  const document = await readXml(text, reportOn('x.bpmn'));
  if (!document) throw new Error('Expected a drawing that can be read.');
  const { root } = document;
  const tree: FixTree = { find: (id) => [...within(root)].find((node) => idOf(node) === id) };
  const findings = [...(await parse(text)).problems, ...styleOf(root, 'x.bpmn')];
  return { tree, findings };
}

/** What the first repair of a finding changes. */
async function mended(text: string, code: string, answer = ''): Promise<Change[] | undefined> {
  const { tree, findings } = await read(text);
  const finding = findings.find((each) => each.code === code);
  if (!finding)
    throw new Error(`Expected ${code}, but found ${findings.map((each) => each.code).join(', ')}.`);
  return fixesOf(finding, tree)[0]?.changes(answer);
}

test('every repair is of a problem that is known, and as many as possible have one', () => {
  const known = new Set(Object.values(problemCatalogs).flatMap((catalog) => Object.keys(catalog)));
  expect([...fixes.keys()].filter((code) => !known.has(code))).toEqual([]);
  expect(fixes.size).toBeGreaterThan(75);
});

const drawings: [string, Mended[]][] = [
  [choices, choicesMended],
  [events, eventsMended],
  [work, workMended],
  [lanes, lanesMended],
  [rare, rareMended],
];

test.each(drawings)('each mistake of a drawing has a repair (%#)', async (text, list) => {
  const { tree, findings } = await read(text);
  for (const { code, element, isLater } of list) {
    if (isLater) continue;
    const finding = findings.find((each) => each.code === code && each.elementId === element);
    expect(finding, `${code} ${element}`).toBeDefined();
    if (finding) expect(fixesOf(finding, tree).length, code).toBeGreaterThan(0);
  }
});

const cases: [code: string, text: string, answer: string, changes: Change[]][] = [
  [
    'START_MISSING',
    drawing(
      `<bpmn:task id="a"/><bpmn:task id="b"/><bpmn:endEvent id="e"/>${flow('f', 'a', 'b')}${flow('g', 'b', 'e')}`,
    ),
    '',
    [{ do: 'prepend', before: 'a', type: 'bpmn:StartEvent' }],
  ],
  [
    'END_MISSING',
    drawing(
      `<bpmn:startEvent id="s"/><bpmn:task id="a"/><bpmn:task id="b"/>${flow('f', 's', 'a')}${flow('g', 's', 'b')}`,
    ),
    '',
    [
      { do: 'append', after: 'a', type: 'bpmn:EndEvent' },
      { do: 'append', after: 'b', type: 'bpmn:EndEvent' },
    ],
  ],
  ['START_WITH_INCOMING', events, '', [{ do: 'reconnect', flow: 'back', target: 'a' }]],
  [
    'FLOW_WITHOUT_TARGET',
    drawing(`<bpmn:task id="t"/>${flow('f', 't', 'gone')}`),
    '',
    [{ do: 'drop', element: 'f' }],
  ],
  [
    'STYLE_DEFAULT_MISSING',
    choices,
    '',
    [
      { do: 'condition', flow: 'h_e', text: null },
      { do: 'default', of: 'h', flow: 'h_e' },
    ],
  ],
  [
    'FEEL_SYNTAX',
    choices,
    '=monto > 1',
    [{ do: 'text', element: 'g_b', from: '=monto >', to: '=monto > 1' }],
  ],
  [
    'TIMER_WITHOUT_ZONE',
    events,
    '',
    [{ do: 'text', element: 'zone', from: '2031-05-01T08:00:00', to: '2031-05-01T08:00:00-05:00' }],
  ],
  [
    'STYLE_ELEMENT_WITHOUT_LANE',
    drawing(
      `<bpmn:laneSet id="ls"><bpmn:lane id="l" name="Mesa"><bpmn:flowNodeRef>s</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:startEvent id="s" name="S"/><bpmn:task id="t" name="T"/>${flow('f', 's', 't')}`,
    ),
    '',
    [{ do: 'move', element: 't', into: 'l' }],
  ],
  [
    'UNKNOWN_ATTRIBUTE',
    drawing('<bpmn:task id="t" name="T" colour="red"/>'),
    '',
    [{ do: 'set', element: 't', properties: { colour: null } }],
  ],
  [
    'OPTION_WITHOUT_FLOW',
    drawing(
      `<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g"><bpmn:extensionElements><cauce:question><cauce:option flow="gone" label="X"/></cauce:question></bpmn:extensionElements></bpmn:exclusiveGateway><bpmn:endEvent id="a"/><bpmn:endEvent id="b"/>${flow('f', 's', 'g')}${flow('x', 'g', 'a')}${flow('y', 'g', 'b')}`,
    ),
    '',
    [
      {
        do: 'withoutExtension',
        element: 'g',
        type: 'cauce:Option',
        where: { property: 'flow', value: 'gone' },
      },
    ],
  ],
  [
    'CONDITION_IGNORED',
    drawing(
      `<bpmn:startEvent id="s"/><bpmn:parallelGateway id="g"/><bpmn:endEvent id="e"/>${flow('f', 's', 'g')}${flow('x', 'g', 'e', condition('=true'))}`,
    ),
    '',
    [{ do: 'condition', flow: 'x', text: null }],
  ],
];

test.each(cases)('%s', async (code, text, answer, changes) => {
  expect(await mended(text, code, answer)).toEqual(changes);
});

test('a join that starves lets each through; one that lets through waits', async () => {
  const { tree } = await read(deadlock);
  const of = (code: string, values = {}) =>
    fixesOf({ code, elementId: 'j', values }, tree).map((fix) => fix.changes(''));
  expect(of('SOUNDNESS_DEADLOCK')).toEqual([
    [{ do: 'replace', element: 'j', type: 'bpmn:ExclusiveGateway' }],
  ]);
  expect(of('SOUNDNESS_NOT_SYNCHRONIZED', { merge: 'x' })).toEqual([
    [{ do: 'replace', element: 'x', type: 'bpmn:ParallelGateway' }],
  ]);
});

test('what no repair knows, or stands nowhere, has none', async () => {
  const { tree } = await read(deadlock);
  expect(fixesOf({ code: 'XML_MALFORMED', elementId: 'j', values: {} }, tree)).toEqual([]);
  expect(
    fixesOf({ code: 'FEEL_SYNTAX', elementId: 'j', values: { expression: 'x'.repeat(200) } }, tree),
  ).toEqual([]);
  expect(fixesOf({ code: 'STYLE_PROCESS_WITHOUT_NAME', values: {} }, tree)).toEqual([]);
  expect(fixesOf({ code: 'constructor', elementId: 'j', values: {} }, tree)).toEqual([]);
});

test('a time is a duration, a date or a cycle by how it is written', () => {
  expect(['PT2H', '2031-05-01', 'R3/P1D', '0 0 9 * * MON-FRI'].map(kindOfTime)).toEqual([
    'timeDuration',
    'timeDate',
    'timeCycle',
    'timeCycle',
  ]);
});
