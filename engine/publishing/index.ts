// Drafts become versions here: what is checked first, who has to agree, and how a version comes back.
export { answerApproval, askApproval } from './approvals.ts';
export type { Effect } from './effect.ts';
export { effectOn } from './effectOn.ts';
export { type Asked, type Gate, gateOf, refusalsOf } from './gate.ts';
export { inspectInWorker } from './inspectInWorker.ts';
export type { PlayedTest } from './playTests.ts';
export { type Published, publishDraft } from './publish.ts';
export { isSame, type Rollback, rollBack, rollbackTo } from './rollBack.ts';
