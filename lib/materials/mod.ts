/** Materials: the folder where they gather, the text that carries them in a gist, and the way back. Knows no HTTP. */

export { compareWithManifest, describeDifferences } from "./compare_with_manifest.ts";
export {
  downloadsFolderPath,
  listMaterials,
  makeDownloadsFolder,
  makeMaterialsFolder,
  materialsFolderPath,
  prepareMaterialsFolder,
  prepareScratchFolder,
  readMaterials,
  refuseLinkedMaterials,
} from "./folder.ts";
export { type GistLimits, MAX_MATERIALS_BYTES } from "./limits.ts";
export { type Manifest } from "./manifest.ts";
export {
  gistFileName,
  isLedgerName,
  isReadAsMaterial,
  MANIFEST_NAME,
  parseGistFileName,
  sessionIdsIn,
} from "./material_names.ts";
export {
  type Material,
  type PackedMaterials,
  packMaterials,
  recordsOfRedacted,
  type RedactedMaterial,
  redactMaterials,
} from "./pack.ts";
export { growDelimiters, restoreDelimiters } from "./packed_format.ts";
export { findAcrossParts } from "./parts_across.ts";
export { packedChecksums, packedManifest } from "./packed_checksums.ts";
export { redactContent } from "./redact_content.ts";
export { selectPackedFiles } from "./select_packed_files.ts";
export { readSessionRecords, type SessionRecord } from "./session_record.ts";
export { unpackMaterials } from "./unpack.ts";
export { writeFiles } from "./write_files.ts";
