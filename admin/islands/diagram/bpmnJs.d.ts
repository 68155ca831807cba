// The little of bpmn-js that the diagram pages use; the package ships no types for its viewer's services.
declare module 'bpmn-js/lib/NavigatedViewer' {
  export interface Shape {
    id: string;
    x?: number;
    y?: number;
    width?: number;
    height?: number;
  }

  export interface Canvas {
    resized(): void;
    findRoot(element: Shape): Shape | undefined;
    getRootElement(): Shape;
    setRootElement(root: Shape): Shape;
    zoom(to: 'fit-viewport' | number, center?: 'auto'): void;
    zoom(): number;
    addMarker(element: string, marker: string): void;
    removeMarker(element: string, marker: string): void;
    scrollToElement(element: string, padding?: number): void;
    viewbox(): { outer: { width: number; height: number } };
    viewbox(box: { x: number; y: number; width: number; height: number }): void;
  }

  export interface Overlays {
    add(
      element: string,
      type: string,
      overlay: {
        position: { [side: string]: number };
        show?: { minZoom: number };
        /** How small and how large it gets with the drawing. */
        scale?: { min: number; max: number };
        html: HTMLElement;
      },
    ): string;
    remove(filter: { type: string } | string): void;
  }

  export interface ElementRegistry {
    get(id: string): Shape | undefined;
    filter(keep: (element: Shape) => boolean): Shape[];
  }

  export interface EventBus {
    on(
      event: 'canvas.viewbox.changed',
      listener: (changed: { viewbox: { x: number; y: number; width: number; height: number } }) => void,
    ): void;
  }

  export default class NavigatedViewer {
    constructor(options: {
      container: HTMLElement;
      bpmnRenderer?: { [color: string]: string };
      [option: string]: unknown;
    });
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    get(service: 'eventBus'): EventBus;
    get(service: 'canvas'): Canvas;
    get(service: 'overlays'): Overlays;
    get(service: 'elementRegistry'): ElementRegistry;
    destroy(): void;
  }
}

declare module '*.css';
