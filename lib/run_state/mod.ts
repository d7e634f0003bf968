/** What a run leaves for the next one, and what keeps two of them apart. */

export { areInFolder, contentHash, type FileHashes, firstDifference, hashFiles } from "./file_hashes.ts";
export { removeLeftovers } from "./leftovers.ts";
export { consolidationLockPaths, planLockPaths, savingLockPaths, thisProcess } from "./lock_place.ts";
export { type LockHolder, type LockOutcome, type LockRequest, takeLock } from "./machine_lock.ts";
export {
  type DispatchState,
  NO_STATE,
  readTriggerState,
  sealTriggerState,
  type StateOwner,
  type TriggerState,
  triggerStatePath,
  type UploadState,
  writeTriggerState,
} from "./trigger_state.ts";
