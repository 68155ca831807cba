// The forms of the relationship folder refuse what its rules refuse, compute what they say, and nothing else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json, Variables } from '../../../engine/core/json.ts';
import { renderForm, validateVariables } from '../../../forms/index.ts';
import { processesFolder } from '../facts.ts';
import { evaluateIn } from '../formFeel.ts';

const evaluate = evaluateIn('relationship');
const file: Json = { documentId: 'a', metadata: { fileName: 'constancia.pdf' } };

function judge(id: string, variables: Variables, stored: Variables = {}, earlier: Json[] = []) {
  return validateVariables({ schema: schemaOf(id), locale: 'es', evaluate, stored, variables, earlier });
}

function schemaOf(id: string) {
  return JSON.parse(readFileSync(join(processesFolder, 'relationship/forms', `${id}.form`), 'utf8'));
}

/** Fields that refuse these answers. */
function refused(...args: Parameters<typeof judge>): string[] {
  const result = judge(...args);
  return 'errors' in result ? Object.keys(result.errors).sort() : [];
}

function accepted(...args: Parameters<typeof judge>): Variables {
  const result = judge(...args);
  if ('errors' in result) throw new Error(`Expected no refusal, but ${JSON.stringify(result.errors)}`);
  return result.variables;
}

describe('the procedure as it is', () => {
  const filed: Variables = {
    channel: 'chat',
    is_anonymous: false,
    requester_name: 'Marta Ríos',
    requester_id_type: 'CC',
    requester_id: '43123456',
    contact_phone: '300 123 4567',
    description: 'No recibí la cuota de marzo.',
    privacy_consent: true,
  };

  test('asks who it is unless it is anonymous, and one way to answer', () => {
    expect(refused('t01_submit_pqrsl', filed)).toEqual([]);
    const { requester_name: _name, requester_id_type: _type, requester_id: _id, ...nobody } = filed;
    expect(refused('t01_submit_pqrsl', nobody)).toHaveLength(3);
    expect(refused('t01_submit_pqrsl', { ...nobody, is_anonymous: true })).toEqual([]);
    const { contact_phone: _phone, ...unreachable } = filed;
    expect(refused('t01_submit_pqrsl', unreachable)).toEqual(['contact_email']);
  });

  test('routes only what was not solved at once', () => {
    expect(refused('t03_route_to_customer_service', { immediate_solution: true })).toEqual([
      'immediate_solution_detail',
    ]);
    const routed = accepted('t03_route_to_customer_service', {
      immediate_solution: false,
      routed_to: 'auxiliar',
    });
    expect(routed).toMatchObject({ immediate_solution: false, routed_to: 'auxiliar' });
  });

  test('copies and notifies whom the procedure fixes', () => {
    const forwarded = accepted('t05_forward_ssf_request', {
      ssf_reference: 'SSF-77',
      ssf_received_at: '2026-03-16T08:00:00-05:00',
      due_date: '2026-04-09',
      target_service: 'subsidios',
    });
    expect(forwarded.cc).toBe('Auxiliar técnico de servicio al cliente');
    const answers = { keep_relationship: false, measure_satisfaction: false, attachment: file };
    const notified = accepted('t10_notify_service_and_sg', answers, { attachment: file }, [file]);
    expect(notified.recipients).toEqual(['servicio', 'secretaria_general']);
  });

  test('names who told of a message in the social networks', () => {
    const registered = {
      service: 'turismo',
      quality_attribute: 'resolutividad',
      superintendence_type: 'queja',
      almera_case_id: 'ALM-1',
    };
    expect(refused('t12_register_pqrsl', registered, { channel: 'chat' })).toEqual([]);
    expect(refused('t12_register_pqrsl', registered, { channel: 'redes_sociales' })).toEqual(['notified_by']);
  });

  test('makes mailbox rounds on business days that have come', () => {
    const round = (collected_at: string) => ({ site: 'Versalles', collected_at, forms_count: 0 });
    expect(refused('t14_open_collect_count', round('2026-03-16T08:30:00-05:00'))).toEqual([]);
    // A Saturday, a holiday, and tomorrow.
    for (const at of ['2026-03-14T08:30:00-05:00', '2026-01-12T08:30:00-05:00', '2026-03-17T08:30:00-05:00'])
      expect([at, refused('t14_open_collect_count', round(at))]).toEqual([at, ['collected_at']]);
    const negative = { ...round('2026-03-16T08:30:00-05:00'), forms_count: -1 };
    expect(refused('t14_open_collect_count', negative)).toEqual(['forms_count']);
  });

  test('refuses a second round of a site on one day, and takes more papers of the first', () => {
    const taken = new Set(['recorrido Versalles 2026-03-16', 'recorrido Versalles 2026-03-16T08:30']);
    const evaluate = evaluateIn('relationship', (id) => !taken.has(id));
    const schema = schemaOf('t14_open_collect_count');
    const round = (site: string, collected_at: string) => {
      const variables = { site, collected_at, forms_count: 1 };
      const result = validateVariables({
        schema,
        locale: 'es',
        evaluate,
        stored: {},
        variables,
        earlier: [],
      });
      return 'errors' in result ? result.errors : {};
    };
    expect(round('Versalles', '2026-03-16T09:30:00-05:00')).toMatchObject({
      collected_at: {
        message: expect.stringContaining('Ese día ya hubo un recorrido de Versalles, y es uno al día.'),
      },
    });
    expect(round('Versalles', '2026-03-16T08:30:00-05:00')).toEqual({});
    expect(round('San Marcel', '2026-03-16T09:30:00-05:00')).toEqual({});
  });

  test('warns whoever scans that the site already had its round of the day', () => {
    const page = (round_repeated: boolean) =>
      renderForm({
        schema: schemaOf('t15_scan_upload_drive'),
        data: { round_repeated },
        locale: 'es',
        evaluate,
      });
    expect(page(true)).toContain('Ya había un recorrido');
    expect(page(false)).not.toContain('Ya había un recorrido');
  });

  test('asks of claims of subsidies alone whether they are in the sample', () => {
    const routed = { apprentice: 'aprendiz' };
    const claim = { request_type: 'reclamo', service: 'subsidios' };
    expect(refused('t30_route_to_apprentice', routed, claim)).toEqual(['subsidy_sampled']);
    expect(refused('t30_route_to_apprentice', routed, { ...claim, service: 'turismo' })).toEqual([]);
    expect(refused('t30_route_to_apprentice', routed, { ...claim, request_type: 'queja' })).toEqual([]);
  });

  test('notes the outcome of every call, which was not before the answer', () => {
    const call = {
      attempt_at: '2026-03-16T09:07:00-05:00',
      observations: 'Sin respuesta.',
      verification_status: 'sin_verificar',
    };
    expect(refused('t32_verify_satisfaction', { ...call, contact_result: 'no_contactado' })).toEqual([]);
    expect(refused('t32_verify_satisfaction', { ...call, contact_result: 'contactado' })).toEqual([
      'satisfaction',
    ]);
    const stored = { sent_at: '2026-03-16T09:30:00-05:00' };
    expect(refused('t32_verify_satisfaction', { ...call, contact_result: 'no_contactado' }, stored)).toEqual([
      'attempt_at',
    ]);
  });

  test.each([
    [1000, 0.95, 0.05, 278],
    [100, 0.95, 0.05, 80],
    [1_000_000, 0.95, 0.05, 385],
    [1000, 0.99, 0.05, 400],
  ])(
    'a population of %i at %d and %d takes a sample of %i',
    (population_size, confidence, margin_error, size) => {
      const answers = { population_size, confidence, margin_error };
      expect(accepted('t41_select_sample', answers).sample_size).toBe(size);
    },
  );
});

describe('the flow as it will be', () => {
  const answered: Variables = { nps_score: 9, touchpoint: 'whatsapp', survey_kind: 'relacional' };

  test('an answer is on its scale', () => {
    expect(refused('c01_capture_response', answered)).toEqual([]);
    for (const nps_score of [0, 10])
      expect(refused('c01_capture_response', { ...answered, nps_score })).toEqual([]);
    for (const nps_score of [11, -1, 6.5, null])
      expect(refused('c01_capture_response', { ...answered, nps_score })).toEqual(['nps_score']);
    expect(refused('c01_capture_response', { ...answered, ces_score: 8 })).toEqual(['ces_score']);
    expect(refused('c01_capture_response', { ...answered, ins_score: 0 })).toEqual(['ins_score']);
    expect(refused('c01_capture_response', { ...answered, ces_score: 7, ins_score: 5 })).toEqual([]);
  });

  test('says why somebody left, if they did', () => {
    const offered = { retention_offer: 'Tres meses sin copago.' };
    expect(refused('c09_escalate_leader', { ...offered, churned: false })).toEqual([]);
    expect(refused('c09_escalate_leader', { ...offered, churned: true })).toEqual(['churn_reason']);
  });

  test('takes no prospect who did not allow to be called', () => {
    const referral = { nombre: 'Luis Paz', contacto: '3001112233', autorizacion: true };
    expect(refused('c13_register_referral', { referrals: [referral] })).toEqual([]);
    expect(refused('c13_register_referral', { referrals: [] })).toEqual([]);
    expect(refused('c13_register_referral', { referrals: [{ ...referral, autorizacion: false }] })).toEqual([
      'referrals.0.autorizacion',
    ]);
  });

  test('a plan is its main activity and as many more as it takes', () => {
    const activity = {
      activity: 'Feria',
      objective: 'Conocer',
      owner: 'relaciones',
      content: 'Charla',
      channel: 'Presencial',
      frequency: 'Mensual',
      budget: 1000,
      indicators: 'Asistentes',
    };
    const plan = Object.fromEntries(Object.entries(activity).map(([name, value]) => [`plan_${name}`, value]));
    expect(refused('r10_design_strategy', plan)).toEqual([]);
    expect(refused('r10_design_strategy', { ...plan, plan_more: [activity] })).toEqual([]);
    expect(refused('r10_design_strategy', { ...plan, plan_more: [{ ...activity, budget: -1 }] })).toEqual([
      'plan_more.0.budget',
    ]);
  });
});
