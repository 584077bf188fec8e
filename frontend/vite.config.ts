/** Builds the front end into mingus/static: hashed names, one sprite of icons, integrity hashes, .br and .gz beside each file. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import tailwind from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

const SOURCES = "frontend/src";
const IMAGES = ["icon-192.png", "icon-512.png"];

/** The icons named in icons.json as one SVG sprite. A name that lucide does not have fails the build. */
function icons(): Plugin {
  return {
    name: "icons",
    apply: "build",
    generateBundle() {
      const names: string[] = JSON.parse(readFileSync("frontend/icons.json", "utf8"));
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${names.map(symbol).join("")}</svg>`;
      this.emitFile({ type: "asset", name: "icons.svg", originalFileName: "icons.svg", source });
      for (const name of IMAGES) {
        const image = readFileSync(join(SOURCES, "img", name));
        this.emitFile({ type: "asset", name, originalFileName: name, source: image });
      }
    },
  };
}

function symbol(name: string): string {
  const file = `node_modules/lucide-static/icons/${name}.svg`;
  if (!existsSync(file)) throw new Error(`frontend/icons.json names “${name}”, which lucide does not have`);
  return readFileSync(file, "utf8")
    .replace(/<!--.*?-->\s*/s, "")
    .replace(/<svg[^>]*>/s, `<symbol id="${name}" viewBox="0 0 24 24">`)
    .replace("</svg>", "</symbol>")
    .replace(/\s*\n\s*/g, "");
}

interface Entry {
  file: string;
  integrity: string;
}

/** After the build: our own manifest (short name -> file and integrity, and the hash of the whole) and compressed copies. */
function finish(): Plugin {
  let folder = "";
  return {
    name: "finish",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    writeBundle() {
      const vite: Record<string, { file: string }> = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8"));
      const files: Record<string, Entry> = {};
      for (const [source, { file }] of Object.entries(vite).sort()) {
        files[basename(source)] = { file, integrity: integrity(join(folder, file)) };
      }
      const build = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
      const names = JSON.parse(readFileSync("frontend/icons.json", "utf8"));
      rmSync(join(folder, ".vite"), { recursive: true });
      for (const file of readdirSync(folder)) compress(join(folder, file));
      writeFileSync(join(folder, "manifest.json"), JSON.stringify({ build, files, icons: names }, null, 1));
    },
  };
}

function integrity(path: string): string {
  return "sha384-" + createHash("sha384").update(readFileSync(path)).digest("base64");
}

function compress(path: string): void {
  if (!/\.(js|css|svg)$/.test(path)) return;
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(path + ".br", brotliCompressSync(bytes, { params }));
  writeFileSync(path + ".gz", gzipSync(bytes, { level: 9 }));
}

export default defineConfig({
  base: "/assets/",
  plugins: [tailwind(), icons(), finish()],
  publicDir: false,
  build: {
    manifest: true,
    outDir: "mingus/static/dist",
    assetsDir: "",
    assetsInlineLimit: 0,
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    target: "es2022",
    cssMinify: "lightningcss",
    rolldownOptions: {
      input: [`${SOURCES}/main.ts`, `${SOURCES}/app.css`, `${SOURCES}/styles/library.css`, `${SOURCES}/worker.ts`],
    },
  },
});
