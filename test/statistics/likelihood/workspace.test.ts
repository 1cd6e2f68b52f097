import { describe, expect, it } from "vitest";
import { applyPatch } from "../../../src/statistics/likelihood/json-patch.js";
import { compileModel } from "../../../src/statistics/likelihood/model.js";
import { patched, readPatchSet } from "../../../src/statistics/likelihood/patch-set.js";
import type { Workspace } from "../../../src/statistics/likelihood/specification.js";
import { readWorkspace } from "../../../src/statistics/likelihood/workspace.js";
import { countingWorkspace, withObserved, workspaceText } from "../../../src/statistics/likelihood/write.js";
import { hasReference, readReference } from "../../reference.js";

const good = () =>
  JSON.parse(
    workspaceText(countingWorkspace({ signal: [1, 2], background: [5, 6], uncertainty: [1, 1], observed: [5, 7] })),
  );

/** The workspace with one place changed. */
const broken = (pointer: string, value: unknown) => applyPatch(good(), [{ op: "replace", path: pointer, value }]);

describe("readWorkspace", () => {
  it.each([
    ["/channels/0/samples/1/data/1", "6", "channels[0].samples[1].data[1]"],
    ["/channels/0/samples/1/data", [5], "channels[0].samples[1].modifiers[0].data"],
    ["/channels/0/samples/0/data", [5], "channels[0].samples[1].data"],
    ["/channels/0/samples/0/modifiers/0/type", "normfaktor", "channels[0].samples[0].modifiers[0].type"],
    ["/channels/0/samples/0/modifiers/0/data", 1, "channels[0].samples[0].modifiers[0].data"],
    ["/channels/0/samples/1/modifiers/0/data/0", -1, "channels[0].samples[1].modifiers[0].data[0]"],
    ["/channels/0/samples/1/name", "signal", "channels[0].samples[1].name"],
    ["/channels/0/samples", [], "channels[0].samples"],
    ["/observations/0/data/0", -1, "observations[0].data[0]"],
    ["/observations/0/data", [1, 2, 3], "observations[0].data"],
    ["/observations/0/name", "elsewhere", "channels[0]"],
    ["/measurements/0/config", null, "measurements[0].config"],
    ["/version", "2.0.0", "version"],
  ])("names the place %s", (pointer, value, path) => {
    expect(() => readWorkspace(broken(pointer, value))).toThrow(expect.objectContaining({ path }));
    expect(() => readWorkspace(broken(pointer, value), "workspace")).toThrow(
      expect.objectContaining({ path: `workspace.${path}` }),
    );
  });

  it("refuses what cannot be one parameter", () => {
    const twice = applyPatch(good(), [
      { op: "add", path: "/channels/0/samples/0/modifiers/-", value: { name: "background_uncertainty", type: "lumi" } },
    ]);
    expect(() => compileModel(readWorkspace(twice))).toThrow(/name already used by a modifier: background_uncertainty/);
    const bare = applyPatch(good(), [
      { op: "add", path: "/channels/0/samples/0/modifiers/-", value: { name: "lumi", type: "lumi", data: null } },
    ]);
    expect(() => compileModel(readWorkspace(bare))).toThrow(/luminosity without auxdata and sigmas/);
    const nobody = broken("/measurements/0/config/poi", "nu");
    expect(() => compileModel(readWorkspace(nobody))).toThrow(/no modifier of this name: nu/);
    const events = applyPatch(good(), [
      { op: "replace", path: "/channels/0/samples/0/data/1", value: 0 },
      { op: "replace", path: "/channels/0/samples/1/data/1", value: 0 },
    ]);
    expect(() => compileModel(readWorkspace(events))).toThrow(/7 events where every template is zero/);
    expect(() => compileModel(readWorkspace(good()), { measurement: "none" })).toThrow(/unknown measurement: none/);
  });

  it("reads what it writes", () => {
    const workspace = readWorkspace(good());
    expect(readWorkspace(JSON.parse(workspaceText(workspace)))).toEqual(workspace);
    const model = compileModel(workspace);
    const other = withObserved(workspace, model, { main: Float64Array.of(9, 8), auxiliary: model.observed.auxiliary });
    expect(compileModel(other).observed.main).toEqual(Float64Array.of(9, 8));
  });

  it.skipIf(!hasReference("pyhf/sbottom/BkgOnly.json"))("keeps a published workspace as it is", () => {
    const published = JSON.parse(readReference("pyhf/sbottom/BkgOnly.json")) as Workspace;
    expect(JSON.parse(workspaceText(readWorkspace(published)))).toEqual(published);
  });
});

describe("readPatchSet", () => {
  const set = () => ({
    version: "1.0.0",
    metadata: { labels: ["mass"], description: "two masses", references: {}, digests: {} },
    patches: [
      { metadata: { name: "m1", values: [1] }, patch: [{ op: "add", path: "/a", value: 1 }] },
      { metadata: { name: "m2", values: [2] }, patch: [{ op: "remove", path: "/b" }] },
    ],
  });

  it("reads the hypotheses and applies one", () => {
    const { labels, patches } = readPatchSet(set());
    expect(labels).toEqual(["mass"]);
    expect(patches.map(({ name, values }) => [name, values])).toEqual([
      ["m1", [1]],
      ["m2", [2]],
    ]);
    expect(patched({}, patches[0])).toEqual({ a: 1 });
    expect(() => patched({}, patches[1])).toThrow(/no such place: \/b \(patch m2\[0\]\.path\)/);
  });

  it.each([
    ["/patches/1/metadata/name", "m1", "patches[1].metadata.name"],
    ["/patches/0/metadata/values", [1, 2], "patches[0].metadata.values"],
    ["/patches/0/patch", {}, "patches[0].patch"],
    ["/metadata/labels", "mass", "metadata.labels"],
  ])("names the place %s", (path, value, place) => {
    const bad = applyPatch(set(), [{ op: "replace", path, value }]);
    expect(() => readPatchSet(bad)).toThrow(expect.objectContaining({ path: place }));
  });
});

describe("applyPatch", () => {
  const document = () => ({ a: [1, 2, 3], b: { "c/d": 1, "e~f": { g: null } } });

  it.each([
    ["adds into an array", [{ op: "add", path: "/a/1", value: 9 }], { a: [1, 9, 2, 3] }],
    ["adds at the end", [{ op: "add", path: "/a/-", value: 9 }], { a: [1, 2, 3, 9] }],
    ["removes", [{ op: "remove", path: "/a/0" }], { a: [2, 3] }],
    [
      "replaces by an escaped name",
      [{ op: "replace", path: "/b/c~1d", value: 2 }],
      { b: { "c/d": 2, "e~f": { g: null } } },
    ],
    ["moves", [{ op: "move", from: "/b/e~0f", path: "/h" }], { b: { "c/d": 1 }, h: { g: null } }],
    ["copies", [{ op: "copy", from: "/a", path: "/b/a" }], { b: { "c/d": 1, "e~f": { g: null }, a: [1, 2, 3] } }],
    ["tests", [{ op: "test", path: "/b", value: { "e~f": { g: null }, "c/d": 1 } }], {}],
  ])("%s", (_, patch, change) => {
    const before = document();
    expect(applyPatch(before, patch)).toEqual({ ...document(), ...change });
    expect(before).toEqual(document());
  });

  it("replaces the whole document", () => {
    expect(applyPatch(document(), [{ op: "replace", path: "", value: 1 }])).toBe(1);
  });

  it.each([
    [[{ op: "add", path: "/a/5", value: 1 }], "patch[0].path", /no such place: \/a\/5/],
    [[{ op: "add", path: "/a/01", value: 1 }], "patch[0].path", /no such place/],
    [[{ op: "remove", path: "/x" }], "patch[0].path", /no such place: \/x/],
    [[{ op: "replace", path: "/b/x/y", value: 1 }], "patch[0].path", /no such place: \/b\/x/],
    [
      [
        { op: "test", path: "/a/0", value: 1 },
        { op: "test", path: "/a/0", value: 2 },
      ],
      "patch[1]",
      /test failed/,
    ],
    [[{ op: "add", path: "/a/0" }], "patch[0].value", /missing field/],
    [[{ op: "move", from: "/b", path: "/b/c" }], "patch[0].path", /moved into itself/],
    [[{ op: "merge", path: "/a" }], "patch[0].op", /unknown operation/],
    [[{ op: "add", path: "a", value: 1 }], "patch[0].path", /not a JSON pointer/],
    [[{ op: "remove", path: "" }], "patch[0].path", /whole document/],
    [[7], "patch[0]", /not an operation/],
    [{}, "patch", /not an array/],
  ])("refuses %j", (patch, path, message) => {
    const attempt = () => applyPatch(document(), patch);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ path }));
  });

  it("treats __proto__ as data", () => {
    applyPatch(document(), JSON.parse('[{"op": "add", "path": "/__proto__", "value": {"polluted": true}}]'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(() => applyPatch({}, [{ op: "add", path: "/__proto__/polluted", value: true }])).toThrow(/no such place/);
  });
});
