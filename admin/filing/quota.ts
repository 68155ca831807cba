// How much the public may file and upload: by address and in all, more with a proof of work, and dearer the more there is.
import { createHash } from 'node:crypto';
import { readStamp, stampText, zeroBits } from './stamp.ts';

/** In an hour, on this node. */
export interface FilingLimits {
  /** Of one address without a proof: a browser without scripts. */
  unproven: number;
  /** Of one address with a proof for each. */
  proven: number;
  inAll: number;
  /** Bytes that one address may upload. */
  bytes: number;
}

export type Judged = { ok: true } | { ok: false; seconds: number };

export interface FilingQuota {
  /** Zero bits that a proof must show now. */
  bits(now: number): number;
  isProven(request: string, field: string, now: number): boolean;
  /** Whether one more may be filed; where not, after how long it is worth trying again. */
  judge(address: string, proven: boolean, now: number): Judged;
  /** One was filed. */
  count(address: string, now: number): void;
  /** Whether an address may send so many bytes; they are counted where it may. */
  takes(address: string, bytes: number, now: number): boolean;
}

const HOUR = 3_600_000;
const EASY = 14;
const HARDEST = 20;
const WORTH_MINUTES = 24 * 60;

export function createFilingQuota(limits: FilingLimits): FilingQuota {
  const filed = createTally();
  const sent = createTally();
  const load = (now: number) => filed.total(now) / limits.inAll;
  const quota: FilingQuota = {
    bits: (now) => Math.min(HARDEST, EASY + Math.floor(load(now) * (HARDEST - EASY))),
    isProven(request, field, now) {
      const stamp = readStamp(request, field);
      if (!stamp || stamp.bits < quota.bits(now)) return false;
      const age = Math.floor(now / 60_000) - stamp.minute;
      if (age < 0 || age > WORTH_MINUTES) return false;
      return zeroBits(createHash('sha256').update(stampText(stamp)).digest()) >= stamp.bits;
    },
    judge(address, proven, now) {
      if (load(now) >= 1) return { ok: false, seconds: filed.wait(undefined, now) };
      // In a flood, whoever proves nothing waits until half of the room is free again.
      const most = proven ? limits.proven : load(now) < 0.5 ? limits.unproven : 0;
      return filed.of(address, now) < most ? { ok: true } : { ok: false, seconds: filed.wait(address, now) };
    },
    count: (address, now) => filed.add(address, 1, now),
    takes(address, bytes, now) {
      if (sent.of(address, now) + bytes > limits.bytes) return false;
      sent.add(address, bytes, now);
      return true;
    },
  };
  return quota;
}

/** Sums of the last hour by address, in steps of a minute; what is older is forgotten. */
function createTally() {
  let steps: { minute: number; total: number; by: Map<string, number> }[] = [];
  const live = (now: number) => {
    const oldest = Math.floor((now - HOUR) / 60_000);
    if (steps.some(({ minute }) => minute <= oldest)) steps = steps.filter(({ minute }) => minute > oldest);
    return steps;
  };
  return {
    add(address: string, amount: number, now: number): void {
      const minute = Math.floor(now / 60_000);
      const there = live(now).find((each) => each.minute === minute);
      const step = there ?? { minute, total: 0, by: new Map<string, number>() };
      if (!there) steps.push(step);
      step.total += amount;
      step.by.set(address, (step.by.get(address) ?? 0) + amount);
    },
    of: (address: string, now: number) => live(now).reduce((sum, { by }) => sum + (by.get(address) ?? 0), 0),
    total: (now: number) => live(now).reduce((sum, { total }) => sum + total, 0),
    /** Seconds until the oldest of them are forgotten; a minute where there are none. */
    wait(address: string | undefined, now: number): number {
      const oldest = live(now).find(({ by }) => address === undefined || by.has(address));
      return oldest ? Math.max(1, Math.ceil((oldest.minute * 60_000 + 60_000 + HOUR - now) / 1000)) : 60;
    },
  };
}

/** The usual ones, from how many requests to public pages an address may make in a quarter of an hour. */
export function filingLimits(publicLimit: number, fileLimit: number): FilingLimits {
  return {
    unproven: Math.max(3, Math.floor(publicLimit / 10)),
    proven: publicLimit,
    inAll: 50 * publicLimit,
    bytes: 40 * fileLimit + 10 * 1024 * 1024,
  };
}
