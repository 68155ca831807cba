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
    /** Descriptors by prefix; those given go before the library's own. */
    constructor(packages?: { [prefix: string]: object });
    fromXML(xml: string, type?: string): Promise<{ rootElement: DmnElement; warnings: DmnWarning[] }>;
  }
}
