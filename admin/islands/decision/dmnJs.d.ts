// The little of dmn-js that the page of decisions uses; the package ships no types.
declare module 'dmn-js/lib/Modeler' {
  export interface View {
    element: object;
    id: string;
    name?: string;
    type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
  }

  interface CommandStack {
    canUndo(): boolean;
    canRedo(): boolean;
    undo(): void;
    redo(): void;
  }

  export interface Viewer {
    on(event: string, listener: () => void): void;
    get(service: 'commandStack', isStrict: false): CommandStack | null;
    get(service: 'canvas', isStrict: false): { zoom(to: 'fit-viewport', center: 'auto'): void } | null;
  }

  export default class DmnModeler {
    constructor(options: { container: HTMLElement; [option: string]: unknown });
    importXML(xml: string): Promise<{ warnings: { message: string }[] }>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    on(event: 'views.changed', listener: () => void): void;
    on(event: 'viewer.created', listener: (event: { viewer: Viewer }) => void): void;
    open(view: View): Promise<unknown>;
    getViews(): View[];
    getActiveView(): View | undefined;
    getActiveViewer(): Viewer | undefined;
    destroy(): void;
  }
}
