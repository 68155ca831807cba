// What the future drawing holds beyond its table of facts: forms, public states, mails, who may read what.
import { describe, expect, test } from 'vitest';
import { catalog, readModel, text } from './folder.ts';

describe('the future PQRS drawing', () => {
  test('hands every user task a form of its own, and the awaited message one for the citizen', async () => {
    const model = await readModel();
    const users = model.elements.filter(({ type }) => type === 'userTask');
    expect(users.map(({ config }) => config.formId)).toEqual(users.map(({ id }) => id));
    const awaited = model.elements.find(({ type }) => type === 'receiveTask');
    expect(awaited?.config.formId).toBe(awaited?.id);
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

  test('names templates that exist', async () => {
    const _model = await readModel();
    const templates = [...text('to-be.bpmn').matchAll(/key="template" value="([^"]+)"/g)].map(
      ([, path]) => path,
    );
    expect(templates.length).toBe(11);
    for (const path of templates) expect(text(path ?? '')).toMatch(/^Subject: .+\n\n/);
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

  test('mails what changes for the requester when its task ends, without a step of its own', async () => {
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
      p06_transfer: [
        {
          jobType: 'cauce:mail',
          headers: { template: 'mails/transfer.hbs', to: 'contact_email', attachments: 'transfer_file' },
        },
      ],
      p12_declare_withdrawal: [
        { headers: { template: 'mails/withdrawal.hbs', to: 'contact_email', attachments: 'motivated_act' } },
      ],
      p16x_inform_extension: [{ headers: { template: 'mails/extension.hbs', to: 'contact_email' } }],
      p31_reopen: [{ headers: { template: 'mails/reopened.hbs', to: 'contact_email' } }],
      p22_send_response: [
        {
          jobType: '=if delivery_medium = "electronica" then "cauce:mail" else "cauce:set"',
          headers: { template: 'mails/answer.hbs', to: 'contact_email', attachments: 'response_files' },
        },
      ],
    });
  });

  test('tells the manager and the service of a breach when its task begins', async () => {
    const escalation = (await readModel()).elements.find(({ id }) => id === 'p16e_escalate');
    expect(escalation?.listeners?.start).toMatchObject([
      { jobType: 'cauce:mail', headers: { template: 'mails/breach-notice.hbs', to: 'to' } },
    ]);
  });
});

test('the comments of 2013 add up, by area and by type', () => {
  const rows = catalog('comment-volumes-2013-s1');
  const total = rows.pop() ?? {};
  const types = ['reclamo_2013s1', 'queja_2013s1', 'sugerencia_2013s1', 'felicit_agra_2013s1'];
  for (const row of [...rows, total])
    expect(types.reduce((sum, type) => sum + Number(row[type]), 0)).toBe(Number(row.total_2013s1));
  for (const column of [...types, 'total_2013s1', 'total_2012s1'])
    expect(rows.reduce((sum, row) => sum + Number(row[column]), 0)).toBe(Number(total[column]));
  const areas = new Set(catalog('comment-areas').map(({ value }) => value));
  expect(rows.filter(({ area }) => !areas.has(area))).toEqual([]);
});
