import type { Leaf } from "./compile.js";
import { agree, type Dimension, dimensionText, isPure, multiplied, PURE, raised } from "./dimension.js";
import { FUNCTIONS } from "./functions.js";
import type { Tree } from "./parse.js";

type Branch<Kind extends Tree["kind"]> = Extract<Tree, { readonly kind: Kind }>;

/**
 * The dimension of an expression.
 * @param leaf dimension of a column
 * @throws RangeError `units do not agree: …`, `no unit: …`
 */
export function dimensionOf(tree: Tree, leaf: (one: Leaf) => Dimension): Dimension {
  switch (tree.kind) {
    case "number":
      return tree.value === 0 ? "any" : PURE;
    case "minus":
      return dimensionOf(tree.of, leaf);
    case "operator":
      return ofOperator(tree, leaf);
    case "call":
      return ofCall(tree, leaf);
    default:
      return leaf(tree);
  }
}

const VERBS = { "+": "added to", "-": "subtracted from" } as const;

function ofOperator(tree: Branch<"operator">, leaf: (one: Leaf) => Dimension): Dimension {
  const { sign } = tree;
  if (sign === "^") return ofPower(tree.left, tree.right, leaf);
  const left = dimensionOf(tree.left, leaf);
  const right = dimensionOf(tree.right, leaf);
  if (sign === "*" || sign === "/") return multiplied(left, right, sign === "*" ? 1 : -1);
  if (agree(left, right)) return left === "any" ? right : left;
  throw new RangeError(
    `units do not agree: ${dimensionText(right)} is ${VERBS[sign]} ${dimensionText(left)}; write numbers with their unit, e.g. 1.5*GeV`,
  );
}

function ofPower(base: Tree, power: Tree, leaf: (one: Leaf) => Dimension): Dimension {
  const of = dimensionOf(base, leaf);
  const exponent = constantOf(power);
  if (!isPure(dimensionOf(power, leaf))) throw new RangeError("units do not agree: an exponent is a pure number");
  if (isPure(of)) return PURE;
  if (exponent === null)
    throw new RangeError(`no unit: ${dimensionText(of)} to a power that differs from event to event; give a number`);
  return raised(of, exponent);
}

/** Value of an expression of numbers alone; null of any other. */
function constantOf(tree: Tree): number | null {
  if (tree.kind === "number") return tree.value;
  if (tree.kind === "minus") {
    const of = constantOf(tree.of);
    return of === null ? null : -of;
  }
  if (tree.kind !== "operator" || tree.sign !== "/") return null;
  const [left, right] = [constantOf(tree.left), constantOf(tree.right)];
  return left === null || right === null ? null : left / right;
}

function ofCall({ name, given }: Branch<"call">, leaf: (one: Leaf) => Dimension): Dimension {
  if (name === "pow") return ofPower(given[0], given[1], leaf);
  const dimensions = given.map((one) => dimensionOf(one, leaf));
  const first = dimensions.find((one) => one !== "any") ?? "any";
  const odd = dimensions.find((one) => !agree(one, first));
  if (odd)
    throw new RangeError(
      `units do not agree: ${name} of ${dimensionText(first)} and ${dimensionText(odd)}; all must be alike`,
    );
  const found = FUNCTIONS[name].dimension(dimensions);
  if (typeof found === "object" && "refused" in found)
    throw new RangeError(`units do not agree: ${name} of ${dimensionText(first)}; ${found.refused}`);
  return found;
}
