// A small proof of work: a number under which the form's request hashes to so many zero bits. The browser looks for it, we check.
export interface Stamp {
  /** The request that the form carries: one proof files one case. */
  request: string;
  bits: number;
  /** Minute of our clock when the work was asked for: nobody works years ahead. */
  minute: number;
  nonce: number;
}

export function stampText({ request, bits, minute, nonce }: Stamp): string {
  return `${request}.${bits}.${minute}.${nonce}`;
}

/** As it is posted: without the request, which stands beside it. */
export function stampField({ bits, minute, nonce }: Stamp): string {
  return `${bits}.${minute}.${nonce}`;
}

export function readStamp(request: string, field: string): Stamp | undefined {
  const [, bits, minute, nonce] = /^(\d{1,2})\.(\d{1,10})\.(\d{1,15})$/.exec(field) ?? [];
  if (bits === undefined) return undefined;
  return { request, bits: Number(bits), minute: Number(minute), nonce: Number(nonce) };
}

/** How many bits at the beginning are zero; `hash` is read from its first byte. */
export function zeroBits(hash: Uint8Array): number {
  let bits = 0;
  for (const byte of hash) {
    if (byte === 0) {
      bits += 8;
      continue;
    }
    return bits + Math.clz32(byte) - 24;
  }
  return bits;
}
