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

export default defineConfig({
  plugins: [typedDocuments, react()],
  build: {
    // The oldest browser found in bureaus: Chromium 109, the last for Windows 7.
    target: 'chrome109',
    chunkSizeWarningLimit: 1_000,
  },
  server: { proxy: { '/graphql': 'http://localhost:4000' } },
});
