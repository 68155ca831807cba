// What differs between two versions of a flow: drawings, forms, decisions, catalogs and mails.
export type { Change, ChangeKind } from './change.ts';
export { compareFiles, type VersionFile } from './compareFiles.ts';
export { changeText } from './texts.ts';
