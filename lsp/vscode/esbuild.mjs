// Bundles the extension into dist/, with the licences of what is bundled; with --tests the tests into out/.

import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const common = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  loader: { ".md": "text" },
  logLevel: "warning",
};

async function extension() {
  rmSync("dist", { recursive: true, force: true });
  const { metafile } = await build({
    ...common,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    external: ["vscode"],
    minify: true,
    keepNames: true,
    legalComments: "none",
    metafile: true,
  });
  writeFileSync("dist/THIRD-PARTY-NOTICES.txt", notices(Object.keys(metafile.inputs)));
}

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

/** Each test file is a bundle of its own; `vscode` is our stand-in, which the bundles of one file share. */
async function tests() {
  rmSync("out", { recursive: true, force: true });
  const files = readdirSync("test").filter((file) => file.endsWith(".test.ts") || file === "fakeServer.ts");
  await build({
    ...common,
    entryPoints: files.map((file) => `test/${file}`),
    outdir: "out",
    alias: { vscode: "./test/vscode.ts" },
    sourcemap: "inline",
  });
}

await (process.argv.includes("--tests") ? tests() : extension());
