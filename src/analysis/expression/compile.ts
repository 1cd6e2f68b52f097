import { FUNCTIONS } from "./functions.js";
import type { Operator, Tree } from "./parse.js";

/** A number for a row; NaN where an operand has none. */
export type RowValue = (row: number) => number;

/** Where a value comes from that is no number, operator or function. */
export type Leaf = Extract<Tree, { readonly kind: "column" | "element" | "count" }>;

const OPERATORS: Readonly<Record<Operator, (a: RowValue, b: RowValue) => RowValue>> = {
  "+": (a, b) => (row) => a(row) + b(row),
  "-": (a, b) => (row) => a(row) - b(row),
  "*": (a, b) => (row) => a(row) * b(row),
  "/": (a, b) => (row) => a(row) / b(row),
  "^": (a, b) => (row) => a(row) ** b(row),
};

/** A tree as a function of the row: closures over closures, no code is made from text. */
export function compileTree(tree: Tree, leaf: (one: Leaf) => RowValue): RowValue {
  const compiled = (one: Tree) => compileTree(one, leaf);
  switch (tree.kind) {
    case "number": {
      const { value } = tree;
      return () => value;
    }
    case "minus": {
      const of = compiled(tree.of);
      return (row) => -of(row);
    }
    case "operator":
      return OPERATORS[tree.sign](compiled(tree.left), compiled(tree.right));
    case "call": {
      const { of } = FUNCTIONS[tree.name];
      const given = tree.given.map(compiled);
      const [a, b] = given;
      if (given.length === 1) return (row) => of(a(row));
      if (given.length === 2) return (row) => of(a(row), b(row));
      return (row) => of(...given.map((one) => one(row)));
    }
    default:
      return leaf(tree);
  }
}

/** Leaves of a tree, in the order of the text. */
export function leavesOf(tree: Tree): readonly Leaf[] {
  switch (tree.kind) {
    case "number":
      return [];
    case "minus":
      return leavesOf(tree.of);
    case "operator":
      return [...leavesOf(tree.left), ...leavesOf(tree.right)];
    case "call":
      return tree.given.flatMap(leavesOf);
    default:
      return [tree];
  }
}
