// Without read models: what happened reaches the journal alone.
export const projectBatch = () => {};
