// Shapes that many routes share.
import { z } from 'zod';
import type { Variables } from '../core/json.ts';

export const keyShape = z.string().regex(/^\d{1,25}$/);
export const keyOrNull = keyShape.nullable();
export const instantShape = z.string();
export const instantOrNull = instantShape.nullable();

/** `JSON.parse` gave it and the guard has looked through it, so it is JSON. */
export const variablesShape = z.record(z.string(), z.unknown()) as unknown as z.ZodType<Variables>;
export const optionalVariables = variablesShape.nullish().transform((variables) => variables ?? {});

/** Clients fill it in by themselves; there is one tenant here. */
export const tenantShape = z.literal('<default>').optional();

export const operationReference = z.int().optional();
export const noBody = z.looseObject({}).optional();
export const nothing = z.void();
