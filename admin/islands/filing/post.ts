// Posts a form and tells how far it is; what the network swallows is thrown, whatever the server says is an answer.

export interface Posted {
  status: number;
  page: Document;
  filed: boolean;
  /** Zero bits and minute of the proof that is asked for now. */
  proof: [bits: number, minute: number] | undefined;
}

const SILENT_MS = 120_000;

export function post(
  form: HTMLFormElement,
  body: FormData,
  told: (percent: number) => void,
  headers: { [name: string]: string } = {},
): Promise<Posted> {
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  return new Promise((resolve, reject) => {
    let silence = 0;
    // Slow is no failure; not a byte for long is.
    const heard = () => {
      clearTimeout(silence);
      silence = window.setTimeout(() => request.abort(), SILENT_MS);
    };
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      heard();
      told(total > 0 ? Math.floor((100 * loaded) / total) : 0);
    });
    request.addEventListener('progress', heard);
    request.addEventListener('loadend', () => clearTimeout(silence));
    for (const name of ['error', 'abort', 'timeout'])
      request.addEventListener(name, () => reject(new Error(name)));
    request.addEventListener('load', () => resolve(answerOf(request)));
    heard();
    request.send(body);
  });
}

function answerOf(request: XMLHttpRequest): Posted {
  const [bits = '', minute = ''] = (request.getResponseHeader('X-Cauce-Proof') ?? '').split(' ');
  return {
    status: request.status,
    page: new DOMParser().parseFromString(request.responseText, 'text/html'),
    filed: request.getResponseHeader('X-Cauce-Filed') === '1',
    proof: bits === '' ? undefined : [Number(bits), Number(minute)],
  };
}

/** Sends again until there is an answer of ours: after ever longer whiles, and at once when the signal is back. */
export async function persist(
  send: () => Promise<Posted>,
  waiting: (seconds: number, isOffline: boolean) => void,
  again: (resume: () => void) => () => void,
): Promise<Posted> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await send();
      if (answer.status < 500 && answer.status !== 408) return answer;
    } catch {
      // The answer may be what was lost: the same request asks for it again.
    }
    const seconds = Math.min(60, 2 ** (attempt + 1));
    await pause(seconds, waiting, again);
  }
}

function pause(
  seconds: number,
  waiting: (seconds: number, isOffline: boolean) => void,
  again: (resume: () => void) => () => void,
): Promise<void> {
  return new Promise((resolve) => {
    let left = seconds;
    const tell = () => waiting(left, !navigator.onLine);
    const ticking = window.setInterval(() => {
      left -= 1;
      if (left <= 0) resume();
      else tell();
    }, 1000);
    const ended = again(resume);
    window.addEventListener('online', resume);
    tell();
    function resume(): void {
      clearInterval(ticking);
      window.removeEventListener('online', resume);
      ended();
      resolve();
    }
  });
}
