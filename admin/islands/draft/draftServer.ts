// What the editors ask of the server about a file of a draft, and what it may answer; no answer at all is one of them.

export interface DraftAddress {
  /** Path that the pages are mounted under. */
  base: string;
  draftKey: string;
  fileName: string;
  csrf: string;
}

/** What is there instead of what was expected. */
export interface Theirs {
  text: string;
  revision: number;
  savedBy: string;
  savedAt: number;
  removed: boolean;
  /** In the reader's language. */
  message: string;
}

export interface Present {
  name: string;
  file: string;
  since: number;
  me: boolean;
}

export type Saved =
  | { outcome: 'saved'; revision: number; savedAt: number }
  | { outcome: 'conflict'; theirs: Theirs }
  /** Trying again does not help; in the reader's language. */
  | { outcome: 'refused'; message: string; status: number }
  | { outcome: 'offline' };

export interface SaveRequest {
  text: string;
  revision: number;
  merged?: boolean;
  /** The page is going away: the browser sends it after that. */
  leaving?: boolean;
}

/** Bytes that a browser takes along when its page goes away. */
const MOST_LEAVING = 60_000;

export const addressOf = ({ base, draftKey, fileName }: DraftAddress): string =>
  `${base}/borradores/${draftKey}/archivo?nombre=${encodeURIComponent(fileName)}`;

export async function readDraftFile(
  address: DraftAddress,
): Promise<{ text: string; revision: number } | undefined> {
  const response = await fetch(addressOf(address), { credentials: 'same-origin', cache: 'no-store' });
  // No content: no such file yet, which is no fault of anybody.
  if (response.status === 204 || response.status === 404) return undefined;
  if (!response.ok || response.redirected)
    throw new Error(`Expected the file ${address.fileName}, but the server answered ${response.status}.`);
  const revision = Number(/\d+/.exec(response.headers.get('ETag') ?? '')?.[0] ?? 0);
  return { text: await response.text(), revision };
}

export async function saveDraftFile(address: DraftAddress, request: SaveRequest): Promise<Saved> {
  const body = new FormData();
  body.set('_csrf', address.csrf);
  body.set('revision', String(request.revision));
  if (request.merged) body.set('merged', '1');
  const part = new Blob([request.text], { type: 'text/plain' });
  body.set('content', part, 'content');
  const keepalive = request.leaving === true && part.size < MOST_LEAVING;
  try {
    const response = await fetch(addressOf(address), {
      method: 'POST',
      body,
      credentials: 'same-origin',
      keepalive,
    });
    return await savedOf(response);
  } catch {
    return { outcome: 'offline' };
  }
}

async function savedOf(response: Response): Promise<Saved> {
  const isJson = response.headers.get('Content-Type')?.includes('application/json') === true;
  // A server that stands behind another, or is busy, may answer later; who must sign in again sees that on the page.
  if (!isJson) {
    const { status, redirected } = response;
    return status >= 500 || status === 429
      ? { outcome: 'offline' }
      : { outcome: 'refused', message: '', status: redirected ? 401 : status };
  }
  const answer = (await response.json()) as { [name: string]: unknown };
  const { revision, savedAt, savedBy, content, message, removed } = answer as unknown as Theirs & {
    content: string;
  };
  if (response.ok) return { outcome: 'saved', revision, savedAt };
  if (response.status !== 409)
    return { outcome: 'refused', message: String(message ?? ''), status: response.status };
  return { outcome: 'conflict', theirs: { text: content, revision, savedAt, savedBy, removed, message } };
}

/** Undefined: nobody answered. */
export async function tellPresence(
  { base, draftKey, fileName, csrf }: DraftAddress,
  leaving = false,
): Promise<Present[] | undefined> {
  const body = new URLSearchParams({ _csrf: csrf, archivo: fileName, ...(leaving && { adios: '1' }) });
  try {
    const response = await fetch(`${base}/borradores/${draftKey}/presencia`, {
      method: 'POST',
      body,
      credentials: 'same-origin',
      keepalive: leaving,
    });
    if (!response.ok || response.redirected) return undefined;
    return ((await response.json()) as { present: Present[] }).present;
  } catch {
    return undefined;
  }
}
