// What drafts are to the rest of the product: folders that people edit, and the answers of their saving.
import type { DraftFile, DraftRevision, RevisionKind } from '../store/draftFiles.ts';
import type { Present } from '../store/draftPresence.ts';
import type { Draft, DraftChanges } from '../store/drafts.ts';
import type { Rejection, Resource } from './requests.ts';

export type { Draft, DraftFile, DraftRevision, Present };

export interface DraftContent extends DraftFile {
  content: Buffer;
}

export interface NewDraft {
  name: string;
  flow?: string;
  tags?: string[];
  /** The deployment whose files these are. */
  basedOn?: number;
  files: Resource[];
  by: string;
}

export interface DraftSaving {
  name: string;
  content: Buffer;
  /** The revision that its author began from; 0: no file of that name was there. */
  expected: number;
  by: string;
  /** `merged`: a conflict was settled by hand; kept as a state of its own. */
  kind?: Extract<RevisionKind, 'saved' | 'merged'>;
}

export type Refusal = { ok: false; rejection: Rejection };
/** `present`: what is there instead of what was expected; without content where the file was removed. */
export type SaveOutcome =
  | { ok: true; file: DraftFile }
  | (Refusal & { present?: DraftFile & { content: Buffer | undefined } });

export interface Drafts {
  /** The newest changed first, discarded ones too. */
  list(): Promise<Draft[]>;
  /** A discarded one, too. */
  find(key: number): Promise<Draft | undefined>;
  create(given: NewDraft): Promise<{ ok: true; draft: Draft } | Refusal>;
  change(key: number, changes: DraftChanges, by: string): Promise<{ ok: true; draft: Draft } | Refusal>;
  discard(key: number, by: string): Promise<{ ok: true; draft: Draft } | Refusal>;
  /** Undoes `discard`. */
  recover(key: number, by: string): Promise<{ ok: true; draft: Draft } | Refusal>;
  /** It was deployed as that: from now on it is compared with it. */
  published(key: number, deploymentKey: number, by: string): Promise<{ ok: true; draft: Draft } | Refusal>;
  files(key: number): Promise<DraftFile[]>;
  contents(key: number): Promise<DraftContent[]>;
  read(key: number, name: string): Promise<DraftContent | undefined>;
  save(key: number, saving: DraftSaving): Promise<SaveOutcome>;
  remove(key: number, given: { name: string; expected: number; by: string }): Promise<SaveOutcome>;
  rename(
    key: number,
    given: { name: string; to: string; expected: number; by: string },
  ): Promise<SaveOutcome>;
  /** The newest first; a file that is gone has one, too. */
  history(key: number, options?: { name?: string; most?: number }): Promise<DraftRevision[]>;
  revision(key: number, name: string, revision: number): Promise<Buffer | undefined>;
  /** What the file held then, as its newest state. */
  restore(key: number, given: { name: string; revision: number; by: string }): Promise<SaveOutcome>;
  /** Tells that somebody has it open, and who else has. */
  present(key: number, who: { username: string; file: string }): Promise<Present[]>;
  leave(key: number, who: { username: string; file: string }): Promise<void>;
  /** What people call each flow, by its name. */
  flowTags(): Promise<Map<string, string[]>>;
  tagFlow(flow: string, tags: string[], by: string): Promise<void>;
  /** In any draft. */
  everyonePresent(): Promise<(Present & { draftKey: number })[]>;
}
