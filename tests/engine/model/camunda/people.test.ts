// Camunda 7's user tasks go to whom they went, with the forms that they had.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: JUEL is written so.
import { describe, expect, test } from 'vitest';
import { around, file, flow, read, run } from './drawing.ts';

describe('a user task', () => {
  test('goes to whom its attributes say, by texts and expressions', async () => {
    const attributes = `camunda:assignee="\${boss}" camunda:candidateUsers="ana, \${helper}" camunda:candidateGroups="office,\${groups}"
      camunda:dueDate="P2D" camunda:followUpDate="\${dateTime().plusDays(1)}" camunda:priority="\${a}"`;
    const play = await run(file(around('userTask', attributes)), {
      boss: 'eva',
      helper: 'luz',
      groups: ['x', 'y'],
      a: 70,
    });
    expect(play.task('x')).toMatchObject({
      assignee: 'eva',
      candidateUsers: ['ana', 'luz'],
      candidateGroups: ['office', 'x', 'y'],
      dueAt: Date.UTC(2026, 0, 7, 12),
      followUpAt: Date.UTC(2026, 0, 6, 12),
      priority: 70,
    });
    const { x } = await read(file(around('userTask', attributes)));
    expect(x?.config).toMatchObject({
      assignee: '=boss',
      candidateUsers: '=flatten(["ana", helper])',
      candidateGroups: '=flatten(["office", groups])',
      dueDate: '=now() + duration("P2D")',
      priority: '=a',
    });
  });

  test('takes resource roles of BPMN as Camunda 7 reads them', async () => {
    const owner = `<humanPerformer><resourceAssignmentExpression><formalExpression>\${boss}</formalExpression></resourceAssignmentExpression></humanPerformer>
      <potentialOwner><resourceAssignmentExpression><formalExpression>user(ana), group(sales), office</formalExpression></resourceAssignmentExpression></potentialOwner>`;
    const { x } = await read(file(around('userTask', '', owner)));
    expect(x?.config).toMatchObject({
      assignee: '=boss',
      candidateUsers: 'ana',
      candidateGroups: 'sales, office',
    });
  });

  test('has a form of its fields, with types, labels, options and rules', async () => {
    const data = `<camunda:formData>
      <camunda:formField id="amount" label="Amount" type="long" defaultValue="5"><camunda:validation>
        <camunda:constraint name="required"/><camunda:constraint name="min" config="1"/><camunda:constraint name="max" config="\${limit}"/></camunda:validation></camunda:formField>
      <camunda:formField id="kind" label="Kind" type="enum"><camunda:value id="a" name="First"/><camunda:value id="b" name="Second"/></camunda:formField>
      <camunda:formField id="agreed" type="boolean" defaultValue="true"/>
      <camunda:formField id="day" type="date" defaultValue="24/12/2026"/>
      <camunda:formField id="note" label="Note for \${name}" type="string"><camunda:validation><camunda:constraint name="maxlength" config="10"/></camunda:validation></camunda:formField>
    </camunda:formData>`;
    const { x, problems } = await read(file(around('userTask', 'camunda:assignee="ana"', '', data)));
    expect(problems).toEqual([]);
    expect(x?.config.form).toHaveProperty('components', [
      {
        type: 'number',
        decimalDigits: 0,
        key: 'amount',
        id: 'amount',
        label: 'Amount',
        validate: { required: true, min: 1, max: '=limit' },
        defaultValue: 5,
      },
      {
        type: 'select',
        key: 'kind',
        id: 'kind',
        label: 'Kind',
        values: [
          { value: 'a', label: 'First' },
          { value: 'b', label: 'Second' },
        ],
      },
      { type: 'checkbox', key: 'agreed', id: 'agreed', label: 'agreed', defaultValue: true },
      { type: 'datetime', subtype: 'date', key: 'day', id: 'day', label: 'day', defaultValue: '2026-12-24' },
      {
        type: 'textfield',
        key: 'note',
        id: 'note',
        label: '=string join(["Note for ", string(name)])',
        validate: { maxLength: 10 },
      },
    ]);
  });

  test('has a form of its older form properties too', async () => {
    const property =
      '<camunda:formProperty id="reason" name="Reason" type="string" required="true" writable="false"/>';
    const { x } = await read(file(around('userTask', 'camunda:assignee="ana"', '', property)));
    expect(x?.config.form).toHaveProperty('components', [
      {
        type: 'textfield',
        key: 'reason',
        id: 'reason',
        label: 'Reason',
        validate: { required: true },
        readonly: true,
      },
    ]);
  });

  test('finds deployed forms by reference and by key, and says which forms it cannot show', async () => {
    expect(
      (await read(file(around('userTask', 'camunda:formRef="f" camunda:assignee="a"')))).x?.config.formId,
    ).toBe('f');
    const key = 'camunda:formKey="camunda-forms:deployment:forms/order.form" camunda:assignee="a"';
    expect((await read(file(around('userTask', key)))).x?.config.formId).toBe('order');
    const embedded = await read(
      file(around('userTask', 'camunda:formKey="embedded:app:forms/a.html" camunda:assignee="a"')),
    );
    expect(embedded.problems.map(({ code, values }) => [code, values.what])).toEqual([
      ['CAMUNDA_NOT_EXECUTED', 'camunda:formKey'],
    ]);
  });
});

test('the starter is kept where the start event gives that a name', async () => {
  const process = `<process id="P"><startEvent id="start" camunda:initiator="who"/>${flow('start', 'x')}<userTask id="x" camunda:assignee="\${who}"/></process>`;
  expect((await run(file(process))).variables()).toEqual({ who: 'memory' });
});
