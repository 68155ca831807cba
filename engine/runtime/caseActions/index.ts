// What people do to a case by hand: checked, composed with its reason and what was before and after, and done as one batch.
import type { Command, Json } from '../../core/index.ts';
import type { OpenStore } from '../../store/openStore.ts';
import type { Row } from '../../store/store.ts';
import type { Engine, Outcome, Refused, Submission } from '../engine.ts';
import type { Submitter } from '../submission.ts';
import { type CaseAction, RECEIVED } from './action.ts';
import { compose } from './compose.ts';
import { mergedInto } from './merge.ts';
import { noted } from './noted.ts';

export type { ActionDetail, CaseAct, CaseAction, CaseStand } from './action.ts';
export { caseActs, isCaseAct, RECEIVED } from './action.ts';

export interface CaseActions {
  act(caseKey: number, action: CaseAction, reason: string, submission: Submission): Promise<Outcome>;
  /** The case that goes on for one that was merged, through as many mergers as there were; itself where it was not. */
  staying(caseKey: number): Promise<number>;
}

/** Mergers that are followed one after another. */
const MOST_MERGERS = 20;

export function createCaseActions(
  store: OpenStore,
  submitter: Submitter,
  visibleVariables: Engine['visibleVariables'],
): CaseActions {
  /** The body is what was asked: what was before differs when the same is asked again. */
  const submit = (key: number, commands: Command[], submission: Submission, body: Json) =>
    submitter.submit({ kind: 'instance', key }, commands, submission, { body });

  async function isRepeated({ principal, commandId }: Submission): Promise<boolean> {
    if (commandId === undefined) return false;
    return (await store.findCommands([{ principal: principal.username, id: commandId }])).length > 0;
  }

  async function told(
    found: Row,
    action: Extract<CaseAction, { act: 'mergeCase' }>,
    reason: string,
    given: Submission,
  ) {
    const { principal, commandId } = given;
    const after = { key: Number(found.key), number: String(found.number ?? found.key) };
    const note = noted({ act: RECEIVED, before: null, after }, reason);
    const submission = {
      principal,
      ...(commandId !== undefined && { commandId: `${commandId}:received` }),
    };
    await submit(action.into, [note], submission, { received: after.key });
  }

  return {
    async act(caseKey, action, reason, submission) {
      if (reason.trim() === '') return refused('CASE_REASON_MISSING', {});
      const found = await store.find('cases', { key: caseKey });
      if (!found) return refused('NOT_FOUND', { key: String(caseKey) });
      // Its reason could not be kept, and what it knew is gone.
      if ((await store.keys.find(String(caseKey))) === 'erased')
        return refused('CASE_ERASED', { key: String(caseKey) });
      const body = { case: caseKey, reason, ...action } as unknown as Json;
      const isAgain = await isRepeated(submission);
      const composed = isAgain
        ? { instanceKey: caseKey, commands: [] }
        : await compose({ store, visibleVariables }, found, action, reason);
      if ('code' in composed) return { ok: false, rejection: composed };
      const outcome = await submit(composed.instanceKey, composed.commands, submission, body);
      if (outcome.ok && action.act === 'mergeCase') await told(found, action, reason, submission);
      return outcome;
    },
    async staying(caseKey) {
      let key = caseKey;
      for (let count = 0; count < MOST_MERGERS; count += 1) {
        const found = await store.find('cases', { key });
        const note = found && (await mergedInto(store, found));
        if (!note) return key;
        const detail = await store.openValue(key, 'detail', JSON.parse(String(note.detail)) as Json);
        const next = Number((detail as { after?: { key?: number } } | null)?.after?.key);
        if (!Number.isSafeInteger(next)) return key;
        key = next;
      }
      return key;
    },
  };
}

function refused(code: string, values: { [name: string]: Json }): Refused {
  return { ok: false, rejection: { code, values } };
}
