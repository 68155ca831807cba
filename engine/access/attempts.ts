// Counts sign-in attempts by address and by user, so that guessing stops before any password is hashed.

export interface AttemptLimits {
  windowMs: number;
  perAddress: number;
  perUser: number;
}

interface Window {
  count: number;
  endsAt: number;
}

export interface Attempts {
  /** Milliseconds to wait, or 0 when the attempt may go on. Counts the attempt. */
  admit(address: string, username: string): number;
  /** A successful sign-in clears the user's count, and is not held against an address that many people share. */
  forgive(address: string, username: string): void;
}

const maxWindows = 50_000;

export function createAttempts(limits: AttemptLimits, now: () => number): Attempts {
  const windows = new Map<string, Window>();

  function forget(at: number): void {
    for (const [key, window] of windows) {
      if (window.endsAt <= at) windows.delete(key);
    }
    // Oldest first: a Map keeps the order of insertion.
    for (const key of windows.keys()) {
      if (windows.size < maxWindows) break;
      windows.delete(key);
    }
  }

  function count(key: string, limit: number, at: number): number {
    let window = windows.get(key);
    // A clock that was set back must not lock anybody out for as long.
    if (!window || window.endsAt <= at || window.endsAt > at + limits.windowMs) {
      if (windows.size >= maxWindows) forget(at);
      window = { count: 0, endsAt: at + limits.windowMs };
      windows.set(key, window);
    }
    window.count += 1;
    return window.count > limit ? window.endsAt - at : 0;
  }

  return {
    admit(address, username) {
      const at = now();
      const byAddress = count(`address ${address}`, limits.perAddress, at);
      if (byAddress > 0) return byAddress;
      return count(`user ${username.toLowerCase()}`, limits.perUser, at);
    },
    forgive(address, username) {
      windows.delete(`user ${username.toLowerCase()}`);
      const byAddress = windows.get(`address ${address}`);
      if (byAddress) byAddress.count -= 1;
    },
  };
}
