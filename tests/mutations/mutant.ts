// Makes the mutant of a number: a seed, changed in one to three ways; the same number always gives the same bytes.
import { bombs } from './bombs.ts';
import { randomFrom } from './random.ts';
import { referential } from './references.ts';
import type { Seed } from './seeds.ts';
import { type Mutation, structural } from './structure.ts';

export interface Mutant {
  /** Seed and changes, to be found again. */
  name: string;
  content: Buffer;
}

const KINDS: readonly (readonly [string, Mutation])[] = [
  ...Object.entries(structural),
  ...Object.entries(referential),
  ...Object.entries(bombs),
];
const LARGEST = 55_000_000;

export function mutantOf(number: number, seed: number, seeds: readonly Seed[]): Mutant {
  const random = randomFrom(seed * 1_000_003 + number);
  const base = random.pick(seeds);
  let text = base.text;
  const changes: string[] = [];
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  for (let at = 0; at < count; at++) {
    const [name, mutate] = random.pick(KINDS);
    const changed = mutate(text, random, random.pick(seeds).text);
    if (changed.length > LARGEST) continue;
    text = changed;
    changes.push(name);
  }
  return { name: `${number} ${base.name}: ${changes.join(', ')}`, content: encoded(text, random) };
}

function encoded(text: string, random: ReturnType<typeof randomFrom>): Buffer {
  const way = random.upTo(60);
  if (way === 0) return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (way === 1) return Buffer.from(text, 'latin1');
  const bytes = Buffer.from(text, 'utf8');
  // Single bytes that no longer mean what they did.
  if (way < 5)
    for (let at = 0; at < 3 && bytes.length > 0; at++) bytes[random.upTo(bytes.length)] = random.upTo(256);
  return bytes;
}
