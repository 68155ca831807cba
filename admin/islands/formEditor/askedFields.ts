// The fields that a draft's drawings need: what conditions, decisions and mappings read behind a task before anybody else
// works, and nothing before it gives.
import type { ElementModel, ProcessModel } from '../../../engine/core/model.ts';
import { generateForm, type ReadVariable } from '../../../forms/generate.ts';
import type { Component, FormSchema } from '../../../forms/schema.ts';
import type { ReadDraft } from '../engine/readDraft.ts';
import type { Asking, Reason } from './protocol.ts';
import { readsOfCondition, readsOfDecision, readsOfMapping } from './readsOf.ts';

export interface AskedRequest {
  schema: FormSchema;
  read: ReadDraft;
  lang: 'es' | 'en';
}

interface Found extends ReadVariable {
  reason: Reason;
}

/** Work of people: what they are asked is not this form's. */
const WORK = new Set(['userTask', 'manualTask', 'task', 'receiveTask']);

export function askedFields({ schema, read, lang }: AskedRequest): Asking[] {
  const there = new Set(keysOf(schema.components));
  return read.drawings
    .flatMap(({ name: drawing, processes, startForms }) =>
      processes.flatMap((model) => {
        const startForm = startForms.find(({ processId }) => processId === model.id)?.formId;
        return model.elements.filter(asks).map((element) => {
          const formId = formIdOf(element) ?? (element.type === 'startEvent' ? startForm : undefined);
          const found = readsBehind(element, model, read);
          const given = givenBefore(element, model, read, startForm);
          const fields = [...found.values()]
            .filter(({ name }) => !given.has(name))
            .map((field) => {
              return {
                component: componentOf(field, lang),
                reason: field.reason,
                isThere: there.has(field.name),
              };
            });
          const isOwn = formId === schema.id;
          return { drawing, element: element.id, name: element.name || element.id, isOwn, fields };
        });
      }),
    )
    .filter(({ fields, isOwn }) => isOwn || fields.length > 0)
    .sort((a, b) => Number(b.isOwn) - Number(a.isOwn));
}

const asks = ({ type, parent, eventDefinitions }: ElementModel): boolean =>
  type === 'userTask' || (type === 'startEvent' && parent === null && eventDefinitions.length === 0);

function formIdOf({ config }: ElementModel): string | undefined {
  return typeof config.formId === 'string' ? config.formId : undefined;
}

function keysOf(components: readonly Component[]): string[] {
  return components.flatMap((component) => [
    ...(component.key ? [component.key.split('.')[0] ?? ''] : []),
    ...('components' in component ? keysOf(component.components ?? []) : []),
  ]);
}

/** By name; where several read it, the first says why. */
function readsBehind(
  element: ElementModel,
  { elements, flows }: ProcessModel,
  { around }: ReadDraft,
): Map<string, Found> {
  const found = new Map<string, Found>();
  const made = new Set<string>();
  const note = (reason: Reason, reads: readonly ReadVariable[]) => {
    for (const read of reads)
      if (!found.has(read.name) && !made.has(read.name)) found.set(read.name, { ...read, reason });
  };
  const byId = new Map(elements.map((each) => [each.id, each]));
  for (const { source } of element.outputs ?? []) note('mapping', readsOfMapping(source));
  for (const { target } of element.outputs ?? []) made.add(target);
  const seen = new Set([element.id]);
  for (const id of seen) {
    const here = byId.get(id);
    if (here && id !== element.id) {
      for (const { source } of here.inputs ?? []) note('mapping', readsOfMapping(source));
      const local = new Set((here.inputs ?? []).map(({ target }) => target));
      const { decisionId } = here.config;
      const decided = typeof decisionId === 'string' ? around.decision(decisionId) : undefined;
      if (decided)
        note(
          'decision',
          readsOfDecision(decided).filter(({ name }) => !local.has(name)),
        );
      if (typeof here.config.expression === 'string') note('mapping', readsOfMapping(here.config.expression));
      for (const name of givenBy(here)) made.add(name);
    }
    for (const flow of flows.filter(({ source }) => source === id)) {
      if (flow.condition !== undefined) note('condition', readsOfCondition(flow.condition));
      if (!WORK.has(byId.get(flow.target)?.type ?? '')) seen.add(flow.target);
    }
  }
  return found;
}

function givenBy({ config, outputs, multiInstance }: ElementModel): string[] {
  const names = [
    config.resultVariable,
    multiInstance?.outputCollection,
    ...(outputs ?? []).map(({ target }) => target),
  ];
  return names.flatMap((name) =>
    typeof name === 'string' && name !== '' ? [name.split('.')[0] ?? name] : [],
  );
}

/** What elements that lead to this one give, forms of theirs included. */
function givenBefore(
  element: ElementModel,
  { elements, flows }: ProcessModel,
  { forms }: ReadDraft,
  startForm: string | undefined,
): Set<string> {
  const given = new Set<string>();
  const seen = new Set([element.id]);
  for (const id of seen) {
    for (const { source } of flows.filter(({ target }) => target === id)) seen.add(source);
    const here = elements.find((each) => each.id === id);
    if (!here || id === element.id) continue;
    for (const name of givenBy(here)) given.add(name);
    const formId = formIdOf(here) ?? (here.type === 'startEvent' ? startForm : undefined);
    const form = forms.find((each) => each.id === formId);
    for (const key of keysOf((form?.schema as unknown as FormSchema | undefined)?.components ?? []))
      given.add(key);
  }
  return given;
}

/** As a generated form would ask for it, for the editor to place. */
function componentOf(read: Found, lang: 'es' | 'en'): Component {
  const { components } = generateForm({ elementName: '', reads: [read], locale: lang });
  const component = components.find(({ key }) => key === read.name);
  if (!component) throw new Error(`Expected a field for ${read.name}, but none was made.`);
  const { id: _made, literalKey: _literal, ...field } = component;
  return field as Component;
}
