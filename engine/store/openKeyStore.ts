// The key store that belongs to a database: a file beside a file, a schema or another server beside a server.
import { existsSync } from 'node:fs';
import type { Database } from './database.ts';
import { addressOfUrl } from './dialects/postgresConnect.ts';
import { postgresKeys } from './dialects/postgresKeys.ts';
import { sqliteKeys } from './dialects/sqliteKeys.ts';
import { type KeyStore, openKeys } from './keys.ts';
import { givenMasterKey, masterKeyBeside } from './masterKey.ts';
import { storeError } from './storeError.ts';

export interface KeyOptions {
  tenant: string;
  readOnly: boolean;
  masterKey: string | undefined;
  keysUrl: string | undefined;
}

/**
 * Before the first migration, so that a database with a schema (`expected`) always has its keys: without them every
 * case would read as erased, and new keys would be made beside the lost ones.
 */
export async function openKeyStore(
  database: Pick<Database, 'filename' | 'address'>,
  options: KeyOptions,
  expected: boolean,
): Promise<KeyStore> {
  const { tenant, readOnly } = options;
  if (database.address) {
    const { keysUrl = process.env.KEYS_DATABASE_URL } = options;
    const master = givenMasterKey(options.masterKey);
    if (!master) throw masterKeyRequired(database.filename);
    const address = keysUrl ? addressOfUrl(keysUrl) : database.address;
    return await openKeys(await postgresKeys(address, { readOnly, expected }), master, tenant, readOnly);
  }
  const filename = `${database.filename}.keys`;
  if (expected && !existsSync(filename)) {
    throw storeError(
      'KEYS_MISSING',
      { filename },
      `Expected the keys of ${database.filename} in ${filename} but there is no such file. Restore it from your backup of keys.`,
    );
  }
  const master = givenMasterKey(options.masterKey) ?? masterKeyBeside(database.filename, readOnly);
  return await openKeys(await sqliteKeys(filename, readOnly), master, tenant, readOnly);
}

function masterKeyRequired(address: string): Error {
  return storeError(
    'MASTER_KEY_REQUIRED',
    { address },
    `Expected CAUCE_MASTER_KEY for ${address} but there is none: every node needs the same. Make one with: openssl rand -base64 32`,
  );
}
