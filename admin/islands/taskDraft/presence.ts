// Tells the server now and then that this task is open here, and hears who else has it open.

const EVERY = 25_000;

export interface Heard {
  /** Empty: nobody else. */
  others: string;
}

export function watchPresence(address: string, token: string, heard: (heard: Heard) => void): () => void {
  const body = (leaves: boolean) => new URLSearchParams({ _csrf: token, ...(leaves && { leaves: '1' }) });
  const beat = async (): Promise<void> => {
    // Nobody looks at a page that is hidden.
    if (document.visibilityState === 'hidden') return;
    try {
      const response = await fetch(address, {
        method: 'POST',
        body: body(false),
        credentials: 'same-origin',
      });
      const isJson = response.headers.get('content-type')?.includes('application/json') === true;
      if (response.ok && isJson) heard(await response.json());
    } catch {
      // Without a connection nobody else is seen; the next beat tries again.
    }
  };
  const leave = () => void navigator.sendBeacon(address, body(true));
  const seen = () => void beat();
  const timer = setInterval(seen, EVERY);
  document.addEventListener('visibilitychange', seen);
  addEventListener('pagehide', leave);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('pagehide', leave);
  };
}
