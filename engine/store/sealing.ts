// Single values and texts, sealed under their owner's key and opened again.
import type { Json } from '../core/json.ts';
import { holdsEnvelope, openDeep, openText, sealText } from './envelopes.ts';
import type { KeyStore } from './keys.ts';

export interface Sealing {
  /** Opens every envelope inside a stored value of a case, e.g. a variable's row under its name. */
  openValue(rootKey: number, field: string, value: Json): Promise<Json>;
  /** Seals text under its owner's key (a case's root key, or an id such as `draft.7`), made when absent. */
  seal(owner: string | number, field: string, text: string): Promise<string>;
  /** What `seal` gave, in plain text; undefined when the key was erased. Text that was never sealed comes back. */
  open(owner: string | number, field: string, text: string): Promise<string | undefined>;
}

export function sealing(keys: KeyStore): Sealing {
  return {
    async openValue(rootKey, field, value) {
      if (!holdsEnvelope(value)) return value;
      const key = await keys.find(String(rootKey));
      // A case that never had a key sealed nothing: what looks like an envelope is somebody's text.
      if (key === undefined) return value;
      return openDeep(key === 'erased' ? undefined : key, field, value);
    },
    async seal(owner, field, text) {
      const id = String(owner);
      const key = (await keys.ensure([id])).get(id);
      if (!key) throw new Error(`Expected a key for ${id} but it was erased`);
      return sealText(key, field, field, text);
    },
    async open(owner, field, text) {
      const key = await keys.find(String(owner));
      if (key === 'erased') return undefined;
      return key && text.startsWith(`v1:${key.id}:`) ? openText(key, field, text) : text;
    },
  };
}
