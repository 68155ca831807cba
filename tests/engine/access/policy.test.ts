import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, authorize, listLimits, type TaskResource } from '../../../engine/access/policy.ts';
import type { Principal, Role } from '../../../engine/runtime/engine.ts';

function principal(roles: Role[], groups: string[] = [], username = 'ana'): Principal {
  return { username, kind: roles.includes('service') ? 'service' : 'user', groups, roles };
}

function task(facts: Partial<TaskResource> = {}): TaskResource {
  return {
    kind: 'task',
    state: 'CREATED',
    assignee: null,
    candidateGroups: ['Uno'],
    candidateUsers: [],
    ...facts,
  };
}

describe('staff', () => {
  const ana = principal(['staff'], ['Uno']);

  it('see and complete what their lane may take', () => {
    expect(authorize(ana, 'task:read', task())).toBe(true);
    expect(authorize(ana, 'task:complete', task())).toBe(true);
    expect(authorize(ana, 'task:complete', task({ candidateGroups: [], candidateUsers: ['ana'] }))).toBe(
      true,
    );
    expect(authorize(ana, 'task:complete', task({ candidateGroups: [], assignee: 'ana' }))).toBe(true);
  });

  it('see nothing of other lanes', () => {
    expect(authorize(ana, 'task:read', task({ candidateGroups: ['Dos'] }))).toBe(false);
    expect(authorize(ana, 'task:complete', task({ candidateGroups: ['Dos'] }))).toBe(false);
  });

  it('see a colleague at work on a task of their lane, but cannot complete or take it', () => {
    const held = task({ assignee: 'eva' });
    expect(authorize(ana, 'task:read', held)).toBe(true);
    expect(authorize(ana, 'task:complete', held)).toBe(false);
    expect(authorize(ana, 'task:claim', held)).toBe(false);
    expect(authorize(ana, 'task:assign', held)).toBe(false);
    expect(authorize(principal(['leader'], ['Uno']), 'task:assign', held)).toBe(true);
  });

  it('read a case only where they have work in it', () => {
    expect(authorize(ana, 'case:read', { kind: 'case', involved: true })).toBe(true);
    expect(authorize(ana, 'case:read', { kind: 'case', involved: false })).toBe(false);
    expect(authorize(ana, 'case:history', { kind: 'case', involved: true })).toBe(false);
  });
});

describe('other roles', () => {
  const writes: Action[] = [
    'task:claim',
    'task:assign',
    'task:update',
    'task:complete',
    'instance:start',
    'instance:cancel',
    'instance:modify',
    'instance:migrate',
    'variable:write',
    'activity:begin',
    'case:mend',
    'message:publish',
    'job:work',
    'incident:resolve',
    'deployment:create',
    'document:create',
    'document:delete',
    'people:write',
  ];

  it('auditors read everything and change nothing', () => {
    const auditor = principal(['auditor']);
    expect(authorize(auditor, 'task:read', task())).toBe(true);
    expect(authorize(auditor, 'case:history', { kind: 'case', involved: false })).toBe(true);
    for (const action of writes) {
      expect(authorize(auditor, action, task()), action).toBe(false);
      expect(authorize(auditor, action), action).toBe(false);
    }
  });

  it('administrators do all, also the work of a lane without members', () => {
    const admin = principal(['admin']);
    for (const action of writes) expect(authorize(admin, action), action).toBe(true);
    expect(authorize(admin, 'task:complete', task({ candidateGroups: ['Nobody'], assignee: 'eva' }))).toBe(
      true,
    );
  });

  it('services work jobs, messages, instances and deployments, but never people', () => {
    const service = principal(['service']);
    expect(authorize(service, 'job:work')).toBe(true);
    expect(authorize(service, 'deployment:create')).toBe(true);
    expect(authorize(service, 'people:write')).toBe(false);
  });

  it('nobody at all reaches nothing but what is public', () => {
    expect(authorize(null, 'public')).toBe(true);
    for (const action of [...writes, 'signedIn' as const, 'task:list' as const]) {
      expect(authorize(null, action), action).toBe(false);
      expect(authorize({ ...principal([]), kind: 'public' }, action), action).toBe(false);
    }
  });
});

describe('the list twin', () => {
  const names = fc.constantFrom('ana', 'eva', 'Uno', 'Dos', 'Tres');
  const someRoles = fc.uniqueArray(
    fc.constantFrom<Role>('admin', 'designer', 'leader', 'staff', 'auditor', 'service'),
  );

  it('lists exactly the tasks that may be read one by one', () => {
    fc.assert(
      fc.property(
        someRoles,
        fc.uniqueArray(names),
        fc.record({
          assignee: fc.option(names),
          candidateGroups: fc.uniqueArray(names),
          candidateUsers: fc.uniqueArray(names),
        }),
        (roles, groups, facts) => {
          const who = principal(roles, groups);
          const one = task(facts);
          const limits = listLimits(who, 'task:list');
          const listed =
            limits.kind === 'everything' ||
            (limits.kind === 'own' &&
              (one.assignee === limits.user ||
                one.candidateUsers.includes(limits.user) ||
                one.candidateGroups.some((group) => limits.groups.includes(group))));
          expect(listed).toBe(authorize(who, 'task:read', one));
        },
      ),
    );
  });
});
