// A running instance becomes one of another version of its process.
import { z } from 'zod';
import { byInstance } from '../loaders.ts';
import { refusalOf } from '../problem.ts';
import { refuse, route } from '../route.ts';
import { integer } from '../rows.ts';
import { keyShape, nothing, operationReference } from '../shapes.ts';

const id = z.string().min(1).max(1000);

const migrate = route({
  method: 'post',
  path: '/process-instances/:processInstanceKey/migration',
  policy: { action: 'instance:migrate', on: byInstance },
  request: z.strictObject({
    targetProcessDefinitionKey: keyShape,
    /** What is left out goes to the element of the same id; sequence flows may be named, too. */
    mappingInstructions: z.array(z.strictObject({ sourceElementId: id, targetElementId: id })).max(10_000),
    operationReference,
    /** Why, for the record. */
    reason: z.string().max(10_000).optional(),
  }),
  response: nothing,
  summary: 'Go on with a running instance in another version of its process',
  async handler({ engine, row, body, submission }) {
    const migration = {
      definitionKey: Number(body.targetProcessDefinitionKey),
      mapping: body.mappingInstructions.map(({ sourceElementId: source, targetElementId: target }) => ({
        source,
        target,
      })),
      ...(body.reason !== undefined && { reason: body.reason }),
    };
    const outcome = await engine.migrateInstance(integer(row, 'key'), migration, submission);
    if (!outcome.ok) return refuse(refusalOf(outcome));
  },
});

export const migrationRoutes = [migrate];
