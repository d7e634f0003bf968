/** Generated from assembly/unit_room.wat by `deno task assembly -- --write`: change that. WebAssembly as base64. */
export const WASM_BASE64 = "AGFzbQEAAAABBAFedwEGDAFkAABBgIAG+wcACwcIAQRyb29tAwA=";
