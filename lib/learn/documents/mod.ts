/** The repository's documentation as the learn agents see it. */

export type { DocumentSettings } from "./choose_documents.ts";
export { type Document, documentSchema, type DocumentSet, documentSetSchema } from "./document_set.ts";
export {
  DOCUMENTS_MAX_TOKENS,
  type DocumentSearch,
  findDocuments,
  type FoundDocuments,
} from "./find_documents.ts";
