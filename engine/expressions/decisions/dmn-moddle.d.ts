// The XML library's untyped surface, typed once here at the border.
declare module 'dmn-moddle' {
  export interface DmnElement {
    readonly $type: string;
    readonly [property: string]: unknown;
  }

  export interface DmnWarning {
    message: string;
    error?: Error;
  }

  export class DmnModdle {
    fromXML(xml: string, type?: string): Promise<{ rootElement: DmnElement; warnings: DmnWarning[] }>;
  }
}
