// The facts of each indicator's worked example, as the store would have them: never sums made beforehand.
import type { Fact } from '../../../engine/metrics/index.ts';
import { at, fact, figure, times } from './facts.ts';

const solved = { closing: 'solved', escalated: false, reassignments: 0, returns: 0, reopenings: 0 };
const closed = (count: number, given = {}) => times(count, 'case-closed', { ...solved, ...given });
const filed = (count: number, given = {}) => times(count, 'case-filed', given);
const answered = (count: number, given = {}) => times(count, 'case-answered', given);
const scores = (question: string, list: number[], given = {}) =>
  list.map((score) => fact('survey-answered', { question, score, ...given }));
const so = (count: number, score: number): number[] => Array.from({ length: count }, () => score);
/** A person's answers of those bands, with scores of each band. */
const nps = (promoters: number, passives: number, detractors: number): number[] => [
  ...so(promoters - 1, 9),
  10,
  ...so(passives - 1, 7),
  8,
  ...so(detractors - 1, 6),
  0,
];
/** Answered so many hours after 08:00 of a Tuesday, by an office that opens eight hours. */
const hoursLater = (hours: number): number =>
  at(
    `2026-11-${hours > 8 ? '11' : '10'}T${String(8 + (hours % 8 || 8) + (hours % 8 > 4 || hours % 8 === 0 ? 1 : 0)).padStart(2, '0')}:00`,
  );
const days = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `2026-11-${String(n + 1).padStart(2, '0')}`);
/** Business days of November 2026, whose second and sixteenth are holidays. */
const november = days(30).filter((date) => {
  const weekday = new Date(`${date}T12:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !['2026-11-02', '2026-11-16'].includes(date);
});
const filedAt = at('2026-11-10T08:00');

export const exampleFacts: { [id: string]: Fact[] } = {
  T1: [
    ...closed(34, { onTime: true }),
    ...closed(6, { onTime: false }),
    ...closed(3),
    ...times(2, 'case-closed', { ...solved, closing: 'transferred', onTime: false }),
    ...closed(5, { onTime: false, on: '2026-10-31' }),
  ],
  T2: scores('nps', nps(70, 17, 13)),
  T3: [
    ...filed(11, { daysSinceClosed: 12 }),
    ...filed(1, { isRepeat: true }),
    ...filed(68, { daysSinceClosed: 31 }),
  ],
  T4: [
    ...[6, 8, 10].map((hours) => fact('case-closed', { ...solved, filedAt, answeredAt: hoursLater(hours) })),
    // Six hours, two of them a pause.
    fact('case-closed', {
      ...solved,
      filedAt,
      answeredAt: hoursLater(6),
      pauses: [[at('2026-11-10T09:00'), at('2026-11-10T11:00')]],
    }),
  ],
  T5: [...closed(18), ...closed(42, { escalated: true })],
  T6: [
    ...closed(4, { returns: 2 }),
    ...closed(3, { reopenings: 1 }),
    ...closed(2, { returns: 1, reopenings: 1 }),
    ...closed(51),
  ],
  T7: [
    figure('people_trained', 15),
    figure('people_trained', 12),
    figure('people', 20),
    figure('people', 16),
  ],
  T8: [figure('stories_completed', 21), figure('stories_planned', 28)],
  T9: [
    closed(1, { avoided_loss: 12_000_000 }),
    closed(1, { avoided_loss: 3_500_000 }),
    closed(1, { avoided_loss: 0 }),
  ].flat(),
  T10: [
    ...filed(510, { dims: { variant: 'to-be' } }),
    ...filed(206, { dims: { variant: 'as-is' } }),
    figure('cases_of_other_tools', 100),
  ],
  K01: scores('ins', [...so(30, 5), ...so(4, 4), ...so(9, 3), ...so(5, 2), ...so(2, 1)]),
  K02: scores('ces', [7, 6, 5, 4, 2]),
  K03: [
    ...closed(30, { dims: { type: 'queja', typology: 'resolutividad' } }),
    ...closed(10, { dims: { type: 'reclamo', typology: 'resolutividad' } }),
    ...closed(2, { dims: { type: 'detractor', typology: 'resolutividad' } }),
    ...closed(200, { dims: { type: 'sugerencia', typology: 'resolutividad' } }),
    ...closed(58, { dims: { type: 'queja', typology: 'comunidad' } }),
    ...closed(7, { dims: { type: 'promotor' } }),
  ],
  K04: [
    ...closed(10, { churned: true, churn_reason: 'fallas_de_resolutividad' }),
    ...closed(30, { churned: true, churn_reason: 'otro' }),
    ...closed(9, { churned: false }),
    figure('churn', 5, { dims: { typology: 'fallas_de_resolutividad' } }),
    figure('churn', 75, { dims: { typology: 'otro' } }),
  ],
  K05: [...closed(140), ...closed(50, { escalated: true }), ...closed(10, { reassignments: 1 })],
  K06: [
    ...closed(7, { daysSinceClosed: 3 }),
    ...closed(1, { daysSinceClosed: 30, reopenings: 1 }),
    ...closed(4, { reopenings: 2 }),
    ...closed(138, { daysSinceClosed: 31 }),
  ],
  K07: closed(5, { actions: [...so(4, 1).map(() => ({ cumplida: true })), { cumplida: false }] }).map(
    (each, at) =>
      at > 0
        ? each
        : {
            ...each,
            values: {
              ...each.values,
              actions: [
                ...so(3, 1).map(() => ({ cumplida: true })),
                ...so(2, 1).map(() => ({ cumplida: false })),
              ],
            },
          },
  ),
  K08: [
    ...filed(250, { dims: { channel: 'app' } }),
    figure('contacts', 50, { dims: { channel: 'app' } }),
    ...filed(100, { dims: { channel: 'web' } }),
    figure('contacts', 800, { dims: { channel: 'telefono' } }),
  ],
  K09: [
    figure('products_held', 9_999, { on: '2026-10-15' }),
    figure('products_held', 6_000, { on: '2026-10-31', dims: { segment: 'a' } }),
    figure('products_held', 4_000, { on: '2026-10-31', dims: { segment: 'b' } }),
    figure('products_held', 10_500, { on: '2026-11-30' }),
  ],
  K10: [
    ...closed(18, { dims: { type: 'reclamo', typology: 'asesoramiento' } }),
    ...closed(282, { dims: { type: 'reclamo', typology: 'resolutividad' } }),
  ],
  K11: [
    ...closed(6, { churned: true, churn_reason: 'fallas_de_asesoramiento' }),
    ...closed(114, { churned: true, churn_reason: 'otro' }),
  ],
  K12: [figure('products_held', 25_200), figure('active_associates', 9_000)],
  K13: [12, 36, 60].map((months) => figure('months_since_joining', months, { dims: { segment: 'joven' } })),
  K14: [figure('renewed', 88), figure('due_for_renewal', 110)],
  K15: [
    ...times(150, 'figure', { name: 'purchases', value: 1 }).map((each, n) => ({
      ...each,
      values: { ...each.values, subject: `b${n}` },
    })),
    ...times(150, 'figure', { name: 'purchases', value: 2 }).map((each, n) => ({
      ...each,
      values: { ...each.values, subject: `b${n + 150}` },
    })),
  ],
  K16: [
    ...answered(171, { onTime: true }),
    ...answered(9, { onTime: false }),
    ...answered(2, { onTime: false, closing: 'transferred' }),
    // Nineteen passed this month and four before it; thirteen of them are answered or closed by now.
    ...times(15, 'case-overdue'),
    ...times(8, 'case-overdue', { on: '2026-10-20' }),
    ...answered(3, { onTime: false, on: '2026-10-28' }),
    ...closed(1, { dueAt: at('2026-10-20'), closedAt: at('2026-11-09'), onTime: false }),
    ...times(7, 'case-overdue', { on: '2026-12-03' }),
  ],
  K17: [
    ...closed(72, { satisfaction: 'satisfecho' }),
    ...closed(18, { satisfaction: 'no_satisfecho' }),
    ...closed(40),
  ],
  K18: scores('nps', [10, 9, 9, 8, 7, 6, 3, 10]),
  K19: [figure('kape', 82.4), figure('kape', 80.1, { on: '2026-10-31' })],
  K20: [figure('mystery_shopper', 88), figure('mystery_shopper', 85, { on: '2026-10-31' })],
  K21: [
    ...scores('ins', [...so(70, 5), ...so(21, 3), ...so(9, 1)], { dims: { channel: 'telefonico' } }),
    ...scores('ins', [...so(70, 5), ...so(17, 3), ...so(13, 1)], {
      dims: { channel: 'telefonico' },
      on: '2026-10-10',
    }),
    ...scores('ins', so(30, 1), { dims: { channel: 'presencial' } }),
  ],
  F1: ['2026-11-12', '2026-11-17', '2026-11-24'].map((date) =>
    fact('case-answered', {
      filedAt: at('2026-11-10T09:00'),
      answeredAt: at(`${date}T16:00`),
      dims: { topic: 'Tema A' },
    }),
  ),
  F2: [
    ...closed(60, { notified_at: '2026-11-10T10:00:00-05:00' }),
    ...closed(35, { answeredAt: filedAt }),
    ...closed(5),
  ],
  F3: [
    ...closed(30, { data_quality_ok: true, dims: { process: 'pqrs_asis' } }),
    ...closed(3, { data_quality_ok: false, dims: { process: 'pqrs_asis' } }),
    ...closed(12, { answeredAt: filedAt, dims: { process: 'pqrs_tobe', type: 'queja' } }),
    ...closed(4, {
      answeredAt: filedAt,
      redress_required: true,
      redress_type: 'bono',
      dims: { process: 'pqrs_tobe', type: 'reclamo' },
    }),
    ...closed(1, {
      answeredAt: filedAt,
      redress_required: true,
      dims: { process: 'pqrs_tobe', type: 'reclamo' },
    }),
    ...closed(20, { answeredAt: filedAt, dims: { process: 'pqrs_tobe', type: 'consulta' } }),
  ],
  F4: [
    ...filed(94, { dims: { area: 'Subsidio' } }),
    figure('comments', 24_600, { dims: { area: 'Subsidio' } }),
    figure('comments', 21_157, { on: '2025-12-31', dims: { area: 'Subsidio' } }),
    figure('comments', 5, { on: '2025-06-30' }),
  ],
  F5: [...filed(700, { dims: { channel: 'telefonico' } }), ...filed(300, { dims: { channel: 'web' } })],
  F6: [
    ...times(100, 'activity-ended', { element: 'a03_escalate_delegate' }),
    ...times(30, 'task-completed', { element: 'p16e_escalate' }),
    ...times(40, 'activity-ended', { element: 'a05_analyse_causes' }),
    ...times(100, 'activity-ended', { element: 'a03_escalate_delegate', on: '2026-11-03' }),
  ],
  F7: [
    ...filed(89, { dims: { type: 'reclamo' } }),
    figure('comments', 12_900, { dims: { type: 'reclamo' } }),
    figure('comments', 11_705, { dims: { type: 'queja' } }),
  ],
  X1: scores('nps', nps(120, 42, 38)),
  X2: [...scores('nps', so(57, 4), { intervened: true }), ...scores('nps', so(9, 10))],
  X3: [
    ...closed(89, { nps_class: 'detractor', recovered: true }),
    ...closed(11, { nps_class: 'detractor', recovered: false }),
  ],
  X4: [
    ...closed(45, { nps_class: 'detractor', filedAt, answeredAt: filedAt + 3_600_000 }),
    ...closed(1, { nps_class: 'detractor', filedAt, answeredAt: filedAt + 24 * 3_600_000 }),
    ...closed(3, { nps_class: 'detractor', filedAt, answeredAt: filedAt + 24 * 3_600_000 + 1 }),
    ...closed(1, { nps_class: 'detractor', filedAt }),
  ],
  X5: [figure('calls_answered_in_time', 840), figure('calls_offered', 1_000)],
  X6: [
    figure('churn_not_contacted', 19),
    figure('detractors_not_contacted', 100),
    ...closed(9, { nps_class: 'detractor', contact_result: 'contactado', churned: true }),
    ...closed(91, { nps_class: 'detractor', contact_result: 'contactado', churned: false }),
  ],
  X7: [figure('early_churn', 130), figure('early_churn', 200, { on: '2025-11-10' })],
  X8: scores('nps', nps(60, 25, 15)),
  X9: [figure('acquisition_cost', 50_000_000), figure('new_customers', 400)],
  X10: [figure('service_cost', 90_000_000), figure('contacts', 30_000)],
  X11: [
    figure('customers', 980),
    figure('new_customers', 30),
    figure('customers', 1_000, { on: '2026-10-31' }),
  ],
  X12: [figure('new_sales', 132), figure('new_sales', 100, { on: '2026-10-31' })],
  X13: [
    ...scores('advisor_nps', nps(8, 2, 2), { dims: { person: 'ana' } }),
    ...scores('advisor_nps', nps(2, 2, 9), { dims: { person: 'luis' } }),
  ],
  X14: [figure('calls_dropped', 200), figure('calls_silent', 60), figure('calls_offered', 1_000)],
  X15: [figure('program_benefit', 170), figure('program_cost', 100)],
  C1: [
    ...closed(40, { verification_required: true, contact_result: 'contactado' }),
    ...closed(8, { verification_required: true, closing_state: 'no_contactado' }),
    ...closed(2, { verification_required: true }),
    ...closed(30, { verification_required: false, contact_result: 'contactado' }),
  ],
  C2: closed(93, { subsidy_sampled: true }),
  C3: [
    ...closed(40, { contact_result: 'contactado' }),
    ...closed(10, { contact_result: 'no_contactado' }),
    ...closed(5),
  ],
  C4: [...november, november[0]!].map((round_date) =>
    fact('case-closed', { round_date, site: 'centro', dims: { site: 'centro' } }),
  ),
  S1: [
    ...closed(120),
    ...closed(20, { reassignments: 1 }),
    ...closed(10, { returns: 1 }),
    ...closed(10, { reopenings: 1 }),
  ],
  S2: ['10:00', '12:00', '17:00'].map((time) =>
    fact('case-closed', { ...solved, filedAt, restored_at: `2026-11-10T${time}:00-05:00` }),
  ),
  S3: [1, 2, 3].map((hours) =>
    fact('case-closed', { ...solved, filedAt, firstResponseAt: filedAt + hours * 3_600_000 }),
  ),
  S4: [
    fact('task-completed', {
      element: 'p03_classify',
      createdAt: at('2026-11-10T08:00'),
      claimedAt: at('2026-11-10T08:45'),
      completedAt: at('2026-11-10T11:30'),
    }),
  ],
  S5: [fact('case-filed', { daysSinceClosed: 26 }), fact('case-filed', { daysSinceClosed: 36 })],
  S6: [...times(2, 'case-open', { isOverdue: true }), ...times(3, 'case-open', { isOverdue: false })],
  S7: [0, 0, 1, 2, 0].flatMap((returns) => closed(1, { returns })),
  S8: [fact('activity-ended', { element: 't41_select_sample', population_size: 1_000, margin_error: 0.05 })],
};
