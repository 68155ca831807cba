// What people will do with a petition, and how long each act takes them, drawn at random before anything runs.
import { isBusinessDay, type Pause } from '../../engine/time/independent/walker.ts';

export interface Plan {
  /** Wall minute of the filing. */
  filed: number;
  requestType: string;
  isCompetent: boolean;
  isComplete: boolean;
  /** Day that the superintendence set. */
  superintendenceDay: number | undefined;
  assignedTo: string;
  legalSupport: boolean;
  redress: boolean;
  wantsExtension: boolean;
  /** Minutes from the requirement to what was lacking; undefined: it never comes. */
  completedAfter: number | undefined;
  verifies: boolean;
  reopens: boolean;
  /** Minutes that the next act of a person takes. */
  nextDelay(): number;
}

const DAY = 1_440;
const types = [
  'peticion_general',
  'peticion_documentos',
  'consulta',
  'queja',
  'reclamo',
  'sugerencia',
  'felicitacion',
];
const places = ['servicio', 'secretaria_general', 'relaciones_corporativas'];

export const terms: { [type: string]: number | undefined } = {
  peticion_general: 15,
  peticion_documentos: 10,
  consulta: 30,
  queja: 15,
  reclamo: 15,
  sugerencia: 15,
};

/** Arrivals are spread over the years from `first`, both in wall days. */
export function planOf(random: () => number, first: number, days: number): Plan {
  const below = (count: number) => Math.floor(random() * count);
  const chance = (share: number) => random() < share;
  const filed = (first + below(days)) * DAY + below(DAY);
  const isSuperintendence = chance(0.05);
  // Some offices are quick and some are late.
  const slowness = chance(0.25) ? 9 * DAY : chance(0.5) ? 3 * DAY : DAY;
  return {
    filed,
    requestType: types[below(types.length)]!,
    isCompetent: !chance(0.05),
    isComplete: !chance(0.25),
    superintendenceDay: isSuperintendence
      ? nextBusinessDay(Math.floor(filed / DAY) + 5 + below(12))
      : undefined,
    assignedTo: places[below(places.length)]!,
    legalSupport: chance(0.2),
    redress: chance(0.3),
    wantsExtension: chance(0.15),
    completedAfter: chance(0.15) ? undefined : below(25 * DAY),
    verifies: chance(0.3),
    reopens: chance(0.3),
    nextDelay: () => below(slowness),
  };
}

export function nextBusinessDay(day: number): number {
  let found = day;
  while (!isBusinessDay(found, 'weekdays')) found += 1;
  return found;
}

export type { Pause };
