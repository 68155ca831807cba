// What we use of the XML reader, which brings no types.
declare module 'saxen' {
  type Decode = (text: string) => string;

  export class Parser {
    ns(prefixes: { readonly [uri: string]: string }): this;
    on(
      event: 'openTag',
      listener: (tag: string, attributes: () => { [name: string]: string }, decode: Decode) => void,
    ): this;
    on(event: 'closeTag', listener: (tag: string) => void): this;
    on(event: 'text', listener: (value: string, decode: Decode) => void): this;
    on(event: 'cdata', listener: (value: string) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
    parse(text: string): void;
  }
}
