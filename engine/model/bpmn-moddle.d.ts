// The XML library's untyped surface, typed once here at the border.
declare module 'bpmn-moddle' {
  export interface PropertyDescriptor {
    name: string;
    type: string;
    isReference?: boolean;
    isMany?: boolean;
    isAttr?: boolean;
    isBody?: boolean;
    ns: { name: string; localName: string; prefix: string };
  }

  export interface ModdleElement {
    readonly $type: string;
    readonly $attrs: { [name: string]: unknown };
    readonly $parent?: ModdleElement;
    readonly $descriptor: {
      name: string;
      properties: PropertyDescriptor[];
      propertiesByName: { [name: string]: PropertyDescriptor };
      isGeneric?: boolean;
    };
    /** Elements of no known namespace only. */
    readonly $children?: ModdleElement[];
    readonly $body?: string;
    $instanceOf?(type: string): boolean;
    get?(name: string): unknown;
    set?(name: string, value: unknown): void;
  }

  export interface Warning {
    message: string;
    error?: Error;
    element?: ModdleElement;
    property?: string;
    value?: string;
  }

  export interface Reference {
    element: ModdleElement;
    /** Qualified, e.g. `bpmn:sourceRef`. */
    property: string;
    /** Absent where the file names nothing. */
    id?: string;
  }

  export interface ParseResult {
    rootElement: ModdleElement;
    references: Reference[];
    warnings: Warning[];
    elementsById: { [id: string]: ModdleElement };
  }

  export class BpmnModdle {
    constructor(packages?: { [prefix: string]: unknown });
    fromXML(xml: string): Promise<ParseResult>;
    toXML(root: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>;
    create(type: string, attributes?: { [name: string]: unknown }): ModdleElement;
    getType(name: string): unknown;
    readonly registry: { typeMap: { [name: string]: { properties: PropertyDescriptor[] } } };
  }
}
