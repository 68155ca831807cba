// Every report that there is, in the order of the tabs.
import { areaReport } from './area.ts';
import type { Asking } from './asking.ts';
import { committeeReport } from './committee.ts';
import { compareReport } from './compare.ts';
import { durationsReport } from './durations.ts';
import { leaderReport } from './leader.ts';
import { matrixReport } from './matrix.ts';
import { productsReport } from './products.ts';
import type { Report } from './report.ts';

export interface ReportEntry {
  id: string;
  /** The period where none is asked for. */
  usual: 'month' | 'quarter' | 'semester' | 'year';
  make(asking: Asking): Promise<Report>;
}

export const reports: readonly ReportEntry[] = [
  { id: 'lider', usual: 'month', make: leaderReport },
  { id: 'comite', usual: 'month', make: committeeReport },
  { id: 'area', usual: 'month', make: areaReport },
  { id: 'productos', usual: 'quarter', make: productsReport },
  { id: 'matriz', usual: 'semester', make: matrixReport },
  { id: 'tiempos', usual: 'quarter', make: durationsReport },
  { id: 'comparar', usual: 'quarter', make: compareReport },
];
