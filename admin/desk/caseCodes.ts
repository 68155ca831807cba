// Codes that open one case to whoever holds them: kept as hashes, found again by what the visitor brings.
import { hashCaseCode, type Row } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { tidyCode } from './requestId.ts';
import { numberOf } from './rows.ts';

export type CodeKind = 'tracking' | 'survey';

export interface CaseCode {
  hash: string;
  caseKey: number;
  usedAt: number | null;
  jobKey: number | null;
}

async function findCode(visit: Visit, kind: CodeKind, code: string): Promise<CaseCode | undefined> {
  const hash = hashCaseCode(code);
  const { reader, tenant } = visit.engine.store;
  const row: Row | undefined = await reader('cauce_case_codes')
    .where({ tenant_id: tenant, code_hash: hash, kind })
    .first();
  if (!row) return undefined;
  const { case_key, used_at, job_key } = row;
  return {
    hash,
    caseKey: numberOf(case_key),
    usedAt: used_at === null || used_at === undefined ? null : Number(used_at),
    jobKey: job_key === null || job_key === undefined ? null : Number(job_key),
  };
}

/** As it came, then as people type it. */
export async function codeOf(visit: Visit, kind: CodeKind, typed: string): Promise<CaseCode | undefined> {
  const code = typed.trim();
  if (code.length < 20 || code.length > 60) return undefined;
  return (await findCode(visit, kind, code)) ?? (await findCode(visit, kind, tidyCode(code)));
}

export function keepTrackingCode(visit: Visit, caseKey: number, code: string): Promise<unknown> {
  const { store } = visit.engine;
  return store.write((db) =>
    db('cauce_case_codes')
      .insert({
        code_hash: hashCaseCode(code),
        tenant_id: store.tenant,
        case_key: caseKey,
        kind: 'tracking',
        created_at: visit.engine.now(),
        used_at: null,
      })
      .onConflict('code_hash')
      .ignore(),
  );
}
