// Renders a code and its values in the reader's language: the one catalog of the product.
export { type Locale, problemText, problemTextOf, type Values } from '../problemCatalog.ts';
