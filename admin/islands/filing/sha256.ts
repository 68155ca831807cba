// SHA-256 of a short text, where a page without https has no WebCrypto, and many times over, where asking it would be slow.
const K = new Uint32Array(64);
const START = new Uint32Array(8);

/** The first 32 bits of the fractions of the roots of the first primes. */
function fractionOf(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) >>> 0;
}

let found = 0;
for (let number = 2; found < 64; number += 1) {
  let isPrime = true;
  for (let by = 2; by * by <= number; by += 1) if (number % by === 0) isPrime = false;
  if (!isPrime) continue;
  if (found < 8) START[found] = fractionOf(Math.sqrt(number));
  K[found] = fractionOf(Math.cbrt(number));
  found += 1;
}

const words = new Uint32Array(64);

export function sha256(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  const state = START.slice();
  for (let at = 0; at < padded.length; at += 64) mix(state, view, at);
  const hash = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => {
    hash.setUint32(index * 4, word);
  });
  return new Uint8Array(hash.buffer);
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const at = (list: Uint32Array, index: number): number => list[index] as number;

function mix(state: Uint32Array, block: DataView, from: number): void {
  for (let i = 0; i < 16; i += 1) words[i] = block.getUint32(from + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const low = at(words, i - 15);
    const high = at(words, i - 2);
    const s0 = turned(low, 7) ^ turned(low, 18) ^ (low >>> 3);
    const s1 = turned(high, 17) ^ turned(high, 19) ^ (high >>> 10);
    words[i] = at(words, i - 16) + s0 + at(words, i - 7) + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i += 1) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(K, i) + at(words, i)) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = at(state, index) + word;
  });
}
