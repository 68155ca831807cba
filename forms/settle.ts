// Finds the data in which conditions, computed values and locked values agree with each other.
import type { Json, Variables } from '../engine/core/json.ts';
import type { FormContext, Node } from './fields/field.ts';
import { fieldOf } from './fields/index.ts';
import { copyOf, getIn, setIn } from './paths.ts';
import { everyNode, resolve } from './resolve.ts';
import type { Component, FormSchema } from './schema.ts';

/** Conditions that depend on each other in a longer chain than this are settled as far as they got. */
const MAX_ROUNDS = 6;

export interface Settled {
  nodes: Node[];
  data: Variables;
}

/**
 * `candidate` holds what the person answered over what was stored. Values of hidden, read-only and disabled fields are
 * taken from `stored`, computed ones are computed, and the conditions are asked again until nothing changes.
 */
export function settle(
  schema: FormSchema,
  candidate: Variables,
  stored: Variables,
  context: FormContext,
): Settled {
  let data = candidate;
  let nodes = resolve(schema, data, context);
  let before = JSON.stringify(data);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    data = applied(nodes, candidate, stored, context);
    nodes = resolve(schema, data, context);
    const now = JSON.stringify(data);
    if (now === before) break;
    before = now;
  }
  return { nodes, data };
}

function applied(nodes: Node[], candidate: Variables, stored: Variables, context: FormContext): Variables {
  const data = copyOf(candidate);
  const visit = (list: Node[], from: Variables, insideLocked: boolean) => {
    for (const node of list) {
      const field = fieldOf(node.component);
      const locked = node.hidden || node.locked;
      if (field.holds === 'value') {
        if (field.computed && !node.hidden) setIn(data, node.segments, field.computed(node, context));
        else if (locked) setIn(data, node.segments, lockedValue(node, from));
      } else if (field.holds === 'list' && locked && !insideLocked) {
        setIn(data, node.segments, getIn(from, node.segments));
      }
      visit(node.children, from, insideLocked);
      node.rows.forEach((row, index) => {
        visit(
          row.children,
          rowStore(from, node, row.origin, index),
          insideLocked || (locked && field.holds === 'list'),
        );
      });
    }
  };
  visit(nodes, stored, false);
  return data;
}

/** A locked field without a stored value has the form's default, as the person saw it. */
function lockedValue(node: Node, stored: Variables): Json | undefined {
  const value = getIn(stored, node.segments);
  return value === undefined && !node.hidden ? node.component.defaultValue : value;
}

/** What was stored for a row, placed where the row is now: rows may have been removed before it. */
function rowStore(stored: Variables, node: Node, origin: number | null, index: number): Variables {
  const row = origin === null ? undefined : getIn(stored, [...node.segments, origin]);
  if (origin === index) return stored;
  const view = copyOf(stored);
  const rows: Json[] = [];
  rows[index] = row === undefined ? {} : copyOf(row);
  setIn(
    view,
    node.segments,
    Array.from(rows, (one) => one ?? null),
  );
  return view;
}

/** The data with the form's default values where there is none yet, and the first rows of its lists. */
export function withDefaults(schema: FormSchema, data: Variables, context: FormContext): Variables {
  const filled = copyOf(data);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let changed = false;
    for (const node of everyNode(resolve(schema, filled, context))) {
      const value = defaultOf(node.component);
      if (value === undefined || node.segments.length === 0 || getIn(filled, node.segments) !== undefined)
        continue;
      setIn(filled, node.segments, copyOf(value));
      changed = true;
    }
    if (!changed) break;
  }
  return filled;
}

function defaultOf(component: Component): Json | undefined {
  if (component.type !== 'dynamiclist') return component.defaultValue;
  const rows = component.isRepeating === false ? 1 : (component.defaultRepetitions ?? 1);
  return Array.from({ length: Math.min(Math.max(0, rows), 50) }, () => ({}));
}
