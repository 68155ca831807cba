// The drawing says what the table of facts says: nodes, lanes, labels, flows, defaults and conditions.
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { facts, folder, names, readDrawing, readModel, text } from './folder.ts';

describe('the future PQRS drawing', () => {
  test('is read without errors or warnings', async () => {
    const { problems, processes } = await readDrawing();
    expect(problems).toEqual([]);
    expect(processes.map((process) => process.id)).toEqual(['pqrs_tobe']);
    expect(processes[0]?.variant).toEqual({ flow: 'pqrs', kind: 'to-be' });
  });

  test('has the 46 nodes of the table, each with its label, type, lane and host', async () => {
    const model = await readModel();
    expect(facts.nodes).toHaveLength(46);
    const drawn = model.elements.map(({ id, name, type, lane, attachedTo }) => ({
      id,
      label: name,
      type,
      lane,
      attachedTo,
    }));
    const expected = facts.nodes.map(({ id, label, type, lane, attachedTo }) => ({
      id,
      label,
      type,
      lane,
      attachedTo,
    }));
    expect(drawn).toEqual(expected);
  });

  test('interrupts at the boundary events that the table says interrupt', async () => {
    const model = await readModel();
    for (const node of facts.nodes.filter((each) => each.type === 'boundaryEvent')) {
      const element = model.elements.find(({ id }) => id === node.id);
      expect([node.id, element?.interrupting]).toEqual([node.id, !node.annotation.includes('no interrumpe')]);
    }
  });

  test('has the 55 flows of the table in its order, with labels and defaults', async () => {
    const model = await readModel();
    expect(facts.flows).toHaveLength(55);
    const defaults = new Set(model.elements.flatMap(({ defaultFlow }) => defaultFlow ?? []));
    const drawn = model.flows.map(({ id, source, target, name }) => ({
      id,
      source,
      target,
      label: name,
      isDefault: defaults.has(id),
    }));
    expect(drawn).toEqual(
      facts.flows.map(({ id, source, target, label, isDefault }) => ({
        id,
        source,
        target,
        label,
        isDefault,
      })),
    );
  });

  test('gives every gateway one default and a condition on each other flow', async () => {
    const model = await readModel();
    for (const gateway of model.elements.filter(({ type }) => type === 'exclusiveGateway')) {
      const flows = model.flows.filter(({ source }) => source === gateway.id);
      const bare = flows.filter(({ condition }) => condition === undefined).map(({ id }) => id);
      expect([gateway.id, bare]).toEqual([gateway.id, [gateway.defaultFlow]]);
    }
  });

  test.each(facts.flows.filter(({ condition }) => condition !== ''))(
    'decides as the table does: $id',
    async (flow) => {
      const model = await readModel();
      const condition = model.flows.find(({ id }) => id === flow.id)?.condition ?? '';
      const ports = createPorts();
      for (const variables of combinations(flow.condition)) {
        const result = ports.evaluate(condition.slice(1), {
          variables: { get: (name) => variables[name] },
          now: 0,
          owner: 0,
          inputs: {},
        });
        expect(result.kind, JSON.stringify({ condition, variables, result })).toBe('value');
        const chosen = result.kind === 'value' && result.value === true;
        expect([variables, chosen]).toEqual([variables, holds(flow.condition, variables)]);
      }
    },
  );

  test('hands every user task a form of its own, and the awaited message one for the citizen', async () => {
    const model = await readModel();
    const users = model.elements.filter(({ type }) => type === 'userTask');
    expect(users.map(({ config }) => config.formId)).toEqual(users.map(({ id }) => id));
    const awaited = model.elements.find(({ type }) => type === 'receiveTask');
    expect(awaited?.config.formId).toBe(awaited?.id);
    const withFields = facts.nodes.filter(({ form }) => form).map(({ id }) => `${id}.form`);
    // Closing is work for people only where the connection is missing; the table gives it no fields.
    expect(names('forms')).toEqual([...withFields, 'p26_close.form'].sort());
  });

  test('names its public states', async () => {
    const model = await readModel();
    const milestones = model.elements.flatMap(({ id, milestone }) => (milestone ? [[id, milestone]] : []));
    expect(Object.fromEntries(milestones)).toEqual({
      p02_acknowledge: 'radicada',
      p05_compute_due: 'en análisis',
      p09_await_requester: 'en espera del peticionario',
      p10_resume: 'en análisis',
      end_transferred: 'trasladada',
      end_withdrawn: 'desistida',
      g23_ssf: 'respondida',
      p28_verify: 'en verificación',
      p31_reopen: 'reabierta',
      p32_send_survey: 'cerrada',
    });
  });

  test('keeps what identifies a person out of the public names', async () => {
    const model = await readModel();
    const personal = [
      'requester_name',
      'requester_id',
      'contact_email',
      'contact_phone',
      'address',
      'description',
    ];
    const free = [
      'completion_text',
      'response_text',
      'legal_response',
      'observations',
      'causes',
      'to',
      'attachments',
    ];
    const publicNames = model.dataSubject?.publicNames ?? [];
    expect(publicNames).toContain('due_date');
    expect(publicNames.filter((name) => [...personal, ...free].includes(name))).toEqual([]);
    expect(new Set(publicNames).size).toBe(publicNames.length);
  });

  test('marks what no source says as inference', () => {
    const inferred = text('to-be.bpmn').match(/<bpmn:documentation>[^<]*Inferencia[^<]*/g) ?? [];
    expect(inferred.length).toBeGreaterThan(20);
  });

  test('names templates, decisions and lanes that exist', async () => {
    const model = await readModel();
    const templates = [...text('to-be.bpmn').matchAll(/key="template" value="([^"]+)"/g)].map(
      ([, path]) => path,
    );
    expect(templates.length).toBe(6);
    for (const path of templates) expect(text(path ?? '')).toMatch(/^Subject: .+\n\n/);
    const lanes = new Set(model.elements.map(({ lane }) => lane));
    const groups = JSON.parse(text('roles.json')).groups.map(({ id }: { id: string }) => id);
    expect([...groups].sort()).toEqual([...lanes].sort());
    expect(folder.endsWith('/processes/pqrs/')).toBe(true);
  });

  test('closes with a form that has words for how it closed', async () => {
    const close = (await readModel()).elements.find(({ id }) => id === 'p26_close');
    expect(close?.config).toMatchObject({ jobType: 'cauce:almera', formId: 'p26_close' });
    const { components } = JSON.parse(text('forms/p26_close.form'));
    const state = components.find(({ key }: { key?: string }) => key === 'closing_state');
    expect(state.values).toEqual([
      { label: 'Cerrado', value: 'cerrado' },
      { label: 'No contactado', value: 'no_contactado' },
    ]);
  });

  test('mails the request and the answer when their tasks end, without a step of their own', async () => {
    const model = await readModel();
    const listening = model.elements.flatMap(({ id, listeners }) =>
      listeners?.end === undefined ? [] : [[id, listeners.end]],
    );
    expect(Object.fromEntries(listening)).toMatchObject({
      p08_request_completion: [
        {
          jobType: 'cauce:mail',
          headers: { template: 'mails/completion-request.hbs', to: 'contact_email' },
        },
      ],
      p22_send_response: [
        {
          jobType: '=if delivery_medium = "electronica" then "cauce:mail" else "cauce:set"',
          headers: { template: 'mails/answer.hbs', to: 'contact_email', attachments: 'response_files' },
        },
      ],
    });
  });
});

const VALUES: { [name: string]: (Json | undefined)[] } = {
  request_type: [
    'peticion_general',
    'peticion_documentos',
    'consulta',
    'queja',
    'reclamo',
    'sugerencia',
    'felicitacion',
    'agradecimiento',
    undefined,
  ],
  assigned_to: ['secretaria_general', 'servicio', 'relaciones_corporativas', undefined],
  contact_result: ['contactado', 'no_contactado', undefined],
  satisfaction: ['satisfecho', 'no_satisfecho', undefined],
  distinct_attempt_days: [0, 2, 3, 4, undefined],
};
const FLAG = [true, false, undefined];

/** Every combination of values of the variables that a condition names. */
function combinations(condition: string): { [name: string]: Json | undefined }[] {
  const words = condition.replace(/'[^']*'/g, '').match(/[a-z_]+/g) ?? [];
  const variables = [...new Set(words)].filter((word) => !['true', 'includes'].includes(word));
  return variables.reduce<{ [name: string]: Json | undefined }[]>(
    (all, name) => all.flatMap((one) => (VALUES[name] ?? FLAG).map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

/** What the table's own JavaScript says. */
function holds(condition: string, variables: { [name: string]: Json | undefined }): boolean {
  return (
    new Function(...Object.keys(variables), `return (${condition})`)(...Object.values(variables)) === true
  );
}
