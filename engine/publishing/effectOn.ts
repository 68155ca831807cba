// The effect that a version is expected to have: its scenarios played on it and on what it takes the place of.
import { createHash } from 'node:crypto';
import type { InspectRequest } from './inspect.ts';
import { type Inspected, inspectInWorker } from './inspectInWorker.ts';
import { createMemory } from './remembered.ts';

const remembered = createMemory<Inspected>();

/** The same question is answered once. */
export function effectOn(
  request: Required<Omit<InspectRequest, 'replaced'>> & InspectRequest,
): Promise<Inspected> {
  const hash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  return remembered(hash, () => inspectInWorker(request));
}
