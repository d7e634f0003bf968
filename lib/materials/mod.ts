/** Materials: the folder where they gather, the text that carries them in a gist, and the way back. Knows no HTTP. */

export { compareWithManifest, describeDifferences } from "./compare_with_manifest.ts";
export {
  downloadsFolderPath,
  type FolderContents,
  listMaterials,
  makeDownloadsFolder,
  makeMaterialsFolder,
  type MaterialFile,
  materialsFolderPath,
  prepareMaterialsFolder,
  prepareScratchFolder,
  readMaterials,
  refuseLinkedMaterials,
} from "./folder.ts";
export { GIST_LIMITS, type GistLimits, MAX_MATERIALS_BYTES } from "./limits.ts";
export { type Manifest } from "./manifest.ts";
export {
  gistDescription,
  gistFileName,
  isLedgerName,
  isMaterialName,
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
export { packedChecksums } from "./packed_checksums.ts";
export { redactContent } from "./redact_content.ts";
export { printable, requireSafeNames, unsafeNameReason } from "./safe_names.ts";
export { selectPackedFiles } from "./select_packed_files.ts";
export {
  ledgerSchema,
  MAX_RECORDED_LINES,
  readSessionRecords,
  type SessionRecord,
  type SessionRecords,
} from "./session_record.ts";
export { type UnpackedFile, type UnpackedMaterials, unpackMaterials } from "./unpack.ts";
export { writeFiles } from "./write_files.ts";
