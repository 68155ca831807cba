// The little of the drawing libraries that the modeler uses; their packages ship no types, or none of their services.

/** What the library registers and has no types for. */
// biome-ignore lint/suspicious/noExplicitAny: the library has no types for what it registers
declare type Untyped = any;

declare module 'bpmn-js/lib/Modeler' {
  export interface ImportWarning {
    message: string;
    error?: Error;
    element?: { id?: string; $type?: string };
  }

  export default class Modeler {
    constructor(options: { container: HTMLElement; [option: string]: unknown });
    importXML(xml: string): Promise<{ warnings: ImportWarning[] }>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    saveSVG(): Promise<{ svg: string }>;
    on(event: string, listener: (event: Untyped) => void): void;
    get(service: string): Untyped;
    get(service: string, isStrict: false): Untyped;
    getDefinitions(): Untyped;
    destroy(): void;
  }
}

declare module 'bpmn-js-properties-panel' {
  export const BpmnPropertiesPanelModule: object;
  export const BpmnPropertiesProviderModule: object;
  export const ZeebePropertiesProviderModule: object;
  export const ZeebeTooltipProvider: object;
}

declare module '@bpmn-io/properties-panel' {
  type Entry = (props: never) => unknown;
  type IsEdited = (node: HTMLElement) => boolean;
  export const Group: Entry;
  export const ListGroup: Entry;
  export const TextFieldEntry: Entry;
  export const TextAreaEntry: Entry;
  export const SelectEntry: Entry;
  export const CheckboxEntry: Entry;
  export const FeelEntry: Entry;
  export const SimpleEntry: Entry;
  export const isTextFieldEntryEdited: IsEdited;
  export const isTextAreaEntryEdited: IsEdited;
  export const isSelectEntryEdited: IsEdited;
  export const isCheckboxEntryEdited: IsEdited;
  export const isFeelEntryEdited: IsEdited;
}

declare module '@bpmn-io/properties-panel/preact' {
  export function h(type: unknown, props: object | null, ...children: unknown[]): unknown;
}

declare module 'bpmn-js-create-append-anything' {
  export const CreateAppendAnythingModule: object;
}

declare module 'camunda-bpmn-js-behaviors/lib/camunda-cloud' {
  const behaviors: object;
  export default behaviors;
}

declare module 'diagram-js-minimap' {
  const minimap: object;
  export default minimap;
}

declare module 'diagram-js-grid' {
  const grid: object;
  export default grid;
}

declare module 'bpmn-js-color-picker' {
  const colorPicker: object;
  export default colorPicker;
}

declare module '@bpmn-io/variable-resolver' {
  export const ZeebeVariableResolverModule: object;
}

declare module 'bpmn-js/lib/features/modeling/cmd/UpdateFlowNodeRefsHandler' {
  export default class UpdateFlowNodeRefsHandler {
    _computeUpdates(...shapes: unknown[]): Untyped[];
  }
}
