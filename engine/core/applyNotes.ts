// What a note writes: nothing but that its key is taken.
import type { Appliers } from './apply.ts';
import { seen } from './draft.ts';

export const noteAppliers = {
  annotated: (draft, { key }) => seen(draft, key),
} satisfies Partial<Appliers>;
