// What the tests ask of the rewriting of libraries' texts, which runs in the build and so is no TypeScript.
import type { Node } from 'acorn';

export interface SpokenPackage {
  readonly files: RegExp;
  readonly voice: string;
  readonly texts: readonly string[];
}
export interface Found {
  readonly node: Node;
  readonly parent: Found | undefined;
  readonly place: string | undefined;
}

export const spokenPackages: readonly SpokenPackage[];
export function textsOf(spoken: SpokenPackage): { readonly [text: string]: string };
export function nodesOf(node: Node, parent?: Found, place?: string): Generator<Found>;
export function isShown(found: Found): boolean;
export function textOf(node: Node): string | undefined;
export function choicesOf(node: Node): string[] | undefined;
export function speak(
  code: string,
  texts: { readonly [text: string]: string },
  said?: Set<string>,
): string | undefined;

export function tellFunctions(code: string): string;
