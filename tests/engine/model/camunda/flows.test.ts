// Camunda 7's conditions, mappings, calls and repetitions run as they did, or the report says why not.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: JUEL is written so.
import { describe, expect, test } from 'vitest';
import { around, codesOf, file, flow, parse, read, run } from './drawing.ts';

const split = (condition: string) => `<process id="P"><startEvent id="start"/>${flow('start', 'x')}
  <exclusiveGateway id="x" name="Which?" default="x-no"/>${flow('x', 'yes', condition)}${flow('x', 'no')}
  <userTask id="yes" camunda:assignee="a"/><userTask id="no" camunda:assignee="a"/></process>`;

describe('a condition', () => {
  test('is FEEL once the drawing is read', async () => {
    const xml = file(split("${amount > 100 && status == 'open'}"));
    expect((await run(xml, { amount: 101, status: 'open' })).tasks()).toEqual(['yes']);
    expect((await run(xml, { amount: 1, status: 'open' })).tasks()).toEqual(['no']);
    expect(await codesOf(xml)).toEqual([]);
  });

  test('is read in files without any extension, too', async () => {
    const xml = file(split('${amount > 100}').replace(/ camunda:assignee="a"/g, ''), '', '');
    expect((await run(xml, { amount: 101 })).tasks()).toEqual(['yes']);
  });

  test('that has no FEEL counts as absent; the report says what and where', async () => {
    const { problems } = await parse(file(split('${rules.allow(order)}')));
    expect(problems[0]).toMatchObject({
      severity: 'warning',
      code: 'CAMUNDA_EXPRESSION_NOT_CONVERTED',
      elementId: 'x-yes',
      values: {
        attribute: 'conditionExpression',
        expression: '${rules.allow(order)}',
        part: 'rules.allow()',
      },
    });
    // No flow out of the gateway has a condition now: it asks.
    expect((await run(file(split('${rules.allow(order)}')))).tasks()).toEqual(['x']);
  });
});

describe('parameters', () => {
  test('of texts, expressions, lists and maps go in and out', async () => {
    const io = `<camunda:inputOutput>
      <camunda:inputParameter name="words">Dear \${name}</camunda:inputParameter>
      <camunda:inputParameter name="all"><camunda:list><camunda:value>\${a}</camunda:value><camunda:value>two</camunda:value><camunda:script scriptFormat="juel">\${a + 2}</camunda:script></camunda:list></camunda:inputParameter>
      <camunda:inputParameter name="map"><camunda:map><camunda:entry key="the key">\${a}</camunda:entry></camunda:map></camunda:inputParameter>
      <camunda:outputParameter name="result">\${words}, \${all[1]} \${answer}</camunda:outputParameter></camunda:inputOutput>`;
    const play = await run(file(around('userTask', 'camunda:assignee="x"', '', io)), { name: 'Ana', a: 1 });
    play.complete('x', { answer: 42 });
    // What a person entered leaves beside what is mapped.
    expect(play.variables()).toEqual({ name: 'Ana', a: 1, answer: 42, result: 'Dear Ana, two 42' });
    const { x } = await read(file(around('userTask', 'camunda:assignee="x"', '', io)));
    expect(x?.inputs?.slice(1)).toEqual([
      { source: '=[a, "two", a + 2]', target: 'all' },
      { source: '={"the key": a}', target: 'map' },
    ]);
  });

  test('in another language are left out, and the report says so', async () => {
    const io =
      '<camunda:inputOutput><camunda:inputParameter name="a"><camunda:script scriptFormat="groovy">1</camunda:script></camunda:inputParameter></camunda:inputOutput>';
    const { x, problems } = await read(file(around('userTask', 'camunda:assignee="x"', '', io)));
    expect(x?.inputs).toBeUndefined();
    expect(problems.map(({ code, values }) => [code, values.attribute, values.part])).toEqual([
      ['CAMUNDA_EXPRESSION_NOT_CONVERTED', 'a', 'groovy'],
    ]);
  });
});

describe('a call', () => {
  const child = file(
    `<process id="C"><startEvent id="s"/>${flow('s', 'work')}<userTask id="work" camunda:assignee="x"/>${flow('work', 'e')}<endEvent id="e"/></process>`,
  );

  test('passes and brings back what is mapped, and nothing else', async () => {
    const mapped = `<camunda:in source="a" target="b"/><camunda:in sourceExpression="\${a * 2}" target="c"/>
      <camunda:in businessKey="#{execution.processBusinessKey}"/><camunda:out source="d" target="e"/><camunda:out sourceExpression="fixed" target="f"/>`;
    const play = await run(
      file(around('callActivity', 'calledElement="C"', '', mapped)),
      { a: 1, hidden: 2 },
      [child],
    );
    const inner = play.runtime.state(play.runtime.instances()[1] ?? 0);
    expect(JSON.stringify(inner.elements)).toContain('"b":1');
    expect(JSON.stringify(inner.elements)).not.toContain('hidden');
    play.complete('work', { d: 3, private: 4 });
    expect(play.variables()).toEqual({ a: 1, hidden: 2, e: 3, f: 'fixed' });
  });

  test('passes and brings back everything where it says so', async () => {
    const all = '<camunda:in variables="all"/><camunda:out variables="all"/>';
    const play = await run(
      file(around('callActivity', 'calledElement="${which}"', '', all)),
      { which: 'C', a: 1 },
      [child],
    );
    play.complete('work', { d: 3 });
    expect(play.variables()).toEqual({ which: 'C', a: 1, d: 3 });
  });

  test('binds the latest version, the deployment, a number or a tag', async () => {
    const bound = async (attributes: string) =>
      (await read(file(around('callActivity', `calledElement="C" ${attributes}`)))).x?.config;
    expect((await bound(''))?.binding).toBe('latest');
    expect((await bound('camunda:calledElementBinding="deployment"'))?.binding).toBe('deployment');
    expect(
      await bound('camunda:calledElementBinding="version" camunda:calledElementVersion="3"'),
    ).toMatchObject({ version: '3' });
    expect(
      await bound('camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="v1"'),
    ).toMatchObject({ binding: 'versionTag', versionTag: 'v1' });
  });

  test('of a case or with a mapping in code is reported', async () => {
    const xml = file(around('callActivity', 'camunda:caseRef="c" camunda:variableMappingClass="M"'));
    expect((await codesOf(xml)).filter((code) => code === 'CAMUNDA_NOT_EXECUTED')).toHaveLength(2);
  });
});

describe('a repetition', () => {
  test('runs over its collection until its condition holds', async () => {
    const loop = `<multiInstanceLoopCharacteristics isSequential="true" camunda:collection="people" camunda:elementVariable="person">
      <completionCondition>\${nrOfCompletedInstances == 2}</completionCondition></multiInstanceLoopCharacteristics>`;
    const play = await run(file(around('userTask', 'camunda:assignee="${person}"', loop)), {
      people: ['a', 'b', 'c'],
    });
    play.complete('x');
    play.complete('x');
    expect(play.tasks()).toEqual(['after']);
  });

  test('counts from 0, as Camunda 7 does', async () => {
    const loop =
      '<multiInstanceLoopCharacteristics><loopCardinality>${n}</loopCardinality></multiInstanceLoopCharacteristics>';
    const io =
      '<camunda:inputOutput><camunda:outputParameter name="last">${loopCounter}</camunda:outputParameter></camunda:inputOutput>';
    const play = await run(file(around('serviceTask', 'camunda:expression="${true}"', loop, io)), { n: 3 });
    expect(play.variables().last).toBe(2);
  });
});
