// What a deployment is known by: one hash over the names and bytes of its files, in whatever order they came.
import { createHash } from 'node:crypto';

export function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

export function deploymentHash(files: readonly { name: string; content: Buffer }[]): string {
  return hashOfNamed(files.map(({ name, content }) => ({ name, hash: sha256(content) })));
}

export function hashOfNamed(files: readonly { name: string; hash: string }[]): string {
  const lines = files.map(({ name, hash }) => `${name}\n${hash}\n`);
  return sha256(lines.toSorted().join(''));
}
