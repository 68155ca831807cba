// The values that variables may hold: exactly what JSON can say, so that live and folded values are the same.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** A bag of named values. Built with own properties only; `__proto__`, `constructor`, `prototype` are refused at the edge. */
export type Variables = { [name: string]: Json };
