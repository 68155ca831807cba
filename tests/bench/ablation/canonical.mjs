// Without history: no batch is made text.
export const canonicalJson = () => '{}';
