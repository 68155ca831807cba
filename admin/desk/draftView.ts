// A draft as its page shows it: its files with the editor of each, what was done to it, and how it fares.
import {
  type Draft,
  type DraftFile,
  type DraftFileKind,
  type DraftRevision,
  kindOfDraftFile,
  type Present,
} from '../engine.ts';
import type { Visit } from '../visit.ts';

/** The page that edits each kind. */
const EDITORS: { [K in DraftFileKind]?: string } = {
  drawing: 'dibujo',
  form: 'formulario',
  decision: 'decision',
  catalog: 'contenido',
  mail: 'contenido',
  calendar: 'contenido',
  intake: 'contenido',
  webhook: 'contenido',
  indicators: 'contenido',
  facts: 'contenido',
  roles: 'contenido',
  requests: 'contenido',
  consent: 'contenido',
  guide: 'contenido',
  scenario: 'contenido',
};

export const draftAddress = (visit: Visit, key: number): string => `${visit.base}/borradores/${key}`;

const named = (name: string): string => `nombre=${encodeURIComponent(name)}`;

/** Undefined: it has none, and can be downloaded only. */
export function editorOf(visit: Visit, key: number, name: string): string | undefined {
  const editor = EDITORS[kindOfDraftFile(name)];
  return editor && `${draftAddress(visit, key)}/${editor}?${named(name)}`;
}

const ORDER: DraftFileKind[] = [
  'drawing',
  'form',
  'decision',
  'catalog',
  'mail',
  'calendar',
  'intake',
  'webhook',
  'indicators',
  'facts',
  'roles',
  'requests',
  'consent',
  'guide',
  'scenario',
  'other',
];

export interface FileGroup {
  kind: DraftFileKind;
  label: string;
  files: ReturnType<typeof fileView>[];
}

/** By kind: drawings first. */
export function fileGroups(
  visit: Visit,
  draft: Draft,
  files: readonly DraftFile[],
  around: { present: readonly Present[]; names: Map<string, string> },
): FileGroup[] {
  return ORDER.map((kind) => ({
    kind,
    label: visit.t(kind === 'other' ? 'drafts.kindOther' : `drafts.kind.${kind}`),
    files: files
      .filter(({ name }) => kindOfDraftFile(name) === kind)
      .map((file) => fileView(visit, draft, file, around)),
  })).filter((group) => group.files.length > 0);
}

function fileView(
  visit: Visit,
  { key, createdAt }: Draft,
  { name, revision, bytes, savedAt, savedBy }: DraftFile,
  { present, names }: { present: readonly Present[]; names: Map<string, string> },
) {
  const address = draftAddress(visit, key);
  const here = present.filter((each) => each.file === name && each.username !== visit.principal.username);
  return {
    name,
    revision,
    bytes,
    /** Nobody has changed it in this draft. */
    isUntouched: revision === 1 && savedAt === createdAt,
    at: savedAt,
    by: names.get(savedBy) ?? savedBy,
    href: editorOf(visit, key, name),
    isDrawing: kindOfDraftFile(name) === 'drawing',
    download: `${address}/archivo/descarga?${named(name)}`,
    history: `${address}?archivo=${encodeURIComponent(name)}#historia`,
    here: here.map((each) => names.get(each.username) ?? each.username).join(', '),
  };
}

export function revisionView(
  visit: Visit,
  { key }: Draft,
  { name, revision, kind, savedAt, savedBy }: DraftRevision,
  { names, current }: { names: Map<string, string>; current: ReadonlyMap<string, number> },
) {
  const address = draftAddress(visit, key);
  const isGone = kind === 'removed';
  const isCurrent = current.get(name) === revision;
  return {
    name,
    revision,
    what: visit.t(`drafts.did.${kind}`),
    at: savedAt,
    by: names.get(savedBy) ?? savedBy,
    isCurrent,
    download: isGone ? undefined : `${address}/archivo/descarga?${named(name)}&revision=${revision}`,
    restore: isGone || isCurrent ? undefined : `${address}/archivo/restaurar`,
  };
}
