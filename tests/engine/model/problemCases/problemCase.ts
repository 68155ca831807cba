// What a file is told at deployment.

/** Name of the case, the file, what is said about it: nothing more, nothing less. */
export type ProblemCase = [name: string, content: string, problems: string[]];
