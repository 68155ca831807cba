// What a drawing promises: the service level clocks of an element, or of the process, as `cauce:sla` gives them.
import type { Expression } from './model.ts';
import type { SlaMetric, SlaWarning } from './slaFacts.ts';

export interface SlaModel {
  /** Unique within its element: what its clocks are known by. */
  id: string;
  name: string;
  metric: SlaMetric;
  /** Gives a number of the mode's unit, a duration, a date-time, or a context of them; null: nothing is promised. */
  target: Expression | { decision: string };
  /** Where the target does not say. */
  mode?: string;
  calendar?: string;
  /** Instant from which it counts. Absent: the owner's activation. */
  from?: Expression;
  warnAt: SlaWarning[];
  /** Elements inside its owner: while one of them is active it is paused. */
  pauseWhen: string[];
  /** Elements whose completion stops it; none: the owner's end does. */
  stopWhen: string[];
  /** Elements that call it off as they begin. */
  cancelWhen: string[];
  /** Elements whose completion begins a new cycle, from then on. */
  restartWhen: string[];
  /** Elements whose completion extends it, once, to what `extendTo` gives. */
  extendWhen: string[];
  extendTo?: Expression;
  extendReason?: Expression;
  /** Code thrown from the owner as it is breached. */
  escalation?: string;
  /** Another instant of `from` begins it anew, and its past is forgotten. */
  restartOnReturn?: true;
}
