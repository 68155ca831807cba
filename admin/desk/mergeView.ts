// The files of a draft, of the version that was published meanwhile, and of what both began from, laid side by side and
// made one, file by file.
import { createHash } from 'node:crypto';
import {
  type Change,
  changeText,
  compareFiles,
  type Draft,
  type MergeConflict,
  type MergeSide,
  mergeTexts,
  type VersionFile,
} from '../engine.ts';
import type { Visit } from '../visit.ts';
import { deployedFiles, presentOf } from './draftComparison.ts';
import { textsOf } from './publishView.ts';

export interface MergedFile {
  name: string;
  /** For the names of its fields. */
  id: string;
  /** Undefined: it is gone. */
  base: string | undefined;
  mine: string | undefined;
  theirs: string | undefined;
  conflicts: MergeConflict[];
  /** As decided so far; undefined: it goes. */
  text: string | undefined;
}

export interface Merge {
  /** The deployment that is merged in. */
  presentKey: number;
  files: MergedFile[];
  /** Of the draft's files as they were read. */
  revisions: ReadonlyMap<string, number>;
  /** Decisions that are still to be made. */
  open: number;
}

/** Undefined: nothing was published since the draft began. `sideOf` gives what somebody chose, by the name of its field. */
export async function mergeOf(
  visit: Visit,
  draft: Draft,
  sideOf: (field: string) => MergeSide | undefined,
): Promise<Merge | undefined> {
  const contents = await visit.engine.drafts.contents(draft.key);
  const mine = textsOf(contents);
  const presentKey = await presentOf(visit, draft, mine);
  if (presentKey === undefined || presentKey <= (draft.basedOn ?? 0)) return undefined;
  const theirs = (await deployedFiles(visit, presentKey)) ?? [];
  const base = draft.basedOn === null ? [] : ((await deployedFiles(visit, draft.basedOn)) ?? []);
  const names = [...new Set([...mine, ...theirs].map(({ name }) => name))].toSorted();
  const textOf = (files: readonly VersionFile[], name: string) =>
    files.find((file) => file.name === name)?.text;
  const merged = names.map((name) =>
    mergedFile(
      name,
      { base: textOf(base, name), mine: textOf(mine, name), theirs: textOf(theirs, name) },
      sideOf,
    ),
  );
  const files = merged.filter((file) => file.theirs !== file.base && file.theirs !== file.mine);
  const undecided = files.flatMap((file) => file.conflicts.filter((each) => !sideOf(fieldOf(file, each))));
  const revisions = new Map(contents.map(({ name, revision }) => [name, revision]));
  return { presentKey, files, revisions, open: undecided.length };
}

type Three = Pick<MergedFile, 'base' | 'mine' | 'theirs'>;

function mergedFile(
  name: string,
  three: Three,
  sideOf: (field: string) => MergeSide | undefined,
): MergedFile {
  const { base, mine, theirs } = three;
  const file = { name, id: hashOf(name), ...three, conflicts: [] as MergeConflict[] };
  if (mine === undefined || theirs === undefined) {
    const left = mine ?? theirs;
    // New on one side, or as it was where the other took it away; folders are deployed in parts, too, so that stays.
    if (base === undefined) return { ...file, text: left };
    const conflict: MergeConflict = {
      id: 'gone',
      name,
      kind: 'file',
      ...(mine === undefined ? { theirs: '✓' } : { mine: '✓' }),
    };
    const keeps = sideOf(fieldOf(file, conflict));
    const isKept = mine === undefined ? keeps === 'theirs' : keeps !== 'theirs';
    if (mine === undefined && theirs === base) return { ...file, text: undefined };
    return { ...file, conflicts: [conflict], text: isKept ? left : undefined };
  }
  const texts = { base, mine, theirs };
  const found = mergeTexts(name, texts);
  const choices = new Map(
    found.conflicts.flatMap((conflict) => {
      const side = sideOf(fieldOf(file, conflict));
      return side ? [[conflict.id, side] as const] : [];
    }),
  );
  const { text, conflicts } = choices.size > 0 ? mergeTexts(name, texts, choices) : found;
  return { ...file, conflicts, text };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** What is decided is decided about these very values. */
function fieldOf({ id }: Pick<MergedFile, 'id'>, conflict: MergeConflict): string {
  return `c.${id}.${hashOf(JSON.stringify([conflict.id, conflict.mine, conflict.theirs]))}`;
}

/** For the page: what each side changed in words, and each question with both answers. */
export function mergeFileView(
  visit: Visit,
  file: MergedFile,
  sideOf: (field: string) => MergeSide | undefined,
) {
  const { name, base, mine, theirs, conflicts } = file;
  const said = (from: string | undefined, to: string | undefined) =>
    from === to ? [] : sentences(visit, compareFiles(filed(name, from), filed(name, to)));
  return {
    name,
    mine: said(base, mine),
    theirs: said(base, theirs),
    conflicts: conflicts.map((conflict) => {
      const field = fieldOf(file, conflict);
      const side = sideOf(field);
      return {
        field,
        words: conflictWords(visit, conflict),
        base: conflict.base,
        mine: conflict.mine ?? visit.t('merging.gone'),
        theirs: conflict.theirs ?? visit.t('merging.gone'),
        isMine: side === 'mine',
        isTheirs: side === 'theirs',
        isOpen: side === undefined,
      };
    }),
  };
}

const filed = (name: string, text: string | undefined): VersionFile[] =>
  text === undefined ? [] : [{ name, text }];

const MOST_SENTENCES = 60;

function sentences(visit: Visit, changes: readonly Change[]): string[] {
  const said = changes.filter(({ change }) => change !== 'redrawn').map((one) => changeText(one, visit.lang));
  const left = said.length - MOST_SENTENCES;
  return left > 0 ? [...said.slice(0, MOST_SENTENCES), visit.t('differences.left', { count: left })] : said;
}

function conflictWords(visit: Visit, { kind, name, property, base }: MergeConflict): string {
  if (kind === 'file') return visit.t('merging.file');
  if (property === 'name') return visit.t('merging.nameOf', { name: base ?? name });
  return property ? visit.t('merging.property', { name, property }) : visit.t('merging.removed', { name });
}
