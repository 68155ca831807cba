// Where a running instance stands, changed by hand: elements begin, are moved and end.
import { z } from 'zod';
import type { ActivateInstruction, Modification, MoveInstruction } from '../../core/commands.ts';
import { byInstance } from '../loaders.ts';
import { refusalOf } from '../problem.ts';
import { refuse, reply, route } from '../route.ts';
import { integer } from '../rows.ts';
import { keyShape, operationReference, variablesShape } from '../shapes.ts';

const elementId = z.string().min(1).max(1000);
/** -1 leaves the choice of the scope to the engine, as leaving it out does. */
const ancestor = z.union([keyShape, z.literal('-1')]);
const variableInstructions = z
  .array(z.strictObject({ variables: variablesShape, scopeId: z.string().max(1000).optional() }))
  .max(1000)
  .optional();

const request = z.strictObject({
  activateInstructions: z
    .array(
      z.strictObject({ elementId, variableInstructions, ancestorElementInstanceKey: ancestor.optional() }),
    )
    .max(1000)
    .optional(),
  moveInstructions: z
    .array(
      z.strictObject({
        sourceElementInstruction: z.discriminatedUnion('sourceType', [
          z.strictObject({ sourceType: z.literal('byId'), sourceElementId: elementId }),
          z.strictObject({ sourceType: z.literal('byKey'), sourceElementInstanceKey: keyShape }),
        ]),
        targetElementId: elementId,
        ancestorScopeInstruction: z
          .discriminatedUnion('ancestorScopeType', [
            z.strictObject({ ancestorScopeType: z.literal('direct'), ancestorElementInstanceKey: ancestor }),
            z.strictObject({ ancestorScopeType: z.literal('inferred') }),
            z.strictObject({ ancestorScopeType: z.literal('sourceParent') }),
          ])
          .optional(),
        variableInstructions,
      }),
    )
    .max(1000)
    .optional(),
  terminateInstructions: z
    .array(z.union([z.strictObject({ elementInstanceKey: keyShape }), z.strictObject({ elementId })]))
    .max(1000)
    .optional(),
  operationReference,
  /** Why, for the record; who gives it is answered with what is foreseen. */
  reason: z.string().max(10_000).optional(),
});

type Body = z.output<typeof request>;

function modificationOf(body: Body): Modification {
  const ends = body.terminateInstructions ?? [];
  return {
    activate: (body.activateInstructions ?? []).map(activation),
    move: (body.moveInstructions ?? []).map(moveOf),
    terminate: ends.map((each) =>
      'elementId' in each ? { element: each.elementId } : { key: Number(each.elementInstanceKey) },
    ),
    ...(body.reason !== undefined && { reason: body.reason }),
  };
}

function activation(given: NonNullable<Body['activateInstructions']>[number]): ActivateInstruction {
  const { elementId: element, ancestorElementInstanceKey: key = '-1' } = given;
  return { element, ...(key !== '-1' && { ancestor: Number(key) }), ...variablesOf(given) };
}

function moveOf(given: NonNullable<Body['moveInstructions']>[number]): MoveInstruction {
  const { sourceElementInstruction: source, ancestorScopeInstruction: scope } = given;
  const direct = scope?.ancestorScopeType === 'direct' ? scope.ancestorElementInstanceKey : undefined;
  const named = scope?.ancestorScopeType === 'direct' ? undefined : scope?.ancestorScopeType;
  return {
    from:
      source.sourceType === 'byId'
        ? { element: source.sourceElementId }
        : { key: Number(source.sourceElementInstanceKey) },
    to: given.targetElementId,
    ...(direct !== undefined && direct !== '-1' && { ancestor: Number(direct) }),
    ...(named !== undefined && { ancestor: named }),
    ...variablesOf(given),
  };
}

function variablesOf({ variableInstructions: list }: { variableInstructions?: unknown }) {
  const given = list as z.output<typeof variableInstructions>;
  if (!given) return {};
  return {
    variables: given.map(({ scopeId, variables }) => ({
      variables,
      ...(scopeId !== undefined && scopeId !== '' && { scope: scopeId }),
    })),
  };
}

const modify = route({
  method: 'post',
  path: '/process-instances/:processInstanceKey/modification',
  policy: { action: 'instance:modify', on: byInstance },
  request,
  response: z.object({ warnings: z.array(z.object({ code: z.string(), elementIds: z.array(z.string()) })) }),
  summary: 'Begin, move and end elements of a running instance by hand',
  async handler({ engine, row, body, submission }) {
    const outcome = await engine.modifyInstance(integer(row, 'key'), modificationOf(body), submission);
    if (!outcome.ok) return refuse(refusalOf(outcome));
    // Clients of the Camunda API expect no content; who gives a reason speaks with this product.
    const warnings = outcome.events.flatMap((event) =>
      event.type === 'starvingForeseen' ? [{ code: 'JOIN_STARVED', elementIds: event.joins }] : [],
    );
    return body.reason !== undefined ? reply(200, { warnings }) : reply(204);
  },
});

export const modificationRoutes = [modify];
