// The kinds of facts and the values that each has, so that a definition that names none of them is told at deployment.
// Beside these, facts of cases, tasks and activities hold the case's public variables that some indicator reads.
// Instants are epoch milliseconds, `*Ms` are milliseconds of the clock; what an instance does not know is left out.

const CASE = {
  /** The opaque reference of the client, product and typology, by which repetitions are found. */
  subject: 'text',
  filedAt: 'instant',
  /** When the answer is due; absent without a promise. */
  dueAt: 'instant',
  /** Somebody said that it repeats another case. */
  isRepeat: 'boolean',
  /** Calendar days from the last closing for the same subject until it was filed; absent where there is none. */
  daysSinceClosed: 'count',
  /** `solved`, `cancelled`, or a process' own word (transferred, withdrawn); these leave opportunity and resolution. */
  closing: 'text',
} as const;

const ENDED_CASE = {
  ...CASE,
  answeredAt: 'instant',
  /** First message of a person to the requester, the acknowledgement not counted. */
  firstResponseAt: 'instant',
  /** Answered no later than due; absent without a promise or an answer. */
  onTime: 'boolean',
  /** When the resolution clock stood still: a list of `[from, to]`. */
  pauses: 'intervals',
  pausedMs: 'duration',
  returns: 'count',
  reassignments: 'count',
  reopenings: 'count',
  /** How often somebody answered with a guide of the first level; absent where nobody did. */
  answersUsed: 'count',
  /** Whether work came to a second or third level. */
  escalated: 'boolean',
} as const;

const TASK = {
  createdAt: 'instant',
  claimedAt: 'instant',
  completedAt: 'instant',
} as const;

export const FACT_KINDS = {
  'case-filed': CASE,
  'case-answered': ENDED_CASE,
  'case-closed': { ...ENDED_CASE, closedAt: 'instant' },
  'case-reopened': CASE,
  /** The answer's due instant passed without it. */
  'case-overdue': CASE,
  /** What is open at the moment of asking; never kept. `isOverdue`: due before now. */
  'case-open': { ...CASE, isOverdue: 'boolean' },
  'task-open': { createdAt: 'instant', claimedAt: 'instant', dueAt: 'instant', isOverdue: 'boolean' },
  'task-completed': TASK,
  'activity-ended': TASK,
  'clock-ended': {
    metric: 'text',
    /** `met`, `missed` or `cancelled`. */
    outcome: 'text',
    startedAt: 'instant',
    endedAt: 'instant',
    dueAt: 'instant',
    pausedMs: 'duration',
  },
  /** One answer: `question` is `nps`, `ins`, `ces` or another; `intervened`: somebody has spoken to who answered. */
  'survey-answered': { question: 'text', score: 'number', intervened: 'boolean' },
  /** One imported figure: `name` and `value`; `subject` is an opaque code of who it is about. */
  figure: { name: 'text', value: 'number', subject: 'text', from: 'date', to: 'date' },
} as const satisfies { [kind: string]: { [value: string]: string } };
