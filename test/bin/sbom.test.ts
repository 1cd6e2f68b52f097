import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { judgeAudit, readReport } from "../../bin/lib/audit.mjs";
import { root } from "../../bin/lib/project.mjs";
import { billOfMaterials, shippedPackages } from "../../bin/lib/sbom.mjs";

describe("the bill of materials", () => {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const bill = billOfMaterials(lock);

  it("lists every package of the lockfile with version, hash and place to find it", () => {
    expect(bill.components.length).toBe(Object.keys(lock.packages).length - 1);
    const d3 = bill.components.find(({ name, group }) => name === "d3" && !group);
    expect(d3).toMatchObject({ version: lock.packages["node_modules/d3"].version, scope: "required" });
    expect(d3?.purl).toBe(`pkg:npm/d3@${d3?.version}`);
    const [hash] = d3?.hashes ?? [];
    expect(hash.alg).toBe("SHA-512");
    expect(Buffer.from(hash.content, "hex").toString("base64")).toBe(
      lock.packages["node_modules/d3"].integrity.split("-")[1],
    );
    expect(bill.components.find(({ purl }) => purl.startsWith("pkg:npm/%40duckdb/duckdb-wasm@"))).toMatchObject({
      ...{ group: "@duckdb", name: "duckdb-wasm" },
    });
    expect(bill.components.find(({ name }) => name === "vitest")?.scope).toBe("excluded");
  });

  it("names each component once, and is the same for the same lockfile", () => {
    const refs = bill.components.map((one) => one["bom-ref"]);
    expect(new Set(refs).size).toBe(refs.length);
    expect(JSON.stringify(billOfMaterials(lock))).toBe(JSON.stringify(bill));
    expect(JSON.stringify(bill)).not.toMatch(/timestamp|serialNumber/);
  });
});

it("has for required what is shipped, whatever could do without it, and knows it by the files of a site", () => {
  const shipped = shippedPackages(["_node/@x/a@1.0.0/b.js", "_node/c@2.0.0-r.1/d/e.js", "_node/f.js", "index.html"]);
  expect([...shipped]).toEqual(["@x/a@1.0.0", "c@2.0.0-r.1"]);
  const packages = {
    "node_modules/@x/a": { version: "1.0.0", optional: true },
    "node_modules/c": { version: "2.0.0", optional: true },
    "node_modules/d": { version: "1.0.0", dev: true },
  };
  const { components } = billOfMaterials({ name: "x", version: "1", packages }, shipped);
  expect(components.map(({ scope }) => scope)).toEqual(["required", "optional", "excluded"]);
});

describe("the policy for known weaknesses", () => {
  it.each([
    ['{ "message": "", "statusCode": 405, "error": { "summary": "", "detail": "" } }\nnpm error A log', "status 405"],
    ['{ "error": { "summary": "request failed", "code": "ENOTFOUND" } }', "request failed"],
    ["npm error code E404", "no report"],
  ])("is not met where no registry was asked: %s", (output, why) => {
    expect(() => readReport(output)).toThrow(
      `npm audit: not asked: the registry answered ${why}; nothing is known of weaknesses: set npm_config_registry`,
    );
  });

  it("reads what npm writes, whatever stands around it", () => {
    expect(readReport('npm warn x\n{ "vulnerabilities": {} }\n')).toEqual({ vulnerabilities: {} });
  });

  const report = {
    vulnerabilities: {
      a: { severity: "high", via: [{ url: "https://x/1", title: "reads too much", severity: "high" }, "b"] },
      c: { severity: "low", via: [{ url: "https://x/2", title: "slow", severity: "low" }] },
    },
  };
  it("stops at high severity, not at low, and takes exceptions with a reason", () => {
    expect(judgeAudit(report, []).faults).toEqual(["a: high: reads too much (https://x/1)"]);
    const excused = judgeAudit(report, [
      { advisory: "https://x/1", reason: "never given foreign text" },
      { advisory: "https://x/9", reason: "gone" },
    ]);
    expect(excused.faults).toEqual([]);
    expect(excused.excused).toEqual(["a: high: reads too much (https://x/1): never given foreign text"]);
    expect(excused.unused).toEqual(["https://x/9"]);
    expect(judgeAudit({}, [])).toEqual({ faults: [], excused: [], unused: [] });
  });
});
