// What every stored database has in common.
import type { Principal } from '../../engine/index.ts';

export const MASTER = Buffer.alloc(32, 'upgrade').toString('base64');
export const BEGUN = Date.parse('2026-03-02T15:00:00Z');
export const ana: Principal = { username: 'ana', kind: 'user', groups: ['desk'], roles: ['staff'] };
