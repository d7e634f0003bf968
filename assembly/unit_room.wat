;; The array of the collected heap that all instances of copy_units.wat copy through: one after the other, so that one is
;; enough, and in the processor's caches.
(module
  (type $units (array (mut i16)))
  ;; As many as MOST_READ_UNITS in lib/wasm.ts.
  (global (export "room") (ref $units) (array.new_default $units (i32.const 0x18000))))
