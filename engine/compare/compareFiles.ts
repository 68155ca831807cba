// Two versions of a process folder, or of one file, and all that differs between them, as facts.
import type { Change } from './change.ts';
import { compareParts } from './compareParts.ts';
import { decisionParts } from './decisionParts.ts';
import { drawingParts } from './drawingParts.ts';
import { jsonParts } from './jsonParts.ts';
import type { Parts } from './part.ts';
import { lineParts, tableParts } from './textParts.ts';

export interface VersionFile {
  /** Path within its folder. */
  name: string;
  text: string;
}

/** Files are the same by their names; where each side has one alone, it is compared whatever it is called. */
export function compareFiles(before: readonly VersionFile[], after: readonly VersionFile[]): Change[] {
  const [one] = before;
  const [other] = after;
  if (one && other && before.length === 1 && after.length === 1) return compareTwo(other.name, one, other);
  const names = [...new Set([...after, ...before].map(({ name }) => name))].sort();
  return names.flatMap((name) => {
    const [old, fresh] = [before, after].map((files) => files.find((file) => file.name === name));
    if (old && fresh) return compareTwo(name, old, fresh);
    return [
      { change: fresh ? ('added' as const) : ('removed' as const), file: name, id: name, kind: 'file', name },
    ];
  });
}

function compareTwo(name: string, before: VersionFile, after: VersionFile): Change[] {
  if (before.text === after.text) return [];
  const [old, fresh] = [partsOf(before), partsOf(after)];
  const unreadable = [old, fresh].find((parts) => 'unreadable' in parts);
  if (unreadable && 'unreadable' in unreadable)
    return [{ change: 'unreadable', file: name, id: name, kind: 'file', name, from: unreadable.unreadable }];
  if ('unreadable' in old || 'unreadable' in fresh) return [];
  return compareParts(name, old.parts, fresh.parts);
}

function partsOf({ name, text }: VersionFile): Parts {
  if (/\.(bpmn|bpmn20\.xml|xml)$/i.test(name)) return drawingParts(text);
  if (/\.dmn$/i.test(name)) return decisionParts(text);
  if (/\.(form|json)$/i.test(name)) return jsonParts(text, name);
  return /\.csv$/i.test(name) ? tableParts(text) : lineParts(text);
}
