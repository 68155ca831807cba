// What is copied in one tab is pasted in another: bpmn-js's clipboard, kept in the browser's storage.

const KEY = 'cauce.modeler.copied';

interface Moddle {
  create(type: string, attributes: object): object;
  createAny(type: string, uri: string, attributes: object): object;
}

interface Copied {
  [name: string]: unknown;
}

class SharedClipboard {
  static $inject = ['moddle'];
  private readonly moddle: Moddle;
  private own: { text: string | null; data: unknown } | undefined;

  constructor(moddle: Moddle) {
    this.moddle = moddle;
  }

  get(): unknown {
    const text = stored();
    // The same objects while nobody else has copied since: references into this drawing stay references.
    if (this.own && this.own.text === text) return this.own.data;
    return text === null ? undefined : this.revived(text);
  }

  set(data: unknown): void {
    const text = JSON.stringify(data, withNamespaces);
    try {
      localStorage.setItem(KEY, text);
    } catch {
      // Full or forbidden: copying within this tab goes on.
    }
    this.own = { text: stored(), data };
  }

  clear(): unknown {
    const data = this.get();
    this.own = undefined;
    localStorage.removeItem(KEY);
    return data;
  }

  isEmpty(): boolean {
    return !this.get();
  }

  private revived(text: string): unknown {
    try {
      return JSON.parse(text, (_, value: unknown) => {
        const type = (value as Copied | null)?.$type;
        return typeof type === 'string' ? this.element(type, value as Copied) : value;
      });
    } catch (problem) {
      console.warn('Expected what was copied in another tab, but it cannot be read.', problem);
      return undefined;
    }
  }

  /** Extensions that nobody here understands are copied as they stand, with the namespace that they came with. */
  private element(type: string, { $type: _, [NAMESPACE]: uri, [UNKNOWN]: unknown, ...own }: Copied): object {
    if (typeof uri !== 'string') {
      const made = this.moddle.create(type, own) as { $attrs?: object };
      if (typeof unknown === 'object' && made.$attrs) Object.assign(made.$attrs, unknown);
      return made;
    }
    const made = this.moddle.createAny(type, uri, {});
    return Object.assign(made, own);
  }
}

/** What JSON would leave out: where an extension that nobody here understands comes from, and such attributes. */
const NAMESPACE = '$uri';
const UNKNOWN = '$unknown';

interface Element {
  $descriptor?: { isGeneric?: boolean; ns?: { uri?: string } };
  $attrs?: { [name: string]: string };
}

function withNamespaces(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { $descriptor, $attrs } = value as Element;
  if ($descriptor?.isGeneric === true) return { ...value, [NAMESPACE]: $descriptor.ns?.uri ?? '' };
  return Object.keys($attrs ?? {}).length > 0 ? { ...value, [UNKNOWN]: $attrs } : value;
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export const sharedClipboard = { clipboard: ['type', SharedClipboard] };
