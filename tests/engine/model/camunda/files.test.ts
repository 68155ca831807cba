// Camunda 7's events and listeners, and which files are read as its models.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: JUEL is written so.
import { BpmnModdle } from 'bpmn-moddle';
import { describe, expect, test } from 'vitest';
import { camundaPackage, dialectOf } from '../../../../engine/model/camunda/dialect.ts';
import { around, CAMUNDA, codesOf, file, flow, parse, read, run } from './drawing.ts';

describe('events', () => {
  test('wait for the time that an expression gives', async () => {
    const process = `<process id="P"><startEvent id="start"/>${flow('start', 'x')}<intermediateCatchEvent id="x">
      <timerEventDefinition><timeDuration>PT\${hours}H</timeDuration></timerEventDefinition></intermediateCatchEvent></process>`;
    const [timer] = (await run(file(process), { hours: 3 })).runtime.waiting();
    expect(timer?.dueAt).toBe(Date.UTC(2026, 0, 5, 15));
  });

  test('have names that an expression gives', async () => {
    const process = `<process id="P"><startEvent id="start"/>${flow('start', 'x')}<intermediateCatchEvent id="x"><signalEventDefinition signalRef="S"/></intermediateCatchEvent></process>`;
    const [signal] = (
      await run(file(process, '<signal id="S" name="alert-${kind}"/>'), { kind: 'red' })
    ).runtime.waiting();
    expect(signal?.name).toBe('alert-red');
  });

  test('keep the code and message of the error that they catch', async () => {
    const process = `<process id="P"><startEvent id="start"/>${flow('start', 'sub')}<subProcess id="sub"><startEvent id="in"/>${flow('in', 'fail')}
      <endEvent id="fail"><errorEventDefinition errorRef="E"/></endEvent></subProcess>
      <boundaryEvent id="b" attachedToRef="sub"><errorEventDefinition errorRef="E" camunda:errorCodeVariable="code" camunda:errorMessageVariable="why"/></boundaryEvent>
      ${flow('b', 'x')}<userTask id="x" camunda:assignee="a"/></process>`;
    const play = await run(file(process, '<error id="E" errorCode="E-1" camunda:errorMessage="No stock"/>'));
    expect(play.tasks()).toEqual(['x']);
    expect(play.variables()).toEqual({ code: 'E-1', why: 'No stock' });
  });

  test('take an error that is not declared for its code', async () => {
    const process = `<process id="P"><startEvent id="start"/>${flow('start', 'sub')}<subProcess id="sub"><startEvent id="in"/>${flow('in', 'fail')}
      <endEvent id="fail"><errorEventDefinition errorRef="late"/></endEvent></subProcess>
      <boundaryEvent id="b" attachedToRef="sub"><errorEventDefinition errorRef="late"/></boundaryEvent>${flow('b', 'x')}<userTask id="x" camunda:assignee="a"/></process>`;
    expect((await run(file(process))).tasks()).toEqual(['x']);
    expect(await codesOf(file(process))).toEqual(['CAMUNDA_NOT_DECLARED']);
    expect(await codesOf(file(process.replace(/ camunda:assignee="a"/, ''), '', ''))).toContain(
      'UNRESOLVED_REFERENCE',
    );
  });
});

describe('listeners', () => {
  test('that set a variable at the end are outputs; others are reported', async () => {
    const listeners = `<camunda:executionListener event="end" expression="\${execution.setVariable('done', a + 1)}"/>
      <camunda:executionListener event="start" class="org.acme.Log"/><camunda:taskListener event="create" delegateExpression="\${notify}"/>`;
    const xml = file(around('userTask', 'camunda:assignee="a"', '', listeners));
    const play = await run(xml, { a: 1 });
    play.complete('x');
    expect(play.variables()).toEqual({ a: 1, done: 2 });
    const { problems } = await parse(xml);
    expect(problems.map(({ code, values }) => [code, values.event, values.implementation])).toEqual([
      ['CAMUNDA_LISTENER_NOT_EXECUTED', 'start', 'org.acme.Log'],
      ['CAMUNDA_LISTENER_NOT_EXECUTED', 'create', '${notify}'],
    ]);
  });
});

describe('a file', () => {
  test('keeps every extension when it is written again, of Camunda 7 and of others', async () => {
    const xml = file(
      around(
        'userTask',
        'camunda:assignee="a" acme:level="3"',
        '',
        '<camunda:formData><camunda:formField id="f" type="long"/></camunda:formData><acme:note color="red"><acme:inner/>kept</acme:note>',
      ),
      '',
      `xmlns:camunda="${CAMUNDA}" xmlns:acme="urn:acme"`,
    );
    expect(dialectOf(xml)).toBe('camunda');
    const moddle = new BpmnModdle({ camunda: camundaPackage(xml) });
    const written = (await moddle.toXML((await moddle.fromXML(xml)).rootElement)).xml;
    for (const kept of [
      'camunda:assignee="a"',
      'acme:level="3"',
      '<camunda:formField id="f" type="long"',
      '<acme:note color="red">',
      '<acme:inner',
      'kept',
    ])
      expect(written).toContain(kept);
  });

  test('says nothing of attributes that mean nothing here', async () => {
    const xml = file(
      around(
        'userTask',
        'camunda:asyncBefore="true" camunda:exclusive="false" camunda:jobPriority="5" camunda:assignee="a"',
      ).replace(
        '<process id="P">',
        '<process id="P" camunda:historyTimeToLive="P30D" camunda:candidateStarterGroups="g" camunda:versionTag="v2" camunda:isStartableInTasklist="false">',
      ),
    );
    const { model, problems } = await read(xml);
    expect(problems).toEqual([]);
    expect(model?.versionTag).toBe('v2');
  });

  test('of the engine that Camunda 7 came from is read the same', async () => {
    const xml = file(
      around('serviceTask', 'camunda:expression="${1 + 1}" camunda:resultVariable="b"'),
    ).replace(CAMUNDA, 'http://activiti.org/bpmn');
    expect((await run(xml)).variables()).toEqual({ b: 2 });
  });

  test('with the extensions of both versions is read by those of the newer one', async () => {
    const both = `xmlns:camunda="${CAMUNDA}" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"`;
    const xml = file(
      around('userTask', 'camunda:assignee="old"', '', '<zeebe:assignmentDefinition assignee="new"/>'),
      '',
      both,
    );
    const { x, problems } = await read(xml);
    expect(x?.config.assignee).toBe('new');
    expect(problems.map(({ code }) => code)).toContain('CAMUNDA_BESIDE_ZEEBE');
  });

  test('may have space around its ids', async () => {
    const xml = file(around('userTask', 'camunda:assignee="a"')).replace('id="x"', 'id="x "');
    expect((await read(xml)).x?.id).toBe('x');
  });
});
