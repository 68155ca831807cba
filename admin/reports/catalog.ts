// Every report that there is, in the order of the tabs.
import type { Asking } from './asking.ts';
import { leaderReport } from './leader.ts';
import type { Report } from './report.ts';

export interface ReportEntry {
  id: string;
  /** The period where none is asked for. */
  usual: 'month' | 'quarter' | 'semester' | 'year';
  make(asking: Asking): Promise<Report>;
}

export const reports: readonly ReportEntry[] = [{ id: 'lider', usual: 'month', make: leaderReport }];
