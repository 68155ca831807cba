// What no library here understands is copied all the same: when an element is pasted, and when it is given another type.
import type { Moddle } from './panel/extensions.ts';

interface Bus {
  on(event: string, priority: number, listener: (event: Copying) => unknown): void;
}

interface Copying {
  property?: Moddle;
  sourceElement?: Moddle;
  targetElement?: Moddle;
}

interface AnyFactory {
  createAny(type: string, uri: string, attributes: object): Moddle;
}

/** Before those who know which extensions are allowed where. */
const FIRST = 5_000;

class KeepsUnknown {
  static $inject = ['eventBus', 'moddle'];

  constructor(eventBus: Bus, moddle: AnyFactory) {
    eventBus.on('moddleCopy.canCopyProperty', FIRST, ({ property }) =>
      property?.$descriptor?.isGeneric === true ? copied(property, moddle) : undefined,
    );
    eventBus.on('moddleCopy.canCopyProperties', FIRST, ({ sourceElement, targetElement }) => {
      const there: Attributes | undefined = targetElement?.$attrs;
      if (!there) return;
      for (const [name, value] of Object.entries(unknownOf(sourceElement))) there[name] ??= value;
    });
  }
}

interface Attributes {
  [name: string]: string;
}

/** With the namespaces of their prefixes, which another file may not declare. */
function unknownOf(element: Moddle): Attributes {
  const own = Object.entries((element?.$attrs ?? {}) as Attributes).filter(
    ([name]) => !/^xmlns\b/.test(name),
  );
  const prefixes = new Set(own.flatMap(([name]) => /^([^:]+):/.exec(name)?.[1] ?? []));
  const spaces = [...prefixes].flatMap((prefix) => {
    const name = `xmlns:${prefix}`;
    for (let at = element; at; at = at.$parent) if (at.$attrs?.[name]) return [[name, at.$attrs[name]]];
    return [];
  });
  return Object.fromEntries([...spaces, ...own]);
}

function copied(element: Moddle, moddle: AnyFactory): Moddle {
  const { $type, ...own } = element as { $type: string; [name: string]: unknown };
  const properties = Object.fromEntries(
    Object.entries(own).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(child) : child(value),
    ]),
  );
  const copy = moddle.createAny($type, element.$descriptor.ns.uri, {});
  for (const [name, value] of Object.entries(properties)) copy[name] = value;
  for (const each of Object.values(properties).flat() as Moddle[])
    if (typeof each === 'object' && each !== null) each.$parent = copy;
  return copy;

  function child(value: Moddle): Moddle {
    return value?.$descriptor?.isGeneric === true ? copied(value, moddle) : value;
  }
}

export const keepUnknown = { __init__: ['keepsUnknown'], keepsUnknown: ['type', KeepsUnknown] };
