// The kinds of surveys with their scales; a task's headers say which it sends.

export type SurveyKind = 'nps' | 'ces' | 'csat' | 'ins' | 'verification';

export interface SurveyScale {
  kind: SurveyKind;
  from: number;
  to: number;
}

const scales: { readonly [K in SurveyKind]: readonly [from: number, to: number] } = {
  nps: [0, 10],
  ces: [1, 7],
  csat: [1, 5],
  ins: [1, 5],
  /** Satisfied or not. */
  verification: [0, 1],
};

const byScale: { readonly [scale: string]: SurveyKind } = {
  '0-10': 'nps',
  '1-7': 'ces',
  '1-5': 'ins',
  '0-1': 'verification',
};

/** The header `survey` names the kind; else `scale` shows it. */
export function surveyScale({
  survey = '',
  scale = '',
}: {
  [header: string]: string | undefined;
}): SurveyScale {
  const kind = Object.hasOwn(scales, survey) ? (survey as SurveyKind) : (byScale[scale] ?? 'ins');
  const [from, to] = scales[kind];
  return { kind, from, to };
}

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;

/** The header `expires`, a number of days as `P15D`; a month without it. */
export function surveyExpiry(
  { expires = '' }: { [header: string]: string | undefined },
  now: number,
): number {
  const days = Number(/^P(\d{1,4})D$/.exec(expires)?.[1] ?? USUAL_DAYS);
  return now + days * DAY_MS;
}
