// The little of bpmn-js that the diagram pages use; the package ships no types for its viewer's services.
declare module 'bpmn-js/lib/NavigatedViewer' {
  export interface Canvas {
    zoom(to: 'fit-viewport', center?: 'auto'): void;
    addMarker(element: string, marker: string): void;
    removeMarker(element: string, marker: string): void;
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
        html: HTMLElement;
      },
    ): string;
    remove(filter: { type: string }): void;
  }

  export interface ElementRegistry {
    get(id: string): { id: string; x?: number; y?: number; width?: number; height?: number } | undefined;
  }

  export default class NavigatedViewer {
    constructor(options: {
      container: HTMLElement;
      bpmnRenderer?: { [color: string]: string };
      [option: string]: unknown;
    });
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    get(service: 'canvas'): Canvas;
    get(service: 'overlays'): Overlays;
    get(service: 'elementRegistry'): ElementRegistry;
    destroy(): void;
  }
}

declare module '*.css';
