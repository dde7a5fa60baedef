// Bundles the extension into dist/, with the licences of what is bundled; with --tests the tests into out/.

import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { notices } from "../../tools/licences.mjs";

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
