// Letters without what stands above or below them, for comparing what people type.

export const withoutAccents = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
