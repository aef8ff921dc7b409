import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { webTypeSources, writeWebTypes } from '../scripts/web-types.ts';

/** Keeps web/graphql/generated in step with the schema and the documents, in a build and while developing. */
const typedDocuments: Plugin = {
  name: 'typed-documents',
  async buildStart() {
    await writeWebTypes();
    for (const path of webTypeSources()) this.addWatchFile(path);
  },
  async watchChange(path) {
    if (path.endsWith('.graphql')) await writeWebTypes();
  },
};

/** Beside each built file the same packed, so that no server packs it anew for every reader. */
const packed: Plugin = {
  name: 'packed',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle))
      if (/\.(?:js|css)$/.test(name))
        writeFileSync(join(dir, `${name}.gz`), gzipSync(readFileSync(join(dir, name)), { level: 9 }));
  },
};

export default defineConfig({
  plugins: [typedDocuments, react(), packed],
  build: {
    // The oldest browser found in bureaus: Chromium 109, the last for Windows 7.
    target: 'chrome109',
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        // What every page stands on is one file, and not twenty that the first page waits for.
        codeSplitting: {
          groups: [
            {
              name: 'console',
              test: /[\\/]web[\\/]app[\\/](?!routes)|[\\/]features[\\/][^\\/]+[\\/]view\.ts$/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/graphql': 'http://localhost:4000' } },
});
