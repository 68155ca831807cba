// The master key that wraps all data keys: from the options, the environment, or a file made on the first start.
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { storeError } from './storeError.ts';

/** From the options or the environment. */
export function givenMasterKey(given = process.env.CAUCE_MASTER_KEY): Buffer | undefined {
  return given === undefined || given === '' ? undefined : parse(given.trim(), 'CAUCE_MASTER_KEY');
}

/** From the file `<database>.master`. */
export function masterKeyBeside(database: string, readOnly = false): Buffer {
  const file = `${database}.master`;
  if (!existsSync(file)) {
    if (readOnly || existsSync(`${database}.keys`)) {
      throw storeError(
        'MASTER_KEY_MISSING',
        { file },
        `Expected the master key in CAUCE_MASTER_KEY or ${file} but found neither. Restore it from your backup of keys.`,
      );
    }
    create(file);
  }
  return parse(readFileSync(file, 'utf8').trim(), file);
}

function parse(text: string, source: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length === 32) return key;
  throw storeError(
    'MASTER_KEY_INVALID',
    { source, bytes: key.length },
    `Expected 32 bytes as hex or base64 in ${source} but found ${key.length}. Make one with: openssl rand -base64 32`,
  );
}

/** Whole and on disk, its folder entry too, before any key is wrapped with it. */
function create(file: string): void {
  const handle = openSync(`${file}.new`, 'w', 0o600);
  writeSync(handle, `${randomBytes(32).toString('base64')}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
