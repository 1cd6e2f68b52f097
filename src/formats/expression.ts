import { compileTree, type Leaf, leavesOf, type RowValue } from "../analysis/expression/compile.js";
import { ExpressionError, parseExpression, type Tree } from "../analysis/expression/parse.js";
import { SampleError } from "./sample-error.js";
import { type ChunkColumn, isList } from "./table-file.js";

/** A compiled expression over columns of a file. */
export interface Expression {
  readonly text: string;
  /** Names of the columns that it takes, each once. */
  readonly columns: readonly string[];
  /** The expression on the columns of one chunk, in the order of `columns`; NaN where an operand is missing. */
  on(columns: readonly ChunkColumn[]): RowValue;
}

/**
 * Compiles an expression over columns of a file, in the grammar of `parseExpression`.
 *
 * @param where for the message
 * @throws SampleError `not an expression: …`
 */
export function compileExpression(text: string, where: string): Expression {
  const tree = parsed(text, where);
  const columns = [...new Set(leavesOf(tree).map(({ name }) => name))];
  return {
    text,
    columns,
    on: (chunk) => compileTree(tree, (leaf) => readerOf(leaf, chunk[columns.indexOf(leaf.name)])),
  };
}

function parsed(text: string, where: string): Tree {
  try {
    return parseExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new SampleError("not an expression", error.value, `${where}, character ${error.at}`, error.remedy);
  }
}

const MISSING: RowValue = () => Number.NaN;

function readerOf(leaf: Leaf, column: ChunkColumn): RowValue {
  if (leaf.kind === "column") return isList(column) ? MISSING : (row) => column.values[row];
  if (!isList(column)) return MISSING;
  const { offsets, values } = column;
  if (leaf.kind === "count") return (row) => offsets[row + 1] - offsets[row];
  const { index } = leaf;
  return (row) => {
    const at = index < 0 ? offsets[row + 1] + index : offsets[row] + index;
    return at >= offsets[row] && at < offsets[row + 1] ? values[at] : Number.NaN;
  };
}
