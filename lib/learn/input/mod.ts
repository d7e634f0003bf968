/** `learn-input/`: what the analysis gets, gathered and verified. */

export { CHECKSUMS_FILE, MATERIALS_FOLDER } from "./input_files.ts";
export { type MaterialsReader, readLearnInput } from "./read_learn_input.ts";
export { type LearnInput, writeLearnInput, type WrittenInput } from "./write_learn_input.ts";
