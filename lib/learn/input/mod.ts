/** `learn-input/`: what the analysis gets, gathered and verified. */

export { CHECKSUMS_FILE, MATERIALS_FOLDER } from "./input_files.ts";
export { planTextOf } from "./plan_text.ts";
export { readLearnInput } from "./read_learn_input.ts";
export {
  type LearnInput,
  listInputMaterials,
  writeLearnInput,
  type WrittenInput,
} from "./write_learn_input.ts";
