// The worker of the form editor: a draft's form drawn, judged and filled with examples, and the fields that drawings ask of it.
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { formCalls } from '../../../admin/islands/formEditor/formCalls.ts';
import type { Calls } from '../../../admin/islands/formEditor/protocol.ts';
import type { Json } from '../../../engine/core/json.ts';
import { readFolder } from '../../../engine/runtime/folder.ts';

const drawing = `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="x">
<bpmn:process id="leave" name="Vacaciones" isExecutable="true">
<bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="ask"/></bpmn:extensionElements></bpmn:startEvent>
<bpmn:userTask id="review" name="Revisar"><bpmn:extensionElements><zeebe:userTask/><zeebe:formDefinition formId="review"/>
<zeebe:ioMapping><zeebe:output source="=upper case(remark)" target="note"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:userTask>
<bpmn:exclusiveGateway id="gate" default="no"/>
<bpmn:businessRuleTask id="decide" name="Decidir"><bpmn:extensionElements><zeebe:calledDecision decisionId="kind" resultVariable="kind"/></bpmn:extensionElements></bpmn:businessRuleTask>
<bpmn:userTask id="pay" name="Pagar"/>
<bpmn:endEvent id="end"/>
<bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="review"/>
<bpmn:sequenceFlow id="f2" sourceRef="review" targetRef="gate"/>
<bpmn:sequenceFlow id="yes" sourceRef="gate" targetRef="decide"><bpmn:conditionExpression>=days &lt;= 15 and approved and note != ""</bpmn:conditionExpression></bpmn:sequenceFlow>
<bpmn:sequenceFlow id="no" sourceRef="gate" targetRef="end"/>
<bpmn:sequenceFlow id="f3" sourceRef="decide" targetRef="pay"/>
<bpmn:sequenceFlow id="f4" sourceRef="pay" targetRef="end"><bpmn:conditionExpression>=kind = "x" and late</bpmn:conditionExpression></bpmn:sequenceFlow>
</bpmn:process></bpmn:definitions>`;

const decision = `<?xml version="1.0"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="x"><decision id="kind" name="Tipo"><decisionTable id="t">
<input id="i1"><inputExpression id="e1" typeRef="string"><text>contract</text></inputExpression></input><output id="o" name="kind" typeRef="string"/>
<rule id="r1"><inputEntry id="a"><text>"fijo", "obra, o labor"</text></inputEntry><outputEntry id="b"><text>"x"</text></outputEntry></rule>
<rule id="r2"><inputEntry id="c"><text>-</text></inputEntry><outputEntry id="d2"><text>"y"</text></outputEntry></rule>
</decisionTable></decision></definitions>`;

const ask = { type: 'default', id: 'ask', components: [{ type: 'number', key: 'days', label: 'Días' }] };
const review = (...components: Json[]): Json => ({
  type: 'default',
  id: 'review',
  schemaVersion: 19,
  components,
});

describe('what drawings ask of a form', () => {
  let calls: Calls;
  beforeAll(async () => {
    calls = formCalls();
    await calls.files([
      { name: 'leave.bpmn', text: drawing },
      { name: 'decisions/kind.dmn', text: decision },
      { name: 'forms/ask.form', text: JSON.stringify(ask) },
    ]);
  });

  test('is what conditions, decisions and mappings read behind its task, and nothing before it gives', async () => {
    const approved: Json = { type: 'checkbox', key: 'approved', label: 'Aprobado' };
    const [own, ...others] = await calls.asked('forms/review.form', review(approved), 'es');
    expect(own).toMatchObject({ drawing: 'leave.bpmn', element: 'review', name: 'Revisar', isOwn: true });
    expect(own?.fields).toMatchObject([
      { reason: 'mapping', isThere: false, component: { key: 'remark', type: 'textfield' } },
      { reason: 'condition', isThere: true, component: { key: 'approved', type: 'radio' } },
      {
        reason: 'decision',
        isThere: false,
        component: {
          key: 'contract',
          type: 'select',
          values: [{ value: 'fijo' }, { value: 'obra, o labor' }],
        },
      },
    ]);
    expect(others.map(({ element, isOwn }) => [element, isOwn])).toEqual([['pay', false]]);
    expect(others[0]?.fields.map(({ component }) => component.key)).toEqual(['late']);
  });

  test('is nothing where the form cannot be read', async () => {
    expect(await calls.asked('x.form', { components: 'none' }, 'es')).toEqual([]);
    expect(await calls.example('text', 'es')).toEqual({});
  });
});

describe('the preview', () => {
  const calls = formCalls();
  const draw = (schema: Json, more: Partial<Parameters<Calls['draw']>[0]> = {}) =>
    calls.draw({ name: 'a.form', schema, data: {}, isReadOnly: false, lang: 'es', ...more });
  const name: Json = { type: 'textfield', key: 'name', label: 'Nombre', validate: { required: true } };

  test('says what is wrong with a form, and draws what can be drawn', async () => {
    const broken = await draw({ type: 'default', id: 'a', components: [{ type: 'radar' }] });
    expect(broken).toMatchObject({ html: '', problems: [{ isError: true }] });
    const odd = await draw({ type: 'default', components: [name] });
    expect(odd.problems).toMatchObject([{ isError: false }]);
    expect(odd.html).toContain('Nombre');
  });

  test('judges what is sent as the page of a task does, and gives what the task would be completed with', async () => {
    const refused = await draw(review(name), { body: { name: '', _form: 'submit' } });
    expect([refused.isRefused, refused.variables]).toEqual([true, undefined]);
    expect(refused.html).toContain('cf-summary');
    const taken = await draw(review(name), { body: { name: 'Ana', _form: 'submit' }, data: { kept: 1 } });
    expect([taken.isRefused, taken.variables]).toEqual([false, { name: 'Ana' }]);
  });

  test('shows hostile labels and values as text', async () => {
    const hostile = '<img src=x onerror="window.__xss=1">';
    const field: Json = { type: 'textfield', key: 'name', label: hostile, description: hostile };
    const text: Json = { type: 'text', text: `${hostile} [x](javascript:alert(1))` };
    const { html } = await draw(review(field, text), { data: { name: hostile } });
    expect(html).not.toMatch(/<img|href="javascript/i);
    expect(html).toContain('&lt;img');
  });

  test('every shipped form is drawn with examples of its own', async () => {
    const files = (await readFolder(join(import.meta.dirname, '../../../processes/incident'))).map((file) => {
      return { name: file.name, text: file.content.toString('utf8') };
    });
    await calls.files(files);
    const forms = files.filter((file) => file.name.endsWith('.form'));
    expect(forms.length).toBeGreaterThan(20);
    for (const file of forms) {
      const schema = JSON.parse(file.text) as Json;
      const data = await calls.example(schema, 'es');
      const { html, problems } = await calls.draw({
        ...{ name: file.name, schema, data, isReadOnly: false, lang: 'es' },
      });
      expect([file.name, html === '', problems.filter(({ isError }) => isError)]).toEqual([
        file.name,
        false,
        [],
      ]);
    }
  });
});
