// What was typed into a form, kept on this device until it is sent: words at once, files where the browser has room for them.

export interface Kept {
  /** With which it is sent, however often. */
  request: string;
  at: number;
  /** Sent, and nobody has said yet that it arrived. */
  sending: boolean;
  fields: [name: string, value: string][];
}

const MOST_MS = 7 * 86_400_000;
const nameOf = (form: string): string => `cauce-filing ${form}`;

export function read(form: string): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(form)) ?? 'null') as Kept | null;
    if (!kept || !/^[0-9a-f]{32}$/.test(kept.request) || Date.now() - kept.at > MOST_MS) return undefined;
    return kept;
  } catch {
    return undefined;
  }
}

/** False where the browser keeps nothing. */
export function keep(form: string, kept: Kept): boolean {
  try {
    localStorage.setItem(nameOf(form), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function forget(form: string): void {
  try {
    localStorage.removeItem(nameOf(form));
  } catch {
    // Nothing was kept.
  }
  void withFiles('readwrite', (files) => files.delete(form)).catch(() => undefined);
}

export type KeptFiles = { [field: string]: File[] };

export async function readFiles(form: string): Promise<KeptFiles> {
  return (await withFiles<KeptFiles | undefined>('readonly', (files) => files.get(form))) ?? {};
}

export async function keepFiles(form: string, files: KeptFiles): Promise<void> {
  await withFiles('readwrite', (store) => store.put(files, form));
}

async function withFiles<T>(
  mode: IDBTransactionMode,
  work: (files: IDBObjectStore) => IDBRequest<T> | IDBRequest,
): Promise<T> {
  const database = await done(openedWith(indexedDB.open('cauce-filing', 1)));
  try {
    return (await done(work(database.transaction('files', mode).objectStore('files')))) as T;
  } finally {
    database.close();
  }
}

function openedWith(request: IDBOpenDBRequest): IDBOpenDBRequest {
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore('files'));
  return request;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
