// Reads and writes the extension elements of an element of the drawing, as steps that can be undone.

export type Moddle = Untyped;

export interface Drawn {
  id: string;
  type: string;
  businessObject: Moddle;
  parent?: Drawn | null;
}

/** The services that writing takes. */
export interface Writing {
  modeling: {
    updateModdleProperties(element: Drawn, moddle: Moddle, properties: { [name: string]: unknown }): void;
  };
  bpmnFactory: { create(type: string, properties?: object): Moddle };
  commandStack: { execute(command: string, context: object): void };
}

export function extensionsOf(owner: Moddle, type: string): Moddle[] {
  return (owner.extensionElements?.values ?? []).filter(
    (each: Moddle) => each.$type === type || each.$instanceOf?.(type),
  );
}

export function addExtension(
  { modeling, bpmnFactory }: Writing,
  element: Drawn,
  owner: Moddle,
  type: string,
  properties: object = {},
): void {
  const added = bpmnFactory.create(type, properties);
  for (const child of Object.values(properties).flat())
    if (typeof child === 'object' && child !== null) (child as Moddle).$parent = added;
  const existing = owner.extensionElements;
  if (existing) {
    added.$parent = existing;
    modeling.updateModdleProperties(element, existing, { values: [...(existing.values ?? []), added] });
    return;
  }
  const fresh = bpmnFactory.create('bpmn:ExtensionElements', { values: [added] });
  added.$parent = fresh;
  fresh.$parent = owner;
  modeling.updateModdleProperties(element, owner, { extensionElements: fresh });
}

/** The empty holder goes with its last extension. */
export function removeExtension({ modeling }: Writing, element: Drawn, owner: Moddle, gone: Moddle): void {
  const holder = owner.extensionElements;
  const values = (holder?.values ?? []).filter((each: Moddle) => each !== gone);
  if (values.length > 0) modeling.updateModdleProperties(element, holder, { values });
  else modeling.updateModdleProperties(element, owner, { extensionElements: undefined });
}

/** Sets attributes of the one extension of a type: it comes with its first attribute, and goes with the last one. */
export function setOnly(
  writing: Writing,
  element: Drawn,
  owner: Moddle,
  type: string,
  properties: { [name: string]: string | undefined },
): void {
  const [own] = extensionsOf(owner, type);
  if (!own) {
    const given = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length > 0) addExtension(writing, element, owner, type, given);
    return;
  }
  const left = { ...own, ...properties };
  // Attributes that nobody here understands keep it too.
  const isEmpty =
    Object.keys(own.$attrs ?? {}).length === 0 &&
    Object.entries(left).every(([name, value]) => name === '$type' || value === undefined);
  if (isEmpty) removeExtension(writing, element, owner, own);
  else writing.modeling.updateModdleProperties(element, own, properties);
}
