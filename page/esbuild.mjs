// Bundles the page into reslint/_data, with the licences of what is bundled; with --tests the tests into out/.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const OUT = "../reslint/_data";

/** The licence of each package that a bundled file comes from. */
function notices(inputs) {
  const folders = new Set(inputs.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean));
  return [...folders]
    .sort()
    .map(notice)
    .join(`\n${"-".repeat(80)}\n\n`);
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) {
    throw new Error(`${folder} has no licence file: find out what its licence asks for`);
  }
  return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, "utf8").replaceAll("\r\n", "\n").trim()}\n`;
}

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
