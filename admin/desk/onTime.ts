// How much of a flow is done on time, where the flow has an indicator that says so.
import { authorize, type IndicatorDefinition } from '../engine.ts';
import { valueCell } from '../reports/words.ts';
import type { Visit } from '../visit.ts';

const DAYS = 90;
const day = 86_400_000;

export interface OnTime {
  words: string;
  name: string;
  href: string;
}

/** A share of what was answered or closed on time, of which more is better. */
const isOnTime = ({ kind, direction, aggregates }: IndicatorDefinition): boolean =>
  kind === 'share' &&
  direction === 'up' &&
  Object.values(aggregates).some((each) => JSON.stringify(each).includes('onTime = true'));

/** Of the last 90 days, by flow. Undefined where nobody measures it, or nothing was done. */
export async function onTimeOf(visit: Visit, flow: string): Promise<OnTime | undefined> {
  if (!authorize(visit.principal, 'indicator:read')) return undefined;
  const { indicators, now } = visit.engine;
  const definition = (await indicators.definitions({ flow })).find(isOnTime);
  if (!definition) return undefined;
  const at = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const range = { from: at(now() - DAYS * day), to: at(now()) };
  const [row] = await indicators.query({ ids: [definition.id], flow, ...range });
  if (!row || typeof row.value !== 'number') return undefined;
  return {
    words: valueCell(visit.lang, row.value, definition.unit).text,
    name: definition.name[visit.lang],
    href: `${visit.base}/tablero/indicador/${definition.id}`,
  };
}
