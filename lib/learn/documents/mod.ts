/** The repository's documentation as the learn agents see it. */

export { type DocumentSet, documentSetSchema } from "./document_set.ts";
export { type DocumentSearch, findDocuments, type FoundDocuments } from "./find_documents.ts";
