// Codes that open one case to whoever holds them: kept as hashes, found again by what the visitor brings.
import { type Db, hashCaseCode, type Row } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { tidyCode } from './requestId.ts';
import { numberOf } from './rows.ts';

export type CodeKind = 'tracking' | 'survey';

export interface CaseCode {
  hash: string;
  caseKey: number;
  usedAt: number | null;
  jobKey: number | null;
  expiresAt: number | null;
}

async function findCode(visit: Visit, kind: CodeKind, code: string): Promise<CaseCode | undefined> {
  const hash = hashCaseCode(code);
  const { reader, tenant } = visit.engine.store;
  const row: Row | undefined = await reader('cauce_case_codes')
    .where({ tenant_id: tenant, code_hash: hash, kind })
    .first();
  return row && codeFrom(row, numberOf(row.case_key));
}

export function codeFrom({ code_hash, used_at, job_key, expires_at }: Row, caseKey: number): CaseCode {
  return {
    hash: String(code_hash),
    caseKey,
    usedAt: numberOrNull(used_at),
    jobKey: numberOrNull(job_key),
    expiresAt: numberOrNull(expires_at),
  };
}

const numberOrNull = (value: Row[string] | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

/** As it came, then as people type it. */
export async function codeOf(visit: Visit, kind: CodeKind, typed: string): Promise<CaseCode | undefined> {
  const code = typed.trim();
  if (code.length < 20 || code.length > 60) return undefined;
  return (await findCode(visit, kind, code)) ?? (await findCode(visit, kind, tidyCode(code)));
}

/** Inside a write transaction: at best the one that makes the case. */
export async function keepTrackingCode(visit: Visit, db: Db, caseKey: number, code: string): Promise<void> {
  const row = {
    code_hash: hashCaseCode(code),
    tenant_id: visit.engine.store.tenant,
    case_key: caseKey,
    kind: 'tracking',
    created_at: visit.engine.now(),
    used_at: null,
  };
  await db('cauce_case_codes').insert(row).onConflict('code_hash').ignore();
}
