// How much the public may file: by address and in all, with and without a proof of work; what the browser finds is what we check.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createFilingQuota, filingLimits } from '../../../admin/filing/quota.ts';
import { readStamp, stampField, stampText, zeroBits } from '../../../admin/filing/stamp.ts';
import { sha256 } from '../../../admin/islands/filing/sha256.ts';

const HOUR = 3_600_000;
const now = Date.UTC(2026, 10, 3, 15);
const minute = now / 60_000;
const limits = { unproven: 2, proven: 5, inAll: 20, bytes: 1000 };
const request = 'a'.repeat(32);

function proof(bits: number, at = minute): string {
  for (let nonce = 0; ; nonce += 1) {
    const stamp = { request, bits, minute: at, nonce };
    if (zeroBits(sha256(stampText(stamp))) >= bits) return stampField(stamp);
  }
}

describe('the browser’s own hash', () => {
  test('is that of everybody, for texts of every length about a block', () => {
    for (let length = 0; length < 140; length += 1) {
      const text = 'ñ'.repeat(length % 9) + 'x'.repeat(length);
      expect(Buffer.from(sha256(text)).toString('hex')).toBe(createHash('sha256').update(text).digest('hex'));
    }
  });
});

describe('a proof of work', () => {
  test('is worth what it says, for its request, for a day', () => {
    const quota = createFilingQuota(limits);
    const field = proof(quota.bits(now));
    expect(quota.isProven(request, field, now)).toBe(true);
    expect(quota.isProven(request, field, now + 23 * HOUR)).toBe(true);
    expect(quota.isProven(request, field, now + 25 * HOUR)).toBe(false);
    expect(quota.isProven('b'.repeat(32), field, now)).toBe(false);
    expect(quota.isProven(request, proof(8), now)).toBe(false);
    expect(quota.isProven(request, proof(quota.bits(now), minute + 60), now)).toBe(false);
  });

  test.each(['', '1', '14.1', '14.1.x', `14.${minute}.0`, `99.${minute}.0`, '14.-1.0', '🦜'])(
    'is none where it says %j',
    (field) => {
      expect(createFilingQuota(limits).isProven(request, field, now)).toBe(false);
    },
  );

  test('is read as it was written', () => {
    const stamp = { request, bits: 14, minute, nonce: 4711 };
    expect(readStamp(request, stampField(stamp))).toEqual(stamp);
  });
});

describe('a quota', () => {
  test('lets an address file more with proofs than without, and again an hour later', () => {
    const quota = createFilingQuota(limits);
    for (let count = 0; count < 2; count += 1) quota.count('a', now);
    expect(quota.judge('a', false, now)).toEqual({ ok: false, seconds: expect.any(Number) });
    expect(quota.judge('b', false, now)).toEqual({ ok: true });
    expect(quota.judge('a', true, now)).toEqual({ ok: true });
    for (let count = 0; count < 3; count += 1) quota.count('a', now);
    const refused = quota.judge('a', true, now);
    if (refused.ok) throw new Error('Expected no more to be let in.');
    expect(quota.judge('a', true, now + refused.seconds * 1000)).toEqual({ ok: true });
  });

  test('asks for dearer proofs the more is filed, and for nobody’s word alone in a flood', () => {
    const quota = createFilingQuota(limits);
    const bits = [quota.bits(now)];
    for (let count = 0; count < 20; count += 1) {
      quota.count(`address ${count}`, now);
      bits.push(quota.bits(now));
    }
    expect(bits.toSorted((a, b) => a - b)).toEqual(bits);
    expect([bits[0], bits.at(-1)]).toEqual([14, 20]);
    expect(quota.judge('new', true, now)).toMatchObject({ ok: false });
    const half = createFilingQuota(limits);
    for (let count = 0; count < 10; count += 1) half.count(`address ${count}`, now);
    expect(half.judge('new', false, now)).toMatchObject({ ok: false });
    expect(half.judge('new', true, now)).toEqual({ ok: true });
  });

  test('counts the bytes of an address by the hour', () => {
    const quota = createFilingQuota(limits);
    expect([quota.takes('a', 600, now), quota.takes('a', 600, now), quota.takes('b', 600, now)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(quota.takes('a', 600, now + HOUR + 60_000)).toBe(true);
  });

  test('follows the limit of requests that was set', () => {
    expect(filingLimits(120, 25_000_000)).toMatchObject({ unproven: 12, proven: 120, inAll: 6000 });
    expect(filingLimits(5, 1).unproven).toBe(3);
  });
});
