// Bundles the page into reslint/_data, with the licences of what is bundled; with --tests the tests into out/.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { notices } from "../tools/licences.mjs";

const OUT = "../reslint/_data";

async function page() {
  mkdirSync(OUT, { recursive: true });
  const { metafile } = await build({
    entryPoints: { report: "src/main.ts" },
    outdir: OUT,
    bundle: true,
    format: "iife",
    target: ["es2022"],
    minify: true,
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  writeFileSync(`${OUT}/report.licences.txt`, notices(Object.keys(metafile.inputs)));
}

async function tests() {
  rmSync("out", { recursive: true, force: true });
  await build({
    entryPoints: readdirSync("test").map((file) => `test/${file}`),
    outdir: "out",
    bundle: true,
    platform: "node",
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
}

await (process.argv.includes("--tests") ? tests() : page());
