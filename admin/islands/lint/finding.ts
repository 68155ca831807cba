// What the check of a draft finds, as its worker sends it: already in words.
import type { Json } from '../../../engine/core/index.ts';
import type { CounterExample } from '../../../engine/simulation/soundness/index.ts';
import type { DraftText } from '../modeler/tool.ts';

export type FindingGroup = 'execution' | 'soundness' | 'style';

export interface Finding {
  /** The same for the same finding of the next check. */
  key: string;
  severity: 'error' | 'warning';
  group: FindingGroup;
  code: string;
  /** Name of its file. */
  resource: string;
  elementId?: string;
  elementName?: string;
  values: { [name: string]: Json };
  message: string;
  /** Why it matters, where the message alone does not teach. */
  explanation?: string;
  counterExample?: CounterExample;
}

export interface CheckRequest {
  id: number;
  files: DraftText[];
  /** The drawing that is open. */
  fileName: string;
  lang: 'es' | 'en';
}

/** `read` at once, `judged` when soundness is known too; a request that a newer one overtakes gets no more. */
export interface CheckReply {
  id: number;
  stage: 'read' | 'judged';
  findings: Finding[];
  milliseconds: number;
}
