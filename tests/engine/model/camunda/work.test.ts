// Camunda 7's work runs: expressions and decisions in place, delegates and topics as jobs.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: JUEL is written so.
import { describe, expect, test } from 'vitest';
import { around, codesOf, file, parse, read, run } from './drawing.ts';

describe('a service task', () => {
  test('evaluates its expression and keeps the result', async () => {
    const play = await run(
      file(around('serviceTask', 'camunda:expression="${a + 1}" camunda:resultVariable="b"')),
      { a: 1 },
    );
    expect(play.variables()).toEqual({ a: 1, b: 2 });
    expect(play.tasks()).toEqual(['after']);
  });

  test('sets a variable where that is what its expression does', async () => {
    const xml = file(around('serviceTask', `camunda:expression="\${execution.setVariable('b', a * 2)}"`));
    expect((await run(xml, { a: 4 })).variables()).toEqual({ a: 4, b: 8 });
    expect(await codesOf(xml)).toEqual([]);
  });

  test('with a topic is a job of that type, tried as often as its cycle says', async () => {
    const retry = '<camunda:failedJobRetryTimeCycle>R5/PT10M</camunda:failedJobRetryTimeCycle>';
    const xml = file(around('serviceTask', 'camunda:type="external" camunda:topic="invoices"', '', retry));
    expect((await run(xml)).jobs()).toEqual([{ jobType: 'invoices', retries: 5, headers: {} }]);
    expect(await codesOf(xml)).toEqual([]);
  });

  test.each([
    ['camunda:class="org.acme.Send"', 'class:org.acme.Send', { class: 'org.acme.Send' }],
    ['camunda:delegateExpression="${sender}"', 'delegate:sender', { delegateExpression: '${sender}' }],
    [
      'camunda:expression="${sender.send(order)}" camunda:resultVariable="sent"',
      'expression:sender.send',
      { expression: '${sender.send(order)}', resultVariable: 'sent' },
    ],
  ])(
    'with %s is a job of a type that says so, and the report names it',
    async (attributes, type, headers) => {
      const xml = file(around('serviceTask', attributes));
      expect((await run(xml)).jobs()).toEqual([{ jobType: type, retries: 3, headers }]);
      const { problems } = await parse(xml);
      expect(problems).toEqual([
        expect.objectContaining({ code: 'CAMUNDA_DELEGATE_AS_JOB', elementId: 'x', severity: 'warning' }),
      ]);
      expect(problems[0]?.values.jobType).toBe(type);
    },
  );

  test('gives fields to its job: texts as headers, expressions as variables', async () => {
    const fields =
      '<camunda:field name="mode" stringValue="fast"/><camunda:field name="limit"><camunda:expression>${a * 2}</camunda:expression></camunda:field>';
    const { x } = await read(file(around('serviceTask', 'camunda:class="C"', '', fields)));
    expect(x?.config.headers).toEqual({ class: 'C', mode: 'fast' });
    expect(x?.inputs).toEqual([{ source: '=a * 2', target: 'limit' }]);
  });

  test('with a connector is a job with the connector as its type', async () => {
    const connector = `<camunda:connector><camunda:inputOutput><camunda:inputParameter name="url">http://x/\${id}</camunda:inputParameter></camunda:inputOutput>
      <camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>`;
    const { x } = await read(file(around('serviceTask', '', '', connector)));
    expect(x?.config.jobType).toBe('connector:http-connector');
    expect(x?.inputs?.[0]).toEqual({ source: '=string join(["http://x/", string(id)])', target: 'url' });
  });

  test('without any implementation stays work for people', async () => {
    expect((await run(file(around('serviceTask', 'camunda:asyncBefore="true"')))).tasks()).toEqual(['x']);
  });
});

describe('a script task', () => {
  test('in JUEL and in FEEL is evaluated', async () => {
    for (const [format, script] of [
      ['juel', '${a + 1}'],
      ['feel', 'a + 1'],
    ]) {
      const xml = file(
        around(
          'scriptTask',
          `scriptFormat="${format}" camunda:resultVariable="b"`,
          `<script>${script}</script>`,
        ),
      );
      expect((await run(xml, { a: 1 })).variables()).toEqual({ a: 1, b: 2 });
    }
  });

  test('in another language is a job, and the report names it', async () => {
    const xml = file(
      around('scriptTask', 'scriptFormat="groovy" camunda:resultVariable="b"', '<script>1 + 1</script>'),
    );
    expect((await run(xml)).jobs()).toEqual([
      { jobType: 'script:groovy', retries: 3, headers: { script: '1 + 1', resultVariable: 'b' } },
    ]);
    expect(await codesOf(xml)).toEqual(['CAMUNDA_DELEGATE_AS_JOB']);
  });
});

describe('a business rule task', () => {
  test('calls its decision in the version that it says', async () => {
    const attributes =
      'camunda:decisionRef="rates" camunda:decisionRefBinding="deployment" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="rate"';
    const { x, problems } = await read(file(around('businessRuleTask', attributes)));
    expect(x?.config).toMatchObject({ decisionId: 'rates', resultVariable: 'rate' });
    expect(problems).toEqual([]);
  });

  test('says that the shape of its result may be another', async () => {
    const attributes = 'camunda:decisionRef="rates" camunda:resultVariable="rate"';
    expect(await codesOf(file(around('businessRuleTask', attributes)))).toEqual(['CAMUNDA_DECISION_RESULT']);
  });
});
