// Data of BPMN's own, from the drawing to what runs: each piece is a variable with the name that people gave it.
import { describe, expect, test } from 'vitest';
import type { Json, Variables } from '../../../engine/core/json.ts';
import { feelName, fromXPath } from '../../../engine/model/index.ts';
import { play } from '../../harness/play.ts';
import { around, drawing, flow, parse } from './drawing.ts';

const object = (id: string, name = '') => `<bpmn:dataObject id="${id}"${name && ` name="${name}"`}/>`;
const reference = (id: string, to: string, name = '') =>
  `<bpmn:dataObjectReference id="${id}" dataObjectRef="${to}"${name && ` name="${name}"`}><bpmn:dataState name="new"/></bpmn:dataObjectReference>`;

const io = (inputs: string[], outputs: string[]) => `<bpmn:ioSpecification>
  ${inputs.map((id) => `<bpmn:dataInput id="${id}" name="${id} name"/>`).join('')}
  ${outputs.map((id) => `<bpmn:dataOutput id="${id}" name="${id} name"/>`).join('')}
  <bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>`;

const into = (source: string, target: string, inside = '') =>
  `<bpmn:dataInputAssociation><bpmn:sourceRef>${source}</bpmn:sourceRef><bpmn:targetRef>${target}</bpmn:targetRef>${inside}</bpmn:dataInputAssociation>`;
const outOf = (source: string, target: string, inside = '') =>
  `<bpmn:dataOutputAssociation><bpmn:sourceRef>${source}</bpmn:sourceRef><bpmn:targetRef>${target}</bpmn:targetRef>${inside}</bpmn:dataOutputAssociation>`;

const script = (feel: string, result: string) =>
  `<bpmn:extensionElements><zeebe:script expression="=${feel}" resultVariable="${result}"/></bpmn:extensionElements>`;

async function run(xml: string, given: Variables = {}, catalogs: { [id: string]: Json } = {}) {
  const { processes, problems } = await parse(xml);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (processes.length === 0) throw new Error(JSON.stringify(errors));
  const played = play(processes, given, {
    resolve: (lookup) => (lookup.kind === 'catalog' ? (catalogs[lookup.id] ?? null) : undefined),
  });
  return Object.assign(played, { problems: problems.map(({ code }) => code) });
}

describe('a data object', () => {
  test('is a variable of its scope, null at first, named as people named it or its first reference', async () => {
    const played = await run(
      drawing(
        `${around('userTask')}${object('o1', 'Total amount')}${object('o2')}${reference('r2', 'o2', 'Número de caso')}${object('o3')}`,
      ),
    );
    expect(played.variables()).toEqual({ Total_amount: null, Número_de_caso: null, o3: null });
  });

  test('keeps what the instance was given under its name', async () => {
    const played = await run(drawing(`${around('userTask')}${object('o1', 'order')}`), { order: { id: 1 } });
    expect(played.variables()).toEqual({ order: { id: 1 } });
  });

  test('of a subprocess lives as long as the subprocess', async () => {
    const inside = `<bpmn:startEvent id="is"/>${flow('i1', 'is', 'set')}<bpmn:scriptTask id="set">${script('1', 'draft')}</bpmn:scriptTask>${flow('i2', 'set', 'copy')}
      <bpmn:scriptTask id="copy">${script('draft + 1', 'kept')}</bpmn:scriptTask>${object('o1', 'draft')}`;
    const played = await run(drawing(around('subProcess', inside)));
    expect([played.status(), played.variables()]).toEqual(['completed', { kept: 2 }]);
  });
});

describe('data associations', () => {
  test('carry a data object into the input of an activity and its output into another', async () => {
    const task = `${script('IN_name * 2', 'OUT_name')}${io(['IN'], ['OUT'])}${into('r1', 'IN')}${outOf('OUT', 'r2')}`;
    const played = await run(
      drawing(
        `${around('scriptTask', task)}${object('o1', 'n')}${reference('r1', 'o1')}${object('o2', 'm')}${reference('r2', 'o2')}`,
      ),
      { n: 21 },
    );
    expect(played.variables()).toEqual({ n: 21, m: 42 });
  });

  test('carry nothing where nothing is there, so that a task may write the data object itself', async () => {
    const task = `${script('&quot;String&quot;', 'data')}${io([], ['OUT'])}${outOf('OUT', 'r1')}`;
    const played = await run(
      drawing(`${around('scriptTask', task)}${object('o1', 'data')}${reference('r1', 'o1')}`),
    );
    expect(played.variables()).toEqual({ data: 'String' });
  });

  test('transform what they carry, and assign parts of it', async () => {
    const transformation = '<bpmn:transformation>=n + 1</bpmn:transformation>';
    const assignment = `<bpmn:assignment><bpmn:from>=IN_name * 10</bpmn:from><bpmn:to>order.total</bpmn:to></bpmn:assignment>`;
    const task = `${script('1', 'ignored')}${io(['IN'], ['OUT'])}${into('r1', 'IN', transformation)}${outOf('OUT', 'r2', assignment)}`;
    const played = await run(
      drawing(
        `${around('scriptTask', task)}${object('o1', 'n')}${reference('r1', 'o1')}${object('o2', 'order')}${reference('r2', 'o2')}`,
      ),
      { n: 1, order: { id: 7 } },
    );
    expect(played.variables()).toMatchObject({ order: { id: 7, total: 20 } });
  });

  test('in another language are ignored, and told', async () => {
    const task = `${io(['IN'], [])}${into('r1', 'IN', '<bpmn:transformation>$x{foo</bpmn:transformation>')}`;
    const played = await run(
      drawing(`${around('userTask', task)}${object('o1', 'n')}${reference('r1', 'o1')}`),
    );
    expect(played.problems).toContain('ASSOCIATION_NOT_FEEL');
    expect(played.waits()).toEqual(['x']);
  });

  test('that a modeler draws to a placeholder carry nothing', async () => {
    const task = `<bpmn:property id="p" name="__targetRef_placeholder"/>${into('r1', 'p')}`;
    const played = await run(
      drawing(`${around('userTask', task)}${object('o1', 'n')}${reference('r1', 'o1')}`),
    );
    expect([played.waits(), played.variables()]).toEqual([['x'], { n: null }]);
  });

  test('read XPath that says only which data', async () => {
    const expression = (text: string) => `<bpmn:transformation>${text}</bpmn:transformation>`;
    const task = `${script('1', 'ignored')}${io(['IN'], ['OUT'])}${into('r1', 'IN')}${outOf('OUT', 'r2', expression("bpmn:getDataInput('IN name') + bpmn:getDataObject('n')"))}`;
    const played = await run(
      drawing(
        `${around('scriptTask', task)}${object('o1', 'n')}${reference('r1', 'o1')}${object('o2', 'm')}${reference('r2', 'o2')}`,
      ),
      { n: 2 },
    );
    expect(played.variables()).toMatchObject({ m: 4 });
    expect(fromXPath("bpmn:getProcessProperty('p', 'state')/tns:code = 'ok'")).toBe('state.code = "ok"');
    expect(fromXPath("a = 'b'")).toBe("a = 'b'");
  });
});

test('a property lives in its activity or process', async () => {
  const task = `<bpmn:property id="p1" name="local"/>${script('local', 'seen')}`;
  const played = await run(drawing(`<bpmn:property id="p0" name="own"/>${around('scriptTask', task)}`), {
    local: 1,
  });
  expect(played.variables()).toEqual({ own: null, local: 1, seen: null });
});

describe('a data store', () => {
  const store = '<bpmn:dataStoreReference id="r1" name="Clients list" dataStoreRef="ds"/>';
  const roots = '<bpmn:dataStore id="ds" name="clients"/>';

  test('is the catalog of that name, else a variable of the case', async () => {
    const task = `${script('count(IN_name)', 'n')}${io(['IN'], [])}${into('r1', 'IN')}`;
    const xml = drawing(`${around('scriptTask', task)}${store}`, roots);
    expect((await run(xml, {}, { clients: [{ id: 1 }, { id: 2 }] })).variables()).toMatchObject({ n: 2 });
    expect((await run(xml, { clients: [1, 2, 3] })).variables()).toMatchObject({ n: 3 });
  });

  test('is written at the root of the case, whatever scope writes', async () => {
    const inside = `<bpmn:property id="p" name="clients"/><bpmn:startEvent id="is"/>${flow('i1', 'is', 'w')}
      <bpmn:scriptTask id="w">${script('5', 'OUT_name')}${io([], ['OUT'])}${outOf('OUT', 'r1')}</bpmn:scriptTask>`;
    const played = await run(drawing(`${around('subProcess', inside)}${store}`, roots));
    expect(played.variables()).toEqual({ clients: 5 });
  });
});

describe('the data of events', () => {
  const roots = `<bpmn:message id="m" name="hello"><bpmn:extensionElements>
    <zeebe:subscription correlationKey="key"/></bpmn:extensionElements></bpmn:message>`;
  const awaits = `<bpmn:dataOutput id="GOT" name="got"/>${outOf('GOT', 'r1')}<bpmn:messageEventDefinition messageRef="m"/>`;
  const xml = drawing(
    `${around('intermediateCatchEvent', awaits)}${object('o1', 'order')}${reference('r1', 'o1')}`,
    roots,
  );

  test('take what a message brings under its name', async () => {
    const played = await run(xml);
    played.publish('hello', 'key', { got: 1, other: 2 });
    expect(played.variables()).toEqual({ order: 1, other: 2 });
  });

  test('take the whole message where it brings nothing of that name', async () => {
    const played = await run(xml);
    played.publish('hello', 'key', { id: 1 });
    expect(played.variables()).toEqual({ order: { id: 1 }, id: 1 });
  });

  test('are all that a thrown message carries', async () => {
    const throws = `<bpmn:dataInput id="IN" name="id"/>${into('r1', 'IN', '<bpmn:transformation>=order.id</bpmn:transformation>')}<bpmn:messageEventDefinition messageRef="m"/>`;
    const played = await run(
      drawing(
        `${around('intermediateThrowEvent', throws)}${object('o1', 'order')}${reference('r1', 'o1')}`,
        roots,
      ),
      { order: { id: 9 }, secret: 1 },
    );
    const thrown = played.events().find(({ type }) => type === 'messageThrown');
    expect(thrown).toMatchObject({ variables: { id: 9 } });
  });
});

test('names become names of FEEL', () => {
  expect(['Total amount', ' Año (nuevo)! ', '2nd', 'if', '', '__proto__', 'a-b', 'x_'].map(feelName)).toEqual(
    ['Total_amount', 'Año_nuevo', '_2nd', 'if_', '_', '__proto___', 'a_b', 'x_'],
  );
});
