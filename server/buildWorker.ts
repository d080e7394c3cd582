/**
 * The last step of the build: bundles the service worker into one file and writes the list of the site's files into it,
 * so that a changed file is a changed worker. Run by `build.ts`, after Astro.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { injectManifest } from 'workbox-build';

const root = fileURLToPath(new URL('..', import.meta.url));
const client = join(root, 'dist', 'client');
const bundleDir = join(root, 'dist', 'worker');

await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: bundleDir,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: join(root, 'site/sw/index.ts'),
      // No browser but Chromium takes a worker of modules for granted.
      output: { format: 'iife', entryFileNames: 'sw.js' },
    },
  },
});

const { count, size, warnings } = await injectManifest({
  swSrc: join(bundleDir, 'sw.js'),
  swDest: join(client, 'sw.js'),
  globDirectory: client,
  // What the shopper's pages are made of. Fonts and pictures differ by brand: they are kept once they are seen.
  globPatterns: ['_astro/*.{js,css}', 'favicon.svg'],
  globIgnores: ['_astro/{desk,Desk,Live,Keys,cases,sign-in}*'],
  // Astro names its files by their content.
  dontCacheBustURLsMatching: /_astro\//,
  modifyURLPrefix: { '': '/' },
});
rmSync(bundleDir, { recursive: true });
if (warnings.length > 0) throw new Error(warnings.join('\n'));
process.stderr.write(`The worker keeps ${count} files of the site, ${Math.round(size / 1000)} kB.\n`);
