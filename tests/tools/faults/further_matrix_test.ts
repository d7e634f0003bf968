import { testMatrix } from "./matrix_cells.ts";

testMatrix(1);
