// What somebody typed and the server does not have yet, kept in this browser: a tab that dies loses nothing.

export interface LocalCopy {
  text: string;
  /** The revision that it was made from. */
  revision: number;
  at: number;
}

export interface LocalCopies {
  keep(copy: LocalCopy): void;
  read(): LocalCopy | undefined;
  forget(): void;
}

/** Of one file of one draft. A browser that keeps nothing, or no more, is no reason to stop anybody from working. */
export function localCopies(draftKey: string, fileName: string): LocalCopies {
  const name = `cauce:draft:${draftKey}:${fileName}`;
  const quietly = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch {
      return undefined;
    }
  };
  return {
    keep: (copy) => quietly(() => localStorage.setItem(name, JSON.stringify(copy))),
    read: () =>
      quietly(() => {
        const found: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
        return isCopy(found) ? found : undefined;
      }),
    forget: () => quietly(() => localStorage.removeItem(name)),
  };
}

function isCopy(value: unknown): value is LocalCopy {
  const { text, revision, at } = (value ?? {}) as { [name: string]: unknown };
  return typeof text === 'string' && typeof revision === 'number' && typeof at === 'number';
}
